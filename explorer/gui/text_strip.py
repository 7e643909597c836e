"""The strip over the picture of a text: which view, and what its rows and columns are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.core.colormaps import COLORMAPS, title
from explorer.export.text_picture import View
from explorer.gui.kit.button import IconButton
from explorer.gui.kit.check_box import CheckBox
from explorer.gui.kit.combo import Choice, ComboButton
from explorer.gui.kit.segmented import Segmented
from explorer.gui.kit.surface import Surface
from explorer.gui.view_strip import HEIGHT, swatch

VIEWS = (("matrix", "Matrix"), ("lines", "Lines"), ("text", "Text"), ("steps", "Steps"))
PIECES = (("words", "Words"), ("subwords", "Subwords"))


class TextStrip(Surface):
    """Signals, all of the user's making.

    viewRequested(str), wordsRequested(bool), specialRequested(bool), renormalisedRequested(bool),
    colormapRequested(str), fullRequested().
    """

    viewRequested = Signal(str)
    wordsRequested = Signal(bool)
    specialRequested = Signal(bool)
    renormalisedRequested = Signal(bool)
    colormapRequested = Signal(str)
    fullRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.setFixedHeight(HEIGHT)
        self._view = Segmented("View of the attention", VIEWS, self)
        self._pieces = Segmented("Words or subwords", PIECES, self)
        self._special = CheckBox("Special tokens", self)
        self._renormalise = CheckBox("Renormalise", self)
        self._colours = ComboButton("Colour map", parent=self)
        self._full = IconButton("maximize", "Picture only", shortcut="F", parent=self)
        self._tips()
        self._colours.set_choices([Choice(n, title(n), swatch=swatch(n)) for n in COLORMAPS])
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 20, 0)
        row.setSpacing(12)
        for part in (self._view, self._pieces, self._special, self._renormalise):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._colours)
        row.addWidget(self._full)
        self._least = 0
        self._view.choiceRequested.connect(self.viewRequested)
        self._pieces.choiceRequested.connect(self._on_pieces)
        self._special.clicked.connect(self.specialRequested)
        self._renormalise.clicked.connect(self.renormalisedRequested)
        self._colours.choiceRequested.connect(self.colormapRequested)
        self._full.clicked.connect(self.fullRequested)

    def _tips(self) -> None:
        for key, text in (
            ("matrix", "Every word against every word, with the values (1)"),
            ("lines", "Two rows of words, joined by lines as thick as the attention (2)"),
            ("text", "The sentence, shaded by what the chosen word attends to (3)"),
            ("steps", "One step as a drawing: scores, softmax, context, next word (4)"),
        ):
            self._view.set_tip(key, text)
        formula = "w(I, J) = 1/|I| Σ_{i∈I} Σ_{j∈J} w(i, j)"
        self._pieces.set_tip(
            "words",
            "The tokens of a word as one (W): their attention as keys is summed, as queries "
            f"averaged, {formula}",
        )
        self._pieces.set_tip("subwords", "One row and column a token, as computed (W)")
        self._special.setToolTip("Show tokens that are no part of the text, as </s> (T)")
        self._renormalise.setToolTip(
            "Make what is shown of each row sum to 1 again, without the hidden tokens (N)"
        )
        self._colours.setToolTip("Colour map (C)")

    def show_options(self, view: View, words: bool, special: bool, renormalised: bool) -> None:
        """Show what is chosen; renormalising is offered where something is hidden."""
        self._view.set_current(view)
        self._pieces.set_current("words" if words else "subwords")
        self._special.setChecked(special)
        self._renormalise.setChecked(renormalised)
        self._renormalise.setVisible(not special)
        self._fit()

    def show_colormap(self, colormap: str) -> None:
        self._colours.set_current(colormap)
        self._fit()

    def show_full(self, full: bool) -> None:
        """Whether the picture is alone now."""
        self._full.set_icon("minimize" if full else "maximize")
        self._full.set_name("Show the panels" if full else "Picture only", "F")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        """Give up the name of the colour map rather than cut words."""
        least = self._width_with(False)
        if least != self._least:
            self._least = least
            self.updateGeometry()
        if self._width_with(True) > self.width():
            self._width_with(False)

    def _width_with(self, name: bool) -> int:
        """Show the map's name or not; how wide the strip then wants to be, px."""
        self._colours.set_text_visible(name)
        self._row.invalidate()
        return self._row.sizeHint().width()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, HEIGHT)

    @Slot(str)
    def _on_pieces(self, key: str) -> None:
        self.wordsRequested.emit(key == "words")
