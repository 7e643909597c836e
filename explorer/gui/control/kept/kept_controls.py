"""Shows again what a file has kept: a saved run, a session, a picture of ours. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, get_args

from explorer.core.photo import Photo
from explorer.core.trace import Trace
from explorer.figures.views import View as TextView
from explorer.gui.control.analysis.analysis_controls import AnalysisControls
from explorer.gui.control.analysis.compare_controls import CompareControls
from explorer.gui.control.analysis.why_controls import WhyControls
from explorer.gui.control.desk import conditions, station_number
from explorer.gui.control.kept.kept_files import Beside, Kept, Plain, opened
from explorer.gui.control.runs import Run, Runs
from explorer.gui.control.selecting import Controls
from explorer.gui.control.store import Store
from explorer.gui.control.texts.text_state import given_text
from explorer.runtime.jobs import Job


class KeptControls:
    """The intents that open what was kept.

    Parameters
    ----------
    controls_of
        Gives the intents that concern what a run is of.
    said
        Says what there is to say of a run.
    """

    def __init__(
        self,
        store: Store,
        runs: Runs,
        controls_of: Callable[[Trace], Controls],
        said: Callable[[Trace], None],
        why: WhyControls,
        analysis: AnalysisControls,
        compare: CompareControls,
    ) -> None:
        self._store, self._runs = store, runs
        self._controls_of, self._said = controls_of, said
        self._why, self._analysis, self._compare = why, analysis, compare
        self._then: tuple[Callable[[], None], ...] = ()  # one after the other

    def open(self, path: Path) -> None:
        """Show the state that a file has kept."""
        state, engine = self._store.state, self._runs.engine
        device = state.device
        recent = [Path(one.content) for one in state.recent]  # of texts there is no such file
        now = state.photo if isinstance(state.photo, Photo) else None

        def work(job: Job) -> Kept | Plain:
            return opened(path, recent, now, engine, device, job)

        self._runs.begin(work, f"Opening {path.name}")

    def show(self, kept: Kept) -> None:
        """Put a state that was kept in the place of the present one."""
        state = self._store.state
        entry, trace, given = kept.entry, kept.trace, kept.trace.inputs
        text = replace(state.text, **given_text(given))
        view = next((one for one in get_args(TextView) if one == kept.view), text.view)
        text = replace(text, view=view)
        run = (
            Run(entry, text, notes=kept.notes)
            if given.text
            else Run(entry, source=trace.photo, notes=kept.notes)
        )
        self._runs.pending = run
        others = tuple(one for one in state.known if one.input is not entry.input)
        changes: dict[str, Any] = {"entry": entry, "model": entry.id, "known": (entry, *others)}
        if kept.style is not None:
            changes["style"] = kept.style
        if given.text:
            changes["text"] = text
        self._store.change(**changes)
        controls = self._controls_of(trace)
        if kept.selection is not None:
            self._store.change(selection=kept.selection)
            controls.keep()
        controls.on_trace(trace)
        if kept.beside is not None:
            self._compare.begin(*kept.beside, fixed=True)
        method, room = kept.method, kept.room
        then = () if method is None else (partial(self._why.ask, method),)
        if room is not None:
            then = (*then, partial(self._analysis.open_kept, room))
        self._then = then
        self._said(trace)

    def take_beside(self, beside: Beside) -> None:
        """Take the pinned pictures of a session, and how far its lecture was."""
        lecture = self._store.state.lecture
        done = lecture.done | conditions(beside.met)
        at = lecture.at if lecture.stations else station_number(beside.lecture)
        lecture = replace(lecture, at=at, done=done)
        self._store.change(pins=beside.pins, lecture=lecture, session=beside.file)

    def ended(self, whole: bool) -> None:
        """A job has ended: ask next what stood in place of a kept run, if it was done."""
        then, self._then = self._then, ()
        if then and whole:
            self._then = then[1:]
            then[0]()
