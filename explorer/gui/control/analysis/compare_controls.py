"""Two pictures held against each other: the intents of the room that compares. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from explorer.analysis.compare import CompareError, counterpart
from explorer.analysis.difference_grid import difference_rows
from explorer.analysis.partings import partings
from explorer.core.map.resolve import Map
from explorer.core.selection import MEAN, Selection
from explorer.core.trace import Trace
from explorer.gui.control.analysis.analysis_state import Analysis, Found, Link, Pinned
from explorer.gui.control.analysis.room_work import RoomWork
from explorer.gui.control.kept.pin_controls import number_of, pin_of, with_pin, without_pin
from explorer.gui.control.slices import same
from explorer.gui.control.state import State
from explorer.runtime.jobs import Job

if TYPE_CHECKING:
    from explorer.gui.control.runs import Runs
    from explorer.gui.control.store import Store


class CompareControls:
    """The intents that compare what is pinned with what is on screen."""

    def __init__(
        self,
        store: Store,
        runs: Runs,
        work: RoomWork,
        select: Callable[[int, int | None], None],
        close: Callable[[], bool],
    ) -> None:
        """Begin with nothing compared; `select` shows a cell (layer, unit), `close` any room."""
        self._store, self._runs, self._work = store, runs, work
        self._select, self._close = select, close
        self._parting: tuple[object, ...] = ()  # of what the layers were compared last

    @property
    def shown(self) -> Analysis | None:
        """What is compared, None while the room is not open."""
        room = self._store.state.analysis
        return room if room is not None and room.room == "compare" else None

    def toggle_pin(self) -> None:
        """Pin what is on screen as A, to be compared with what is shown next; or let it go.

        As long as it is pinned it stands among the pinned pictures.
        """
        state, shown = self._store.state, self.shown
        if shown is not None and shown.pinned is not None:
            at = number_of(state.pins, shown.pinned.trace, shown.pinned.selection)
            with self._store.together():
                self._close()
                self._store.change(pins=without_pin(state.pins, at))
            return
        pin = pin_of(state)
        if pin is None or pin.trace is None:
            return
        with self._store.together():
            self._store.change(pins=with_pin(state.pins, pin))
            why = state.why
            asked = why.map(pin.selection) if why is not None and why.of(pin.trace) else None
            self.begin(pin.trace, pin.selection, asked)

    def begin(
        self,
        trace: Trace,
        selection: Selection,
        shown: Map | None = None,
        fixed: bool = False,
    ) -> None:
        """Compare a picture, as A, with what is on screen.

        Parameters
        ----------
        shown: what a method says, where that is compared in place of the selection.
        fixed: whether it is B, and follows nothing: what is on screen is A, as a file has kept it.
        """
        state = self._store.state
        if state.trace is not None and state.trace.complete:
            self._work.stop()
            pinned = Pinned(trace, selection, shown)
            room = Analysis("compare", state.trace, pinned=pinned)
            if fixed:
                room = replace(room, swapped=True, links=frozenset())
            self._store.change(analysis=room)

    def swap(self) -> None:
        """Let what is pinned be B in place of A, or A again."""
        if self.shown is not None:
            self._store.change(analysis=replace(self.shown, swapped=not self.shown.swapped))

    def show_layer(self, layer: int) -> None:
        """Show a layer of A, by its number, and what lies at its place in B."""
        shown, trace = self.shown, self._store.state.trace
        if shown is None or shown.pinned is None or trace is None:
            return
        selection = self._store.state.selection
        if not shown.swapped:
            asked = replace(shown.pinned.selection, layer=layer, unit=MEAN, added=frozenset())
            size = shown.pinned.trace.sites[layer].query_axis.size
            asked = replace(asked, query=min(asked.query, size - 1))
            layer = counterpart(shown.pinned.trace, trace, asked)[0].layer
        links: frozenset[Link] = shown.links | frozenset({"cell"})
        with self._store.together():
            self._store.change(analysis=replace(shown, links=links))
            self._select(layer, selection.unit)

    def toggle_link(self, link: str) -> None:
        """Let A follow B in what asks ("query"), in layer and head ("cell") or zoom, or not."""
        shown = self.shown
        every: tuple[Link, ...] = get_args(Link)
        chosen = frozenset(one for one in every if one == link)
        if shown is not None:
            self._store.change(analysis=replace(shown, links=shown.links ^ chosen))

    def follow(self, state: State) -> None:
        """Compare anew what is shown now, and work out where the layers part."""
        shown, trace = self.shown, state.trace
        if shown is None or self._runs.waiting or trace is None:
            return
        if trace is not shown.trace and trace.complete:
            # two runs are compared now: layer and head are those of both
            links: frozenset[Link] = shown.links | frozenset(("cell",))
            shown = replace(shown, trace=trace, links=links, parts=None, rows=None)
            self._store.change(analysis=shown)
        self._part(shown, state)

    def _part(self, shown: Analysis, state: State) -> None:
        """Work out where both runs part, where that is not known of them and their query."""
        trace, pinned = state.trace, shown.pinned
        if pinned is None or trace is None or not trace.complete or not trace.sites:
            return
        query = state.selection.query if trace.placements else 0
        one = pinned.trace is trace
        of_a = pinned.selection if not shown.swapped else state.selection
        # of one run the layers are held against A itself
        now = state.selection
        how = now.words, now.special, now.renormalised, now.without
        key = pinned.trace, trace, query, shown.swapped, of_a if one else None, how
        stopped = self._work.latest and same(key, self._parting)
        if same(key, shown.parted) or stopped:
            return
        self._parting = key
        a, b = (pinned.trace, trace) if not shown.swapped else (trace, pinned.trace)
        selection, beside = state.selection, pinned.trace

        def work(job: Job) -> Found:
            asked = counterpart(trace, a, selection)[0] if a is not trace else selection
            asked = replace(of_a, query=selection.query) if one else asked
            fixed = asked if one else None
            try:
                parts = tuple(partings(a, b, asked, job.cancelled))
                rows = difference_rows(trace, beside, selection, fixed, job.cancelled)
            except CompareError:
                parts, rows = (), ()  # the pictures say why
            return Found(trace, {"parts": parts, "rows": rows, "parted": key})

        self._work.begin(work, "Comparing the layers")
