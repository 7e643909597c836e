"""What the model writes: word by word, how sure it was, and what it might have written instead."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.core.text import Task, Writing
from explorer.gui.control.slices import TranslationView
from explorer.gui.kit import (
    Choice,
    ComboButton,
    IconButton,
    Note,
    SectionTitle,
    Surface,
    Text,
    set_available,
)
from explorer.gui.kit.boxes import vbox
from explorer.gui.kit.terms import explain_on
from explorer.gui.panels.bar_list import INSET, WORD_GAP
from explorer.gui.panels.texts.alternatives import Alternatives
from explorer.gui.panels.texts.translation_steps import Steps
from explorer.gui.panels.texts.writing_row import WritingRow

_PAD = 16
_COMBO = 104  # px where there is room
_WIDEST_BEAM = 8
_LINES, _FEW_LINES = 4, 2
_TITLES = {
    Task.TRANSLATE: "Translation",
    Task.REWRITE: "Output",
    Task.CONTINUE: "Continuation",
    Task.READ: "Prediction",
    Task.ANSWER: "Answer",
}
_GREEDY, _DRAWN = "1", "drawn"


def _beams() -> list[Choice]:
    kept = "The {} likeliest beginnings are kept at each step"
    widths = range(2, _WIDEST_BEAM + 1)
    beams = [Choice(str(n), f"Beam {n}", tip=kept.format(n)) for n in widths]
    return [Choice(_GREEDY, "Greedy", tip="The likeliest token at each step"), *beams]


def _ways() -> list[Choice]:
    return [Choice(_GREEDY, "Greedy"), Choice(_DRAWN, "Sampled")]


class _Search(ComboButton):
    """As wide for one choice as for another."""

    def sizeHint(self) -> QSize:
        return QSize(_COMBO, super().sizeHint().height())


class TranslationPanel(Surface):
    """Show what a model writes, word by word, with what it might have written instead.

    Signals
    -------
    stepRequested(int): another word. alternativeRequested(int, int): to go on from a token
        (second) at a step (first), -1 where none is lit. beamRequested(int): the width of the
        search, 1 for greedy. drawnRequested(bool): tokens are to be drawn, or the likeliest.
    copyRequested: what is written is wanted on the clipboard.
    """

    stepRequested = Signal(int)
    alternativeRequested = Signal(int, int)
    beamRequested = Signal(int)
    drawnRequested = Signal(bool)
    copyRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._view = TranslationView((), -1, ())
        self._way = _GREEDY
        self._task = Task.TRANSLATE
        self._title = SectionTitle("Translation", parent=self)
        self._copy = IconButton("copy", "Copy the translation", parent=self)
        self.writing = WritingRow(self)
        self._search = _Search("Search", parent=self)
        self._search.set_choices(_beams())
        self._steps = Steps(self)
        self._whole_name = Text("With all heads", px=12, token="t3", parent=self)
        self._whole = Steps(self, "Words that it writes with all heads")
        self._whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to be done with them
        self._empty = Text("", px=12, token="t3", parent=self)
        self._alternatives = Alternatives(self)
        self._note = Note("info", "t2", self)
        self._copy.clicked.connect(self.copyRequested)
        self._search.choiceRequested.connect(self._on_beam)
        self._steps.stepRequested.connect(self.stepRequested)
        self._alternatives.tokenRequested.connect(self._on_token)
        self._build()
        self.show_task(Task.TRANSLATE)
        self.show_beam(1)
        self.show_translation(self._view)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _build(self) -> None:
        heading = self._title
        heading.add_right(self._copy)
        heading.add_right(self._search)
        top = vbox(heading, margins=(_PAD, 0, _PAD, 0))
        words = vbox(self._steps, margins=(_PAD - INSET, 0, _PAD - INSET - WORD_GAP, 0))
        name = vbox(self._whole_name, margins=(INSET, 0, 0, 4))
        words.addLayout(name)
        words.addWidget(self._whole)
        writing = vbox(self.writing, margins=(_PAD, 0, _PAD, 0))
        said = vbox(self._empty, self._note, margins=(_PAD, 0, _PAD, 0))
        others = vbox(self._alternatives, margins=(_PAD - INSET, 0, _PAD - INSET, 0))
        column = vbox(owner=self, margins=(0, 9, 0, _PAD), spacing=8)
        written = vbox(words, said, spacing=8 - WORD_GAP)
        for part in (top, writing, written, others):
            column.addLayout(part)
        column.addStretch(1)

    def _explain_search(self) -> None:
        if self._task is Task.CONTINUE:
            explain_on(
                self._search,
                "Greedy takes the likeliest token each time; sampled ones are drawn by their "
                "probabilities",
                "temperature",
            )
            return
        explain_on(
            self._search,
            "Search: greedy takes the likeliest token at each step; a beam of 4 keeps the 4 "
            "likeliest beginnings, and takes the sentence that is likeliest as a whole",
            "beam search",
        )

    # -- what it shows

    def show_task(self, task: Task) -> None:
        """What the model does with a text: what this panel is called, and what it offers."""
        self._task = task
        self._title.set_title(_TITLES[task])
        self._empty.set_text(self._nothing())
        self._copy.set_name(f"Copy the {_TITLES[task].lower()}")
        self._search.set_choices(_ways() if task is Task.CONTINUE else _beams())
        self._explain_search()
        self._search.set_current(self._way)
        self._copy.setVisible(task is not Task.READ)
        self._search.setVisible(task not in (Task.READ, Task.ANSWER))
        self.writing.setVisible(task is Task.CONTINUE)

    def _nothing(self) -> str:
        return f"No {_TITLES[self._task].lower()} yet"

    def show_writing(self, writing: Writing, stride: int) -> None:
        """How a text is continued, by how many tokens at a time."""
        self.writing.show_writing(writing, stride)
        if self._task is Task.CONTINUE:
            self._way = _DRAWN if writing.temperature > 0 else _GREEDY
            self._search.set_current(self._way)

    def show_translation(self, view: TranslationView) -> None:
        """Show what is written, or as much of it as there is."""
        self._view = view
        waiting = f"step {len(view.steps) + 1} …" if view.running else ""
        self._steps.show_steps(view.steps, view.chosen, waiting)
        self._whole.show_steps(view.whole, -1)
        self._whole_name.set_text(f"With {view.beside}" if len(view.beside) > 1 else view.beside)
        self._alternatives.show_alternatives(
            view.heading, view.alternatives, view.choosing, view.beside
        )
        self._note.set_text(view.note)
        set_available(self._copy, bool(view.steps), self._nothing())
        self.writing.show_written(len(view.steps))
        self._show_parts()

    def show_beam(self, width: int) -> None:
        """The width of the search, 1 for greedy."""
        if self._task is not Task.CONTINUE:
            self._way = str(width)
            self._search.set_current(self._way)

    def show_rows(self, most: int) -> None:
        """Show at most so many alternatives; with three or fewer, fewer lines of words."""
        self._alternatives.show_rows(most)
        lines = _LINES if most > 3 else _FEW_LINES
        self._steps.show_lines(lines)
        self._whole.show_lines(min(lines, _FEW_LINES))

    def _show_parts(self) -> None:
        shown = bool(self._view.steps) or self._view.running
        self._empty.setVisible(not shown and not self._view.alternatives and not self._view.note)
        self._steps.setVisible(shown)
        for part in (self._whole_name, self._whole):
            part.setVisible(bool(self._view.whole))

    def beside(self) -> str:
        """Return what the output below is called; "" while there is none."""
        return "" if self._whole.isHidden() else self._whole_name.text()

    # -- the user

    @Slot(str)
    def _on_beam(self, key: str) -> None:
        # The combo has chosen itself; whoever hears of it decides whether it stays so.
        self._search.set_current(self._way)
        if self._task is Task.CONTINUE:
            self.drawnRequested.emit(key == _DRAWN)
        else:
            self.beamRequested.emit(int(key))

    @Slot(int)
    def _on_token(self, token: int) -> None:
        self.alternativeRequested.emit(self._view.chosen, token)
