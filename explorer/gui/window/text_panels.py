"""Everything of the window that is for texts: its parts, what they show, what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from explorer.core.selection import Selection
from explorer.core.text import Task
from explorer.core.trace import TextTrace
from explorer.figures.frame import Target
from explorer.gui.canvas.text_canvas import Reading, TextCanvas
from explorer.gui.canvas.text_style_bar import TextStrip
from explorer.gui.control import present_text
from explorer.gui.control.alternatives_view import expected, remark
from explorer.gui.control.display import TextReadout, TextScene
from explorer.gui.control.slices import AlternativeView, Choosing, StepView, TranslationView
from explorer.gui.control.state import TextState
from explorer.gui.kit.labels import Line
from explorer.gui.panels.text_input_panel import TextInputPanel
from explorer.gui.panels.translation_panel import TranslationPanel
from explorer.gui.window.worker import Lane
from explorer.registry.entry import Entry
from explorer.runtime.jobs import Report

if TYPE_CHECKING:
    from explorer.gui.window.main_window import MainWindow

DEBOUNCE_MS = 200
"""From the last key to the run: typing runs the last text only."""


class TextRoom(QObject):
    """The parts, and both directions between them and the controller."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.input = TextInputPanel()
        self.strip = TextStrip(window)
        self.canvas = TextCanvas(window)
        self.reading = Reading(window)
        self.line = Line()
        self.translation = TranslationPanel()
        self._problem = ""
        self._typed: str | None = None
        self._target: str | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._wait.timeout.connect(self.flush)
        self._pictures, self._lines = Lane("pictures", self), Lane("rows", self)

    def join(self) -> None:
        """Join the parts to the controller, once that is there."""
        panel, strip, window = self.input, self.strip, self._window
        panel.textEdited.connect(self._on_text)
        panel.targetEdited.connect(self._on_target)
        panel.submitted.connect(self.flush)
        panel.left.connect(self._on_left)
        window.heads.grid.sectionFolded.connect(self._on_folded)
        controls = window.controller.text
        panel.openRequested.connect(window.exchange.ask_text)
        panel.sampleRequested.connect(controls.open_sample)
        panel.sentenceRequested.connect(controls.choose_sentence)
        panel.listClosed.connect(controls.close_list)
        strip.viewRequested.connect(controls.choose_view)
        strip.wordsRequested.connect(controls.choose_words)
        strip.specialRequested.connect(controls.choose_special)
        strip.renormalisedRequested.connect(controls.choose_renormalised)
        strip.colormapRequested.connect(window.controller.choose_colormap)
        strip.fullRequested.connect(window.toggle_full)
        strip.poolRequested.connect(controls.choose_pool)
        view, reading = self.canvas.view, self.reading.view
        view.stepRequested.connect(controls.move_query)
        view.targetRequested.connect(controls.choose_target)
        view.targetHovered.connect(controls.pointing.hover)
        view.regionShown.connect(controls.choose_region)
        view.menuRequested.connect(window.show_picture_menu)
        view.dragRequested.connect(window.exchange.drag_out)
        reading.stepRequested.connect(controls.move_query)
        reading.targetRequested.connect(controls.choose_target)
        reading.targetHovered.connect(controls.pointing.hover_key)
        self.translation.copyRequested.connect(self._on_copy)
        self._pictures.reported.connect(self._on_picture)
        self._lines.reported.connect(self._on_line)
        window.controller.text.long.use(self._pictures, self._lines)

    # -- showing -------------------------------------------------------------------------------

    def show_model(self, entry: Entry) -> None:
        """What the model does with a text, in which languages."""
        assert entry.task is not None  # as of every model of texts
        controls = self._window.controller.text
        self.input.show_task(entry.task, entry.languages)
        self.input.show_samples([(one.id, one.text) for one in controls.samples])
        self.translation.show_task(entry.task)

    def set_visible(self, visible: bool) -> None:
        """Show the parts or hide them; the canvas is shown by the window."""
        for part in (self.input, self.strip, self.translation):
            part.setVisible(visible)
        if not visible:
            self._wait.stop()
            self.canvas.clear()

    def stop(self) -> None:
        """Run nothing more: the window closes."""
        self._wait.stop()
        self._pictures.reported.disconnect(self._on_picture)
        self._lines.reported.disconnect(self._on_line)
        self._pictures.close()
        self._lines.close()

    def show_text(self, text: TextState) -> None:
        """The sentence, the target, and the list they stand in."""
        self._typed = self._target = None
        self._wait.stop()
        self.input.show_text(text.text)
        self.input.show_target(text.target)
        if text.sentences:
            self.input.show_sentences(text.name, text.sentences, text.at)
        else:
            self.input.show_sentences("", (), 0)
            samples = self._window.controller.text.samples
            chosen = [one.id for one in samples if one.text == text.text]
            self.input.show_chosen(chosen[0] if chosen else "")

    def show_options(self, text: TextState, selection: Selection) -> None:
        """View, words or subwords, special tokens, beam."""
        self.strip.show_options(
            text.view, selection.words, selection.special, selection.renormalised
        )
        self.strip.show_pool(selection.pool if text.long else None)
        if self._window.controller.input == "text":
            self._window.commands.show_long(text.long)
        self.translation.show_beam(text.beam)
        self.translation.show_writing(text.writing, text.stride)
        self._window.arrangement.arrange()

    def show_scene(self, scene: TextScene) -> None:
        self.canvas.show_scene(scene)
        self.reading.show_scene(scene)
        self.strip.show_colormap(scene.colormap)

    def show_translation(self, trace: TextTrace, asked: TextState) -> None:
        """What is written with its probabilities, and what could stand at the place in question."""
        words, tokens = present_text.words_count(trace)
        self.input.show_counts(words, tokens)
        self.input.show_unknown(trace.sentence.unknown)
        self.translation.show_translation(translation_view(trace, asked))

    def show_readout(self, target: Target | None, readout: TextReadout | None) -> None:
        self.canvas.show_readout(target, readout)

    def show_key_readout(self, target: Target | None, readout: TextReadout | None) -> None:
        """The value under the mouse in the row of a long map."""
        self.reading.show_readout(target, readout)

    def show_problem(self, sentence: str) -> None:
        """Why the text cannot be run, under it; "" where it can."""
        self._problem = sentence
        self.input.show_problem(sentence)

    def show_running(self, running: bool) -> None:
        """Whether the model runs."""
        writing = self._window.controller.state.text.writing.count > 0
        self.translation.writing.show_running(running and writing)
        if self._wait.isActive():
            self.input.show_live("typing")
        elif running:
            paired = self._window.controller.text.task.paired
            self.input.show_live("translating" if paired else "running")
        else:
            self.input.show_live("idle" if self._problem else "live")

    # -- what the user does --------------------------------------------------------------------

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._typed = text
        self.input.show_live("typing")
        self._wait.start()

    @Slot(str)
    def _on_target(self, text: str) -> None:
        self._target = text
        self._wait.start()

    @Slot()
    def flush(self) -> None:
        """Run what was typed, now."""
        self._wait.stop()
        typed, target = self._typed, self._target
        self._typed = self._target = None
        controls = self._window.controller.text
        if typed is not None:
            controls.type(typed)
        if target is not None:
            controls.writing.type_target(target)

    @Slot()
    def _on_left(self) -> None:
        """Escape in a text field: the arrow keys move through the maps again."""
        self._window.heads.grid.setFocus()

    @Slot(str, bool)
    def _on_folded(self, title: str, folded: bool) -> None:
        preferences = self._window.preferences
        rest = [one for one in preferences.value.folded if one != title]
        preferences.change(folded=(*rest, title) if folded else tuple(rest))

    @Slot(object)
    def _on_picture(self, report: Report[object]) -> None:
        self._window.controller.text.long.on_picture(report)

    @Slot(object)
    def _on_line(self, report: Report[object]) -> None:
        self._window.controller.text.long.on_line(report)

    @Slot()
    def _on_copy(self) -> None:
        trace = self._window.controller.text.trace
        if trace is not None and trace.translation is not None:
            QGuiApplication.clipboard().setText(trace.translation.text)
            self._window.display.show_saved("Copied what is written", None)


def translation_view(trace: TextTrace, asked: TextState) -> TranslationView:
    """The panel's view of what is written, at the place that is asked about."""
    special = frozenset() if trace.translation is None else trace.translation.tokens.special
    steps = tuple(
        StepView(one.piece, one.probability, at in special, one.forced)
        for at, one in enumerate(trace.steps)
    )
    found = expected(trace, asked)
    alternatives = tuple(
        AlternativeView(one.token, one.piece, one.probability, one.token == found.stands)
        for one in found.alternatives
    )
    choosing: Choosing = "fill" if trace.task is Task.READ else "continue"
    return TranslationView(
        steps=steps,
        chosen=found.step,
        alternatives=alternatives,
        running=trace.running,
        note=remark(trace),
        heading=found.heading,
        choosing=choosing if found.open else "",
    )
