"""What is worked out of a run beside its maps: heads, check, lens. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from explorer.analysis.checks.faithfulness import RANDOM, STEPS, curves
from explorer.analysis.head_table import Statistic
from explorer.analysis.heads import Asking, StatisticsError, head_table
from explorer.core.cancel import Cancelled
from explorer.core.selection import MEAN
from explorer.core.trace import Trace
from explorer.gui.control.analysis_state import Analysis, Room
from explorer.registry.entry import ModelError
from explorer.runtime.jobs import Job, Work

if TYPE_CHECKING:
    from explorer.gui.control.runs import Runs
    from explorer.gui.control.store import Store

DOING: dict[str, str] = {
    "heads": "Measuring the heads",
    "check": "Deleting and inserting",
    "lens": "Reading each layer",
}
"""What is said while it is worked out."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a job of a room has worked out; fields of the `Analysis` of its run."""

    trace: Trace
    fields: dict[str, Any]


class AnalysisControls:
    """The intents of the rooms; each is a method, connected to the signal that asks for it.

    Attributes
    ----------
    steps, random : int
        Points of a curve, and random maps beside the map on screen.
    """

    def __init__(self, store: Store, runs: Runs, select: Callable[[int, int | None], None]) -> None:
        """Begin with no room open; `select` shows a cell (layer, unit)."""
        self._store, self._runs, self._select = store, runs, select
        self._working = False
        self.steps, self.random = STEPS, RANDOM

    @property
    def shown(self) -> Analysis | None:
        """The room that is open."""
        return self._store.state.analysis

    def toggle_heads(self) -> None:
        """Show the heads at a glance, or go back to the map."""
        self._toggle("heads")

    def toggle_check(self) -> None:
        """Check the map on screen by deletion and insertion, or close that."""
        self._toggle("check")

    def toggle_lens(self) -> None:
        """Show what each layer would answer, or go back to the map."""
        self._toggle("lens")

    def toggle_pin(self) -> None:
        """Pin what is on screen as A, to be compared with what is shown next; or let it go."""
        state = self._store.state
        if self.shown is not None and self.shown.room == "compare":
            self.close()
        elif state.trace is not None and state.trace.complete:
            self._stop()
            pinned = state.trace, state.selection
            self._store.change(analysis=Analysis("compare", state.trace, pinned=pinned))

    def swap(self) -> None:
        """Let what is pinned be B in place of A, or A again."""
        if self.shown is not None and self.shown.room == "compare":
            self._store.change(analysis=replace(self.shown, swapped=not self.shown.swapped))

    def close(self) -> bool:
        """Close the room that is open; whether one was."""
        if self.shown is None:
            return False
        self._stop()
        self._store.change(analysis=None)
        return True

    def sort_by(self, statistic: str) -> None:
        """Colour and rank the heads by another statistic."""
        if self.shown is not None:
            self._store.change(analysis=replace(self.shown, by=Statistic(statistic)))

    def turn_order(self) -> None:
        """Rank the largest first in place of the smallest, or the other way."""
        if self.shown is not None:
            self._store.change(analysis=replace(self.shown, falling=not self.shown.falling))

    def ask(self, asking: str) -> None:
        """Take the statistics over all queries, or over the first one alone."""
        if self.shown is not None and self.shown.asking != asking:
            chosen: Asking = "first" if asking == "first" else "all"
            self._begin(replace(self.shown, asking=chosen, table=None))

    def choose_baseline(self, baseline: str) -> None:
        """Check again with something else where pixels are taken away."""
        if self.shown is not None:
            self._begin(replace(self.shown, baseline=baseline, curves=None))

    def check_again(self) -> None:
        """Check the map that is on screen now."""
        if self.shown is not None:
            self._begin(replace(self.shown, curves=None))

    def select_head(self, site: int, head: int) -> None:
        """Choose a head; it is shown as a map when the room is left."""
        trace = self._store.state.trace
        if trace is not None:
            self._select(site, head if trace.sites[site].units > 1 else MEAN)

    def show_head(self, site: int, head: int) -> None:
        """Show the map of a head, and leave the room."""
        self.select_head(site, head)
        self.close()

    # -- working

    def _toggle(self, room: Room) -> None:
        trace, shown = self._store.state.trace, self.shown
        if shown is not None and shown.room == room:
            self.close()
        elif trace is not None and trace.complete:
            self._begin(Analysis(room, trace))

    def _begin(self, wanted: Analysis) -> None:
        """Have a room's content worked out; the run on screen is what it is of."""
        state = self._store.state
        if state.trace is None or not state.trace.complete or self._runs.waiting_for_run:
            return
        wanted = replace(wanted, trace=state.trace)
        self._working = True
        with self._store.together():
            self._store.change(analysis=wanted)
            work: dict[str, Callable[[Analysis], Work]] = {
                "heads": self._heads_work,
                "check": self._check_work,
                "lens": self._lens_work,
            }
            self._runs.begin(work[wanted.room](wanted), DOING[wanted.room])

    def _stop(self) -> None:
        if self._working:
            self._working = False
            self._runs.cancel()

    def follow(self, state: Any) -> None:
        """Work a room out anew when another run is shown."""
        shown = state.analysis
        if shown is None or self._runs.waiting or state.trace in (None, shown.trace):
            return
        if state.trace.complete and shown.room == "compare":
            self._store.change(analysis=replace(shown, trace=state.trace))
        elif state.trace.complete:
            self._begin(replace(shown, table=None, lens=None, curves=None))

    def take(self, found: Found) -> None:
        """Show what was worked out, if it is of the room that is open."""
        shown = self.shown
        if shown is not None and shown.trace is found.trace:
            self._store.change(analysis=replace(shown, **found.fields))

    def ended(self) -> None:
        """The last job has ended, whatever came of it: a room with nothing to show closes."""
        self._working = False
        if self.shown is not None and self.shown.empty:
            self._store.change(analysis=None)

    def _heads_work(self, wanted: Analysis) -> Work:
        def work(job: Job) -> Found:
            try:
                table = head_table(wanted.trace, wanted.asking, cancelled=job.cancelled)
            except StatisticsError as error:
                raise ModelError(str(error)) from error
            by = wanted.by if wanted.by in table.statistics else table.statistics[0]
            return Found(wanted.trace, {"table": table, "by": by})

        return work

    def _lens_work(self, wanted: Analysis) -> Work:
        state, engine = self._store.state, self._runs.engine
        query = state.selection.query

        def work(job: Job) -> Found:
            from explorer.analysis.attribution.method import AttributionError
            from explorer.analysis.lens import LensError, logit_lens

            subject = engine.subject(state.model, state.device, job.publish, job.cancelled)
            try:
                return Found(wanted.trace, {"lens": logit_lens(wanted.trace, subject, query)})
            except (LensError, AttributionError, IndexError) as error:
                raise ModelError(str(error)) from error

        return work

    def _check_work(self, wanted: Analysis) -> Work:
        state, engine = self._store.state, self._runs.engine
        selection, options = state.selection, {"steps": self.steps, "random": self.random}

        def work(job: Job) -> Found | None:
            from explorer.analysis.checks.claims import of_photo, of_text  # imports torch

            trace = wanted.trace
            subject = engine.subject(state.model, state.device, job.publish, job.cancelled)
            claim = of_photo if trace.inputs.photos else of_text
            seen, answer, label, maps, taken = claim(trace, subject, selection, wanted.baseline)
            grown = curves(seen, answer, maps, taken=taken, cancelled=job.cancelled, **options)
            for found in grown:
                job.publish(Found(trace, {"curves": found, "answer": label}))
            if job.cancelled():
                raise Cancelled
            return None

        return work
