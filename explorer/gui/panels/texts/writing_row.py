"""How a text is continued: by how many tokens, and how they are drawn."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.core.text import Writing
from explorer.gui.kit import (
    GhostButton,
    IconButton,
    LabelledSlider,
    Stepper,
    set_available,
)
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say

HOTTEST, WHOLE = 200, 100
"""Of the sliders: temperature 2 and a share of 1, in hundredths."""
_NOTHING = "Nothing has been written yet"


class WritingRow(QWidget):
    """Offer to continue a text: by how many tokens, drawn or not.

    Signals
    -------
    goOnRequested: to continue the text. takeBackRequested: to have the prompt alone again.
    strideStepped(int): -1 for fewer tokens at a time, 1 for more. drawingRequested(object): the
    changed fields of `Writing`, by name.
    """

    goOnRequested = Signal()
    takeBackRequested = Signal()
    strideStepped = Signal(int)
    drawingRequested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writing = Writing()
        self._stride = Stepper("Tokens", parent=self)
        self._stride.setToolTip(say("Tokens that are written at a time"))
        self._go_on = GhostButton("Continue", "play", shortcut="Ctrl G", parent=self)
        self._back = IconButton("undo-2", "The prompt alone", parent=self)
        self._temperature = LabelledSlider(
            "Temperature", minimum=5, maximum=HOTTEST, unit="", decimals=2, parent=self
        )
        self._temperature.setToolTip(
            say("What logits are divided by before a token is drawn: lower keeps to the likeliest")
        )
        self._top_p = LabelledSlider(
            "Top-p", minimum=5, maximum=WHOLE, unit="", decimals=2, parent=self
        )
        self._top_p.setToolTip(
            say("Tokens are drawn from the likeliest ones that make up this share")
        )
        self._seed = Stepper("Seed", parent=self)
        self._seed.setToolTip(say("The same seed draws the same text"))
        self._build()
        self._stride.stepRequested.connect(self.strideStepped)
        self._go_on.clicked.connect(self.goOnRequested)
        self._back.clicked.connect(self.takeBackRequested)
        self._temperature.valueRequested.connect(self._on_temperature)
        self._top_p.valueRequested.connect(self._on_top_p)
        self._seed.stepRequested.connect(self._on_seed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _build(self) -> None:
        top = hbox(self._stride, self._go_on, self._back, None, margins=0, spacing=4)
        column = vbox(top, owner=self, margins=0, spacing=8)
        self._drawing = QWidget(self)
        drawing = vbox(owner=self._drawing, margins=0, spacing=6)
        for slider in (self._temperature, self._top_p):
            slider.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            drawing.addWidget(slider)
        drawing.addWidget(self._seed)
        column.addWidget(self._drawing)

    # -- what it shows

    def show_writing(self, writing: Writing, stride: int) -> None:
        """How the text is continued, by how many tokens at a time."""
        self._writing = writing
        self._stride.show_value(str(stride), can_go_back=stride > 1, can_go_on=stride < 200)
        drawn = writing.temperature > 0
        self._drawing.setVisible(drawn)
        if drawn:
            self._temperature.set_value(round(100 * writing.temperature))
        self._top_p.set_value(round(100 * writing.top_p))
        self._seed.show_value(str(writing.seed), can_go_back=writing.seed > 0)
        self.updateGeometry()

    def show_running(self, running: bool) -> None:
        """Whether tokens are being written."""
        set_available(self._go_on, not running, "Tokens are being written")

    def show_written(self, count: int) -> None:
        """How many tokens there are."""
        self._go_on.setText("Continue" if count == 0 else "Go on")
        self._go_on.setAccessibleName(say(self._go_on.text()))
        set_available(self._back, count > 0, _NOTHING)

    # -- the user

    @Slot(int)
    def _on_temperature(self, value: int) -> None:
        self.drawingRequested.emit({"temperature": value / 100})

    @Slot(int)
    def _on_top_p(self, value: int) -> None:
        self.drawingRequested.emit({"top_p": value / 100})

    @Slot(int)
    def _on_seed(self, by: int) -> None:
        self.drawingRequested.emit({"seed": max(0, self._writing.seed + by)})
