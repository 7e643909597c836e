"""Writing files whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO


class ExportError(Exception):
    """A file could not be written; the message is one sentence that says what to do."""


def write_whole(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Have `write` fill a file beside `path`, then put it in place in one step.

    Raises ExportError; then `path` is as it was before and nothing else is left behind.
    """
    draft: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o666 & ~_umask())
        os.replace(draft, path)
        draft = None
    except OSError as error:
        raise ExportError(_sentence(path, error)) from error
    finally:
        if draft is not None:
            with suppress(OSError):  # the sentence above matters more
                draft.unlink()


def write_bytes(path: Path, content: bytes) -> None:
    """Put `content` in place in one step; raises ExportError."""

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_whole(path, write)


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
    if error.errno == errno.EISDIR:
        return f"{path} is a folder. Name a file in it."
    if error.errno == errno.ENAMETOOLONG:
        return f"The name {path.name[:24]}… is too long. Choose a shorter one."
    reason = (error.strerror or "unknown error").lower()
    return f"{path.name} was not saved ({reason}). Choose another folder."
