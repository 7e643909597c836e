"""The strip that asks which architecture a bare file of weights is of."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.analysis.answer_input import AnswerInput
from explorer.gui.control.present.session_views import WeightsView
from explorer.gui.kit import GhostButton, IconButton, Text
from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.language import foreign
from explorer.gui.panels.panel import PanelWidget

_INPUT = 300
_FITS = "The first names of the list fit the shapes of its tensors, the likeliest first"
_NONE = "No architecture of timm or torchvision fits its tensors: name the one it was trained as"


class WeightsStrip(PanelWidget):
    """Asks for an architecture, with guesses.

    Signals
    -------
    architectureRequested(str): the name that was chosen or typed. closeRequested().
    """

    architectureRequested = Signal(str)
    closeRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = Text("", px=13)
        self._name = AnswerInput("Architecture of the weights")
        self._name.setFixedWidth(_INPUT)
        self._open = GhostButton("Open", "folder-open")
        self._guess = Text("", px=12, token="t3")
        close = IconButton("x", "Close")
        parts = self._said, self._name, self._open, (self._guess, 1), close
        hbox(*parts, owner=self, margins=(24, 6, 16, 6), spacing=8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name.answerRequested.connect(self._on_open)
        self._open.clicked.connect(self._on_open)
        close.clicked.connect(self.closeRequested)

    def show_content(self, content: WeightsView) -> None:
        """Ask about a file, with the likeliest architecture written already."""
        self._said.set_text(f"{foreign(content.file)}: which architecture?")
        first = next(iter(content.guesses), "")
        self._name.show_answers(first, content.names, "name of timm or torchvision")
        self._guess.set_text(_FITS if first else _NONE)
        self._name.setFocus()

    @Slot()
    def _on_open(self) -> None:
        name = self._name.text().strip()
        if name:
            self.architectureRequested.emit(name)
