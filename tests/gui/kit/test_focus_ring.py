"""The ring is seen around what has the keyboard, whole, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit
from explorer.gui.kit.slider import Slider

Show = Callable[..., QWidget]


def colour_left_of(widget: QWidget, px: int) -> QColor:
    """The window's pixel left of a widget's edge, at half its height."""
    QApplication.processEvents()
    at = widget.mapTo(widget.window(), QPoint(-px, widget.height() // 2))
    return widget.window().grab().toImage().pixelColor(at)


def test_two_pixels_outside(in_window: Show) -> None:
    button, other = kit.IconButton("settings", "Settings"), kit.IconButton("play", "Play")
    in_window(button, other)
    button.setFocus()
    assert [colour_left_of(button, px) == kit.DARK.accent for px in (1, 2, 3, 4, 5)] == [
        False,
        False,
        True,
        True,
        False,
    ]
    other.setFocus()
    assert colour_left_of(button, 3) == kit.DARK.panel
    assert colour_left_of(other, 3) == kit.DARK.accent


def test_only_the_keyboard_brings_it(in_window: Show) -> None:
    reasons = Qt.FocusReason
    button, other = kit.IconButton("settings", "Settings"), kit.IconButton("play", "Play")
    in_window(button, other)
    seen = []
    for reason in (
        reasons.MouseFocusReason,
        reasons.ActiveWindowFocusReason,
        reasons.TabFocusReason,
        reasons.ActiveWindowFocusReason,
        reasons.MouseFocusReason,
        reasons.ShortcutFocusReason,
    ):
        other.setFocus(reasons.MouseFocusReason)
        button.setFocus(reason)
        seen.append(colour_left_of(button, 3) == kit.DARK.accent)
    # A window that comes back to the front shows the ring that it had.
    assert seen == [False, False, True, True, False, True]


def test_follows_its_widget(in_window: Show) -> None:
    button = kit.IconButton("settings", "Settings")
    window = in_window(button)
    button.setFocus()
    QApplication.processEvents()
    window.layout().setContentsMargins(90, 120, 40, 40)
    assert colour_left_of(button, 3) == kit.DARK.accent
    button.setEnabled(False)
    assert colour_left_of(button, 3) == kit.DARK.panel


def test_is_not_clipped_by_neighbours_or_parents(in_window: Show) -> None:
    """A tight parent and an opaque neighbour painted later leave the ring whole."""
    tight = QWidget()
    column = QVBoxLayout(tight)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    button = kit.IconButton("settings", "Settings")
    column.addWidget(button)
    column.addWidget(kit.Surface("canvas"))
    in_window(tight)
    button.setFocus()
    QApplication.processEvents()
    image = tight.window().grab().toImage()
    for at in (QPoint(14, -3), QPoint(-3, 14), QPoint(14, 28 + 2), QPoint(28 + 2, 14)):
        assert image.pixelColor(button.mapTo(button.window(), at)) == kit.DARK.accent


def test_scrolled_out_of_sight(in_window: Show) -> None:
    body = QWidget()
    column = QVBoxLayout(body)
    first = kit.IconButton("settings", "Settings")
    column.addWidget(first)
    filler = QWidget()
    filler.setMinimumHeight(2000)
    column.addWidget(filler)
    area = kit.ScrollArea(body)
    window = in_window(area)
    first.setFocus()
    assert colour_left_of(first, 3) == kit.DARK.accent
    area.verticalScrollBar().setValue(1000)
    QApplication.processEvents()
    image = window.grab().toImage()
    places = [QPoint(x, y) for x in range(0, 480, 2) for y in range(320)]
    assert [at for at in places if image.pixelColor(at) == kit.DARK.accent] == []


def test_follows_the_knob(in_window: Show, qtbot: QtBot) -> None:
    slider = kit.LabelledSlider("Opacity")
    in_window(slider)
    (line,) = slider.findChildren(Slider)
    line.setFocus()
    places = []
    for value in (20, 80):
        slider.set_value(value)
        QApplication.processEvents()
        QApplication.processEvents()
        shape = line.ring()
        assert shape is not None
        at = line.mapTo(line.window(), shape.rect.center().toPoint() - QPoint(0, 10))
        image = line.window().grab().toImage()
        assert image.pixelColor(at) == kit.DARK.accent
        places.append(at.x())
    assert places[1] > places[0]


def test_another_window_and_a_window_that_is_gone(in_window: Show, qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(40, 40, 40, 40)
    first = kit.IconButton("settings", "Settings")
    column.addWidget(first)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    window.setFocus()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert colour_left_of(first, 3) == kit.DARK.accent
    window.close()
    window.deleteLater()
    del window, first, column
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    second = kit.IconButton("play", "Play")
    in_window(second)
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert colour_left_of(second, 3) == kit.DARK.accent
