"""Pins, sessions of several pictures, the recent ones, and what comes back after a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.core.trace import Trace
from explorer.export.provenance.record import provenance_of
from explorer.export.style import Style
from explorer.gui.sessions.drafting import OFFER
from explorer.gui.sessions.pins_panel import PinsPanel
from explorer.gui.window.main_window import MainWindow
from explorer.runtime.settings import folder, load
from explorer.sessions.session import Session, Shown, open_session, save_session
from tests.gui.conftest import Answers, Open, settle

ROOT = Path(__file__).resolve().parents[3]


def pins_of(window: MainWindow) -> PinsPanel:
    panel = window.places.widgets["pins"]
    assert isinstance(panel, PinsPanel)
    return panel


def trace_of(window: MainWindow) -> Trace:
    trace = window.controller.state.trace
    assert trace is not None
    return trace


def saved(qtbot: QtBot, window: MainWindow, answers: Answers, path: Path) -> None:
    answers.path = path
    with qtbot.waitSignal(window.exchange.saving.saved):
        window.commands.actions["save_session"].trigger()
    qtbot.waitUntil(lambda: window.exchange.saving.worker.idle)


def test_a_picture_is_pinned_shown_compared_and_let_go(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    assert "pins" not in window.places.widgets
    window.controller.select_cell(1, 2)
    before = window.controller.state
    for _ in range(2):  # the same picture once
        window.commands.actions["pin_keep"].trigger()
    panel = pins_of(window)
    assert panel.isVisible()
    assert len(window.controller.state.pins) == 1
    assert "Layer 1, head 1" in panel.rows[0].name.accessibleName()
    window.controller.select_cell(3, 0)
    window.controller.look.next_colormap()
    panel.rows[0].compare.click()
    room = window.controller.state.analysis
    assert room is not None
    assert room.room == "compare"
    assert room.pinned is not None
    assert room.pinned.trace is before.trace
    assert room.pinned.selection == before.selection
    assert panel.rows[0].name.accessibleName().startswith("A: ")
    window.controller.analysis.close()
    panel.rows[0].name.click()
    qtbot.waitUntil(lambda: not window.busy())
    assert window.controller.state.selection == before.selection
    assert window.controller.state.style == before.style
    assert window.controller.state.trace is before.trace
    panel.rows[0].remove.click()
    assert not panel.isVisible()
    assert not window.controller.state.pins


def test_what_is_compared_is_one_of_the_pinned(open_window: Open) -> None:
    window = open_window(model="vit")
    window.commands.actions["pin"].trigger()
    assert len(window.controller.state.pins) == 1
    window.commands.actions["pin"].trigger()  # and is let go again
    assert not window.controller.state.pins
    assert window.controller.state.analysis is None
    window.commands.actions["pin"].trigger()
    window.controller.analysis.close()  # left, and still pinned
    assert len(window.controller.state.pins) == 1


def test_a_pin_of_another_model_brings_it_back(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    first = trace_of(window)
    window.commands.actions["pin_keep"].trigger()
    window.controller.choose_model("transformer")
    settle(qtbot, window)
    window.commands.actions["pin_keep"].trigger()
    pins_of(window).rows[0].name.click()
    settle(qtbot, window)
    assert trace_of(window) is first
    pins_of(window).rows[1].name.click()
    settle(qtbot, window)
    assert window.controller.state.model == "transformer"


@pytest.mark.parametrize("keep", [False, True])
def test_pins_and_the_lecture_come_back_from_a_session(
    keep: bool, open_window: Open, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    if keep:
        window.commands.actions["keep_runs"].trigger()
    window.controller.select_cell(1, 2)
    window.commands.actions["pin_keep"].trigger()
    first = window.controller.state.selection
    window.controller.choose_model("transformer")
    settle(qtbot, window)
    window.commands.actions["pin_keep"].trigger()
    window.controller.select_cell(0, 1)
    window.commands.actions["lecture"].trigger()
    settle(qtbot, window)
    window.controller.lecture.go(2)
    settle(qtbot, window)
    window.controller.lecture.leave()
    settle(qtbot, window)
    saved(qtbot, window, answers, tmp_path / "two.axs")
    session = open_session(tmp_path / "two.axs")
    assert [one.pinned for one in session.pictures] == [True, True, False]
    assert all((one.run >= 0) == keep for one in session.pictures)
    done, at = window.controller.state.lecture.done, window.controller.state.lecture.at
    assert at == 2
    window.close()

    other = open_window(model="se-resnet")
    other.controller.open_file(tmp_path / "two.axs")
    qtbot.waitUntil(lambda: other.controller.state.model == "transformer" and not other.busy())
    state = other.controller.state
    assert (state.selection.layer, state.selection.unit) == (0, 0)
    assert [one.trace for one in state.pins] == [None, None]
    assert (state.lecture.done, state.lecture.at) == (done, at)
    pins_of(other).rows[0].name.click()
    settle(qtbot, other)
    assert other.controller.state.model == "vit"
    assert other.controller.state.selection == first
    assert other.controller.state.pins[0].trace is trace_of(other)
    again = tmp_path / "again.axs"
    saved(qtbot, other, answers, again)  # pins that were not asked for are kept as they were
    assert [one.made for one in open_session(again).pictures[1:2]] == [
        one.made for one in session.pictures[1:2]
    ]


def test_sessions_are_listed_and_opened_again(
    open_window: Open, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    window.controller.select_cell(2, 1)
    saved(qtbot, window, answers, tmp_path / "kept <b>.axs")
    window.preferences.finish()
    assert load().recent_sessions == (str(tmp_path / "kept <b>.axs"),)
    window.controller.select_cell(0, 0)
    menu = window.commands.menus.sessions
    menu.aboutToShow.emit()
    (entry,) = (one for one in menu.actions() if one.text() == "kept <b>")
    entry.trigger()
    settle(qtbot, window)
    assert (window.controller.state.selection.layer, window.controller.state.selection.unit) == (
        2,
        0,
    )
    menu.aboutToShow.emit()
    assert sum(one.text() == "kept <b>" for one in menu.actions()) == 1
    (tmp_path / "kept <b>.axs").unlink()
    (entry,) = (one for one in menu.actions() if one.text() == "kept <b>")
    entry.trigger()
    settle(qtbot, window)
    message = window.controller.state.message
    assert message is not None
    assert "was not found" in message.sentence


CRASHING = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
from explorer.gui.window.main_window import MainWindow
from explorer.runtime import engine
engine.use_threads = lambda: 1
window = MainWindow(model="vit", theme="dark")
window.show()
drafting = window.exchange.drafting

def look():
    if window.busy() or window.controller.state.trace is None:
        return
    if not window.controller.state.pins:
        window.controller.select_cell(1, 2)
        window.commands.actions["pin_keep"].trigger()
        window.controller.select_cell(3, 1)
        drafting.save()
    if drafting.worker.idle and drafting.drafts.path.is_file():
        print("drafted", flush=True)
        timer.stop()

timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
app.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
def test_a_killed_window_is_offered_once_and_comes_back(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", CRASHING],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "drafted\n"
    beside = open_window(model="vit")  # while it runs nothing is offered
    assert beside.controller.state.message is None
    beside.close()
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()

    window = open_window(model="se-resnet")
    message = window.controller.state.message
    assert message is not None
    assert message.sentence == OFFER
    assert [key for key, _ in message.actions] == ["restore", "leave"]
    window.current_canvas.strip.actionRequested.emit("restore")
    qtbot.waitUntil(lambda: window.controller.state.model == "vit" and not window.busy())
    state = window.controller.state
    assert (state.selection.layer, state.selection.unit) == (3, 0)
    assert [(one.selection.layer, one.selection.unit) for one in state.pins] == [(1, 1)]
    assert state.message is None
    window.close()

    again = open_window(model="vit")
    assert again.controller.state.message is None
    assert len(load().recent_sessions) == 1
    assert not list((folder() / "drafts").glob("*.lock"))


def test_a_draft_is_written_where_something_changed(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    drafting = window.exchange.drafting
    assert drafting is not None
    path = drafting.drafts.path

    def written() -> bytes:
        drafting.save()
        qtbot.waitUntil(lambda: drafting.worker.idle)
        return path.read_bytes()

    first = written()
    stamp = path.stat().st_mtime_ns
    assert written() == first
    assert path.stat().st_mtime_ns == stamp, "nothing had changed"
    window.controller.select_cell(2, 2)
    assert written() != first
    picture = open_session(path).pictures[0]
    assert (picture.made.selection.layer, picture.made.selection.unit) == (2, 1)
    window.close()
    assert not path.exists()


def test_a_draft_that_cannot_be_written_is_said_once(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / "drafts").write_text("a file")
    window = open_window(model="vit")
    drafting = window.exchange.drafting
    assert drafting is not None
    drafting.save()
    qtbot.waitUntil(lambda: window.controller.state.message is not None)
    message = window.controller.state.message
    assert message is not None
    assert "not kept for after a crash" in message.sentence
    window.controller.messages.dismiss()
    drafting.save()
    qtbot.waitUntil(lambda: drafting.worker.idle)
    assert window.controller.state.message is None


def test_what_is_missing_is_said(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(model="vit")
    made = provenance_of(trace_of(window), window.controller.state.selection, Style(), embed=True)
    gone = replace(made, model=replace(made.model, id="gone-model", title="Gone Model"))
    without = replace(made, inputs=replace(made.inputs, photos=(replace(
        made.inputs.photos[0], png=""),)))  # fmt: skip
    cases = (gone, made, "Gone Model"), (without, without, "is not in the file")
    for number, (one, beside, said) in enumerate(cases):
        path = tmp_path / f"{number}.axs"
        save_session(path, Session((Shown(one), Shown(beside, pinned=True))))
        window.controller.open_file(path)
        settle(qtbot, window)
        message = window.controller.state.message
        assert message is not None
        assert said in message.sentence
        assert len(window.controller.state.pins) == 1, "what is there comes all the same"
        window.controller.messages.dismiss()
