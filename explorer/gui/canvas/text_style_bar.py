"""The strip over the picture of a text: which view, and what its rows and columns are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from explorer.figures.views import View
from explorer.gui.canvas.style_bar import StyleBar
from explorer.gui.kit.buttons import CheckBox, Segmented
from explorer.gui.kit.language import say
from explorer.gui.kit.terms import explain_on

VIEWS = (("matrix", "Matrix"), ("lines", "Lines"), ("text", "Text"), ("steps", "Steps"))
_VIEW_TIPS = {
    "matrix": "Every word against every word, with the values (1)",
    "lines": "Two rows of words, joined by lines as thick as the attention (2)",
    "text": "The sentence, shaded by what the chosen word attends to (3)",
    "steps": "One step as a drawing: scores, softmax, context, next word (4)",
}
PIECES = (("words", "Words"), ("subwords", "Subwords"))
POOLS = (("mean", "Mean"), ("max", "Largest"))


class TextStyleBar(StyleBar):
    """Choose the view of a text, and what its rows and columns are.

    Signals
    -------
    viewRequested(str), optionChosen(str, object): what rows and columns are, by the name of a field
    of `Selection`; and those of every strip.
    """

    viewRequested = Signal(str)
    optionChosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = Segmented("View of the attention", VIEWS, self)
        self._pieces = Segmented("Words or subwords", PIECES, self)
        self._pool = Segmented("What is shown of a tile of tokens", POOLS, self)
        self._pool.hide()
        self._special = CheckBox("Special tokens", self)
        self._renormalise = CheckBox("Renormalise", self)
        self._tips()
        self.put(self._view, self._pool, self._pieces, self._special, self._renormalise)
        self._view.choiceRequested.connect(self.viewRequested)
        for name, part, chosen in (
            ("pool", self._pool, self._pool.choiceRequested),
            ("words", self._pieces, self._pieces.choiceRequested),
            ("special", self._special, self._special.clicked),
            ("renormalised", self._renormalise, self._renormalise.clicked),
        ):
            part.setObjectName(name)
            chosen.connect(self._on_chosen)

    def _tips(self) -> None:
        for key, text in _VIEW_TIPS.items():
            self._view.set_tip(key, text)
        formula = "w(I, J) = 1/|I| Σ_{i∈I} Σ_{j∈J} w(i, j)"
        self._pieces.set_tip(
            "words",
            "The tokens of a word as one (W): their attention as keys is summed, as queries "
            f"averaged, {formula}",
        )
        self._pieces.set_tip("subwords", "One row and column a token, as computed (W)")
        self._pool.set_tip("mean", "Of a tile of tokens the mean of its weights is shown (W)")
        self._pool.set_tip("max", "Of a tile of tokens the largest of its weights is shown (W)")
        explain_on(
            self._special, "Show tokens that are no part of the text, as </s> (T)", "special tokens"
        )
        self._renormalise.setToolTip(
            say("Make what is shown of each row sum to 1 again, without the hidden tokens (N)")
        )

    def show_options(self, view: View, words: bool, special: bool, renormalised: bool) -> None:
        """Show what is chosen; renormalising is offered where something is hidden."""
        self._view.set_current(view)
        self._pieces.set_current("words" if words else "subwords")
        self._special.setChecked(special)
        self._renormalise.setChecked(renormalised)
        self.offer(self._renormalise, not special)

    def show_reason(self, key: View, reason: str) -> None:
        """Grey a view that cannot be had and say why; "" brings it back."""
        self._view.set_enabled(key, not reason)
        self._view.set_tip(key, reason or _VIEW_TIPS[key])

    def show_pool(self, pool: str | None) -> None:
        """Show how tiles are pooled; None where there are no tiles.

        A long text is shown token by token: its words are not merged and nothing of it is hidden.
        """
        if pool is not None:
            self._pool.set_current(pool)
            self.offer(self._renormalise, False)
        self._pool.setVisible(pool is not None)
        self._pieces.setVisible(pool is None)
        self._special.setVisible(pool is None)
        self.fit()

    def _on_chosen(self, value: object) -> None:
        name = self.sender().objectName()
        self.optionChosen.emit(name, value == "words" if name == "words" else value)
