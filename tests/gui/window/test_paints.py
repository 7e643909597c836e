"""A step to another map paints every part of the window once at most."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui.learning.sentence_line import SentenceLine
from explorer.gui.plots.pyqtgraph_loading import is_loaded
from tests.gui.conftest import Open


class Paints(QObject):
    """Counts how often each widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[QWidget] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.found[watched] += 1
        return False


@pytest.mark.parametrize("model", ["vit", "se-resnet"])
def test_a_step_paints_nothing_twice(
    qtbot: QtBot, qapp: QApplication, open_window: Open, model: str
) -> None:
    window = open_window(model=model)
    window.resize(1440, 900)
    qtbot.waitUntil(is_loaded, timeout=60_000)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(window.heads.grid, key)
        qapp.processEvents()
    frame = window.canvas.picture._frame
    assert frame is not None
    qtbot.waitUntil(lambda: not frame._redraw.isActive(), timeout=10_000)  # of another size
    qapp.processEvents()
    paints = Paints()
    qapp.installEventFilter(paints)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        paints.found.clear()
        QTest.keyClick(window.heads.grid, key)
        for _ in range(5):
            qapp.processEvents()
        twice = {one: count for one, count in paints.found.items() if count > 1}
        # Qt lays out rich text as it paints it, and then paints it again
        assert all({type(one), type(one.parent())} & {SentenceLine} for one in twice)
        assert paints.found[frame.viewport()] == 1
    qapp.removeEventFilter(paints)
