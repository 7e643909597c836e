"""The import of pyqtgraph beside the window, each time in a process of its own."""

from __future__ import annotations

import ast
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


def test_the_first_figure_finds_what_it_needs_imported() -> None:
    code = """
import os, sys, threading
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication
from explorer.gui.plots.pyqtgraph_loading import is_loaded
from explorer.gui.window.main_window import MainWindow

app = QApplication([])
window = MainWindow(model="vit")
window.show()

def until(done):
    while not done():
        app.processEvents()

until(lambda: is_loaded() and not window.busy() and window.canvas.picture._plot is not None)
(thread,) = [one for one in threading.enumerate() if one.name == "pyqtgraph"] or [None]
if thread is not None:
    thread.join()
before = set(sys.modules)
for form in ("png", "svg"):
    window.controller.figure.open("view", "heads")
    window.controller.figure.choose("form", form)
    until(lambda: not window.busy())
here = {one for one in set(sys.modules) - before if one.startswith("explorer.")}
print("page" if window.controller.state.figure.page else "no page", sorted(here))
window.close()
"""
    assert run(code) == "page []\n"


def imported_late() -> set[str]:
    """The modules of the window that its functions import, by their names."""
    found = set()
    for file in (ROOT / "explorer" / "gui").rglob("*.py"):
        parts = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for function in (one for one in parts if isinstance(one, ast.FunctionDef)):
            inner = [one for one in ast.walk(function) if isinstance(one, ast.ImportFrom)]
            found |= {str(one.module) for one in inner}
    return {one for one in found if one.startswith("explorer.gui.")}


def test_no_part_of_the_window_is_imported_only_when_it_is_wanted() -> None:
    code = """
import sys, threading
from PySide6.QtCore import QCoreApplication, Qt
from explorer.gui.plots.pyqtgraph_loading import loading
import explorer.gui.window.app
import explorer.gui.window.main_window

app = QCoreApplication([])
loading().ready.connect(app.quit, Qt.ConnectionType.QueuedConnection)
loading().start()
app.exec()
for one in threading.enumerate():
    if one.name == "pyqtgraph":
        one.join()
print(*sys.modules, sep="\\n")
"""
    late = imported_late()
    assert {"explorer.gui.learning.explain_dock", "explorer.gui.batch.panel"} <= late
    assert late <= set(run(code).split())


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
