"""The first start: four ways in, each one click to a living picture."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
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
_NARROW = 1180


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
        row = hbox(self._title, owner=self, margins=(24, 6, 12, 6), spacing=8)
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

    def show_content(self, content: object) -> None:
        """There is nothing to show but that it is there."""

    def fit(self, width: int, height: int) -> None:
        """In a narrow window the icons alone are left, with their words in the tool tips."""
        self._title.setVisible(width >= _NARROW)
        for button in self._buttons:
            button.set_label_visible(width >= _NARROW)

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
