"""The ground that scrolls: its bar, and whose keys are whose."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit

Show = Callable[..., QWidget]
Keys = Qt.Key


class Around(QWidget):
    """Keeps the keys that reach it."""

    def __init__(self, area: kit.ScrollArea) -> None:
        super().__init__()
        self.keys: list[Qt.Key] = []
        QVBoxLayout(self).addWidget(area)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(Qt.Key(event.key()))


def tall(height: int = 2000) -> tuple[kit.ScrollArea, QWidget]:
    """An area with something at the top of a body of this height that takes the focus, no keys."""
    body = QWidget()
    column = QVBoxLayout(body)
    part = kit.Surface("canvas")
    part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    part.setFixedHeight(30)
    column.addWidget(part)
    column.addStretch(1)
    body.setMinimumHeight(height)
    return kit.ScrollArea(body), part


@pytest.mark.parametrize(
    "key", [Keys.Key_Up, Keys.Key_Down, Keys.Key_Left, Keys.Key_Right, Keys.Key_Home, Keys.Key_End]
)
def test_keys_of_the_window_go_on_to_it(in_window: Show, key: Qt.Key) -> None:
    area, part = tall()
    around = Around(area)
    in_window(around)
    own = area.verticalScrollBar()
    own.setValue(100)
    part.setFocus()
    assert QApplication.focusWidget() is part
    QTest.keyClick(part, key)
    assert around.keys == [key]
    assert own.value() == 100


def test_page_keys_scroll(in_window: Show) -> None:
    area, part = tall()
    around = Around(area)
    in_window(around)
    own = area.verticalScrollBar()
    part.setFocus()
    QTest.keyClick(part, Keys.Key_PageDown)
    assert own.value() == own.pageStep() > 0
    QTest.keyClick(part, Keys.Key_PageUp)
    assert own.value() == 0
    assert around.keys == []


def test_the_bar_comes_with_what_there_is_to_scroll(in_window: Show) -> None:
    area, _ = tall(40)
    in_window(area)
    (bar,) = area.findChildren(kit.OverlayBar)
    assert not bar.isVisible()
    width = area.viewport().width()
    area.widget().setMinimumHeight(2000)
    QApplication.processEvents()
    assert bar.isVisible()
    assert area.viewport().width() == width == area.width(), "nothing moves when it comes"
    assert bar.geometry().right() == area.rect().right()
    assert bar.height() == area.height()


def test_the_bar_and_what_it_scrolls_go_together(in_window: Show, qtbot: QtBot) -> None:
    area, part = tall()
    in_window(area)
    (bar,) = area.findChildren(kit.OverlayBar)
    own = area.verticalScrollBar()
    assert (bar.maximum(), bar.pageStep()) == (own.maximum(), own.pageStep())
    assert own.maximum() > 0
    own.setValue(300)
    assert bar.value() == 300
    own.setValue(0)
    start = QPoint(bar.width() // 2, 20)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(bar, start + QPoint(0, 500))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 500))
    assert own.value() == bar.value() > 0
    assert part.mapTo(area, QPoint(0, 0)).y() < 0
    area.resize(area.width(), area.height() - 60)
    assert bar.height() == area.height()
    assert (bar.maximum(), bar.pageStep()) == (own.maximum(), own.pageStep())
