"""Writing files whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from explorer.core.foreign import Refusal

DRAFT, PART = ".attention-explorer-", ".part"
"""Start and end of the name of a draft; between them stands the number of its process."""


class ExportError(Refusal):
    """A file could not be written; the message is one sentence that says what to do."""


def write_whole(path: Path, write: Callable[[BinaryIO], None], mode: int = 0o666) -> None:
    """Write a file whole or not at all: a draft beside it is filled, then put in its place.

    A link is followed, so that its target is written and the link stays. A device or a pipe is
    written directly: nothing can be put in its place. Drafts that a killed process left in the
    folder are taken away.

    Parameters
    ----------
    path
        The file; missing folders are made.
    write
        Fills the open file.
    mode
        Permissions of the new file, less the process's mask.

    Raises
    ------
    ExportError
        With one sentence; then `path` is as it was before and nothing else is left behind.
    """
    draft: Path | None = None
    if "\0" in str(path):
        raise ExportError(f"{path.name} is no name of a file. Choose another one.")
    try:
        # asked of the name itself: that of a pipe, as of /dev/stdout, leads to no path
        if _takes_no_draft(path):
            _write_through(path, write)
            return
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        prefix = f"{DRAFT}{os.getpid()}-"
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=PART, dir=target.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode & ~_umask())
        os.replace(draft, target)
        draft = None
    except OSError as error:
        raise ExportError(_sentence(path, error)) from error
    finally:
        if draft is not None:
            with suppress(OSError):  # the sentence above matters more
                draft.unlink()


def write_bytes(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write these bytes as a file, whole or not at all; as `write_whole`, raises ExportError."""

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_whole(path, write, mode)


def _takes_no_draft(target: Path) -> bool:
    """Whether something other than a file or a folder stands there: a device, a pipe, a socket."""
    try:
        kind = target.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))


def _write_through(target: Path, write: Callable[[BinaryIO], None]) -> None:
    """Fill a buffer that can be sought in, as writers of pictures want, then pass it on."""
    with tempfile.SpooledTemporaryFile(max_size=2**24) as buffer:
        write(cast(BinaryIO, buffer))
        buffer.seek(0)
        # without waiting: a pipe that nobody reads from would hold the program for ever
        handle = os.open(target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "wb", buffering=0) as device:
            os.set_blocking(handle, True)
            shutil.copyfileobj(buffer, device)


def sweep(folder: Path) -> None:
    """Delete the drafts in a folder whose processes are gone."""
    try:
        found = list(folder.glob(f"{DRAFT}*{PART}"))
    except (OSError, ValueError):  # no name of a folder, which is said as something is written
        return
    for left in found:
        import psutil  # here: there are hardly ever any

        owner = left.name.removeprefix(DRAFT).partition("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            with suppress(OSError):  # another process was first
                left.unlink()


def _umask() -> int:
    """The process's mask, which mkstemp ignores; reading it means setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sentence(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full: {path.name} was not saved. Free some space and try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{path.parent} is read-only: {path.name} was not saved. Choose another folder."
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{path.parent} is not a folder: {path.name} was not saved. Choose another folder."
    if error.errno == errno.ENXIO:
        return f"{path.name} is a pipe that nothing reads from. Start its reader first."
    if error.errno == errno.EPIPE:
        return f"Nothing reads from {path.name} any more: not all of it was written."
    if error.errno == errno.EISDIR:
        return f"{path} is a folder. Name a file in it."
    if error.errno == errno.ENAMETOOLONG:
        return f"The name {path.name[:24]}… is too long. Choose a shorter one."
    reason = (error.strerror or "unknown error").lower()
    return f"{path.name} was not saved ({reason}). Choose another folder."
