"""The list of shortcuts, on a screen that is narrower than both of its columns."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui.kit.labels import KeyHint
from explorer.gui.window.commands.shortcuts import show_shortcuts


def test_no_key_is_cut_off_at_the_right(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    panel = show_shortcuts(window)
    QApplication.processEvents()
    assert panel.width() <= panel.screen().availableSize().width()
    hints = panel.findChildren(KeyHint)
    assert len(hints) > 60
    for hint in hints:
        assert hint.mapTo(panel, hint.rect().topRight()).x() < panel.width(), hint.text()
    panel.close()
