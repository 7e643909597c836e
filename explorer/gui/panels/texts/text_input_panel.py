"""What the model reads: the sentence, a translation of the user's own, and sentences to choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLayout, QSizePolicy, QVBoxLayout, QWidget

from explorer.core.text import MASK, Task
from explorer.gui.control.state import PastInput
from explorer.gui.kit import (
    SEMIBOLD,
    IconButton,
    Note,
    SectionTitle,
    Surface,
    Text,
    TextArea,
    theme,
    ui_font,
)
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.lists import LIT, Index, Row, RowList
from explorer.gui.kit.look.paint import draw_text
from explorer.gui.kit.tips import plain_tip
from explorer.gui.panels.history_button import HistoryButton
from explorer.gui.panels.input_panel import OVERHANG
from explorer.gui.panels.texts.beside_fields import BesideFields

Live = Literal["live", "typing", "translating", "running", "idle", "empty"]

_PAD = 16
_LANGUAGES = {"ja": "a Japanese", "en": "an English", "de": "a German", "fr": "a French"}
_NAMED = 12  # unknown characters that are named one by one
_LIVE: dict[str, tuple[str, str]] = {
    "live": ("live", "ok"),
    "typing": ("typing", "t3"),
    "translating": ("translating", "t2"),
    "running": ("running", "t2"),
    "idle": ("", "t3"),
    "empty": ("empty: the picture is of the text before", "t3"),
}
_ASKING = {
    Task.TRANSLATE: "Type a sentence",
    Task.REWRITE: "Type a text",
    Task.CONTINUE: "Type the beginning of a text",
    Task.READ: f"Type a text, {MASK} for a word to be guessed",
    Task.ANSWER: "Ask about the photo",
}
_FORCING = (
    "The model reads your words in place of its own, and says how probable it finds each of them"
)


def _counted(count: int, one: str) -> str:
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


class TextInputPanel(Surface):
    """Take the text of a run: typed, from a file, or one of the samples.

    Signals
    -------
    edited(str, str): the field "text", "target", "pair" or "system", and what stands in it now.
    submitted: Ctrl Enter in either. left: Escape in either; the panel has given up the keyboard.
    openRequested: a file is to be chosen.
    sampleRequested(str): the key of a sample. sentenceRequested(int): a row of the open list.
    listClosed: the samples are to come back, and have.
    recentRequested(str, str): an input of before: its kind, and its path or the text itself.
    """

    edited = Signal(str, str)
    submitted = Signal()
    left = Signal()
    openRequested = Signal()
    sampleRequested = Signal(str)
    sentenceRequested = Signal(int)
    listClosed = Signal()
    recentRequested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._keys: tuple[str, ...] = ()
        self._counts = (0, 0)
        self._live: Live = "idle"
        self._title = SectionTitle("Input", parent=self)
        self._languages = Text("", px=12, token="t3", align=1.0, parent=self)
        self._history = HistoryButton(self)
        self._open = IconButton("folder-open", "Open a text file", shortcut="Ctrl O", parent=self)
        self._text = TextArea("Input", _ASKING[Task.TRANSLATE], parent=self)
        self._unknown = Note("triangle-alert", "warn", self)
        self._problem = Note("circle-alert", "err", self)
        self.beside = BesideFields(self)
        self._target = TextArea(
            "Target", "Type your own translation", px=13, lines=(1, 4), clearable=True, parent=self
        )
        self._target.setToolTip(say(_FORCING))
        self._target_title = SectionTitle("Target", parent=self)
        self._samples = SentenceList("Samples", most=3, parent=self)
        self._list_title = Text("Samples", px=12, weight=SEMIBOLD, parent=self)
        self._place = Text("", px=12, token="t3", align=1.0, parent=self)
        self._close = IconButton("x", "Close this list", edge=22, px=14, parent=self)
        self._sentences = SentenceList("Sentences", parent=self)
        self._connect()
        self._build()
        self._show_footer()
        self.show_sentences("", (), -1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self._open.clicked.connect(self.openRequested)
        self._history.inputRequested.connect(self.recentRequested)
        for name, field in (("text", self._text), ("target", self._target)):
            field.setObjectName(name)
            field.textEdited.connect(self._on_edited)
        self.beside.edited.connect(self.edited)
        for area in (self._text, self._target, self.beside):
            area.submitted.connect(self.submitted)
            area.left.connect(self.left)
        self._samples.rowRequested.connect(self._on_sample)
        self._sentences.rowRequested.connect(self.sentenceRequested)
        self._close.clicked.connect(self._on_close)

    def _build(self) -> None:
        heading = self._title
        heading.add_right(self._languages)
        heading.add_right(self._history)
        heading.add_right(self._open)
        target = self._target_title
        target.setToolTip(say(_FORCING))
        target.add_right(Text("optional", px=12, token="t3", align=1.0, parent=target))
        parts = self._text, self._unknown, self._problem, self.beside
        box_and_notes = vbox(*parts, margins=(_PAD, 0, _PAD, 0), spacing=8)
        inside = (self._list_title, 1), self._place, self._close
        list_heading = hbox(*inside, margins=(_PAD, 0, _PAD - 4, 0), spacing=8)
        list_heading.addStrut(28)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 9, 0, 12)
        column.setSpacing(0)
        column.addLayout(_beside(heading, _PAD - OVERHANG))
        column.addSpacing(6)
        column.addLayout(box_and_notes)
        column.addSpacing(10)
        column.addLayout(_beside(target, _PAD))
        column.addSpacing(6)
        column.addLayout(_beside(self._target, _PAD))
        column.addSpacing(10)
        column.addLayout(list_heading)
        column.addSpacing(2)
        for rows in (self._samples, self._sentences):
            column.addLayout(_beside(rows, _PAD - INSET, _PAD - INSET))
        column.addStretch(1)

    # -- what it shows

    def show_task(self, task: Task, languages: tuple[str, str] | None) -> None:
        """What the model does with a text, from which language into which."""
        asking = _ASKING[task]
        if languages is not None and languages[0] in _LANGUAGES:
            asking = f"Type {_LANGUAGES[languages[0]]} sentence"
        self._title.set_title("Question" if task is Task.ANSWER else "Input")
        self._text.set_placeholder(asking)
        for part in (self._target_title, self._target):
            part.setVisible(task.paired)
        self._show_languages(" → ".join(languages or ()))

    def _show_languages(self, languages: str) -> None:
        self._languages.set_text(languages)
        self._languages.setMinimumWidth(self._languages.sizeHint().width())

    def show_text(self, text: str) -> None:
        """The sentence; nothing happens where it is written there already."""
        self._text.set_text(text)

    def show_target(self, text: str) -> None:
        """The user's own translation, "" for none."""
        self._target.set_text(text)

    def show_recent(self, recent: Sequence[PastInput]) -> None:
        """Offer inputs that were run before, the latest first."""
        self._history.show_recent(recent)

    def show_counts(self, words: int, tokens: int) -> None:
        """How long the sentence is; nothing is said of an empty one."""
        self._counts = (words, tokens)
        self._show_footer()

    def show_live(self, live: Live) -> None:
        """Whether the translation that is shown is of the text, or is still to come.

        Raises
        ------
        KeyError
            A word that there is not.
        """
        self._live = live
        self._show_footer()

    def _show_footer(self) -> None:
        words, tokens = self._counts
        parts = [_counted(words, "word")] if words else []
        parts += [_counted(tokens, "token")] if tokens else []
        right, token = _LIVE[self._live]
        self._text.set_footer(" · ".join(parts), right, token)

    def show_unknown(self, unknown: Sequence[str]) -> None:
        """Name the characters that the model has never seen; none of them takes the line away."""
        named = " ".join(unknown[:_NAMED])
        more = len(unknown) - _NAMED
        rest = f" and {_counted(more, 'other')}" if more > 0 else ""
        self._unknown.set_text(f"Not known to the model: {named}{rest}" if unknown else "")

    def show_problem(self, problem: str) -> None:
        """Say in a sentence what is wrong with the text, which stays; "" for nothing."""
        self._problem.set_text(problem)
        self._text.set_broken(bool(problem))

    def show_samples(self, samples: Sequence[tuple[str, str]]) -> None:
        """Offer sentences that ship with the program, as (key, text) pairs."""
        self._keys = tuple(key for key, _ in samples)
        self._samples.show_sentences([text for _, text in samples])
        self._show_list()

    def show_chosen(self, key: str) -> None:
        """Light up the sample that the text is; "" where it is none."""
        self._samples.show_chosen(self._keys.index(key) if key in self._keys else -1)

    def show_sentences(self, title: str, sentences: Sequence[str], current: int) -> None:
        """Offer the sentences of a file or of a pasted text in place of the samples.

        Parameters
        ----------
        title: the name of the file, or what else they are of.
        sentences: none for the samples to come back.
        current: the row that is open, -1 for none.
        """
        self._sentences.show_sentences(sentences)
        self._list_title.set_text(title if sentences else "Samples")
        self._sentences.setAccessibleName(say(f"Sentences of {title}" if title else "Sentences"))
        self.show_current(current)
        self._show_list()

    def show_current(self, current: int) -> None:
        """Light up another sentence of the list; -1 for none."""
        count = len(self._sentences.sentences())
        self._sentences.show_chosen(current)
        at = f"{current + 1:,} of {count:,}" if 0 <= current < count else f"{count:,}"
        self._place.set_text(at)
        self._place.setMinimumWidth(self._place.sizeHint().width())

    def _show_list(self) -> None:
        listed = bool(self._sentences.sentences())
        for part in (self._place, self._close, self._sentences):
            part.setVisible(listed)
        self._list_title.setVisible(listed or bool(self._keys))
        self._samples.setVisible(not listed and bool(self._keys))

    # -- the user

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self.edited.emit(self.sender().objectName(), text)

    @Slot(int)
    def _on_sample(self, row: int) -> None:
        self.sampleRequested.emit(self._keys[row])

    @Slot()
    def _on_close(self) -> None:
        self.show_sentences("", (), -1)
        self.listClosed.emit()


