"""The panel around the grid: words, scale, play."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from explorer.gui.control.view import ScaleChoice
from explorer.gui.grid.grid_shape import GridShape
from explorer.gui.grid.heads_panel import HeadsPanel
from explorer.gui.kit import ComboButton, IconButton, KeyHint, Text

SHAPE = GridShape(tuple(map(str, range(12))), ("mean", *map(str, range(6))), 1.5)


def panel_of(host: QWidget, width: int = 352) -> HeadsPanel:
    panel = HeadsPanel(parent=host)
    panel.show_words("Heads", "12 × 6", [("←→", "head"), ("↑↓", "layer"), ("A", "mean")])
    panel.show_scales(ScaleChoice((("shared", "Shared"), ("layer", "Layer")), "shared"))
    panel.grid.show_shape(SHAPE)
    panel.resize(width, 700)
    panel.show()
    return panel


def left_of(panel: HeadsPanel, widget: QWidget) -> int:
    return widget.mapTo(panel, QPoint(0, 0)).x()


def test_button_and_space_ask_to_play(host: QWidget) -> None:
    panel = panel_of(host)
    button = panel.findChild(IconButton)
    asked: list[bool] = []
    panel.playRequested.connect(lambda: asked.append(True))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(panel.grid, Qt.Key.Key_Space)
    assert len(asked) == 2
    before = button.grab().toImage()
    panel.show_playing(True)
    assert button.accessibleName() == "Stop playing"
    assert button.grab().toImage() != before
    panel.show_playing(False)
    assert button.grab().toImage() == before


def test_the_scale_is_asked_for_by_its_id(host: QWidget) -> None:
    panel = panel_of(host)
    asked: list[str] = []
    panel.scaleRequested.connect(asked.append)
    panel.show_scales(
        ScaleChoice((("shared", "Shared"), ("layer", "Layer"), ("head", "Head")), "layer")
    )
    assert asked == []
    QTest.keyClick(panel.findChild(ComboButton), Qt.Key.Key_Down)
    assert asked == ["head"]


def test_hints_are_replaced_and_can_be_dropped(host: QWidget) -> None:
    panel = panel_of(host)
    panel.show_words("Blocks", "8 × 6 most open", [("←→", "channel")])
    QApplication.processEvents()
    shown = [hint for hint in panel.findChildren(KeyHint) if hint.isVisible()]
    assert [hint.accessibleName() for hint in shown] == ["←→"]
    assert panel.grid.accessibleName() == "Blocks"
    panel.set_hints_visible(False)
    assert not any(hint.isVisible() for hint in panel.findChildren(KeyHint))


@pytest.mark.parametrize(("width", "compact"), [(352, False), (272, True), (440, False)])
def test_controls_line_up_with_the_grid(host: QWidget, width: int, compact: bool) -> None:
    panel = panel_of(host, width)
    panel.set_compact(compact)
    QApplication.processEvents()
    button = panel.findChild(IconButton)
    assert left_of(panel, button) + button.width() == width - 14
    combo = panel.findChild(ComboButton)
    assert left_of(panel, combo) + combo.width() == left_of(panel, button) - 6


def test_the_panel_keeps_within_its_most(host: QWidget) -> None:
    panel = panel_of(host)
    free = panel.heightForWidth(352)
    for hints in (True, False):
        panel.set_maximum_height(380)
        panel.set_hints_visible(hints)
        assert panel.heightForWidth(352) <= 380 < free


@pytest.mark.parametrize(("width", "most"), [(352, 5), (272, 3), (120, 1)])
def test_hints_that_do_not_fit_are_left_out_whole(host: QWidget, width: int, most: int) -> None:
    panel = panel_of(host, width)
    words = ("head", "layer", "site", "mean", "fold", "play")
    panel.show_words("Heads", "3 sites × 8", [("↑↓", word) for word in words])
    assert panel.minimumSizeHint().width() <= 272
    QApplication.processEvents()
    keys = [hint for hint in panel.findChildren(KeyHint) if hint.isVisible()]
    shown = [text for text in panel.findChildren(Text) if text.isVisible() and text.text() in words]
    assert [text.text() for text in shown] == list(words[: len(keys)])
    assert 0 < len(keys) <= most
    for part in (*keys, *shown):
        assert part.width() >= part.sizeHint().width()
        assert left_of(panel, part) + part.width() <= width - 16
    panel.resize(700, 700)
    QApplication.processEvents()
    assert sum(hint.isVisible() for hint in panel.findChildren(KeyHint)) == len(words)


def test_a_narrow_panel_is_as_high_as_its_wrapped_rows(host: QWidget) -> None:
    wide = GridShape(tuple(map(str, range(6))), ("mean", *map(str, range(12))), 1.0)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    panel = panel_of(host)
    panel.grid.show_shape(wide)
    column.addWidget(panel)
    column.addStretch(1)
    for width in (352, 272, 352):
        host.resize(width, 900)
        QApplication.processEvents()
        assert panel.y() == 0
        assert panel.grid.height() == panel.grid.heightForWidth(width)
