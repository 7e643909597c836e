"""The choices of the figure panel: the pages as tiles."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from explorer.gui import kit
from explorer.gui.figure_panel.choices import PageTiles


def _shown(qtbot: QtBot) -> PageTiles:
    tiles = PageTiles()
    qtbot.addWidget(tiles)
    tiles.resize(320, 220)
    with qtbot.waitExposed(tiles):
        tiles.show()
    for button in tiles.findChildren(QPushButton):
        button.clearFocus()  # which the one that is shown last may have
    return tiles


def test_the_pages_are_drawn_in_the_theme_that_is_shown(qapp: QApplication, qtbot: QtBot) -> None:
    kit.apply_theme(qapp, kit.DARK)
    changed = _shown(qtbot)
    dark = changed.grab().toImage()
    kit.apply_theme(qapp, kit.LIGHT)
    light = changed.grab().toImage()
    assert light != dark
    assert light == _shown(qtbot).grab().toImage()
