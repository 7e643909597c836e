"""Buttons, combo, stepper, segments, slider, chip: what mouse and keyboard make them say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit
from explorer.gui.kit.slider import Slider

Show = Callable[..., QWidget]
LEFT = Qt.MouseButton.LeftButton


def wheel(widget: QWidget, delta: int) -> None:
    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre,
        widget.mapToGlobal(centre),
        QPoint(0, 0),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_a_menu_takes_no_room_from_the_words(in_window: Show) -> None:
    alone = kit.PrimarySplitButton("Export", "download")
    in_window(alone)
    both = kit.PrimarySplitButton("Export", "download")
    in_window(both)
    both.set_menu(kit.Menu(both))  # when it is styled already
    assert both.sizeHint().width() >= alone.sizeHint().width() + 24


def devices() -> kit.ComboButton:
    combo = kit.ComboButton("Device")
    cpu, gpu, mps = (kit.Choice(key, key.upper()) for key in ("cpu", "cuda", "mps"))
    missing = kit.Choice("tpu", "TPU", reason="There is none")
    combo.set_choices(
        [kit.ChoiceGroup("Here", (cpu, missing)), kit.ChoiceGroup("Cards", (gpu, mps))]
    )
    combo.set_current("cpu")
    return combo


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_click(key: Qt.Key, in_window: Show, qtbot: QtBot) -> None:
    button = kit.GhostButton("Open", "folder-open")
    in_window(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_the_mouse_leaves_the_keyboard_where_it_is(in_window: Show, qtbot: QtBot) -> None:
    edit, button = kit.TextInput("Search models"), kit.GhostButton("Open", "folder-open")
    in_window(edit, button)
    edit.setFocus()
    qtbot.mouseClick(button, LEFT)
    assert not button.hasFocus()
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_without_its_label_a_ghost_button_is_square(qtbot: QtBot) -> None:
    button = kit.GhostButton("Open", "folder-open")
    qtbot.addWidget(button)
    wide = button.sizeHint()
    button.set_label_visible(False)
    assert button.sizeHint().width() == button.sizeHint().height() == 28
    assert wide.width() > 60
    assert button.accessibleName() == "Open"


def test_both_parts_of_the_primary_button(in_window: Show, qtbot: QtBot) -> None:
    button = kit.PrimarySplitButton("Export", "download")
    menu = kit.Menu(button)
    menu.addAction("Copy picture")
    button.set_menu(menu)
    in_window(button)
    with qtbot.waitSignal(button.triggered):
        qtbot.mouseClick(button, LEFT, pos=QPoint(20, 14))
    assert not menu.isVisible()
    with qtbot.assertNotEmitted(button.triggered):
        qtbot.mouseClick(button, LEFT, pos=QPoint(button.width() - 8, 14))
    assert menu.isVisible()
    menu.close()
    with qtbot.waitSignal(button.triggered):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Down)
    assert menu.isVisible()
    menu.close()


def test_a_menu_that_comes_later_has_room_beside_the_words(in_window: Show) -> None:
    button = kit.PrimarySplitButton("Export", "download")
    in_window(button)
    alone = button.sizeHint().width()
    button.set_menu(kit.Menu(button))
    assert button.sizeHint().width() >= alone + 20


def test_combo_keys_skip_what_cannot_be_chosen(in_window: Show, qtbot: QtBot) -> None:
    combo = devices()
    in_window(combo)
    said: list[str] = []
    combo.choiceRequested.connect(said.append)
    combo.setFocus()
    for key in (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    ):
        qtbot.keyClick(combo, key)
    assert said == ["cuda", "mps", "cpu", "mps"]
    wheel(combo, 120)
    assert said[-1] == "cuda"


def test_combo_without_focus_lets_the_wheel_pass(in_window: Show) -> None:
    combo, other = devices(), kit.IconButton("play", "Play")
    in_window(combo, other)
    other.setFocus()
    said: list[str] = []
    combo.choiceRequested.connect(said.append)
    wheel(combo, -120)
    assert said == []


def test_combo_list(in_window: Show, qtbot: QtBot) -> None:
    combo = devices()
    in_window(combo)
    qtbot.mouseClick(combo, LEFT)
    view, model = combo.view(), combo.model()
    assert view.isVisible()
    assert view.width() >= combo.width()
    assert view.currentIndex().data() == "CPU"
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    usable = [index.data() for index in rows if index.flags() & Qt.ItemFlag.ItemIsEnabled]
    assert usable == ["CPU", "CUDA", "MPS"]
    reasons = {index.data(): index.data(Qt.ItemDataRole.ToolTipRole) for index in rows}
    assert reasons["TPU"] == "There is none"
    with qtbot.waitSignal(combo.choiceRequested) as said:
        qtbot.keyClick(view, Qt.Key.Key_End)
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert said.args == ["mps"]
    assert not view.isVisible()


def test_stepper(in_window: Show, qtbot: QtBot) -> None:
    stepper = kit.Stepper("Layer", previous="Down", following="Up")
    stepper.show_value("0", "of 0–11", can_go_back=False)
    in_window(stepper)
    steps: list[int] = []
    ends: list[int] = []
    stepper.stepRequested.connect(steps.append)
    stepper.endRequested.connect(ends.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(stepper, key)
    wheel(stepper, -120)
    wheel(stepper, 120)
    back, forward = stepper.findChildren(QAbstractButton)
    qtbot.mouseClick(back, LEFT)
    qtbot.mouseClick(forward, LEFT)
    assert (steps, ends) == ([1, 1, 1], [1, -1])
    assert (back.toolTip(), forward.toolTip()) == ("Previous layer (Down)", "Next layer (Up)")
    stepper.set_name("Block")
    assert (back.toolTip(), forward.accessibleName()) == ("Previous block (Down)", "Next block")
    wide = stepper.sizeHint().width()
    stepper.set_name_visible(False)
    assert stepper.sizeHint().width() < wide - 20


def test_segments(in_window: Show, qtbot: QtBot) -> None:
    segments = kit.Segmented("Style", [("o", "Overlay"), ("s", "Spotlight"), ("m", "Map")])
    in_window(segments)
    said: list[str] = []
    segments.choiceRequested.connect(said.append)
    buttons = segments.findChildren(QAbstractButton)
    qtbot.mouseClick(buttons[1], LEFT)
    buttons[1].setFocus()
    qtbot.keyClick(buttons[1], Qt.Key.Key_Right)
    assert said == ["s", "m"]
    assert segments.current() == "m"
    assert [button.isChecked() for button in buttons] == [False, False, True]
    with pytest.raises(ValueError, match="x"):
        segments.set_current("x")


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 1.0])
def test_slider_goes_where_it_is_pressed(share: float, in_window: Show, qtbot: QtBot) -> None:
    slider = kit.LabelledSlider("Opacity")
    in_window(slider)
    (line,) = slider.findChildren(Slider)
    at = QPoint(round(8 + share * (line.width() - 17)), 10)
    qtbot.mousePress(line, LEFT, pos=at)
    assert slider.value() == pytest.approx(100 * share, abs=3)
    qtbot.mouseMove(line, QPoint(line.width() // 2, 10))
    qtbot.mouseRelease(line, LEFT, pos=QPoint(line.width() // 2, 10))


def test_slider_keys_and_text(in_window: Show, qtbot: QtBot) -> None:
    slider = kit.LabelledSlider("Opacity")
    in_window(slider)
    slider.set_value(75)
    said: list[int] = []
    slider.valueRequested.connect(said.append)
    (line,) = slider.findChildren(Slider)
    qtbot.keyClick(line, Qt.Key.Key_Right)
    qtbot.keyClick(line, Qt.Key.Key_PageDown)
    qtbot.keyClick(line, Qt.Key.Key_Home)
    assert said == [76, 66, 0]
    assert line.accessibleDescription() == "0\N{NO-BREAK SPACE}%"
    slider.set_value(1000)
    assert slider.value() == 100


def test_chip_closes(in_window: Show, qtbot: QtBot) -> None:
    chip = kit.Chip("Query", "CLS", "crosshair")
    in_window(chip)
    with qtbot.assertNotEmitted(chip.closeRequested):
        qtbot.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 12, 13))
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    (cross,) = chip.findChildren(kit.IconButton)
    assert not cross.isVisible()
    chip.show_value("Query", "patch 15, 17", accent=True, closable=True)
    QApplication.processEvents()
    assert chip.childAt(chip.width() - 12, 13) is cross
    with qtbot.waitSignal(chip.closeRequested), qtbot.assertNotEmitted(chip.clicked):
        qtbot.mouseClick(cross, LEFT)
    with qtbot.waitSignal(chip.closeRequested):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, LEFT, pos=QPoint(20, 13))
