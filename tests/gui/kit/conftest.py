"""Every test of the kit starts in the dark theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit


@pytest.fixture(autouse=True)
def _dark(qapp: QApplication) -> None:
    kit.apply_theme(qapp, kit.DARK)


@pytest.fixture
def in_window(qtbot: QtBot) -> Iterator[Callable[..., QWidget]]:
    """Put widgets into a shown, active window, one below the other with room around."""
    windows = []  # held here: qtbot itself holds none

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        column.setContentsMargins(40, 40, 40, 40)
        for widget in widgets:
            column.addWidget(widget)
        window.resize(480, 320)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        window.setFocus()  # else the first control has the focus already
        return window

    yield show
    windows.clear()
