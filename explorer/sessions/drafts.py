"""The session of a running window, kept so that a crash loses a minute at most. No Qt here.

A window holds a lock of the system on a file beside its draft. The lock goes with the process,
however that ends: a draft whose lock can be had belongs to nobody any more, and is found once.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from explorer.core.trace import Trace
from explorer.export.files import ExportError
from explorer.sessions import SUFFIX

if TYPE_CHECKING:  # with Pillow, which the start of the window does not wait for
    from explorer.sessions.session import Session

FOLDER, FOUND = "drafts", "recovered"
"""Of drafts in use, below the folder of the settings; and in it of those that were found."""
MOST_FOUND = 5
"""Sessions of windows that ended without being closed that are kept."""
_LOCK = ".lock"


class Drafts:
    """The draft of one window.

    Attributes
    ----------
    path : Path
        Of the draft, which is written with the first `save`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: int | None = None
        self._over = False
        self._turn = threading.Lock()
        self.path = folder / f"{uuid4().hex}{SUFFIX}"

    def save(self, session: Session, runs: Sequence[Trace] = ()) -> None:
        """Write the draft in one step, from any thread; nothing after `discard`.

        Raises
        ------
        ExportError
            It cannot be written.
        """
        from explorer.sessions.session import save_session

        with self._turn:
            if self._over:
                return
            if self._lock is None:
                self._lock = self._hold()
            save_session(self.path, session, runs)
        if self._over:  # the window was closed meanwhile
            self.discard()

    def discard(self) -> None:
        """The window is closed as it should: its draft goes; returns at once while one is saved."""
        self._over = True
        if not self._turn.acquire(blocking=False):
            return
        try:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
            if self._lock is not None:
                os.close(self._lock)
                self._lock = None
                with suppress(OSError):
                    self.path.with_suffix(_LOCK).unlink(missing_ok=True)
        finally:
            self._turn.release()

    def _hold(self) -> int:
        path = self.path.with_suffix(_LOCK)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            why = (error.strerror or "unknown error").lower()
            raise ExportError(
                f"The session is not kept for after a crash ({why}). Free some space in the folder "
                "of the settings."
            ) from error
        _locked(handle)
        return handle


def left_behind(folder: Path) -> Path | None:
    """Find the latest draft of a window that ended without being closed; None where there is none.

    Each is found once, by one window alone; it lies from then on in the folder `FOUND`, of which
    the last `MOST_FOUND` are kept.
    """
    found = sorted(_orphans(folder), key=lambda one: one.stat().st_mtime)
    kept = sorted((folder / FOUND).glob(f"*{SUFFIX}"), key=lambda one: one.stat().st_mtime)
    for old in kept[:-MOST_FOUND]:
        with suppress(OSError):
            old.unlink()
    return found[-1] if found else None


def _orphans(folder: Path) -> Iterator[Path]:
    """Claim the drafts without an owner: move each to where it is found."""
    try:
        locks = list(folder.glob(f"*{_LOCK}"))
    except OSError:
        return
    for lock in locks:
        try:
            handle = os.open(lock, os.O_RDWR)
        except OSError:
            continue
        try:
            if not _locked(handle):
                continue  # its window is open
            draft = lock.with_suffix(SUFFIX)
            with suppress(OSError):  # none was written, or another window was quicker
                written = time.localtime(draft.stat().st_mtime)
                (folder / FOUND).mkdir(exist_ok=True, mode=0o700)
                name = time.strftime("Session of %Y-%m-%d %H-%M-%S", written)
                there = folder / FOUND / f"{name} {lock.stem[:4]}{SUFFIX}"
                os.replace(draft, there)
                yield there
        finally:
            os.close(handle)
        with suppress(OSError):
            lock.unlink()


def _locked(handle: int) -> bool:
    """Lock a file for this process; False where another one holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
