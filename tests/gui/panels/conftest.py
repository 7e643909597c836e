"""Panels are tested in the dark theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit


@pytest.fixture(autouse=True)
def _dark(qapp: QApplication) -> None:
    kit.apply_theme(qapp, kit.DARK)


class Window(QWidget):
    """A window of 900 px in height around a panel; remembers the keys that came through to it."""

    def __init__(self, panel: QWidget, width: int) -> None:
        super().__init__()
        self.keys: list[int] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        column.addStretch(1)
        self.resize(width, 900)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


@pytest.fixture
def in_window(qtbot: QtBot) -> Iterator[Callable[[QWidget, int], Window]]:
    """Puts a panel into a shown, active window of a width in px."""
    windows = []  # held here: qtbot itself holds none

    def show(panel: QWidget, width: int) -> Window:
        window = Window(panel, width)
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        window.setFocus()  # else the first control has the focus already
        return window

    yield show
    windows.clear()


@pytest.fixture
def settle() -> Callable[[], None]:
    """Lets layouts settle, which takes several rounds where one part asks another to."""

    def rounds() -> None:
        for _ in range(4):
            QApplication.processEvents()

    return rounds
