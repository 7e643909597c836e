"""What is given beside the text: a second one or choices, a chat and its system, languages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from explorer.gui.control.present.beside_view import BesideView
from explorer.gui.kit import CheckBox, Choice, ComboButton, SectionTitle, Segmented, Text, TextArea
from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.language import foreign, say

_OWN = "As the model is set"
_PAIRS = {
    "text": ("Second text", "A context, a hypothesis, a text to compare", "optional"),
    "choices": ("Choices", "Choices, each on a line of its own", "one a line"),
}
_PAIR_TIP = {
    "text": "Read together with the first text, parted from it as the model has learnt it",
    "choices": "The model chooses among them; the maps are those of the likeliest one",
}
_CHAT_TIP = "The text becomes a user's turn in the chat template of the model"
_SYSTEM = "What the model is told before the user's turn"


class BesideFields(QWidget):
    """The fields below the text that the model has a use for; the others are not there.

    Signals
    -------
    edited(str, str): "pair", the second text, or "system", its turn, and what stands there now.
    chatRequested(bool): whether the text is a turn of a chat. sourceRequested(str),
    targetRequested(str): the language of the text and of what is written; "" for the model's own.
    apartRequested(bool): whether each sentence is run by itself.
    submitted: Ctrl Enter in a field. left: Escape in one.
    """

    edited = Signal(str, str)
    chatRequested = Signal(bool)
    apartRequested = Signal(bool)
    sourceRequested = Signal(str)
    targetRequested = Signal(str)
    submitted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair_title = SectionTitle("Second text", parent=self)
        self._aside = Text("optional", px=12, token="t3", align=1.0, parent=self._pair_title)
        self._pair_title.add_right(self._aside)
        self.pair = TextArea("Second text", "", px=13, lines=(1, 6), clearable=True, parent=self)
        self.chat = CheckBox("Ask as a chat", parent=self)
        self.chat.setToolTip(say(_CHAT_TIP))
        self.system = TextArea("System", _SYSTEM, px=13, lines=(1, 4), clearable=True, parent=self)
        self.source = ComboButton("Language of the text", parent=self)
        self.target = ComboButton("Language that is written", parent=self)
        self.apart = Segmented(
            "Run the text as one, or each sentence by itself",
            (("whole", "Whole text"), ("apart", "Sentences")),
            parent=self,
        )
        self._build()
        self._connect()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()  # until a model takes something beside its text

    def _build(self) -> None:
        languages = hbox(margins=0, spacing=8)
        for combo in (self.source, self.target):
            combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            languages.addWidget(combo, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(languages)
        column.addWidget(self.apart, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._pair_title, self.pair, self.chat, self.system):
            column.addWidget(part)

    def _connect(self) -> None:
        for name, field in (("pair", self.pair), ("system", self.system)):
            field.setObjectName(name)
            field.textEdited.connect(self._on_edited)
        self.chat.clicked.connect(self.chatRequested)
        self.apart.choiceRequested.connect(self._on_apart)
        self.source.choiceRequested.connect(self.sourceRequested)
        self.target.choiceRequested.connect(self.targetRequested)
        for area in (self.pair, self.system):
            area.submitted.connect(self.submitted)
            area.left.connect(self.left)

    def show_beside(self, view: BesideView) -> None:
        """Show the fields that there are, with what stands in them."""
        accepts = view.accepts
        if accepts.pair:
            name, placeholder, aside = _PAIRS[accepts.pair]
            self._pair_title.set_title(name)
            self._aside.set_text(aside)
            self.pair.name_for_readers(name)
            self.pair.set_placeholder(placeholder)
            self.pair.setToolTip(say(_PAIR_TIP[accepts.pair]))
        self.pair.set_text(view.pair)
        self.chat.setChecked(view.chat)
        self.system.set_text(view.system)
        _fill(self.source, accepts.sources, view.languages[0], "From")
        _fill(self.target, accepts.targets, view.languages[1], "Into")
        for part in (self._pair_title, self.pair):
            part.setVisible(bool(accepts.pair))
        self.chat.setVisible(accepts.chat)
        self.system.setVisible(accepts.chat and view.chat)
        self.apart.setVisible(view.apart is not None)
        self.apart.set_current("apart" if view.apart else "whole")
        any_field = accepts.pair or accepts.chat or accepts.sources or accepts.targets
        self.setVisible(bool(any_field) or view.apart is not None)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self.edited.emit(self.sender().objectName(), text)

    @Slot(str)
    def _on_apart(self, key: str) -> None:
        self.apartRequested.emit(key == "apart")


def _fill(combo: ComboButton, languages: Sequence[str], chosen: str, short: str) -> None:
    """Offer languages by the names that the model has for them, and the one it is set to."""
    combo.set_choices(
        [Choice("", _OWN, short=short), *(Choice(one, foreign(one)) for one in languages)]
    )
    combo.set_current(chosen)
    combo.setVisible(bool(languages))
