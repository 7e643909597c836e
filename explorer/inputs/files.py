"""Opening a file that a person chose: one sentence for whatever stands in the way."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from explorer.core.foreign import plain


def shown_name(path: Path) -> str:
    """The file name for sentences and titles: printable, of bearable length."""
    written = path.name or path.absolute().name or "This"  # . and / have no name of their own
    return plain(re.sub(r"[\n\r\t\v\f]", "�", written), 80)


@contextmanager
def opened(
    path: Path, noun: str, limit: int, too_large: str, refusal: Callable[[str], Exception]
) -> Iterator[BufferedReader]:
    """A file of at most `limit` bytes, open for reading.

    Raises what `refusal` makes of a sentence, for the noun "photo" or "text", where the file
    cannot be opened or its disk fails while it is read. `too_large` ends the sentence about the
    limit.
    """
    name = shown_name(path)
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
        with path.open("rb") as stream:
            yield stream
    except (FileNotFoundError, NotADirectoryError) as error:
        raise refusal(f"{name} was not found. Choose another {noun}.") from error
    except PermissionError as error:
        raise refusal(
            f"{name} may not be read. Change its permissions or choose another {noun}."
        ) from error
    except OSError as error:
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
