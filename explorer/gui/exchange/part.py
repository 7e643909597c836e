"""A part of what a window opens and saves: the window, who decides, dialogs and settings."""

from __future__ import annotations

from PySide6.QtCore import QObject
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
