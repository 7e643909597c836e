"""The commands that help: shortcuts, documents, the glossary, errors, what is installed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWhatsThis, QWidget

from explorer.gui.kit.terms import GLOSSARY
from explorer.gui.learning.glossary_view import show_glossary
from explorer.gui.panels.documents import show_document
from explorer.gui.panels.installation_panel import show_installation
from explorer.gui.panels.last_errors import LastErrors, show_last_errors
from explorer.gui.window.commands.shortcuts import show_shortcuts


class Helping(QObject):
    """The commands that help; each is a method.

    Attributes
    ----------
    errors: the last ones, to be looked at.

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

    @Slot()
    def shortcuts(self) -> None:
        """List the keys of all commands."""
        show_shortcuts(self._owner)

    @Slot()
    def documents(self) -> None:
        """Show the documents that ship with the program."""
        show_document(self._owner, "python.md", "Documents")

    @Slot()
    def python(self) -> None:
        """Show how the program is used in Python."""
        show_document(self._owner, "python.md", "In Python")

    @Slot()
    def glossary(self) -> None:
        """Show the words of the program, at the one that was asked for."""
        action = self._owner.findChild(QAction, GLOSSARY)
        assert action is not None  # it was triggered
        term = action.data()
        action.setData(None)
        view = show_glossary(self._owner, str(term or ""))
        if view is not self._glossary:
            self._glossary = view
            view.stationRequested.connect(self.stationRequested)

    @Slot()
    def point_at(self) -> None:
        """Let the user point at what is to be explained."""
        QWhatsThis.enterWhatsThisMode()

    @Slot()
    def lecture_own(self) -> None:
        """Show how a lecture of one's own is made."""
        show_document(self._owner, "lecture.md", "A lecture of your own")

    @Slot()
    def architecture(self) -> None:
        """Show how the program is built."""
        show_document(self._owner, "architecture.md", "How the program is built")

    @Slot()
    def security(self) -> None:
        """Show what is trusted."""
        show_document(self._owner, "security.md", "What is trusted")

    @Slot()
    def last_errors(self) -> None:
        """Show the last errors."""
        show_last_errors(self._owner, self.errors)

    @Slot()
    def installation(self) -> None:
        """Show what is installed."""
        show_installation(self._owner)

    @Slot()
    def about(self) -> None:
        """Show which version this is, and whose work is in it."""
        from explorer.gui.panels.about_panel import show_about  # imports email

        show_about(self._owner)
