"""The start of the window: it is painted before anything is loaded that runs models."""

from __future__ import annotations

import threading

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.gui.window.main_window import MainWindow
from tests.gui.conftest import ROOM, Answers, settle


def workers() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name == "model"]


def test_the_first_run_begins_when_the_window_is_painted(qtbot: QtBot) -> None:
    window = MainWindow(
        dialogs=Answers(), model="spatial-gate", theme="dark", room=ROOM, after_paint=True
    )
    QTest.qWait(20)
    assert workers() == []  # nothing is on the screen yet
    assert window.busy()
    window.show()
    settle(qtbot, window)
    assert workers() == ["model"]
    window.close()
    window.deleteLater()


def test_a_window_that_is_closed_before_it_was_painted_runs_nothing(qtbot: QtBot) -> None:
    window = MainWindow(
        dialogs=Answers(), model="spatial-gate", theme="dark", room=ROOM, after_paint=True
    )
    window.show()
    window.close()
    QTest.qWait(50)
    assert workers() == []
    window.deleteLater()
