"""Files are written whole or not at all, and a sentence says why not.

The superuser may write anywhere, so refusals are acted out where the system would refuse.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from explorer.export.files import ExportError, write_bytes, write_whole

OLD = b"the old picture"


def contents(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, drafts and hidden files included."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refusing(code: int) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "pictures" / "map.png"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def test_a_file_is_written_with_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "new folder" / "map.png"
    write_bytes(path, b"content")
    assert contents(path.parent) == {"map.png": b"content"}


def test_an_old_file_is_replaced(target: Path) -> None:
    write_bytes(target, b"new")
    assert contents(target.parent) == {"map.png": b"new"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_bytes(tmp_path / "map.png", b"")
    finally:
        os.umask(old)
    assert (tmp_path / "map.png").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.EACCES, "{folder} is read-only: map.png was not saved. Choose another folder."),
        (errno.EROFS, "{folder} is read-only: map.png was not saved. Choose another folder."),
        (
            errno.ENOSPC,
            "The disk is full: map.png was not saved. Free some space and try again.",
        ),
        (
            errno.EDQUOT,
            "The disk is full: map.png was not saved. Free some space and try again.",
        ),
        (errno.EIO, "map.png was not saved (input/output error). Choose another folder."),
    ],
    ids=lambda value: errno.errorcode.get(value) if isinstance(value, int) else "",
)
@pytest.mark.parametrize("step", ["mkstemp", "write", "fsync", "replace"])
def test_a_refusal_leaves_the_old_file_and_no_draft(
    target: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, sentence: str
) -> None:
    fill: Callable[[BinaryIO], Any] = lambda file: file.write(b"new")  # noqa: E731
    if step == "write":
        fill = refusing(code)
    else:
        module = tempfile if step == "mkstemp" else os
        monkeypatch.setattr(module, step, refusing(code))
    with pytest.raises(ExportError) as raised:
        write_whole(target, fill)
    monkeypatch.undo()
    assert str(raised.value) == sentence.format(folder=target.parent)
    assert contents(target.parent) == {"map.png": OLD}


def test_a_disk_that_fills_up_half_way(target: Path) -> None:
    def write(file: BinaryIO) -> None:
        file.write(b"x" * 100_000)
        refusing(errno.ENOSPC)()

    with pytest.raises(ExportError, match="disk is full"):
        write_whole(target, write)
    assert contents(target.parent) == {"map.png": OLD}


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, MemoryError])
def test_whatever_stops_the_writing_leaves_no_draft(
    target: Path, error: type[BaseException]
) -> None:
    def write(file: BinaryIO) -> None:
        file.write(b"half")
        raise error

    with pytest.raises(error):
        write_whole(target, write)
    assert contents(target.parent) == {"map.png": OLD}


def test_a_draft_that_cannot_be_removed_does_not_hide_the_reason(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", refusing(errno.ENOSPC))
    monkeypatch.setattr(Path, "unlink", refusing(errno.EROFS))
    with pytest.raises(ExportError, match="disk is full"):
        write_bytes(target, b"new")


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "map.png").mkdir()
    with pytest.raises(ExportError, match=r"map\.png"):
        write_bytes(tmp_path / "map.png", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["map.png"]


def test_a_file_in_the_place_of_the_folder(target: Path) -> None:
    with pytest.raises(ExportError, match="is not a folder"):
        write_bytes(target / "map.png", b"new")
    with pytest.raises(ExportError, match="is not a folder"):
        write_bytes(target / "deeper" / "map.png", b"new")
    assert contents(target.parent) == {"map.png": OLD}


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"is too long\. Choose a shorter one"):
        write_bytes(tmp_path / ("x" * 300 + ".png"), b"new")
    assert list(tmp_path.iterdir()) == []
