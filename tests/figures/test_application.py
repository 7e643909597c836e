"""Figures are drawn without a window's application, and make room for one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LEAVING = """
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel

from explorer.figures import fonts
from explorer.figures.devices import to_pixels
from explorer.figures.frame import Frame

def drawn():
    paint = lambda sheet: sheet.text(60, 20, "Look 小説", 16, (20, 20, 20))
    return to_pixels(paint, Frame(200, 40)).tobytes(), fonts.width("Look 小説", 16)

fonts.leave_application()  # there is none yet
before = drawn()
assert not isinstance(QCoreApplication.instance(), QApplication)
fonts.leave_application()
assert QCoreApplication.instance() is None
app = QApplication(["test", "-platform", "offscreen"])
QLabel("a widget needs such an application").grab()
assert drawn() == before
fonts.leave_application()  # it is another's
assert QCoreApplication.instance() is app
"""


def test_a_window_can_follow_on_figures_in_one_process() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEAVING],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
