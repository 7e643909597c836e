"""The first start: four ways in, each one click to a living picture."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from explorer.gui.kit import GhostButton, IconButton, Text
from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import SEMIBOLD
from explorer.gui.panels.panel import PanelWidget

WAYS = (
    ("lecture", "Take the lecture", "layers"),
    ("open", "Open a photo or a text", "folder-open"),
    ("sentence", "Type a sentence", "keyboard"),
    ("models", "Open your own model", "boxes"),
)
"""Command of the window (but the sentence, which is an intent), words, icon."""


class Welcome(PanelWidget):
    """A line below the picture that goes with the first choice.

    Signals
    -------
    sentenceRequested(): a model that takes texts is to be opened.
    closed(): a way was chosen, or none is wanted.
    """

    sentenceRequested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("First steps"))
        self._title = Text("New here?", px=13, weight=SEMIBOLD)
        self._buttons = []
        row = self._row = hbox(self._title, owner=self, margins=(24, 6, 12, 6), spacing=8)
        for way, words, icon in WAYS:
            button = GhostButton(words, icon)
            button.setProperty("way", way)
            button.clicked.connect(self._on_way)
            row.addWidget(button)
            self._buttons.append(button)
        row.addStretch(1)
        close = IconButton("x", "Not now")
        close.clicked.connect(self.closed)
        row.addWidget(close)
        self.setFixedHeight(44)
        self.setMinimumWidth(1)  # it fits any room, and asks for none

    def show_content(self, content: object) -> None:
        """There is nothing to show but that it is there."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room the title goes, then the words: the icons' tool tips have them."""
        for title, words in ((True, True), (False, True), (False, False)):
            self._title.setVisible(title)
            for button in self._buttons:
                button.set_label_visible(words)
            if self._row.sizeHint().width() <= self.width():
                return

    @Slot()
    def _on_way(self) -> None:
        way = str(self.sender().property("way"))
        self.closed.emit()
        if way == "sentence":
            self.sentenceRequested.emit()
            return
        action = self.window().findChild(QAction, way)
        if action is not None:
            action.trigger()
