"""The menu of sessions: to save one, and those that were open lately."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction

from explorer.gui.control.controller import Controller
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.kit.language import say
from explorer.gui.kit.menu import Menu

TITLE, NONE = "Sessions", "No session was saved or opened yet"


class RecentSessions(Menu):
    """A menu within another one, whose last part is filled anew whenever it opens.

    Parameters
    ----------
    within
        The menu that it opens from.
    """

    def __init__(self, within: Menu, preferences: Preferences, controller: Controller) -> None:
        super().__init__(within)
        self.setTitle(say(TITLE))
        within.addMenu(self)
        self._preferences, self._controller = preferences, controller
        self._added: list[QAction] = []
        self.aboutToShow.connect(self.refill)
        self.triggered.connect(self._on_chosen)

    @Slot()
    def refill(self) -> None:
        """List the sessions that were open lately, the latest first."""
        for action in self._added:
            self.removeAction(action)
            action.deleteLater()
        self._added = [self.add_heading("Recent sessions")]
        for path in self._preferences.value.recent_sessions:
            action = self.add_choice(Path(path).stem, icon="history", tip=path)
            action.setData(path)
            self._added.append(action)
        if len(self._added) == 1:
            action = self.add_choice(NONE)
            action.setEnabled(False)
            self._added.append(action)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        if action in self._added and isinstance(action.data(), str):
            self._controller.open_file(Path(action.data()))