def _beside(part: QWidget, right: int, left: int = _PAD) -> QLayout:
    """A part with the panel's padding at its sides, px."""
    row = hbox(part, margins=(left, 0, right, 0))
    return row


ROW = 30
INSET = 8
"""px from the edge of the row to its text."""
_SEEN, _TOLD = 200, 2000  # letters that a row may have room for, and its tool tip


class _Sentences(QAbstractListModel):
    """The sentences and which of them is open."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sentences: tuple[str, ...] = ()
        self.chosen = -1

    def replace(self, sentences: tuple[str, ...]) -> None:
        """Hold other sentences."""
        self.beginResetModel()
        self.sentences = sentences
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sentences)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == LIT:
            return index.row() == self.chosen
        sentence = self.sentences[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(sentence[:_SEEN].split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(foreign(sentence[:_TOLD] + ("…" if len(sentence) > _TOLD else "")))
        return None


class _Sentence(Row):
    """Paints a row: shortened, brighter where it is the open one."""

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        ink = theme().t1 if index.data(LIT) else theme().t2
        font = ui_font(13, tabular=False)
        draw_text(painter, rect.adjusted(INSET, 0, -INSET, 0), str(index.data()), font, ink)


class SentenceList(RowList):
    """Rows to click, or to walk through by keys and to open by Enter: `rowRequested`."""

    def __init__(self, name: str, most: int = 6, parent: QWidget | None = None) -> None:
        """Make a list of which ``most`` rows are seen, the others by scrolling."""
        super().__init__(name, ROW, parent)
        self._most = most
        self._rows = _Sentences(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Sentence(ROW, self))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(0)

    def sentences(self) -> tuple[str, ...]:
        """Return what the rows say."""
        return self._rows.sentences

    def chosen(self) -> int:
        """Return the row of the open sentence, -1 for none."""
        return self._rows.chosen

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show other rows, none of them open; nothing happens where they are the same."""
        rows = tuple(sentences)
        if rows == self._rows.sentences:
            return
        self._rows.chosen = -1
        self._rows.replace(rows)
        self.setFixedHeight(min(len(rows), self._most) * ROW)
        self.scrollToTop()

    def show_chosen(self, row: int) -> None:
        """Light up the row of the open sentence and bring it into sight; -1 for none."""
        self._rows.chosen = row if 0 <= row < len(self._rows.sentences) else -1
        self.setCurrentIndex(self._rows.index(self._rows.chosen))
        self.viewport().update()
