"""What the user wants of a model of photos, turned into the new state. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from explorer.core.inputs import Modality
from explorer.core.photo import Photo
from explorer.core.selection import MEAN, Cell, GateSide, Selection, carried, clamped
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.sites.object_queries import first_query, looks_for_objects, object_at
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.sites.point_axes import Objects
from explorer.core.sites.points import PointSite
from explorer.core.trace import Trace
from explorer.export.style import Mode
from explorer.gui.control.analysis.muted_runs import run_beside, wanted_mute
from explorer.gui.control.look_controls import LookControls
from explorer.gui.control.present import photo_grid, present_photo
from explorer.gui.control.present.photo_grid import answering
from explorer.gui.control.runs import Run, Runs
from explorer.gui.control.state import Progress, inputs_of
from explorer.gui.control.store import Store
from explorer.gui.control.texts.text_state import TextState, given_text
from explorer.inputs.samples import samples
from explorer.registry.catalogue import find
from explorer.registry.entry import Entry
from explorer.runtime.engine import Request
from explorer.runtime.jobs import Job

FIRST = "vit"
"""The model for photos where none was chosen."""


class PhotoControls:
    """The intents that concern photos.

    Attributes
    ----------
    remembered: the photo to begin with, None for a sample.
    """

    def __init__(
        self,
        store: Store,
        runs: Runs,
        choose: Callable[[Selection], None],
        look: LookControls,
    ) -> None:
        """Share the state and the looks; `choose` has another selection shown."""
        self._store = store
        self._runs = runs
        self._choose = choose
        self._look = look
        self._keep = False
        self._from: tuple[Trace, Cell, Selection] | None = None  # where a click came from
        self.remembered: Path | None = None

    @property
    def trace(self) -> Trace | None:
        """The last run, if it was of a photo."""
        return self._store.state.run_of(Modality.PHOTO)

    # -- opening and running -------------------------------------------------------------------

    def open(self, source: Path | Photo, entry: Entry | None = None, keep: bool = False) -> None:
        """Open a photo, in the background, and run the model on it.

        Parameters
        ----------
        entry: the model, None for the one in use or the last that takes photos.
        keep: whether the selection of the state is that of this run.
        """
        state, runs = self._store.state, self._runs
        chosen = entry or runs.wanted(Modality.PHOTO) or find(FIRST)
        asked = state.entry is None or state.entry.task is chosen.task  # or it is of another model
        text = state.text if asked else TextState()
        if source is not state.photo:  # what another answer was to begin with
            text = replace(text, prefix=())
        inputs = inputs_of(chosen, photo=source, text=text, fit=state.fit)
        request = Request(chosen.id, inputs, state.device, wanted_mute(state, chosen.id))
        unmuted = state.unmuted
        self._keep = keep

        def work(job: Job) -> Trace:
            return run_beside(runs.engine, request, unmuted, job)

        runs.begin(work, "Opening", Run(chosen, source=source), recorded=keep)

    def open_again(self, content: str) -> None:
        """Open a photo that was open before, by its path."""
        self.open(Path(content))

    def open_sample(self, sample_id: str) -> None:
        """Open a bundled photo, by its id."""
        for sample in samples():
            if sample.id == sample_id:
                self.open(sample.path)

    def start(self, entry: Entry | None = None, keep: bool = False) -> None:
        """Run the photo, a sample where there is none yet."""
        pending = self._runs.pending if self._runs.waiting else None
        coming = None if pending is None else pending.source
        photo = coming or self._store.state.photo or self.remembered or samples()[0].path
        self.open(photo, entry, keep)

    def keep(self) -> None:
        """Let the selection of the state be that of the next run."""
        self._keep = True

    def on_trace(self, trace: Trace) -> None:
        """Take a run that goes on, or its end: the old picture stays until the new is whole."""
        state = self._store.state
        if not trace.complete:
            share = len(trace.sites) / trace.layers
            self._store.change(partial=trace, running=Progress("Running", share))
            return
        before, selection = state.trace, state.selection
        keep = self._keep or (before is not None and before.model == trace.model)
        if keep:
            selection = clamped(trace, selection)
        else:
            fresh = replace(self._first(trace), side=selection.side)
            selection = carried(selection, fresh, before, trace)
        self._keep = False
        photos = () if before is None else before.inputs.photos
        spot = state.spot if any(one is trace.photo for one in photos) else None
        changes: dict[str, Any] = {}
        if trace.inputs.text:  # the question that was asked, also where the user typed none
            changes["text"] = replace(state.text, **given_text(trace.inputs))
        self._runs.land(trace, selection=selection, photo=trace.photo, spot=spot, **changes)

    def refuse(self, error: BaseException) -> bool:
        """Say beside the input what is wrong with it; False where no part of the window can."""
        return False

    def first(self, trace: Trace) -> dict[str, Any]:
        """Give the changes that show what a model shows first."""
        return {"selection": self._first(trace)}

    def _first(self, trace: Trace) -> Selection:
        """The first selection, with what was chosen for texts."""
        now = self._store.state.selection
        return replace(
            photo_grid.fresh(trace),
            words=now.words,
            special=now.special,
            renormalised=now.renormalised,
            pool=now.pool,
        )

    # -- the query -----------------------------------------------------------------------------

    def query_patch(self, row: int, col: int) -> None:
        """Let a patch ask; the same patch again gives the first query back.

        Parameters
        ----------
        row, col: on the grid of the queries, which need not be that of the heatmap.
        """
        if (points := self._points()) is not None:
            self.query_token(_clicked(*points, self.query, row, col))
            return
        if (gates := self._gates()) is not None:
            self._mark(gates, row, col)
            return
        site = self._attention()
        if site is None:
            return
        if looks_for_objects(site) and self.trace is not None:
            self._ask(site, object_at(self.trace, site, row, col))
        elif site.queries.rows:
            self._ask(site, site.queries.index(row, col))

    def _ask(self, site: PatchSite, query: int) -> None:
        """Let a query ask; the one that asks already gives the first one back."""
        assert self.trace is not None  # the site is of it
        first = first_query(self.trace, site)
        if not self._answer(site, query):
            self.query_token(first if query == self.query else query)

    def _answer(self, site: PatchSite, index: int) -> bool:
        """Show what a patch looks at in the head that follows patches; False where it stays here.

        That is where the first picture of a photo would hardly change with a click.
        """
        trace, state = self.trace, self._store.state
        if trace is None or state.lecture.station is not None:
            return False  # a station asks for a head to be found
        found = answering(trace, state.selection)
        if found is None:
            return False
        there = trace.sites[found.layer]
        assert isinstance(there, PatchSite)  # as all that are asked by patches
        self._from = trace, (found.layer, found.head), state.selection
        shown = replace(
            state.selection.moved(found.layer, found.head),
            query=site.queries.counterpart(index, there.queries),
        )
        self._store.act(selection=self.with_valid_query(trace, shown))
        return True

    @property
    def query(self) -> int:
        """The number of the token that asks."""
        return self._store.state.selection.query

    def query_token(self, number: int) -> None:
        """Let a token ask, by its number."""
        self._choose(replace(self._store.state.selection, query=number))

    def choose_step(self, step: int) -> None:
        """Let what wrote a token of the answer ask."""
        if self.trace is not None and 0 <= step < len(self.trace.steps):
            self.query_token(step)

    def move_query(self, down: int, right: int) -> None:
        """Let the patch beside the query ask.

        From a token before the patches it is the one in the middle; where no patches ask, the next
        token.
        """
        if (points := self._points()) is not None:
            self.query_token(_moved(points[1], self.query, down, right))
            return
        site = self._attention()
        if site is None:
            return
        rows, cols = site.queries.rows, site.queries.cols
        if not rows:
            self.query_token(min(max(self.query + down + right, 0), site.queries.size - 1))
            return
        row, col = site.queries.cell(self.query) or (rows // 2, cols // 2)
        row, col = min(max(row + down, 0), rows - 1), min(max(col + right, 0), cols - 1)
        self.query_token(site.queries.index(row, col))

    def reset_query(self) -> None:
        """Let ask again what asked when the model was opened."""
        trace, site = self.trace, self._site()
        now, came = self._store.state.selection, self._from
        if self._gates() is not None:
            self._store.act(spot=None)
        elif came is not None and came[0] is trace and came[1] == (now.layer, now.unit):
            self._from = None
            self._store.act(selection=came[2])
        elif trace is not None and isinstance(site, PatchSite | PointSite):
            self.query_token(first_query(trace, site))

    def next_closed(self) -> None:
        """Show the most closed channel before and after its gate; again, the next one."""
        site = self._site()
        if not isinstance(site, ChannelGate):
            return
        selection = self._store.state.selection
        order = np.argsort(site.gate, kind="stable").tolist()
        alone = selection.unit != MEAN and not selection.added
        at = order.index(selection.unit) + 1 if alone and selection.unit in order else 0
        again = alone and selection.side is GateSide.COMPARE
        unit = order[at % len(order)] if again else order[0]
        fresh = selection.moved(selection.layer, unit)
        self._choose(replace(fresh, side=GateSide.COMPARE))

    def _mark(self, site: ChannelGate | SpatialGate, row: int, col: int) -> None:
        """Keep the place that was clicked, as shares of the input; the same one again lets it go.

        The channels are ranked there, in whatever block; the steps of a gate are told of it.
        """
        rows, cols = site.grid
        spot = (col + 0.5) / cols, (row + 0.5) / rows
        before = self._store.state.spot
        same = before is not None and present_photo.cell_at(site.grid, before) == (row, col)
        self._store.act(spot=None if same else spot)

    def with_valid_query(self, trace: Trace, selection: Selection) -> Selection:
        """Make a selection valid for a run: its layers, heads and query are there.

        The first query asks, as the surest object, where the queries of the last layer were others.
        """
        before = self._store.state.selection
        if 0 <= selection.layer < len(trace.sites) > before.layer:
            here, there = trace.sites[before.layer], trace.sites[selection.layer]
            fresh = here.kind.gates or isinstance(there, PointSite)
            fresh |= looks_for_objects(here) or looks_for_objects(there)
            if fresh and here.query_axis != there.query_axis:
                selection = replace(selection, query=first_query(trace, there))
        return clamped(trace, selection)

    def _points(self) -> tuple[Trace, PointSite] | None:
        """The run and its current site, where that looks at points."""
        trace, site = self.trace, self._site()
        return (trace, site) if trace is not None and isinstance(site, PointSite) else None

    def _attention(self) -> PatchSite | None:
        site = self._site()
        return site if isinstance(site, PatchSite) else None

    def _gates(self) -> ChannelGate | SpatialGate | None:
        site = self._site()
        return site if isinstance(site, ChannelGate | SpatialGate) else None

    def _site(self) -> object:
        trace = self.trace
        return None if trace is None else trace.sites[self._store.state.selection.layer]

    # -- looks ---------------------------------------------------------------------------------

    def choose_nth_view(self, number: int) -> None:
        """Choose how the map lies over the photo, by its place among the ways that there are."""
        modes: tuple[Mode, ...] = ("overlay", "spotlight", "map")
        if number < len(modes):
            self._look.choose("mode", modes[number])

    def choose_side(self, side: GateSide | str) -> None:
        """Show what is before the gates, after them, or both to compare."""
        selection = self._store.state.selection
        self._store.act(selection=replace(selection, side=GateSide(side)))

    def next_side(self) -> None:
        """Show the side of the gates after the current one."""
        sides = tuple(GateSide)
        self.choose_side(sides[(sides.index(self._store.state.selection.side) + 1) % len(sides)])

    def choose_split(self, split: float) -> None:
        """Choose where the sides that are compared meet, as a share of the width."""
        self._store.act("split", split=min(max(split, 0.0), 1.0))

    def hover(self, cell: tuple[int, int] | None, before: bool = False) -> None:
        """Read out the (row, col) of the heatmap under the mouse; None when it left.

        Parameters
        ----------
        before: whether that is on the side of a comparison before the gate.
        """
        self._store.change(hover=cell, hover_before=before)


def _clicked(trace: Trace, site: PointSite, query: int, row: int, col: int) -> int:
    """Give the query at a cell of the picture; the first one where that asks already."""
    found = site.at(row, col)
    return first_query(trace, site) if found == query else found


def _moved(site: PointSite, query: int, down: int, right: int) -> int:
    """Give the query one position on, or one object on, down or right being the next."""
    axis = site.queries
    if isinstance(axis, Objects):
        return min(max(query + down + right, 0), axis.size - 1)
    row, col = axis.cell(query)
    return axis.index(
        min(max(row + down, 0), axis.rows - 1), min(max(col + right, 0), axis.cols - 1)
    )
