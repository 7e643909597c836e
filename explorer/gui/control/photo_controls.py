"""What the user wants of a model of photos, turned into the new state. No Qt here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.attention import PatchSite
from explorer.core.inputs import Inputs, Modality
from explorer.core.map.levels import default_scale
from explorer.core.map.thumbnails import Thumbnails
from explorer.core.photo import Photo
from explorer.core.points import PointSite
from explorer.core.selection import GateSide, Selection, carried, clamped
from explorer.core.summary import explain, facts
from explorer.core.trace import PhotoTrace, Trace
from explorer.gui.control import point_picking, present
from explorer.gui.control.display import Display, Scene
from explorer.inputs.samples import samples
from explorer.runtime.engine import Request
from explorer.runtime.jobs import Job

if TYPE_CHECKING:
    from explorer.gui.control.controller import Controller

MOST_LISTED = 40
"""Tokens that a menu lists; more are stepped through by keys."""


class PhotoControls:
    """The part of the controller that belongs to photos; the state stays the controller's."""

    def __init__(self, controller: Controller, display: Display) -> None:
        self._controller = controller
        self._display = display
        self._scene: Scene | None = None
        self._thumbnails = Thumbnails()

    @property
    def trace(self) -> PhotoTrace | None:
        """The last run, if it was of a photo."""
        trace = self._controller.state.trace
        return trace if isinstance(trace, PhotoTrace) else None

    # -- opening and running -------------------------------------------------------------------

    def open(self, source: Path | Photo) -> None:
        """Open a photo, in the background, and run the model on it."""
        self._controller.want(Modality.PHOTO)
        state = self._controller.state
        request = Request(state.model, Inputs((source,), fit=state.fit), state.device)

        def work(job: Job) -> Trace:
            return self._controller.engine.run(request, job.publish, job.cancelled)

        self._controller.run(work, "Opening")

    def open_sample(self, sample_id: str) -> None:
        """Open a bundled photo, by its id."""
        for sample in samples():
            if sample.id == sample_id:
                self.open(sample.path)

    def open_recent(self, path: str) -> None:
        """Open a photo that was open before."""
        self.open(Path(path))

    def start(self) -> None:
        """Run the photo, a sample where there is none yet."""
        self.open(self._controller.state.photo or samples()[0].path)

    def on_photo(self, photo: Photo) -> None:
        """A photo that was read."""
        self._controller.change(photo=photo)
        self._display.show_photo(photo)

    def on_trace(self, trace: PhotoTrace) -> None:
        """A run that goes on, or its end: the old picture stays until the new one is whole."""
        before, selection = self._controller.state.trace, self._controller.state.selection
        if before is None or before.model != trace.model:
            selection = carried(selection, present.fresh(trace))
        if not trace.complete:
            self.show_grid(trace, selection)
            self._display.show_busy("Running", len(trace.sites), trace.layers)
            return
        selection = clamped(trace, selection)
        self._controller.change(trace=trace, selection=selection, hover=None)
        self._controller.show_outcome(trace)
        self._controller.show_all()

    # -- the query -----------------------------------------------------------------------------

    def query_patch(self, row: int, col: int) -> None:
        """A patch becomes the query; the same patch again gives the first back.

        row, col: on the grid of the queries, which need not be that of the heatmap.
        """
        if (points := self._points()) is not None:
            self._query(point_picking.clicked(*points, self.query, row, col))
            return
        site = self._attention()
        if site is not None and site.queries.rows:
            index = site.queries.index(row, col)
            self._query(site.queries.first if index == self.query else index)

    def tokens(self) -> tuple[str, ...]:
        """The tokens before the patches, as CLS and registers, where there is a choice and a menu
        can list it."""
        site = self._attention()
        if site is None or (len(site.queries.prefix) == 1 and site.queries.first == 0):
            return ()
        return site.queries.prefix if len(site.queries.prefix) <= MOST_LISTED else ()

    def objects(self) -> tuple[tuple[int, str], ...]:
        """The queries of what a detector has found, each with its name, best first."""
        points = self._points()
        return () if points is None else point_picking.listed(*points)

    @property
    def query(self) -> int:
        """The number of the token that asks."""
        return self._controller.state.selection.query

    def query_token(self, number: int) -> None:
        """One of `tokens` becomes the query."""
        self._query(number)

    def move_query(self, down: int, right: int) -> None:
        """The query one patch on, from a token before the patches to the one in the middle; one
        token on where no patches ask."""
        if (points := self._points()) is not None:
            self._query(point_picking.moved(points[1], self.query, down, right))
            return
        site = self._attention()
        if site is None:
            return
        rows, cols = site.queries.rows, site.queries.cols
        if not rows:
            self._query(min(max(self.query + down + right, 0), site.queries.size - 1))
            return
        row, col = site.queries.cell(self.query) or (rows // 2, cols // 2)
        row, col = min(max(row + down, 0), rows - 1), min(max(col + right, 0), cols - 1)
        self._query(site.queries.index(row, col))

    def reset_query(self) -> None:
        """What asked when the model was opened asks again."""
        if (points := self._points()) is not None:
            self._query(point_picking.first(*points))
            return
        site = self._attention()
        if site is not None:
            self._query(site.queries.first)

    def carried(self, selection: Selection) -> Selection:
        """The selection with the surest object asking where its layer has points of objects, and
        the last one had not."""
        trace, before = self.trace, self._controller.state.selection
        if trace is None or not 0 <= selection.layer < len(trace.sites) > before.layer:
            return selection
        here, there = trace.sites[before.layer], trace.sites[selection.layer]
        if here.query_axis == there.query_axis or not isinstance(there, PointSite):
            return selection
        return replace(selection, query=point_picking.first(trace, there))

    def _points(self) -> tuple[PhotoTrace, PointSite] | None:
        """The run and its current site, where that looks at points."""
        trace = self.trace
        site = trace.sites[self._controller.state.selection.layer] if trace is not None else None
        return (trace, site) if trace is not None and isinstance(site, PointSite) else None

    def _attention(self) -> PatchSite | None:
        trace = self.trace
        site = trace.sites[self._controller.state.selection.layer] if trace is not None else None
        return site if isinstance(site, PatchSite) else None

    def _query(self, index: int) -> None:
        selection = replace(self._controller.state.selection, query=index)
        self._controller.show_selected(selection, grid=True)

    # -- looks ---------------------------------------------------------------------------------

    def choose_side(self, side: GateSide | str) -> None:
        """Before the gates, after them, or both to compare."""
        self._controller.change(side=GateSide(side))
        self._controller.restyle()

    def next_side(self) -> None:
        """The side of the gates after the current one."""
        sides = tuple(GateSide)
        self.choose_side(sides[(sides.index(self._controller.state.side) + 1) % len(sides)])

    def choose_split(self, split: float) -> None:
        """Where the sides that are compared meet, as a share of the width."""
        self._controller.change(split=min(max(split, 0.0), 1.0))
        self.show_scene()

    def hover(self, cell: tuple[int, int] | None) -> None:
        """The (row, col) of the heatmap under the mouse, None when it left."""
        self._controller.change(hover=cell)
        if self._scene is None or cell is None:
            self._display.show_readout(None)
        else:
            self._display.show_readout(present.readout(self._scene.heatmap, cell))
        self._show_explanation()

    # -- showing -------------------------------------------------------------------------------

    def show_grid(self, trace: PhotoTrace, selection: Selection) -> None:
        """The thumbnails."""
        self._display.show_grid(present.grid(trace, selection, self._thumbnails))

    def show_texts(self, trace: PhotoTrace, selection: Selection) -> None:
        """The words that depend on the chosen maps."""
        scale = selection.scale or default_scale(trace.kind)
        self._display.show_scale(present.SCALES[trace.kind], scale)
        self._display.show_steppers(present.steppers(trace, selection))

    def show_scene(self) -> None:
        """The picture of the chosen maps."""
        trace, state = self.trace, self._controller.state
        if trace is None:
            return
        self._scene = present.scene(state, trace)
        self._display.show_scene(self._scene)
        self._display.show_facts(facts(trace, state.selection, self._scene.heatmap))
        if state.hover is not None:
            self.hover(_within(self._scene, state.hover))
        else:
            self._show_explanation()

    def _show_explanation(self) -> None:
        trace, state = self.trace, self._controller.state
        if trace is not None and self._scene is not None:
            cell = state.hover or self._scene.heatmap.peak
            self._display.show_explanation(explain(trace, state.selection, cell))


def _within(scene: Scene, cell: tuple[int, int]) -> tuple[int, int] | None:
    rows, cols = scene.heatmap.grid
    return cell if cell[0] < rows and cell[1] < cols else None
