"""What is worked out of a run beside its maps: heads, check, lens. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from explorer.analysis.checks.faithfulness import RANDOM, STEPS
from explorer.analysis.head_table import Statistic
from explorer.analysis.heads import Asking
from explorer.core.selection import MEAN
from explorer.export.provenance.asked_method import AskedRoom
from explorer.gui.control.analysis.analysis_state import Analysis, Checking, Found, Room
from explorer.gui.control.analysis.check_work import CURVES, control_work, curves_work
from explorer.gui.control.analysis.room_work import RoomWork, box_of, heads_work, lens_work
from explorer.runtime.jobs import Work

if TYPE_CHECKING:
    from explorer.gui.control.runs import Runs
    from explorer.gui.control.store import Store


class AnalysisControls:
    """The intents of the rooms; each is a method, connected to the signal that asks for it.

    Attributes
    ----------
    steps, random : int
        Points of a curve, and random maps beside the map on screen.
    ask_path : callable
        Asks for a folder of photos ("photo"), or a file of sentences ("text"); gives None where
        the user thinks better of it.
    """

    def __init__(
        self,
        store: Store,
        runs: Runs,
        work: RoomWork,
        select: Callable[[int, int | None], None],
    ) -> None:
        """Begin with no room open; `select` shows a cell (layer, unit)."""
        self._store, self._runs, self._work, self._select = store, runs, work, select
        self.ask_path: Callable[[str], Path | None] = lambda kind: None
        self.steps, self.random = STEPS, RANDOM

    @property
    def shown(self) -> Analysis | None:
        """The room that is open."""
        return self._store.state.analysis

    def open_kept(self, asked: AskedRoom) -> None:
        """Open a room as a file has kept it, of the run on screen."""
        trace = self._store.state.trace
        if trace is not None and trace.complete:
            kept = Analysis(
                asked.room,
                trace,
                baseline=asked.baseline,
                taken=asked.taken,
                test=asked.test,
                seed=asked.seed,
            )
            self._begin(kept)

    def close(self) -> bool:
        """Close the room that is open; whether one was."""
        if self.shown is None:
            return False
        self._work.stop()
        self._store.change(analysis=None, drawing=False)
        return True

    def sort_by(self, statistic: str) -> None:
        """Colour and rank the heads by another statistic; induction is measured first."""
        shown, by = self.shown, Statistic(statistic)
        if shown is None:
            return
        if shown.table is not None and by not in shown.table.statistics:
            self._begin(replace(shown, by=by), keep=True)
        else:
            self._store.change(analysis=replace(shown, by=by))

    def choose_height(self, statistic: str) -> None:
        """Show another statistic over the layers."""
        shown = self.shown
        if shown is not None and shown.table is not None:
            height = Statistic(statistic)
            if height in shown.table.statistics:
                self._store.change(analysis=replace(shown, height=height))

    def ask_over(self) -> None:
        """Ask for a folder of photos, or a file of sentences, and average the heads over it."""
        path = self.ask_path(self._store.state.input.value)
        if path is not None:
            self.over(path)

    def over(self, path: Path) -> None:
        """Average the heads over a folder of photos, or a file of sentences."""
        if self.shown is not None:
            self._begin(replace(self.shown, source=path, left_out=0), keep=True)

    def here(self) -> None:
        """Show the heads of the input on screen alone again."""
        if self.shown is not None and self.shown.source is not None:
            self._begin(replace(self.shown, source=None, table=None, left_out=0))

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
        """Check again with something else where pixels, or tokens, are taken away."""
        shown = self.shown
        if shown is not None and shown.trace.inputs.photos:
            self._begin(replace(shown, baseline=baseline, curves=None))
        elif shown is not None:
            self._begin(replace(shown, taken=baseline, curves=None))

    def choose_test(self, test: str) -> None:
        """Check the map by deletion and insertion ("curves") or random weights ("control")."""
        shown = self.shown
        chosen = next(one for one in get_args(Checking) if one == test)
        if shown is None or shown.test == chosen:
            return
        wanted = replace(shown, test=chosen)
        curves_there = shown.curves is not None and shown.curves.complete
        if curves_there if chosen == "curves" else shown.control is not None:
            self._work.stop()
            self._store.change(analysis=wanted)
        else:
            self._begin(wanted)

    def check_again(self) -> None:
        """Check the map that is on screen now."""
        if self.shown is not None:
            self._begin(replace(self.shown, curves=None, control=None))

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

    def toggle(self, room: Room) -> None:
        """Open a room, or close it where it is open."""
        trace, shown = self._store.state.trace, self.shown
        if shown is not None and shown.room == room:
            self.close()
        elif trace is not None and trace.complete:
            self._begin(Analysis(room, trace))

    def _begin(self, wanted: Analysis, keep: bool = False) -> None:
        """Have a room's content worked out; the run on screen is what it is of.

        keep: whether what is known stays on screen until then.
        """
        state = self._store.state
        if state.trace is None or not state.trace.complete or self._runs.waiting_for_run:
            return
        wanted = replace(wanted, trace=state.trace)
        work, doing = self._work_of(wanted)
        before = self.shown
        if keep and before is not None:  # what is asked is shown when it is there
            wanted = replace(before, trace=state.trace, height=wanted.height)
        with self._store.together():
            self._store.change(analysis=wanted)
            self._work.begin(work, doing)

    def _work_of(self, wanted: Analysis) -> tuple[Work, str]:
        """What has to be done for a room, and what is said while it is."""
        state, engine = self._store.state, self._runs.engine
        if wanted.room == "heads":
            return heads_work(state, engine, wanted), "Measuring the heads"
        if wanted.room == "lens":
            return lens_work(state, engine, wanted), "Reading each layer"
        if wanted.test == "control":
            return control_work(state, engine, wanted), "Giving the model random weights"
        return curves_work(state, engine, wanted, self.steps, self.random), CURVES

    def follow(self, state: Any) -> None:
        """Work a room out anew when another run is shown, or another box on its photo."""
        shown = state.analysis
        if shown is None or self._runs.waiting or state.trace is None or shown.room == "compare":
            return
        if state.trace is shown.trace:
            of_one = shown.room == "heads" and shown.table is not None and shown.source is None
            if of_one and shown.boxed != box_of(state, shown.trace):
                self._begin(shown, keep=True)
        elif state.trace.complete:
            keeps = shown.source is not None and state.trace.model == shown.trace.model
            if keeps:  # a mean over many inputs stays with its model
                self._store.change(analysis=replace(shown, trace=state.trace))
            else:
                none = dict.fromkeys(("table", "lens", "curves", "control", "source"))
                new = replace(shown, left_out=0, **none)
                self._begin(new)

    def take(self, found: Found) -> None:
        """Show what was worked out, if it is of the room that is open."""
        shown = self.shown
        if shown is not None and shown.trace is found.trace:
            self._store.change(analysis=replace(shown, **found.fields))

    def ended(self) -> None:
        """The last job has ended, whatever came of it: a room with nothing to show closes."""
        shown = self.shown
        if shown is not None and shown.empty:
            self._store.change(analysis=None)
        elif shown is not None and shown.control is not None and shown.control.running:
            found = shown.control.found  # what is done is kept
            kept = replace(shown.control, running=False) if found else None
            back = replace(shown, control=kept, test=shown.test if found else "curves")
            self._store.change(analysis=None if back.empty else back)
