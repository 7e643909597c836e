"""M and Shift+drag in the real window: gates held, patches and words masked, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.interventions.intervention import ALL, Hold
from explorer.figures.frame import Target
from explorer.gui.control.view import TextScene
from explorer.gui.plots.gate_strip import GateStrip
from explorer.gui.window.main_window import MainWindow
from tests.gui.conftest import Open

SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def landed(window: MainWindow) -> Callable[[], bool]:
    """Whether the run that is shown is what is asked for."""

    def ask() -> bool:
        state = window.controller.state
        trace = state.trace
        return (
            trace is not None
            and trace.complete
            and not window.controller.waiting
            and trace.mute == state.mute
        )

    return ask


def shown(open_window: Open, qtbot: QtBot, model: str) -> MainWindow:
    window = open_window(model)
    qtbot.waitUntil(landed(window))
    return window


def gates(window: MainWindow) -> GateStrip:
    strip = window.findChild(GateStrip)
    assert strip is not None
    return strip


def press(widget: QWidget, key: Qt.Key, qtbot: Any) -> None:
    qtbot.keyClick(widget, key)


def press_m(window: MainWindow, qtbot: QtBot) -> None:
    before = window.controller.state.trace
    press(window, Qt.Key.Key_M, qtbot)
    qtbot.waitUntil(lambda: landed(window)() and window.controller.state.trace is not before)


def test_m_closes_a_channel_and_lets_it_go(open_window: Open, qtbot: QtBot) -> None:
    window = shown(open_window, qtbot, "se-resnet")
    control = window.controller
    control.select(1, 3)
    press_m(window, qtbot)
    trace = control.state.trace
    assert trace is not None
    site = trace.sites[1]
    assert trace.mute.holds == {Hold(site.name, 3, 0.0)}
    strip = gates(window)
    assert "held at 0" in strip.bars().accessibleDescription()
    prediction = control.store.view.prediction
    assert prediction is not None
    assert len(prediction.before) == len(prediction.rows)
    press_m(window, qtbot)
    assert not control.state.mute


def test_the_menu_of_a_bar_holds_it_at_a_typed_value(open_window: Open, qtbot: QtBot) -> None:
    window = shown(open_window, qtbot, "se-resnet")
    control, strip = window.controller, gates(window)
    control.select(2, 5)
    bars = strip.bars()
    key = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(
        bars, QContextMenuEvent(key, QPoint(5, 5), bars.mapToGlobal(QPoint(5, 5)))
    )
    menu = strip.menu()
    assert menu is not None
    before = control.state.trace
    menu.value.lineEdit().setText(menu.value.textFromValue(0.25))
    press(menu.value.lineEdit(), Qt.Key.Key_Return, qtbot)
    qtbot.waitUntil(lambda: landed(window)() and control.state.trace is not before)
    trace = control.state.trace
    assert trace is not None
    assert trace.mute.held() == {trace.sites[2].name: {5: 0.25}}
    control.mute.let_go()
    qtbot.waitUntil(lambda: landed(window)() and not control.state.mute)


def test_m_opens_a_spatial_gate(open_window: Open, qtbot: QtBot) -> None:
    window = shown(open_window, qtbot, "spatial-gate")
    window.controller.select(1, -1)
    press_m(window, qtbot)
    trace = window.controller.state.trace
    assert trace is not None
    assert trace.mute.holds == {Hold(trace.sites[1].name, ALL, 1.0)}
    cells = window.controller.store.view.cells
    assert cells is not None
    assert {row for row, _ in cells.muted} == {1}


def mouse(window: MainWindow, kind: QEvent.Type, at: QPointF, held: bool = True) -> None:
    picture = window.canvas.picture
    button = Qt.MouseButton.LeftButton
    pressed = button if held else Qt.MouseButton.NoButton
    mine = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else button
    glob = QPointF(picture.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(picture, QMouseEvent(kind, at, glob, mine, pressed, SHIFT))


def test_a_drag_with_shift_masks_a_region(open_window: Open, qtbot: QtBot) -> None:
    window = shown(open_window, qtbot, "vit")
    control, picture = window.controller, window.canvas.picture
    first = control.state.trace
    assert first is not None
    width, height = picture.width(), picture.height()
    mouse(window, QEvent.Type.MouseButtonPress, QPointF(0.25 * width, 0.25 * height))
    mouse(window, QEvent.Type.MouseMove, QPointF(0.5 * width, 0.75 * height))
    mouse(window, QEvent.Type.MouseButtonRelease, QPointF(0.5 * width, 0.75 * height), held=False)
    qtbot.waitUntil(lambda: landed(window)() and bool(control.state.mute))
    (box,) = control.state.mute.masked
    assert isinstance(box, tuple)
    np.testing.assert_allclose(np.array(box), np.array((0.25, 0.25, 0.5, 0.75)), atol=0.02)
    scene = control.store.view.picture
    assert not np.array_equal(scene.photo.pixels, first.photo.pixels)  # type: ignore[union-attr]
    control.undo()
    qtbot.waitUntil(lambda: landed(window)() and not control.state.mute)
    control.redo()
    qtbot.waitUntil(lambda: landed(window)() and bool(control.state.mute))
    control.mute.clear()
    qtbot.waitUntil(lambda: landed(window)() and not control.state.mute)


def test_m_masks_the_patch_under_the_mouse_and_the_one_that_asks(
    open_window: Open, qtbot: QtBot
) -> None:
    window = shown(open_window, qtbot, "vit")
    control = window.controller
    rows, cols = control.state.trace.sites[0].grid  # type: ignore[union-attr]
    control.photo.hover((2, 3))
    press_m(window, qtbot)
    patch = (3 / cols, 2 / rows, 4 / cols, 3 / rows)
    assert control.state.mute.masked == {patch}
    control.photo.hover((2, 3))
    press_m(window, qtbot)
    assert not control.state.mute
    control.photo.hover(None)
    control.photo.query_patch(4, 5)
    window.canvas.picture.setFocus()
    control.mute.mask_query()
    qtbot.waitUntil(lambda: landed(window)() and bool(control.state.mute))
    assert control.state.mute.masked == {(5 / cols, 4 / rows, 6 / cols, 5 / rows)}


def test_m_masks_a_word_and_another_text_has_it_again(open_window: Open, qtbot: QtBot) -> None:
    window = shown(open_window, qtbot, "transformer")
    control = window.controller
    before = control.state.trace
    assert before is not None
    control.text.hover(Target(None, 1))
    press_m(window, qtbot)
    scene = control.store.view.picture
    assert isinstance(scene, TextScene)
    assert scene.matrix.cols[1].text.startswith("\N{CIRCLED DIVISION SLASH}")
    tokens = scene.matrix.cols[1].tokens
    assert control.state.mute.masked == set(tokens)
    assert control.state.unmuted is not None
    assert control.state.unmuted.translation is not None
    control.text.type("猫が好きです。")
    qtbot.waitUntil(
        lambda: landed(window)() and control.state.trace.sentence.text == "猫が好きです。"  # type: ignore[union-attr]
    )
    assert not control.state.mute


def test_what_is_written_cannot_be_masked(open_window: Open, qtbot: QtBot) -> None:
    window = shown(open_window, qtbot, "transformer")
    control = window.controller
    trace = control.state.trace
    assert trace is not None
    decoder = next(at for at, site in enumerate(trace.sites) if site.part == "decoder")
    control.select(decoder, -1)
    control.mute.mask_target(Target(None, 1))
    assert not control.state.mute
    assert control.state.message is not None
    assert "text that the model reads" in control.state.message.sentence


def test_a_look_is_blocked_where_the_mouse_is(open_window: Open, qtbot: QtBot) -> None:
    window = shown(open_window, qtbot, "vit")
    control = window.controller
    assert control.state.trace is not None
    control.photo.hover((2, 3))
    query = control.state.selection.query
    control.mute.block()
    qtbot.waitUntil(lambda: landed(window)() and bool(control.state.mute))
    trace = control.state.trace
    key = trace.sites[0].key_axis.index(2, 3)  # type: ignore[union-attr]
    (block,) = trace.mute.blocks
    assert (block.queries, block.keys) == ((query,), (key,))
    assert block.sites == tuple(site.name for site in trace.sites)
    assert float(trace.sites[4].weights([query])[..., key].max()) == 0
    control.photo.hover((2, 3))
    control.mute.block()
    qtbot.waitUntil(lambda: landed(window)() and not control.state.mute)


def test_a_cell_of_a_matrix_is_blocked_and_refused_where_nothing_is_left(
    open_window: Open, qtbot: QtBot
) -> None:
    window = shown(open_window, qtbot, "transformer")
    control = window.controller
    control.text.hover(Target(1, 0))
    control.mute.block()
    qtbot.waitUntil(lambda: landed(window)() and bool(control.state.mute))
    scene = control.store.view.picture
    assert isinstance(scene, TextScene)
    assert not np.isfinite(scene.matrix.values[1, 0])
    trace = control.state.trace
    assert trace is not None
    decoder = next(at for at, site in enumerate(trace.sites) if site.part == "decoder")
    control.mute.clear()
    qtbot.waitUntil(lambda: landed(window)() and not control.state.mute)
    control.select(decoder, -1)
    control.text.hover(Target(0, 0))  # the first token sees itself alone
    control.mute.block()
    qtbot.waitUntil(lambda: control.state.message is not None and landed(window)())
    assert control.state.message is not None
    assert "nothing left to look at" in control.state.message.sentence
    assert not control.state.mute


def test_a_mouse_that_stays_masks_and_shows_again(open_window: Open, qtbot: QtBot) -> None:
    window = shown(open_window, qtbot, "vit")
    control, picture = window.controller, window.canvas.picture
    at = QPointF(0.4 * picture.width(), 0.4 * picture.height())
    none, move = Qt.MouseButton.NoButton, QEvent.Type.MouseMove
    glob = QPointF(picture.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(picture, QMouseEvent(move, at, glob, none, none, NONE))
    assert control.state.hover is not None
    press_m(window, qtbot)
    assert len(control.state.mute.masked) == 1
    press_m(window, qtbot)
    assert not control.state.mute
