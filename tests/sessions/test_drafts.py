"""Drafts: found once after a kill, never while the window is open, nothing left of a close."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.core.selection import Selection
from explorer.export.files import ExportError
from explorer.export.provenance.record import provenance_of
from explorer.export.style import Style
from explorer.sessions.drafts import FOUND, MOST_FOUND, Drafts, left_behind
from explorer.sessions.session import Session, Shown, open_session
from tests.core.traces import vit_trace

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys, time
from pathlib import Path
from tests.sessions.test_drafts import session
from explorer.sessions.drafts import Drafts
drafts = Drafts(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    drafts.save(session(number))
print("saved", flush=True)
time.sleep(1000)
"""


def session(number: int = 0) -> Session:
    made = provenance_of(vit_trace(), Selection(layer=number % 2), Style(), embed=True)
    return Session((Shown(made),), lecture=f"station {number}")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has saved three drafts and lives on."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path), "3"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "saved\n"
    yield process
    process.kill()
    process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
def test_what_a_killed_window_had_is_found_once(
    running: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert left_behind(tmp_path) is None, "its window is open"
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    found = left_behind(tmp_path)
    assert found is not None
    assert found.parent.name == FOUND
    assert open_session(found) == session(2)
    assert left_behind(tmp_path) is None
    assert found.is_file()
    assert [one.name for one in tmp_path.iterdir()] == [FOUND]


def test_a_window_that_is_closed_leaves_nothing(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.save(session())
    assert open_session(drafts.path) == session()
    assert left_behind(tmp_path) is None
    drafts.discard()
    drafts.save(session())  # of a worker that was at it
    assert list(tmp_path.iterdir()) == []
    assert left_behind(tmp_path) is None


def test_a_draft_that_is_written_while_the_window_closes_goes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.sessions import session as sessions

    at_it, go, save = threading.Event(), threading.Event(), sessions.save_session

    def slow(*given: object) -> None:
        at_it.set()
        assert go.wait(60)
        save(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(sessions, "save_session", slow)
    drafts = Drafts(tmp_path)
    writer = threading.Thread(target=drafts.save, args=(session(),))
    writer.start()
    assert at_it.wait(60)
    drafts.discard()
    go.set()
    writer.join()
    assert list(tmp_path.iterdir()) == []


def test_only_the_last_ones_are_kept(tmp_path: Path) -> None:
    (tmp_path / FOUND).mkdir()
    for number in range(MOST_FOUND + 3):
        path = tmp_path / FOUND / f"{number}.axs"
        path.write_text("x")
        os.utime(path, (number, number))
    assert left_behind(tmp_path) is None
    left = sorted(one.stem for one in (tmp_path / FOUND).iterdir())
    assert left == [str(number) for number in range(3, MOST_FOUND + 3)]


def test_a_folder_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file")
    assert left_behind(tmp_path / "drafts") is None
    assert left_behind(tmp_path / "missing") is None
    with pytest.raises(ExportError, match="not kept for after a crash"):
        Drafts(tmp_path / "drafts").save(session())
