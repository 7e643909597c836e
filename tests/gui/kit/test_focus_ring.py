"""Who has the focus by the keyboard is seen to have it: a ring of 2 px in the accent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit

Show = Callable[..., QWidget]


def combo() -> QWidget:
    made = kit.ComboButton("Device")
    made.set_choices([kit.Choice("cpu", "CPU")])
    made.set_current("cpu")
    return made


def stepper() -> QWidget:
    made = kit.Stepper("Layer")
    made.show_value("8", "of 0–11")
    return made


CONTROLS: dict[str, Callable[[], QWidget]] = {
    "chip": lambda: kit.Chip("Query", "CLS", "crosshair"),
    "check box": lambda: kit.CheckBox("Special tokens"),
    "combo": combo,
    "ghost": lambda: kit.GhostButton("Open", "folder-open"),
    "icon": lambda: kit.IconButton("settings", "Settings"),
    "link": lambda: kit.LinkLabel("Details"),
    "segments": lambda: kit.Segmented("Style", [("a", "Overlay"), ("b", "Map")]),
    "slider": lambda: kit.LabelledSlider("Opacity"),
    "small": lambda: kit.SmallButton("Cancel"),
    "stepper": stepper,
    "area": lambda: kit.TextArea("Input"),
    "input": lambda: kit.TextInput("Search models"),
}


def stop(control: QWidget) -> QWidget:
    """The part of a control that Tab reaches."""
    parts = [control, *control.findChildren(QWidget)]
    return next(part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def count(image: QImage, colour: object) -> int:
    """Pixels of a colour."""
    size = (range(0, image.width()), range(0, image.height()))
    return sum(image.pixelColor(x, y) == colour for x in size[0] for y in size[1])


@pytest.mark.parametrize("make", CONTROLS.values(), ids=CONTROLS.keys())
@pytest.mark.parametrize("colours", [kit.DARK, kit.LIGHT], ids=lambda c: c.name)
def test_the_ring_is_seen_and_moves_nothing(
    make: Callable[[], QWidget],
    colours: kit.Theme,
    in_window: Show,
    qapp: QApplication,
) -> None:
    kit.apply_theme(qapp, colours)
    control = make()
    in_window(control)
    size, hint = control.size(), control.sizeHint()
    before = control.grab().toImage()
    stop(control).setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    after = control.grab().toImage()
    # both sides of two pixels, of at least a check box
    assert count(after, colours.accent) - count(before, colours.accent) > 60
    assert (control.size(), control.sizeHint()) == (size, hint)


@pytest.mark.parametrize("outside", [False, True])
def test_a_link_keeps_its_letters_in_the_ring(outside: bool, in_window: Show) -> None:
    link = kit.LinkLabel("Details", outside=outside)
    in_window(link)
    link.resize(link.sizeHint())
    inside = link.rect().adjusted(2, 2, -2, -2)
    before = link.grab(inside).toImage()
    link.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    after = link.grab(inside).toImage()
    assert count(after, kit.DARK.accent_text) >= 0.9 * count(before, kit.DARK.accent_text) > 0


def test_on_the_filled_button_it_is_white_or_black(in_window: Show) -> None:
    button = kit.PrimarySplitButton("Export", "download")
    in_window(button)
    before = count(button.grab().toImage(), kit.DARK.t1)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert count(button.grab().toImage(), kit.DARK.t1) - before > 200


def test_a_click_gives_no_control_the_focus(in_window: Show, qtbot: QtBot) -> None:
    controls = [make() for name, make in CONTROLS.items() if name not in ("area", "input")]
    window = in_window(*controls)
    window.setFocus()
    for control in controls:
        part = stop(control)
        qtbot.mouseClick(part, Qt.MouseButton.LeftButton, pos=QPoint(4, part.height() // 2))
        assert not part.hasFocus()
        for popup in (QApplication.activePopupWidget(),):
            if popup is not None:
                popup.close()
