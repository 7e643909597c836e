"""A window with its dialogs answered by the test, closed after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.gui.plots.gate_strip import GateStrip
from explorer.gui.window.dialogs import Dialogs
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import samples


class Answers(Dialogs):
    """Answers every dialog with `path` and remembers what was suggested."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.suggested: Path | None = None

    def open_photo(self, parent: QWidget, folder: Path) -> Path | None:
        return self.path

    def open_model(self, parent: QWidget, folder: Path) -> Path | None:
        return self.path

    def open_model_folder(self, parent: QWidget, folder: Path) -> Path | None:
        return self.path

    def save_file(self, parent: QWidget, suggested: Path, kind: str) -> Path | None:
        self.suggested = suggested
        return self.path

    def open_folder(self, parent: QWidget, folder: Path) -> Path | None:
        return self.path

    def open_region(self, parent: QWidget, folder: Path) -> Path | None:
        return self.path

    def choose_folder(self, parent: QWidget, folder: Path) -> Path | None:
        return self.path


Open = Callable[..., MainWindow]
ROOM = QRect(0, 0, 2600, 1600)
"""More than any test needs: the screen without a display is smaller than the smallest window."""


@pytest.fixture(scope="session", autouse=True)
def _application(request: pytest.FixtureRequest) -> None:
    """Make the application first: a figure that is laid out makes one that can hold no widgets."""
    request.getfixturevalue("qapp")


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def photo() -> Path:
    """A bundled photo that is not square."""
    return next(sample.path for sample in samples() if sample.id == "chelsea")


@pytest.fixture
def open_window(qtbot: QtBot, answers: Answers) -> Iterator[Open]:
    """Makes windows that have run their first photo; closes them after the test."""
    windows: list[MainWindow] = []

    def make(model: str | None = "spatial-gate", photo: Path | None = None) -> MainWindow:
        window = MainWindow(dialogs=answers, model=model, file=photo, theme="dark", room=ROOM)
        windows.append(window)
        window.show()
        settle(qtbot, window)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


def gates_of(window: MainWindow) -> GateStrip:
    """The panel of channel gates, which is made with the first model that has some."""
    strip = window.places.widgets["gates"]
    assert isinstance(strip, GateStrip)
    return strip


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until no run goes on and its last report was shown."""

    def idle() -> bool:
        trace = window.controller.state.trace
        running = window.busy()
        return not running and trace is not None and trace.model.id == window.controller.state.model

    qtbot.waitUntil(idle)  # the machine may be busy
