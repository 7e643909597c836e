"""The start of the window: it is painted before anything is loaded that runs models."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

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


def test_the_window_imports_nothing_large_that_it_does_not_show() -> None:
    large = ["torch", "torchvision", "transformers", "timm", "pyqtgraph", "psutil"]
    large += ["urllib.request", "ssl", "asyncio"]
    code = f"import explorer.gui.window.main_window, sys; print({{*{large}}} & {{*sys.modules}})"
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
