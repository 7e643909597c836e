"""A part of what a window opens and saves: the window, who decides, dialogs and settings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QWidget

from explorer.gui.control.controller import Controller
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.window.dialogs import Dialogs


class ExchangePart(QObject):
    """Holds what each of these parts asks and tells; a child of its window."""

    def __init__(
        self, window: QWidget, controller: Controller, dialogs: Dialogs, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._window, self._controller = window, controller
        self._dialogs, self._preferences = dialogs, preferences


def pictures() -> Path:
    """The system's folder of pictures, or the home of the user."""
    place = QStandardPaths.StandardLocation.PicturesLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())


def free(path: Path) -> Path:
    """The path, or one with a number that nothing stands at: what is there is never lost."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found
