"""Zip files of our own: the same content gives the same bytes, and none of anybody is trusted.

Only members that are asked for are read, each up to a bound that it is held to while it is read.
Nothing is ever unpacked onto the disk, so that no name in an archive can lead out of a folder.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from explorer.core.foreign import Refusal, plain
from explorer.export.files import write_whole

MOST_MEMBERS = 10_000
"""Files in one archive."""
_WHEN = (1980, 1, 1, 0, 0, 0)
_COMPRESSED = (".json",)
"""What is worth compressing; arrays and pictures hardly get smaller."""


class ArchiveError(Refusal):
    """A file that holds a run or a session cannot be opened."""


def write_archive(path: Path, members: Mapping[str, bytes]) -> None:
    """Write a zip file in one step.

    Parameters
    ----------
    members
        The content of each file in it by name.

    Raises
    ------
    ExportError
        The file cannot be written; what stood there before is still there.
    """

    write_whole(path, lambda file: _fill(file, members))


def archive_bytes(members: Mapping[str, bytes]) -> bytes:
    """The content of the file that `write_archive` writes."""
    buffer = io.BytesIO()
    _fill(buffer, members)
    return buffer.getvalue()


def _fill(file: BinaryIO, members: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _WHEN)
            if name.endswith(_COMPRESSED):
                info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


class Archive:
    """An archive that is being read."""

    def __init__(self, opened: zipfile.ZipFile, name: str) -> None:
        self._opened, self._name = opened, name
        self.names = frozenset(opened.namelist())

    def read(self, member: str, limit: int) -> bytes:
        """The content of a file in it.

        Raises ArchiveError where it is not there, damaged, or larger than `limit` bytes.
        """
        try:
            with self._opened.open(member) as stream:
                content = stream.read(limit + 1)
        except KeyError as error:
            raise ArchiveError(
                f"{self._name} lacks {plain(member, 60)}: it is not whole."
            ) from error
        except (
            EOFError,
            NotImplementedError,
            OSError,
            RuntimeError,  # of an encrypted one
            ValueError,
            zipfile.BadZipFile,
            zlib.error,
        ) as error:
            raise ArchiveError(f"{self._name} is damaged. Open another copy of it.") from error
        if len(content) > limit:
            raise ArchiveError(
                f"{self._name} holds more than this program writes. Choose another file."
            )
        return content


@contextmanager
def opened_archive(
    path: Path | BinaryIO, kind: str, main: str, called: str = ""
) -> Iterator[Archive]:
    """Open a zip file that anybody may have made, or the content of one, which is called so.

    Parameters
    ----------
    kind
        What it is to be, as "a session (.axs)".
    main
        The file in it without which it is none.

    Raises
    ------
    ArchiveError
        It cannot be read, or is nothing of this kind.
    """
    name = plain((path.name or path.absolute().name) if isinstance(path, Path) else called, 80)
    try:
        if isinstance(path, Path) and not path.is_file():
            if path.exists():
                raise ArchiveError(f"{name} is not a file. Choose {kind}.")
            raise ArchiveError(f"{name} was not found. Choose another file.")
        opened = zipfile.ZipFile(path)
    except ArchiveError:
        raise
    except PermissionError as error:
        raise ArchiveError(
            f"{name} may not be read. Change its permissions or choose another file."
        ) from error
    except Exception as error:  # a directory of members may be damaged in any way
        raise ArchiveError(f"{name} is damaged, or not {kind}. Choose another file.") from error
    with opened:
        if len(opened.infolist()) > MOST_MEMBERS:
            raise ArchiveError(f"{name} holds more files than this program writes. Choose another.")
        found = Archive(opened, name)
        if main not in found.names:
            raise ArchiveError(f"{name} is not {kind}. Choose another file.")
        yield found
