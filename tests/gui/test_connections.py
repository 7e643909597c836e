"""What the connections of the window rest on: signals to bound methods of plain objects."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from explorer.gui.window.main_window import MainWindow

from .conftest import ROOM, Answers, settle


class Panel(QObject):
    """A widget's signals."""

    stepped = Signal(int)
    chosen = Signal(object, int, int)


class Intents:
    """A plain object, as the controller is; it holds the panel, as a cycle would."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.heard: list[object] = []

    def step(self, by: int) -> None:
        self.heard.append(by)

    def choose(self, cells: frozenset[int], row: int, column: int) -> None:
        self.heard.append((cells, row, column))

    def click(self) -> None:
        self.heard.append("click")


@pytest.mark.usefixtures("qapp")
def test_a_plain_objects_method_is_called_and_the_object_is_not_kept(qtbot: QtBot) -> None:
    panel, button = Panel(), QPushButton()
    qtbot.addWidget(button)
    intents = Intents(panel)
    panel.stepped.connect(intents.step)
    panel.chosen.connect(intents.choose)
    button.clicked.connect(intents.click)  # without the signal's argument
    panel.stepped.emit(3)
    panel.chosen.emit(frozenset({1}), 2, 3)
    button.click()
    assert intents.heard == [3, (frozenset({1}), 2, 3), "click"]
    gone = weakref.ref(intents)
    del intents
    gc.collect()
    assert gone() is None
    panel.stepped.emit(4)  # into the void
    button.click()


def test_a_closed_window_frees_its_controller(qtbot: QtBot, answers: Answers) -> None:
    window = MainWindow(dialogs=answers, model="spatial-gate", theme="dark", room=ROOM)
    settle(qtbot, window)
    controller = weakref.ref(window.controller)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    del window
    gc.collect()
    assert controller() is None
