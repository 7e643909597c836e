"""What the user wants of a model of texts, turned into the new state. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from explorer.core.inputs import Modality
from explorer.core.map.text_summary import clearest_step, first_query
from explorer.core.selection import MEAN, Selection, carried
from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.figures.views import View
from explorer.gui.control.analysis.muted_runs import run_beside, wanted_mute
from explorer.gui.control.present import present_text, text_scene
from explorer.gui.control.runs import Run, Runs
from explorer.gui.control.state import inputs_of
from explorer.gui.control.store import Store
from explorer.gui.control.texts.asking import AskingIntents
from explorer.gui.control.texts.beside_controls import BesideControls
from explorer.gui.control.texts.long_text import LongControls, LongText
from explorer.gui.control.texts.text_state import PASTED, TextState
from explorer.gui.control.texts.text_writing import WritingControls
from explorer.inputs.samples import all_text_samples
from explorer.inputs.sentences import split_sentences
from explorer.inputs.text import TextFile, read_text
from explorer.registry.catalogue import find
from explorer.registry.entry import Entry, SentenceError
from explorer.runtime.engine import DOING, Request
from explorer.runtime.jobs import Job

FIRST = "transformer"
"""The model for texts where none was chosen."""
VIEWS: tuple[View, ...] = ("matrix", "lines", "text", "steps")
ASKED = (
    *("text", "target", "beam", "prefix", "writing", "sentences", "at", "name"),
    *("pair", "chat", "system", "languages", "apart"),
)
"""The fields of a `TextState` that a run brings with it; the others are how it is looked at."""


class TextControls(AskingIntents):
    """The intents that concern texts.

    Attributes
    ----------
    tiles: the intents that concern long texts.
    writing: the intents that change what is written.
    beside: the intents that change what is given beside the text.
    """

    def __init__(
        self,
        store: Store,
        runs: Runs,
        choose: Callable[[Selection], None],
        fail: Callable[[BaseException], None],
    ) -> None:
        """Share the state.

        Parameters
        ----------
        choose: has another selection shown. fail: says what went wrong.
        """
        super().__init__(store)
        self._runs = runs
        self._choose = choose
        self._keep = False
        self._file_entry: Entry | None = None
        self.tiles = LongControls(store, fail)
        self.writing = WritingControls(store, self.run, self.type)
        self.beside = BesideControls(store, self.run)

    @property
    def _here(self) -> bool:
        """Whether texts are typed now; else their panels come with the run."""
        entry = self._store.state.entry
        return entry is not None and Modality.TEXT in entry.takes

    @property
    def long(self) -> LongText:
        """What works out the maps of long texts."""
        return self.tiles.text

    def _entry(self) -> Entry:
        return self._runs.wanted(Modality.TEXT) or find(FIRST)

    # -- what is run ---------------------------------------------------------------------------

    def type(self, text: str) -> None:
        """Run a text that was typed or pasted.

        Of several lines it becomes a list of sentences, for a model that writes another text.
        """
        several = self._apart(self._entry()) and "\n" in text.strip()
        lines = split_sentences(text) if several else ()
        if len(lines) > 1:
            self._new(text=lines[-1], sentences=lines, at=len(lines) - 1, name=PASTED)
            return
        before, sentences = self.state, self.state.sentences
        if sentences:
            sentences = (*sentences[: before.at], text, *sentences[before.at + 1 :])
        if not before.text or not text.startswith(before.text):
            self._store.history.end()  # else it was typed on, and is one step with its beginning
        self._new("type", text=text, sentences=sentences)

    def type_into(self, field: str, text: str) -> None:
        """Run what was typed into a field, by the name that it has in a `TextState`."""
        if field == "text":
            self.type(text)
        elif field == "target":
            self.writing.type_target(text)
        else:
            self.beside.type(field, text)

    def open_again(self, content: str) -> None:
        """Run a text that was run before, or two that were read together, with a tab between."""
        text, tab, pair = content.partition("\t")
        if tab and self._entry().task is Task.READ:
            self._new(text=text, pair=pair, sentences=(), at=0, name="")
        else:
            self.type(content)

    def open_sample(self, sample: str) -> None:
        """Run one of the bundled sentences, by its id."""
        for one in all_text_samples():
            if one.id == sample:
                self._new(text=one.text, pair="", sentences=(), at=0, name="")

    def open_file(self, path: Path, entry: Entry | None = None) -> None:
        """Read a text file in the background; of its sentences the first is translated."""
        self._file_entry = entry

        def work(job: Job) -> TextFile:
            return read_text(path, job.cancelled)

        self._runs.begin(work, f"Opening {path.name}")

    def on_file(self, file: TextFile) -> None:
        """Run what a file holds that was read."""
        entry, self._file_entry = self._file_entry, None
        model = entry or self._entry()
        listed: tuple[str, ...] = ()
        if self._apart(model):
            listed = file.sentences
        elif model.task is Task.READ:
            listed = file.pairs
        text, _, pair = (listed[0] if listed else file.text).partition("\t" if listed else "\0")
        given = {"text": text, "pair": pair, "sentences": listed if len(listed) > 1 else ()}
        self._new("", entry, file.notes, **given, at=0, name=file.name)

    def _apart(self, entry: Entry) -> bool:
        """Whether each sentence of a text is run by itself, as it was chosen or as the model is."""
        chosen = self.state.apart
        return entry.paired and (entry.task is not Task.REWRITE if chosen is None else chosen)

    def choose_apart(self, apart: bool) -> None:
        """Run each sentence by itself, or the text as one."""
        before = self.state
        whole = "\n".join(before.sentences) or before.text
        listed = split_sentences(whole) if apart else ()
        text = listed[0] if listed else whole
        several = listed if len(listed) > 1 else ()
        name = before.name or (PASTED if several else "")
        self._new(text=text, sentences=several, at=0, name=name, apart=apart)

    def choose_sentence(self, at: int) -> None:
        """Run another sentence of the list, or another pair of texts."""
        sentences = self.state.sentences
        if 0 <= at < len(sentences):
            text, tab, pair = sentences[at].partition("\t")
            beside: dict[str, Any] = {"pair": pair} if tab else {}
            self._new(text=text, at=at, **beside)

    def close_list(self) -> None:
        """Put the list away; its current sentence stays."""
        self._store.act(text=replace(self.state, sentences=(), at=0, name=""))

    def _new(
        self,
        kind: str = "",
        entry: Entry | None = None,
        notes: tuple[str, ...] = (),
        **changes: Any,
    ) -> None:
        """Another text: what was asked of the one before is over."""
        self.run(kind, entry, notes, **fresh(self.state, changes))

    def run(
        self,
        kind: str = "",
        entry: Entry | None = None,
        notes: tuple[str, ...] = (),
        **changes: Any,
    ) -> None:
        """Ask for something else of the model, and run it; an empty text only stops what runs.

        Parameters
        ----------
        kind: of steps that are undone as one; "" for none.
        entry: the model, None for the one in use or the last that takes texts.
        notes: what there is to say of the text when it was run.
        changes: fields of the `TextState`.
        """
        wanted = replace(self.state, **changes)
        here = self._here
        with self._store.together():
            if here:
                self._store.act(kind, text=wanted)
            self._start(wanted, entry or self._entry(), recorded=here, notes=notes)

    def start(self, entry: Entry | None = None, keep: bool = False) -> None:
        """Run the text, a sample where there is none yet or that of a model of another language.

        Parameters
        ----------
        keep: whether the selection of the state is that of this run.
        """
        model, wanted = entry or self._entry(), self.state
        pending = self._runs.pending if self._runs.waiting else None
        if pending is not None and pending.text is not None:
            wanted = pending.text
        offered = [one.text for one in present_text.offered(model)]
        bundled = [one.text for one in all_text_samples()]
        other = not wanted.text or (wanted.text in bundled and wanted.text not in offered)
        if other and not (keep and self._store.state.trace is not None):  # an emptied text stays so
            sample = {"text": offered[0], "pair": "", "sentences": (), "at": 0, "name": ""}
            changes = fresh(wanted, sample)
            wanted = replace(wanted, **changes)
        self._start(wanted, model, keep=keep, recorded=keep)

    def _start(
        self,
        wanted: TextState,
        entry: Entry,
        keep: bool = False,
        recorded: bool = False,
        notes: tuple[str, ...] = (),
    ) -> None:
        if not wanted.text.strip():
            self._store.change(problem="")
            self._runs.cancel()
            self.long.cancel()
            return
        state, runs = self._store.state, self._runs
        if entry.id != state.model:  # what was asked of one means nothing to another: its tokens
            wanted = of_another(wanted, entry)
        self._keep = keep
        inputs = inputs_of(entry, photo=state.photo, text=wanted, fit=state.fit)
        request = Request(entry.id, inputs, state.device, wanted_mute(state, entry.id, wanted.text))
        unmuted = state.unmuted

        def work(job: Job) -> Trace:
            text_scene.import_figures()
            return run_beside(runs.engine, request, unmuted, job)

        run = Run(entry, text=wanted, notes=notes)
        runs.begin(work, DOING[entry.task or Task.TRANSLATE], run, recorded=recorded)

    # -- a run ---------------------------------------------------------------------------------

    def keep(self) -> None:
        """Let the selection of the state be that of the next run."""
        self._keep = True

    def on_trace(self, trace: Trace) -> None:
        """Take a run that goes on, or its end."""
        state, run = self._store.state, self._runs.pending
        text, selection = self.state, state.selection
        if run is not None and run.text is not None:
            text = replace(text, **{name: getattr(run.text, name) for name in ASKED})
            if not self._here:
                text = replace(text, following=True)
        before = state.trace
        if trace.running and text.target and self.trace is not None:
            return  # teacher forcing is shown whole: its words are known
        if not self._keep and (before is None or before.model != trace.model):
            fresh = replace(selection.moved(trace.best, MEAN), scale=None, reduce="mean")
            selection = carried(selection, fresh, before, trace)
        if text.following and not self._keep:
            text = following(text, trace, selection.layer)
        if trace is not before:
            self.long.forget()
            selection = replace(selection, region=None)
        changes: dict[str, Any] = {"long": None, "small": None, "problem": ""}
        if trace.running:
            step = f"{DOING[trace.task or Task.READ]}, step {len(trace.steps)}"
            changes["running"] = self._runs.progress(step)
        selection = present_text.with_valid_query(text, trace, selection)
        if trace.complete:
            self._keep = False
        self._runs.land(trace, text=text, selection=selection, **changes)

    def refuse(self, error: BaseException) -> bool:
        """Say beside the input what is wrong with it; False where no part of the window can."""
        refused = isinstance(error, SentenceError) and self._here
        if refused:
            self._store.change(problem=str(error))
        return refused

    def first(self, trace: Trace) -> dict[str, Any]:
        """Give the changes that show what a model shows first."""
        selection = Selection(layer=trace.best)
        text = replace(self.state, view="matrix", following=True, step=0, source=0)
        text = following(text, trace, trace.best)
        return {
            "text": text,
            "selection": present_text.with_valid_query(text, trace, selection),
        }

    def with_valid_query(self, trace: Trace, selection: Selection) -> Selection:
        """Make a selection valid for a run, with the token that asks at its site."""
        return present_text.with_valid_query(self.state, trace, selection)

    # -- what is asked of it -------------------------------------------------------------------

    def choose_view(self, view: View) -> None:
        """Choose how the attention is drawn."""
        self._store.act(text=replace(self.state, view=view))

    def choose_nth_view(self, number: int) -> None:
        """Choose how the attention is drawn, by its place among the views that there are."""
        self.choose_view(VIEWS[number])

    def choose_key(self, key: int) -> None:
        """Go to a key in the row of a long map."""
        self.tiles.choose_key(key)

    def reset_query(self) -> None:
        """Let the model say again what it would have said itself."""
        self.writing.own()


def fresh(before: TextState, changes: dict[str, Any]) -> dict[str, Any]:
    """The changes of another text, with what was asked of the one before taken back."""
    bare = {"prefix": (), "target": "", "step": 0, "source": 0, "following": True}
    return {**bare, "writing": replace(before.writing, count=0), **changes}


def of_another(text: TextState, entry: Entry) -> TextState:
    """The text for another model, without what only the one before could make something of."""
    pair = text.pair if entry.task is Task.READ else ""
    writing = replace(text.writing, count=0)
    bare: dict[str, Any] = {"chat": False, "system": "", "languages": ("", ""), "apart": None}
    return replace(text, prefix=(), writing=writing, pair=pair, **bare)


def following(text: TextState, trace: Trace, layer: int) -> TextState:
    """Have the newest word ask, at the end the one to start with."""
    if trace.paired:
        step = len(trace.steps) - 1 if trace.running else clearest_step(trace)
        return replace(text, step=step)
    if trace.guesses and trace.task is Task.READ:
        return replace(text, source=trace.guesses[0].place)
    return replace(text, source=first_query(trace, min(layer, len(trace.sites) - 1)))
