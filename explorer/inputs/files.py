"""Opening a file that a person chose: bounded, cancellable, refused in one sentence."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from explorer.core.cancel import Cancelled, never
from explorer.core.foreign import plain

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

BLOCK = 2**16
"""Bytes that are read at once."""
WORK = 20.0
"""Seconds of processor time that a file may take; the largest that are opened take a few."""

_ADDRESS = re.compile(r"(?:https?|ftp):/", re.IGNORECASE)  # a path keeps one of its slashes


def shown_name(path: Path) -> str:
    """The file name for sentences and titles: printable, of bearable length."""
    written = path.name or path.absolute().name  # . and / have no name of their own
    return plain(re.sub(r"[\n\r\t\v\f]", "�", written), 80) or "This"


class _Watched(RawIOBase):
    """A file that asks at each reading whether it is still wanted, and how much work it was.

    Decoders take a file block by block, so that one which is small and never ends is stopped
    between two of them.
    """

    def __init__(self, file: BinaryIO, ask: Callable[[], None]) -> None:
        super().__init__()
        self.name = getattr(file, "name", "")  # by which libraries know it
        self._file = file
        self._ask = ask

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be read from anywhere."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Read into a buffer; gives the number of bytes, 0 at the end."""
        self._ask()
        view = memoryview(buffer).cast("B")
        data = self._file.read(len(view))
        view[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place; gives it from the beginning."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Give the place that is read next."""
        return self._file.tell()

    def fileno(self) -> int:
        """Give the number by which the system knows the file."""
        return self._file.fileno()


def listed(
    folder: Path, suffixes: Sequence[str], refusal: Callable[[str], Exception]
) -> list[Path]:
    """The files directly in a folder by their suffix, 2 before 10, hidden ones left out.

    Raises what `refusal` makes of a sentence where the folder cannot be listed.
    """
    name = shown_name(folder)
    try:
        found = [
            path
            for path in folder.iterdir()
            if path.suffix.lower() in suffixes and not path.name.startswith(".") and path.is_file()
        ]
    except FileNotFoundError as error:
        raise refusal(f"{name} was not found. Choose another folder.") from error
    except NotADirectoryError as error:
        raise refusal(f"{name} is not a folder. Choose another.") from error
    except OSError as error:
        raise refusal(f"{name} may not be listed. Choose another folder.") from error
    return sorted(found, key=_natural)


def _natural(path: Path) -> tuple[list[tuple[bool, int, str]], str]:
    parts = re.split(r"([0-9]+)", path.name.casefold())
    # Numbers and words alternate; the flag keeps them apart should they ever meet.
    return [(p.isdecimal(), int(p) if p.isdecimal() else 0, p) for p in parts], path.name


@contextmanager
def opened(
    path: Path,
    noun: str,
    limit: int,
    too_large: str,
    refusal: Callable[[str], Exception],
    cancelled: Callable[[], bool] = never,
    work: float = WORK,
) -> Iterator[BufferedReader]:
    """Open a file that a person chose: a regular one, bounded in size and in work.

    Parameters
    ----------
    noun
        "photo" or "text".
    limit
        Bytes that it may have at most; `too_large` ends the sentence about that.
    refusal
        Makes the error of a sentence.
    cancelled
        Asked at each reading.
    work
        Seconds of processor time, of this thread, after which it is given up.

    Raises
    ------
    Exception
        What `refusal` makes: it cannot be opened, its disk fails while it is read, or it takes
        too long.
    Cancelled
        At a reading, once it is not wanted any more.
    """
    name = shown_name(path)
    begun = time.thread_time()

    def ask() -> None:
        if cancelled():
            raise Cancelled
        if time.thread_time() - begun > work:
            raise refusal(f"{name} takes too long to read. Save it anew, smaller, and open that.")

    try:
        found = _status(path)
        if stat.S_ISDIR(found.st_mode):
            raise refusal(f"{name} is a folder. Open a {noun} inside it.")
        if not stat.S_ISREG(found.st_mode):
            raise refusal(f"{name} is a device or a pipe. Open a {noun} file.")
        if found.st_size == 0:
            raise refusal(f"{name} is empty. Open another copy of it.")
        if found.st_size > limit:
            raise refusal(f"{name} is larger than {too_large}")
        with path.open("rb") as file, BufferedReader(_Watched(file, ask), BLOCK) as stream:
            yield cast(BufferedReader, stream)
    except (FileNotFoundError, NotADirectoryError) as error:
        if _ADDRESS.match(path.as_posix()):
            raise refusal(
                f"{name} stands at an address, from which nothing is fetched. Save it and open the "
                "file."
            ) from error
        raise refusal(f"{name} was not found. Choose another {noun}.") from error
    except PermissionError as error:
        raise refusal(
            f"{name} may not be read. Change its permissions or choose another {noun}."
        ) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise refusal(f"{name} was not found. Choose another {noun}.") from error
        if error.errno == errno.ELOOP:
            said = f"{name} is a link that leads back to itself. Choose another {noun}."
            raise refusal(said) from error
        raise refusal(f"{name} could not be read. Open a copy on another disk.") from error


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except ValueError as error:  # a zero byte in the name
        raise FileNotFoundError(path) from error


def regular_size(path: Path) -> int:
    """The bytes of a file, asked before a library reads it: what is read must have an end.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    OSError
        It is a folder, a device or a pipe.
    """
    found = _status(path)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(f"{shown_name(path)} is not a file.")
    return found.st_size


def chosen_size(path: Path, noun: str, refusal: Callable[[str], Exception]) -> int:
    """The bytes of a file that a person chose and that a library is going to read.

    Parameters
    ----------
    noun
        What is to be chosen, as "a file of weights".
    refusal
        Makes the error of a sentence.

    Raises
    ------
    Exception
        What `refusal` makes: there is no such file, it is none, or it may not be read.
    """
    name = shown_name(path)
    try:
        if not stat.S_ISREG(_status(path).st_mode):
            raise refusal(f"{name} is a folder, a device or a pipe. Choose {noun}.")
        with path.open("rb"):
            return regular_size(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise refusal(f"{name} is not there. Choose {noun}.") from error
    except PermissionError as error:
        raise refusal(
            f"{name} may not be read. Change its permissions, or choose {noun}."
        ) from error
    except OSError as error:
        raise refusal(f"{name} could not be read. Choose {noun} on another disk.") from error


def read_regular(path: Path, limit: int) -> bytes:
    """The content of a small file that anybody may have put there: settings, a configuration.

    Parameters
    ----------
    limit
        Bytes beyond which it is not read.

    Raises
    ------
    OSError
        Where there is no such file, or it is a folder, a device, a pipe, or too large: what is
        read would then have no end.
    """
    regular_size(path)
    with path.open("rb") as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise OSError(f"{shown_name(path)} is larger than {limit:,} bytes.")
    return content
