"""The commands that help: shortcuts, documents, the glossary, errors, what is installed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWhatsThis, QWidget

from explorer.gui.kit.terms import GLOSSARY
from explorer.gui.learning.glossary_view import show_glossary
from explorer.gui.panels.documents import show_document
from explorer.gui.panels.installation_panel import show_installation
from explorer.gui.panels.last_errors import LastErrors, show_last_errors
from explorer.gui.window.commands.shortcuts import show_shortcuts

DOCUMENTS = {
    "documents": ("python.md", "Documents"),
    "python": ("python.md", "In Python"),
    "lecture_own": ("lecture.md", "A lecture of your own"),
    "architecture": ("architecture.md", "How the program is built"),
    "security": ("security.md", "What is trusted"),
}
"""The page of the documents that a command shows, and how its window is called."""


class Helping(QObject):
    """The commands that help.

    Attributes
    ----------
    errors: the last ones, to be looked at.
    handlers: what each command does, by its id.

    Signals
    -------
    stationRequested(str): the station of the lecture that shows a term of the glossary, by its id.
    """

    stationRequested = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self.errors = LastErrors()
        self._glossary: object = None
        self.handlers: dict[str, Callable[[], object]] = {
            GLOSSARY: self._show_glossary,
            "what": QWhatsThis.enterWhatsThisMode,
            "shortcuts": partial(show_shortcuts, owner),
            "errors": partial(show_last_errors, owner, self.errors),
            "installation": partial(show_installation, owner),
            "about": self._show_about,
            **{name: partial(show_document, owner, *page) for name, page in DOCUMENTS.items()},
        }

    def _show_glossary(self) -> None:
        """Show the words of the program, at the one that was asked for."""
        action = self._owner.findChild(QAction, GLOSSARY)
        assert action is not None  # it was triggered
        term = action.data()
        action.setData(None)
        view = show_glossary(self._owner, str(term or ""))
        if view is not self._glossary:
            self._glossary = view
            view.stationRequested.connect(self.stationRequested)

    def _show_about(self) -> None:
        from explorer.gui.panels.about_panel import show_about  # imports email

        show_about(self._owner)
