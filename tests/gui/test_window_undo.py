"""Undo, redo and the history in the real window: keys, menu, buttons, and the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from explorer.gui.window.main_window import MainWindow

from .conftest import Open, settle

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_ctrl_z_takes_a_step_back_and_ctrl_y_does_it_again(open_window: Open) -> None:
    window = open_window(model="vit")
    undo, redo = window.commands.actions["undo"], window.commands.actions["redo"]
    assert not undo.isEnabled()
    before = window.controller.state.selection
    QTest.keyClick(window.heads.grid, Qt.Key.Key_Up)
    after = window.controller.state.selection
    assert before != after
    assert undo.isEnabled()
    QTest.keyClick(window.heads.grid, Qt.Key.Key_Z, CTRL)
    assert window.controller.state.selection == before
    assert redo.isEnabled()
    QTest.keyClick(window.heads.grid, Qt.Key.Key_Y, CTRL)
    assert window.controller.state.selection == after
    QTest.keyClick(window.heads.grid, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(window.heads.grid, Qt.Key.Key_Z, CTRL | SHIFT)
    assert window.controller.state.selection == after


def test_a_field_undoes_its_own_typing_first(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="transformer")
    (field,) = (
        one for one in window.texts.input.findChildren(QPlainTextEdit)
        if one.accessibleName() == "Input"
    )  # fmt: skip
    QTest.keyClick(window.heads.grid, Qt.Key.Key_Down)
    layer = window.controller.state.selection.layer
    field.setFocus()
    before = field.toPlainText()
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.toPlainText() == before
    assert window.controller.state.selection.layer == layer
    settle(qtbot, window)
    while window.controller.state.selection.layer == layer:
        assert window.commands.actions["undo"].isEnabled()
        QTest.keyClick(field, Qt.Key.Key_Z, CTRL)  # nothing left to undo in the field
        settle(qtbot, window)
    assert window.controller.state.selection.layer == layer - 1


def test_a_photo_that_was_replaced_comes_back_with_ctrl_z(
    open_window: Open, photo: Path, qtbot: QtBot
) -> None:
    window = open_window(model="vit")
    first = window.controller.state.trace
    window.controller.photo.open(photo)
    settle(qtbot, window)
    assert window.windowTitle().startswith(photo.name)
    QTest.keyClick(window.heads.grid, Qt.Key.Key_Z, CTRL)
    assert window.controller.state.trace is first
    assert first is not None
    assert first.task is None
    assert window.windowTitle().startswith(first.photo.name)


def test_a_hidden_panel_has_a_button_that_brings_it_back(open_window: Open) -> None:
    window = open_window()
    assert not window.toolbar.panel.isVisible()
    window.commands.actions["panel"].trigger()
    assert window.left.isHidden()
    assert window.toolbar.panel.isVisible()
    window.resize(window.width() - 8, window.height())  # what the user hid stays so
    assert window.left.isHidden()
    QTest.mouseClick(window.toolbar.panel, Qt.MouseButton.LeftButton)
    assert window.left.isVisible()
    assert not window.toolbar.panel.isVisible()


def test_a_restart_brings_back_photo_layer_head_query_and_look(
    open_window: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "own photo.png"
    Image.new("RGB", (60, 40), "teal").save(path)
    window = open_window(model="vit", photo=path)
    controller = window.controller
    controller.select(1, 2)
    controller.photo.query_patch(3, 4)
    controller.choose_scale("map")
    controller.choose_levels((0.001, 0.02))
    controller.look.choose("mode", "spotlight")
    then = controller.state
    window.close()
    again = open_window(model=None)
    now = again.controller.state
    assert now.trace is not None
    assert now.trace.task is None
    assert now.trace.photo.path == path
    assert (now.model, now.selection, now.style) == ("vit", then.selection, then.style)
    assert [one.content for one in now.recent] == [str(path)]
    path.unlink()
    again.close()
    third = open_window(model=None)
    assert third.controller.state.message is None  # a sample, for the photo has gone
    assert third.controller.state.selection == then.selection


def test_a_restart_brings_back_the_text_and_the_word_that_asks(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(model="transformer")
    controller = window.controller
    controller.text.type("彼は医者です。")
    settle(qtbot, window)
    controller.select(0, 1)
    controller.text.choose_step(2)
    controller.text.choose_view("lines")
    then = controller.state
    window.close()
    again = open_window(model=None)
    now = again.controller.state
    assert now.trace is not None
    assert now.trace.task is not None
    assert now.trace.sentence.text == "彼は医者です。"
    assert now.text.view == "lines"
    assert (now.selection, now.text.step) == (then.selection, then.text.step)
    assert [one.content for one in now.recent] == ["彼は医者です。"]


@pytest.mark.parametrize("model", ["vit", "transformer"])
def test_start_again_is_in_the_menu(open_window: Open, model: str) -> None:
    window: MainWindow = open_window(model=model)
    first = window.controller.state
    window.controller.step_layer(-1)
    window.controller.step_layer(1)
    window.controller.step_unit(1)
    window.controller.look.next_colormap()
    assert any("Start again" in one.text() for one in window.commands.menus.main().actions())
    window.commands.actions["start_again"].trigger()
    assert window.controller.state.selection == first.selection
    assert window.controller.state.style == first.style
