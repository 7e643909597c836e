"""The strip below the picture that asks why: method, answer, and the attention beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.analysis.answer_input import AnswerInput
from explorer.gui.control.present.analysis.why_view import WhyView
from explorer.gui.kit import Choice, ComboButton, IconButton, Segmented, Text
from explorer.gui.kit.boxes import hbox
from explorer.gui.panels.panel import PanelWidget

_METHOD, _ANSWER, _NARROW = (168, 252), (96, 148), 760
"""px: the least and most of the chooser of methods and of a line, and of a strip that says more."""
_NO_ANSWER = "This method is the same whatever the model says: it explains no single answer"


class WhyStrip(PanelWidget):
    """Chooses method and answer.

    Signals
    -------
    methodRequested(str): the id of a method. answerRequested(str): what is to be explained, as
    typed. contrastRequested(str): a second answer, to be taken away from it, "" for none.
    viewRequested(str): "raw" or "method". closeRequested().
    """

    methodRequested = Signal(str)
    answerRequested = Signal(str)
    contrastRequested = Signal(str)
    viewRequested = Signal(str)
    closeRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method = ComboButton("Method that explains the answer", label="Why")
        self._answer = AnswerInput("Answer that is explained")
        self._against = AnswerInput(
            "Second answer, whose map is taken away from that of the first", optional=True
        )
        self._view = Segmented(
            "Attention, or what the method says", (("method", "Method"), ("raw", "Raw"))
        )
        self._said = Text("", px=12, token="t3")
        close = IconButton("x", "Close", shortcut="Y")
        row = hbox(owner=self, margins=(24, 6, 16, 6), spacing=8)
        elastic = (self._method, _METHOD), (self._answer, _ANSWER), (self._against, _ANSWER)
        for part, (least, most) in elastic:
            part.setMinimumWidth(least)
            part.setMaximumWidth(most)
            row.addWidget(part, most)
        row.addWidget(self._view)
        row.addWidget(self._said, 1)
        row.addWidget(close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._method.choiceRequested.connect(self.methodRequested)
        self._answer.answerRequested.connect(self.answerRequested)
        self._against.answerRequested.connect(self.contrastRequested)
        self._view.choiceRequested.connect(self.viewRequested)
        close.clicked.connect(self.closeRequested)

    def show_content(self, content: WhyView) -> None:
        """Show the methods, and what the chosen one has to say."""
        self._method.set_choices(
            [Choice(one.id, one.name, reason=one.reason, tip=one.tip) for one in content.offers]
        )
        self._method.set_current(content.method)
        reason = "" if content.targeted else _NO_ANSWER
        self._answer.show_answers(content.answer, content.choices, content.empty, reason)
        self._against.show_answers(content.against, content.seconds, "against …", reason)
        self._view.set_current("raw" if content.raw else "method")
        self._said.set_text(content.said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is said where there is no room for it."""
        super().resizeEvent(event)
        self._said.setVisible(self.width() > _NARROW)
