"""What the user wants of a model of texts, turned into the new state. No Qt here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.core.attention import Array
from explorer.core.inputs import Inputs, Modality
from explorer.core.map.combine import Reduce
from explorer.core.map.long_line import around
from explorer.core.map.matrix import Matrix
from explorer.core.map.region import Region, is_long, is_long_run
from explorer.core.selection import Selection, carried, clamped
from explorer.core.text import Task
from explorer.core.text_summary import clearest_step, first_query, text_facts
from explorer.core.trace import TextTrace, Trace
from explorer.figures.frame import Target
from explorer.figures.views import View
from explorer.gui.control import present_text
from explorer.gui.control.display import Display, TextScene
from explorer.gui.control.long_text import LongText
from explorer.gui.control.state import TextState
from explorer.gui.control.text_pointing import Pointing
from explorer.gui.control.text_writing import WritingControls
from explorer.inputs.samples import (
    SentenceSample,
    prompt_samples,
    sentence_samples,
    text_samples,
)
from explorer.inputs.sentences import split_sentences
from explorer.inputs.text import TextFile, read_text
from explorer.runtime.engine import DOING, Request
from explorer.runtime.jobs import Job

if TYPE_CHECKING:
    from explorer.gui.control.controller import Controller

PASTED = "Several sentences"
"""What a list of sentences is called that is no file."""


class TextControls:
    """The part of the controller that belongs to texts; the state stays the controller's."""

    def __init__(self, controller: Controller, display: Display) -> None:
        self._controller = controller
        self._display = display
        self.matrix: Matrix | None = None  # that is shown
        self.line: Array | None = None  # the row of the query, of a long map
        self._opened = False
        self.long = LongText(self)
        self.writing = WritingControls(self)
        self.pointing = Pointing(controller, self, display)

    @property
    def trace(self) -> TextTrace | None:
        """The last run, if it was of a text."""
        trace = self._controller.state.trace
        return trace if isinstance(trace, TextTrace) else None

    @property
    def state(self) -> TextState:
        """What is asked of the model."""
        return self._controller.state.text

    @property
    def task(self) -> Task:
        """What the current model does with a text."""
        entry = self._controller.entry
        return Task.TRANSLATE if entry is None or entry.task is None else entry.task

    @property
    def samples(self) -> tuple[SentenceSample, ...]:
        """The sentences to offer for the model of texts that there is or was last."""
        entry = self._controller.last(Modality.TEXT)
        languages = ("ja",) if entry is None else entry.languages or (None,)
        return text_samples(languages[0])

    # -- what is run ---------------------------------------------------------------------------

    def type(self, text: str) -> None:
        """A text that was typed or pasted; of several lines it becomes a list of sentences, for a
        model that writes another text."""
        lines = split_sentences(text) if self.task.paired and "\n" in text.strip() else ()
        if len(lines) > 1:
            self._open_list(PASTED, lines, len(lines) - 1)
            return
        sentences = self.state.sentences
        if sentences:
            sentences = (*sentences[: self.state.at], text, *sentences[self.state.at + 1 :])
        self._new(text=text, sentences=sentences)

    def open_sample(self, sample: str) -> None:
        """One of the bundled sentences, by its id."""
        for one in (*sentence_samples(), *prompt_samples()):
            if one.id == sample:
                self._controller.want(Modality.TEXT)
                self._new(text=one.text, sentences=(), at=0, name="")

    def open_file(self, path: Path) -> None:
        """A text file, read in the background; of its sentences the first is translated."""
        self._controller.want(Modality.TEXT)

        def work(job: Job) -> TextFile:
            return read_text(path)

        self._controller.run(work, f"Opening {path.name}")

    def on_file(self, file: TextFile) -> None:
        """A file that was read."""
        if not self.task.paired or len(file.sentences) == 1:
            text = file.sentences[0] if self.task.paired else file.text
            self._new(text=text, sentences=(), at=0, name=file.name)
        else:
            self._open_list(file.name, file.sentences, 0)
        for note in file.notes:
            self._display.show_warning(note)

    def _open_list(self, name: str, sentences: tuple[str, ...], at: int) -> None:
        self._new(text=sentences[at], sentences=sentences, at=at, name=name)

    def choose_sentence(self, at: int) -> None:
        """Another sentence of the list."""
        sentences = self._controller.state.text.sentences
        if 0 <= at < len(sentences):
            self._new(text=sentences[at], at=at)

    def close_list(self) -> None:
        """The list is put away; its current sentence stays."""
        self.set(sentences=(), at=0, name="")
        self._show_text()

    def _new(self, **changes: Any) -> None:
        """Another text: what was asked of the one before is over."""
        writing = replace(self.state.writing, count=0)
        self.set(prefix=(), writing=writing, target="", step=0, source=0, following=True, **changes)
        self._show_text()
        self.rerun()

    def rerun(self) -> None:
        """Run the text; an empty one only stops what runs."""
        state = self._controller.state
        asked = state.text
        if not asked.text.strip():
            self._controller.cancel()
            return
        inputs = Inputs(
            text=asked.text,
            target=asked.target,
            beam=asked.beam,
            prefix=asked.prefix,
            writing=asked.writing,
            name=asked.name if asked.name != PASTED else "",
        )
        request = Request(state.model, inputs, state.device)

        def work(job: Job) -> Trace:
            return self._controller.engine.run(request, job.publish, job.cancelled)

        self._controller.run(work, DOING[self.task])

    # -- a run ---------------------------------------------------------------------------------

    def on_trace(self, trace: TextTrace) -> None:
        """A run that goes on, or its end."""
        before, selection = self.trace, self._controller.state.selection
        if before is None or before.model != trace.model:
            fresh = replace(selection, layer=trace.best, unit=-1, added=frozenset())
            selection = carried(selection, fresh)
        if trace.running and before is not None and self.state.target:
            return  # teacher forcing is shown whole: its words are known
        if self.state.following:
            self._follow(trace, selection.layer)
        if trace is not before:
            self.long.forget()
            selection = replace(selection, region=None)
        self._controller.change(trace=trace, selection=selection, hover=None)
        self._controller.change(selection=self.asked(selection))
        if is_long_run(trace) != self._controller.state.text.long:
            self.set(long=not self._controller.state.text.long)
            self.show_options()
        self._display.show_problem("")
        if trace.running:
            self._display.show_busy(f"{DOING[trace.task]}, step {len(trace.steps)}", 0, 0)
        else:
            self._controller.show_outcome(trace)
        self._controller.show_all()

    def _follow(self, trace: TextTrace, layer: int) -> None:
        """The newest word asks, at the end the one to start with."""
        if trace.task.paired:
            self.set(step=len(trace.steps) - 1 if trace.running else clearest_step(trace))
        elif trace.guesses and trace.task is Task.READ:
            self.set(source=trace.guesses[0].place)
        else:
            self.set(source=first_query(trace, min(layer, len(trace.sites) - 1)))

    def asked(self, selection: Selection) -> Selection:
        """The selection with the token that asks at its site: each part has its own."""
        trace = self.trace
        if trace is None:
            return selection
        selection = clamped(trace, selection)
        query = present_text.asking(self._controller.state, trace, selection)
        return replace(selection, query=query)

    # -- what is asked of it -------------------------------------------------------------------

    def choose_view(self, view: View) -> None:
        self.set(view=view)
        self.show_options()
        self.show_scene()

    def choose_steps(self) -> None:
        """The view of the steps of the decoder."""
        self.choose_view("steps")

    def choose_words(self, words: bool) -> None:
        """Whether the tokens of a word are one row and column."""
        self._options(words=words)

    def toggle_rows(self) -> None:
        """What a row is: a word or a token; of a long text what a tile shows."""
        state = self._controller.state
        if state.text.long:
            self.choose_pool("mean" if state.selection.pool == "max" else "max")
        else:
            self.choose_words(not state.selection.words)

    def toggle_special(self) -> None:
        """Show special tokens, or hide them."""
        self.choose_special(not self._controller.state.selection.special)

    def toggle_renormalised(self) -> None:
        """Have what is shown of a row sum to 1 again, or leave it."""
        self.choose_renormalised(not self._controller.state.selection.renormalised)

    def choose_special(self, special: bool) -> None:
        """Whether special tokens are shown."""
        self._options(special=special)

    def choose_renormalised(self, renormalised: bool) -> None:
        """Whether what is shown of a row sums to 1 again where special tokens are hidden."""
        self._options(renormalised=renormalised)

    def _options(self, **changes: Any) -> None:
        selection = replace(self._controller.state.selection, **changes)
        self._controller.change(selection=selection, hover=None)
        self.show_options()
        self._controller.show_all()

    def choose_pool(self, pool: Reduce) -> None:
        """What is shown of a tile of a long map: the mean of its weights or the largest."""
        self._options(pool=pool)

    def choose_region(self, region: Region) -> None:
        """The part of a long map that the view shows now."""
        self._go_to(region, opened=False)

    def choose_key(self, key: int) -> None:
        """Show the part of a long map around a key, and the word that asks."""
        trace, selection = self.trace, self._controller.state.selection
        if trace is None or not is_long(trace.sites[selection.layer]):
            return
        rows, cols = trace.sites[selection.layer].grid
        self._go_to(Region(around(selection.query, rows), around(key, cols)), opened=True)

    def _go_to(self, region: Region, opened: bool) -> None:
        trace, selection = self.trace, self._controller.state.selection
        if trace is None:
            return
        wanted = clamped(trace, replace(selection, region=region))
        if wanted != selection:
            self._controller.change(selection=wanted)
            self._opened = opened
            self.show_scene()

    def choose_target(self, target: Target) -> None:
        """Something that was clicked: a row asks; a key in the row of a long map is gone to."""
        if target.row is not None:
            self.choose_row(target.row)
        elif target.col is not None:
            self.choose_key(target.col)

    def choose_row(self, row: int) -> None:
        """A row of the matrix asks; of a word that is continued its end."""
        if self.matrix is not None and 0 <= row < len(self.matrix.rows):
            tokens = self.matrix.rows[row].tokens
            self.choose_token(tokens[-1 if self.task is Task.CONTINUE else 0])

    def choose_token(self, token: int) -> None:
        """A token of the current site's queries asks."""
        trace = self.trace
        if trace is None:
            return
        itself = trace.asks_itself(self._controller.state.selection.layer)
        self.set(following=False, **({"source": token} if itself else {"step": token}))
        self._controller.change(selection=self.asked(self._controller.state.selection))
        self.show_scene()

    def choose_step(self, step: int) -> None:
        """What writes a step asks; where the source asks, the map of the target is shown."""
        trace = self.trace
        if trace is None:
            return
        self.set(following=False, step=step)
        layer = self._controller.state.selection.layer
        if trace.task is Task.CONTINUE:
            self.set(source=trace.sentence.tokens.size + step - 1)
        elif trace.asks_itself(layer):
            self._controller.select(trace.best)
            return
        self._controller.change(selection=self.asked(self._controller.state.selection))
        self.show_scene()

    def move_query(self, down: int, right: int) -> None:
        """The row after the asking one, or before it, by an arrow key."""
        self.step_query(down or right)

    def step_query(self, by: int) -> None:
        """The row after the asking one, or before it."""
        if self.matrix is not None:
            self.choose_row(present_text.row_of(self.matrix, by))

    def unknown(self) -> bool:
        """Whether a long map is on screen whose exact picture is not there yet."""
        trace, selection = self.trace, self._controller.state.selection
        if trace is None or not is_long(trace.sites[selection.layer]):
            return False
        return self.long.known(trace, selection) is None

    # -- showing -------------------------------------------------------------------------------

    def show_panels(self) -> None:
        """Show what the panels need before a run."""
        self._show_text()
        self.show_options()

    def start(self) -> None:
        """Run the text, a sample where there is none yet or that of a model of another language."""
        text = self.state.text
        offered = [one.text for one in self.samples]
        bundled = [one.text for one in (*sentence_samples(), *prompt_samples())]
        if not text or (text in bundled and text not in offered):
            self.open_sample(self.samples[0].id)
        else:
            self.rerun()

    def show_scene(self) -> None:
        trace, state = self.trace, self._controller.state
        if trace is None:
            return
        if is_long(trace.sites[state.selection.layer]):
            self.long.show(trace, state.selection)
            return
        if state.text.long:
            self.long.show_small(trace, state.selection)
        self.line = None
        scene = present_text.text_scene(state, trace)
        self._show(trace, scene, scene.matrix)

    def show_long(self, matrix: Matrix, line: Array, base: Matrix | None) -> None:
        """A picture of a long map, and the row of its query, (keys,). base: as of `long_scene`."""
        trace, state = self.trace, self._controller.state
        if trace is None:
            return
        self.line = line
        scene = present_text.long_scene(state, trace, matrix, line, base, self._opened)
        self._opened = False
        self._show(trace, scene, matrix)

    def _show(self, trace: TextTrace, scene: TextScene, matrix: Matrix) -> None:
        """matrix: that of the selection, whatever the view shows of it."""
        state = self._controller.state
        self.matrix = scene.matrix
        self._display.show_text_scene(scene)
        self._display.show_translation(trace, state.text)
        self._display.show_facts(text_facts(trace, state.selection, matrix, self.line))
        self.pointing.explain(None)

    def show_grid(self) -> None:
        """The small maps, of a long text those that are there."""
        trace, selection = self.trace, self._controller.state.selection
        if trace is None:
            return
        small = self.long.small_maps(trace, selection) if is_long_run(trace) else None
        self._display.show_grid(present_text.text_grid(trace, selection, small))

    def show_small(self) -> None:
        """More small maps of a long text are there."""
        self.show_grid()

    def show_sharpening(self, share: float | None) -> None:
        """How far the picture of a long map is; None when it is there."""
        if not self._controller.waiting:  # else the run says how far it is
            self._display.show_sharpening(share)

    def fail(self, error: BaseException) -> None:
        """A picture could not be worked out."""
        self._controller.fail(error)

    def _show_text(self) -> None:
        self._display.show_text(self._controller.state.text)

    def show_options(self) -> None:
        """How it is shown and how it is written."""
        state = self._controller.state
        self._display.show_options(state.text, state.selection)

    def set(self, **changes: Any) -> None:
        """Replace fields of what is asked."""
        text = replace(self._controller.state.text, **changes)
        self._controller.change(text=text)
