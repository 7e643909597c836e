"""The strip that walks through photos or texts that were opened together."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.control.present.session_views import WalkView
from explorer.gui.kit import Choice, ComboButton, IconButton, Text, set_available
from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.language import foreign
from explorer.gui.panels.panel import PanelWidget

_FIRST, _LAST = "This is the first file", "This is the last file"


class WalkStrip(PanelWidget):
    """Opens the file before, the next one, or any of the list.

    Signals
    -------
    stepRequested(int): -1 for the one before, 1 for the next. fileRequested(int): one by its
    number, from 0. closeRequested().
    """

    stepRequested = Signal(int)
    fileRequested = Signal(int)
    closeRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = IconButton("chevron-left", "Previous file", shortcut="Page Up")
        self.next = IconButton("chevron-right", "Next file", shortcut="Page Down")
        self.files = ComboButton("Files that were opened together", icon="folder-open")
        self.place = Text("", px=12, token="t3")
        close = IconButton("x", "Close this list")
        parts = self.before, self.next, self.files, self.place, None, close
        hbox(*parts, owner=self, margins=(24, 6, 16, 6), spacing=8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.before.clicked.connect(self._on_before)
        self.next.clicked.connect(self._on_next)
        self.files.choiceRequested.connect(self._on_file)
        close.clicked.connect(self.closeRequested)

    def show_content(self, content: WalkView) -> None:
        """Show the list, and where one is."""
        last = len(content.names) - 1
        self.files.set_choices(
            [Choice(str(at), foreign(name)) for at, name in enumerate(content.names)]
        )
        self.files.set_current(str(content.at))
        self.place.set_text(f"{content.at + 1:,} of {len(content.names):,}")
        set_available(self.before, content.at > 0, _FIRST)
        set_available(self.next, content.at < last, _LAST)

    @Slot()
    def _on_before(self) -> None:
        self.stepRequested.emit(-1)

    @Slot()
    def _on_next(self) -> None:
        self.stepRequested.emit(1)

    @Slot(str)
    def _on_file(self, key: str) -> None:
        self.fileRequested.emit(int(key))
