"""The panels of a window that are there for texts, and what is typed into them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from explorer.gui.canvas.text_canvas import ReadingView, TextCanvas
from explorer.gui.canvas.text_style_bar import TextStyleBar
from explorer.gui.control.present.beside_view import BesideView
from explorer.gui.control.slices import TranslationView
from explorer.gui.control.view import (
    SentenceState,
    SentenceView,
    TextOptions,
    WritingView,
)
from explorer.gui.kit.labels import Line
from explorer.gui.panels.texts.text_input_panel import TextInputPanel
from explorer.gui.panels.texts.translation_panel import TranslationPanel
from explorer.registry.entry import Entry

FIELDS: tuple[Literal["pair", "system"], ...] = ("pair", "system")
"""Those beside the text."""
DEBOUNCE_MS = 200
"""From the last key to the run: typing runs the last text only."""


class TextPanels(QObject):
    """The parts, and a pause between typing and running.

    Signals
    -------
    typed(str, str): a field and what is to be run in it: "text", a second one ("pair"), the turn of
        the "system" in a chat, and a "target" of the user's own.
    """

    typed = Signal(str, str)

    def __init__(self, parent: QObject, left: QWidget, canvases: QWidget, right: QWidget) -> None:
        """Make the panels in the side panels, the canvas in that of canvases, the rest around it.

        Each is made where it stands: what moves is styled again with all that is in it.
        """
        super().__init__(parent)
        middle = canvases.parentWidget()
        self.input = TextInputPanel(left)
        self.strip = TextStyleBar(middle)
        self.canvas = TextCanvas(canvases)
        self.reading = ReadingView(middle)
        self.line = Line(parent=middle)
        self.translation = TranslationPanel(right)
        self._state = SentenceState()
        self._beside = BesideView()
        self._waiting: dict[str, str] = {}
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._wait.timeout.connect(self.flush)
        self.input.edited.connect(self._wait_for)
        for asks in (self.input.submitted, self.input.sampleRequested, self.input.openRequested):
            asks.connect(self.flush)  # before anything else: what was typed is not lost

    def stop(self) -> None:
        """Run nothing of what was typed."""
        self._wait.stop()
        self._waiting.clear()

    # -- showing -------------------------------------------------------------------------------

    def show_model(self, entry: Entry) -> None:
        """Say what the model does with a text, in which languages."""
        if entry.task is not None:
            self.input.show_task(entry.task, entry.languages)
            self.translation.show_task(entry.task)

    def show_sentence(self, view: SentenceView) -> None:
        """Show the sentence, the target, and the list they stand in."""
        self.stop()
        self.input.show_text(view.text)
        self.input.show_target(view.target)
        self.input.show_sentences(view.name, view.sentences, view.at)
        self.input.show_chosen(view.chosen)

    def show_beside(self, view: BesideView) -> None:
        """Show what is given beside the text; what is typed there now stays."""
        before, self._beside = self._beside, view
        typing: dict[str, Any] = {}
        for name in FIELDS:
            if getattr(view, name) != getattr(before, name):
                self._waiting.pop(name, None)
            elif name in self._waiting:
                typing[name] = self._waiting[name]
        self.input.beside.show_beside(replace(view, **typing))

    def show_state(self, state: SentenceState) -> None:
        """Say how long the text is, what is wrong with it, and whether it is run now."""
        self._state = state
        self.input.show_counts(state.words, state.tokens)
        self.input.show_unknown(state.unknown)
        self.input.show_problem(state.problem)
        if self._wait.isActive():
            self.input.show_live("typing")
        elif state.empty:
            self.input.show_live("empty")
        elif state.running:
            self.input.show_live("translating" if state.paired else "running")
        else:
            self.input.show_live("idle" if state.problem else "live")

    def show_options(self, options: TextOptions) -> None:
        """Show view, words or subwords, special tokens, and how tiles are pooled."""
        self.strip.show_options(options.view, options.words, options.special, options.renormalised)
        self.strip.show_pool(options.pool)
        self.strip.show_reason("steps", options.no_steps)

    def show_writing(self, view: WritingView) -> None:
        """Show how the model writes."""
        self.translation.show_beam(view.beam)
        self.translation.show_writing(view.writing, view.stride)
        self.translation.writing.show_running(view.running)

    def show_translation(self, view: TranslationView | None) -> None:
        """Show what is written, and what could stand at the place in question."""
        if view is not None:
            self.translation.show_translation(view)

    # -- typing --------------------------------------------------------------------------------

    @Slot(str, str)
    def _wait_for(self, field: str, text: str) -> None:
        """Keep what was typed in a field until there is a pause."""
        self._waiting[field] = text
        self.input.show_live("typing")
        self._wait.start()

    @Slot()
    def flush(self) -> None:
        """Have what was typed run now."""
        waiting = dict(self._waiting)
        self.stop()
        for field in ("text", *FIELDS, "target"):
            if field in waiting:
                self.typed.emit(field, waiting[field])
        self.show_state(self._state)  # no longer typing
