"""The import of pyqtgraph beside the window, each time in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def run(code: str) -> str:
    """What a process prints that is to end well."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_loaded_when_it_says_so_though_its_thread_still_lives() -> None:
    code = """
from threading import current_thread
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from explorer.gui.plots.pyqtgraph_loading import is_loaded, loading

def told():
    print(current_thread().name, is_loaded())

app = QCoreApplication([])
loading().ready.connect(told, Qt.ConnectionType.DirectConnection)
loading().ready.connect(app.quit, Qt.ConnectionType.QueuedConnection)
loading().start()
app.exec()
"""
    assert run(code) == "pyqtgraph True\n"


def test_a_program_that_ends_in_the_midst_of_it_ends_well() -> None:
    code = """
import atexit
from PySide6.QtCore import QCoreApplication, QTimer
from explorer.gui.plots.pyqtgraph_loading import is_loaded, loading

app = QCoreApplication([])
atexit.register(lambda: print(is_loaded()))
loading().start()

def leave():
    if loading().running:
        print("running")
        app.quit()
    else:
        QTimer.singleShot(0, leave)

leave()
app.exec()
"""
    assert run(code) == "running\nTrue\n"
