"""The start of the window: it is painted before anything is loaded that runs models."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.gui.kit.combo import ComboButton
from explorer.gui.window import main_window
from explorer.gui.window.main_window import MainWindow
from explorer.registry.catalogue import entries
from explorer.registry.entry import Entry
from explorer.registry.sources import plugins
from explorer.resource_files import resources
from tests.gui.conftest import ROOM, Answers, settle


def workers() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name == "model"]


def models(window: MainWindow) -> list[str]:
    """The ids that the toolbar offers."""
    combos = window.toolbar.findChildren(ComboButton)
    combo = next(one for one in combos if one.accessibleName().startswith("Model"))
    return [one.key for row in range(combo.count()) if (one := combo.choice(row)) is not None]


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


def test_the_models_of_plug_ins_are_listed_when_the_window_is_painted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plugins, "_FILES", {})
    (entry,) = plugins.add_file(resources() / "plugins" / "example.py")
    window = MainWindow(
        dialogs=Answers(), model="spatial-gate", theme="dark", room=ROOM, after_paint=True
    )
    listed = models(window)
    assert "spatial-gate" in listed
    assert entry.id not in listed
    window.show()
    settle(qtbot, window)
    assert models(window) == [*listed, entry.id]
    assert window.toolbar.model() == "spatial-gate"
    window.close()
    window.deleteLater()


def test_plug_ins_are_asked_in_a_thread_of_their_own(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def listed() -> tuple[Entry, ...]:
        asked.append(threading.current_thread().name)
        return entries()

    monkeypatch.setattr(main_window, "entries", listed)
    window = MainWindow(
        dialogs=Answers(), model="spatial-gate", theme="dark", room=ROOM, after_paint=True
    )
    window.show()
    settle(qtbot, window)
    assert asked == ["plug-ins"]
    assert set(models(window)) == {entry.id for entry in entries()}
    window.close()
    window.deleteLater()


PAINTED = """
import sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from explorer.cli import main

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.UpdateRequest and watched.isWindow():
            print(*sys.modules, flush=True)
            app.removeEventFilter(self)
            watched.close()
        return False

app = QApplication([])
watch = Watch()
app.installEventFilter(watch)
main(["open", "--model", "{model}"])
"""
"""Prints what the command has imported when the window is about to be painted first."""


def run_script(script: str, home: Path) -> str:
    """What a script prints, in a process of its own with settings of its own."""
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).resolve().parents[3],
        env=os.environ | {"ATTENTION_EXPLORER_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.parametrize("model", ["vit", "transformer"])
def test_the_window_imports_nothing_large_that_it_does_not_show(tmp_path: Path, model: str) -> None:
    large = {"torch", "torchvision", "transformers", "timm", "pyqtgraph", "psutil"}
    large |= {"urllib.request", "ssl", "asyncio", "PIL", "explorer.figures.sheet"}
    large |= {"importlib.metadata", "email", "msgspec", "safetensors", "statistics"}
    imported = set(run_script(PAINTED.replace("{model}", model), tmp_path).split())
    assert "explorer.gui.window.main_window" in imported
    assert imported & large == set()


LOADED = """
import sys, threading
loaded = []

def hear(event, given):
    library = event == "import" and str(given[1]).endswith((".so", ".dylib"))
    if library or event == "ctypes.dlopen":
        loaded.append((threading.current_thread().name, given[0]))

sys.addaudithook(hear)
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from explorer.cli import main

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.UpdateRequest and watched.isWindow():
            first = next(n for n, (who, _) in enumerate(loaded) if who == "libraries")
            print(*[name for who, name in loaded[first:] if who == "MainThread"], flush=True)
            print(sys.getswitchinterval(), flush=True)
            app.removeEventFilter(self)
            watched.close()
        return False

app = QApplication([])
watch = Watch()
app.installEventFilter(watch)
main(["open", "--model", "vit"])
"""
"""Prints what the window's thread had the system load after another began with torch's libraries,
before the window was painted, and how long a thread keeps the interpreter."""


@pytest.mark.skipif(sys.platform == "win32", reason="there torch is imported before Qt")
def test_torchs_libraries_are_loaded_beside_the_window_which_loads_none_meanwhile(
    tmp_path: Path,
) -> None:
    loaded, interval = run_script(LOADED, tmp_path).splitlines()
    assert loaded == ""
    assert float(interval) < 0.002  # or the window stands still for each import of another thread


STYLED = """
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from explorer.gui.window.main_window import MainWindow

class Watch(QObject):
    styled = 0
    def eventFilter(self, watched, event):
        self.styled += event.type() == QEvent.Type.StyleChange
        return False

app = QApplication([])
watch = Watch()
app.installEventFilter(watch)
window = MainWindow(model="vit", after_paint=True)
app.removeEventFilter(watch)
assert app.styleSheet()
print(watch.styled, len(app.allWidgets()))
window.close()
"""
"""Prints how often widgets were styled while a window was built, and how many there are."""


def test_the_widgets_of_a_window_are_styled_once_when_all_are_there(tmp_path: Path) -> None:
    styled, widgets = map(int, run_script(STYLED, tmp_path).split())
    assert widgets <= styled < 2 * widgets  # four times as they are put into each other


IMPORTED = """
import builtins, linecache
plainly = builtins.__import__
from explorer.gui.window.app import import_qt
import_qt()
import PySide6.QtSvg, explorer.gui.window.main_window
print(builtins.__import__ is plainly, *[one for one in linecache.cache if "canvas" in one])
"""
"""Prints whether importing is as it was, and of which modules imported after Qt source is kept."""


def test_what_is_imported_after_qt_is_not_read_as_source(tmp_path: Path) -> None:
    script = IMPORTED.replace("import_qt()", "import PySide6.QtCore")
    # what PySide6 does by itself; older ones keep no source
    assert run_script(script, tmp_path).startswith("False")
    assert run_script(IMPORTED, tmp_path).strip() == "True"
