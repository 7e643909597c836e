"""Files are written whole or not at all, and a sentence says why not.

The superuser may write anywhere, so refusals are acted out where the system would refuse.
"""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from explorer.export.files import DRAFT, PART, ExportError, write_bytes, write_whole

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


def test_a_link_stays_and_its_target_is_written(target: Path) -> None:
    link = target.with_name("link.png")
    link.symlink_to(target.name)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert contents(target.parent) == {"map.png": b"new", "link.png": b"new"}


def test_a_link_to_nothing_yet_makes_its_target(tmp_path: Path) -> None:
    link = tmp_path / "link.png"
    link.symlink_to(tmp_path / "there" / "map.png")
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "there" / "map.png").read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_into_a_pipe_what_reads_from_it_gets_the_content(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_bytes(pipe, b"new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe.png"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_that_nothing_reads_from_is_refused_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    with pytest.raises(ExportError, match=r"^pipe.png is a pipe that nothing reads from\."):
        write_bytes(pipe, b"new")
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@pytest.mark.skipif(not Path(os.devnull).is_char_device(), reason="no device to write to")
def test_a_device_stays_a_device() -> None:
    write_bytes(Path(os.devnull), b"new")
    assert Path(os.devnull).is_char_device()


def test_drafts_of_processes_that_are_gone_are_swept_and_others_stay(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    kept = [f"{DRAFT}{os.getppid()}-abcd{PART}", f"{DRAFT}mine{PART}", ".hidden.part"]
    for name in (f"{DRAFT}{gone.pid}-abcd{PART}", *kept):
        (tmp_path / name).write_bytes(b"half")
    write_bytes(tmp_path / "map.png", b"new")
    assert set(contents(tmp_path)) == {"map.png", *kept}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_that_is_the_users_alone(tmp_path: Path) -> None:
    write_bytes(tmp_path / "settings.json", b"{}", mode=0o600)
    assert (tmp_path / "settings.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="no such device here")
@pytest.mark.parametrize("size", [10, 500_000])
def test_what_is_written_to_standard_output_arrives_there(size: int) -> None:
    code = (
        "from pathlib import Path; from explorer.export.files import write_bytes; "
        f"write_bytes(Path('/dev/stdout'), b'x' * {size})"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True)
    assert done.stdout == b"x" * size


def test_a_pipe_whose_reader_leaves_is_one_sentence(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    def write(file: BinaryIO) -> None:
        file.write(bytes(2**20))
        os.close(reader)

    with pytest.raises(ExportError, match=r"^(Nothing reads from pipe any more|pipe is a pipe)"):
        write_whole(pipe, write)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
