"""M mutes in the real window: hatched cells, two bars, undo and redo, another photo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.core.interventions.mute import MuteMode
from explorer.gui.panels.prediction_panel import PredictionPanel
from explorer.gui.window.main_window import MainWindow
from tests.gui.conftest import Open


def settled(window: MainWindow, muted: int) -> Callable[[], bool]:
    """Whether a run has landed in which so many heads are muted."""

    def ask() -> bool:
        state = window.controller.state
        trace = state.trace
        done = trace is not None and trace.complete and not window.controller.waiting
        return (
            done and trace is not None and len(trace.mute.heads) == muted == len(state.mute.heads)
        )

    return ask


@pytest.fixture
def window(open_window: Open, qtbot: QtBot) -> MainWindow:
    shown = open_window("vit")
    qtbot.waitUntil(settled(shown, 0))
    return shown


def press(qtbot: QtBot, window: QWidget, key: Qt.Key, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(window, key, held)


def test_m_mutes_and_lets_sound_again(window: MainWindow, qtbot: QtBot) -> None:
    control = window.controller
    control.select(2, 1)
    press(qtbot, window, Qt.Key.Key_M)
    qtbot.waitUntil(settled(window, 1))
    trace = control.state.trace
    assert trace is not None
    assert trace.mute.cells(trace.sites) == {(2, 1)}
    assert (control.state.selection.layer, control.state.selection.unit) == (2, 1)
    cells = control.store.view.cells
    assert cells is not None
    assert cells.muted == {(2, 2)}  # the mean stands in the first column
    prediction = control.store.view.prediction
    assert prediction is not None
    assert len(prediction.before) == len(prediction.rows)
    assert "with all heads" in window.findChild(PredictionPanel).accessibleDescription()
    press(qtbot, window, Qt.Key.Key_M)
    qtbot.waitUntil(settled(window, 0))
    assert control.store.view.prediction.before == ()  # type: ignore[union-attr]


def test_a_layer_and_the_others_of_it(window: MainWindow, qtbot: QtBot) -> None:
    control = window.controller
    control.select(1, -1)
    press(qtbot, window, Qt.Key.Key_M)
    qtbot.waitUntil(settled(window, 6))
    cells = control.store.view.cells
    assert cells is not None
    assert cells.muted == {(1, column) for column in range(7)}
    control.select(1, 3)
    press(qtbot, window, Qt.Key.Key_M, shift=True)
    qtbot.waitUntil(settled(window, 5))
    control.mute.invert()
    qtbot.waitUntil(settled(window, 31))
    control.mute.clear()
    qtbot.waitUntil(settled(window, 0))


def test_undo_and_redo_take_muting_with_them(window: MainWindow, qtbot: QtBot) -> None:
    control = window.controller
    control.select(3, 0)
    control.mute.toggle()
    qtbot.waitUntil(settled(window, 1))
    muted = control.state.trace
    control.undo()
    qtbot.waitUntil(settled(window, 0))
    control.redo()
    qtbot.waitUntil(settled(window, 1))
    assert control.state.trace is not None
    assert muted is not None
    assert control.state.trace.prediction == muted.prediction


def test_another_photo_is_run_with_the_same_heads_muted(
    window: MainWindow, qtbot: QtBot, photo: Path
) -> None:
    control = window.controller
    control.select(3, 0)
    control.mute.toggle()
    qtbot.waitUntil(settled(window, 1))
    first = control.state.trace
    control.open_file(photo)
    qtbot.waitUntil(lambda: settled(window, 1)() and control.state.trace is not first)
    prediction = control.store.view.prediction
    assert prediction is not None
    assert len(prediction.before) == len(prediction.rows)
    control.choose_model("se-resnet")
    qtbot.waitUntil(lambda: settled(window, 0)() and control.state.model == "se-resnet")


def test_a_mean_in_place_of_zeros(window: MainWindow, qtbot: QtBot) -> None:
    control = window.controller
    control.select(4, 2)
    control.store.act(mute=replace(control.state.mute, mode=MuteMode.MEAN))  # as of a kept picture
    control.mute.toggle()
    qtbot.waitUntil(settled(window, 1))
    assert control.state.trace is not None
    assert control.state.trace.mute.mode is MuteMode.MEAN
