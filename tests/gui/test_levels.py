"""Levels that are set at the colour bar, in the window: kept, carried to other models, reset."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.core.map.levels import Levels
from explorer.core.selection import Scale
from explorer.export.png import chunks
from explorer.gui.control.kept.remembering import first_state
from explorer.gui.window.main_window import MainWindow
from explorer.runtime.settings import Settings

from .conftest import Open, settle


def shown(window: MainWindow) -> Levels:
    scene = window.canvas.scene
    assert scene is not None
    return scene.heatmap.levels


def test_levels_hold_for_every_map_and_are_taken_back(open_window: Open) -> None:
    window = open_window(model="vit")
    controller, bar = window.controller, window.canvas.bar
    before = shown(window)
    bar.levelsRequested.emit((0.001, 0.01))
    assert shown(window).ends == (0.001, 0.01)
    controller.step_layer(-2)
    controller.select(0, 1)
    assert shown(window).ends == (0.001, 0.01)
    assert shown(window).note == "levels set by hand"
    assert "levels set by hand" in bar.accessibleDescription()
    assert window.canvas.scene is not None
    written = chunks(window.canvas.scene.heatmap, controller.state.style)
    assert written["Levels"] == "0.00100000 to 0.0100000, levels set by hand"
    bar.resetRequested.emit()
    assert not shown(window).chosen
    controller.end_layer(1)
    controller.average()
    assert shown(window) == before
    bar.levelsRequested.emit((0.0, 0.5))
    controller.choose_scale(Scale.MAP)
    assert not shown(window).chosen


def test_levels_that_are_kept_put_two_models_on_one_scale(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    bar = window.canvas.bar
    bar.levelsRequested.emit((0.0, 0.5))
    window.controller.choose_model("spatial-gate")
    settle(qtbot, window)
    assert not shown(window).chosen  # another model has its own
    window.controller.choose_model("vit")
    settle(qtbot, window)
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_L)
    ends = shown(window).ends
    assert shown(window).kept
    window.controller.choose_model("transformer")
    settle(qtbot, window)
    levels = window.texts.canvas.bar.place().levels
    assert levels is not None
    assert levels.ends == ends
    window.controller.choose_model("vit")
    settle(qtbot, window)
    assert shown(window).ends == ends
    window.controller.choose_model("spatial-gate")
    settle(qtbot, window)
    assert not shown(window).chosen  # weights say nothing about gates


def test_a_drag_of_an_end_is_undone_in_one_step(open_window: Open) -> None:
    window = open_window(model="vit")
    before = shown(window)
    for high in (0.02, 0.015, 0.01):
        window.canvas.bar.levelsRequested.emit((0.0, high))
    window.controller.undo()
    assert shown(window) == before
    window.controller.redo()
    assert shown(window).ends == (0.0, 0.01)


def test_two_drags_of_an_end_are_undone_one_by_one(open_window: Open) -> None:
    window = open_window(model="vit")
    bar = window.canvas.bar
    steps = [shown(window)]
    for by in (-40, -30):
        end = QPoint(
            round(bar.place().x_of(shown(window).high)), round(bar.bar_rect().center().y())
        )
        QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=end)
        for moved in (by // 2, by):
            QTest.mouseMove(bar, end + QPoint(moved, 0))
        QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=end + QPoint(by, 0))
        steps.append(shown(window))
    assert steps[0].high > steps[1].high > steps[2].high
    for before in reversed(steps[:-1]):
        window.controller.undo()
        assert shown(window) == before


@pytest.mark.parametrize("ends", [(-5.0, -1.0), (0.5, 0.5 + 1e-10), (0.2, 0.1), (0.0, 0.0)])
def test_levels_of_a_damaged_settings_file_are_those_of_the_scale(
    ends: tuple[float, float],
) -> None:
    low, high = ends
    wanted = Settings(layer=1, level_low=low, level_high=high, levels_kept=True)
    found = first_state(wanted, None).selection
    assert (found.layer, found.levels, found.kept) == (1, None, False)
