"""Which maps are shown: the intents that choose layer, heads, levels and query. No Qt here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any, Literal, Protocol

from explorer.core.selection import MEAN, Cell, Ends, Scale, Selection, asked, toggled
from explorer.core.trace import Trace
from explorer.gui.control.analysis.why_state import MethodLevels
from explorer.gui.control.present import photo_grid
from explorer.gui.control.state import State
from explorer.gui.control.store import Store
from explorer.registry.entry import Entry

_FAR = 10_000
"""More layers or heads than any model has."""


class SelectionIntents(ABC):
    """The intents of the user that choose which maps are shown.

    Attributes
    ----------
    store: the state, what is shown of it, and its history.
    """

    store: Store

    @property
    def state(self) -> State:
        """The state that is shown."""
        return self.store.state

    @abstractmethod
    def _of(self, trace: Trace) -> Controls:
        """The intents that concern what a run is of."""

    def step_layer(self, by: int) -> None:
        """Go so many layers on, to the last or first one at most."""
        trace = self.state.trace
        if trace is not None:
            self.select(min(max(self.state.selection.layer + by, 0), trace.layers - 1))

    def step_unit(self, by: int) -> None:
        """Go from the mean to head 0, on to the last and back; no wrapping around."""
        trace = self.state.trace
        if trace is None:
            return
        selection = self.state.selection
        last = trace.sites[selection.layer].units - 1
        if last > 0:
            self.select(selection.layer, min(max(selection.unit + by, MEAN), last))

    def end_layer(self, end: int) -> None:
        """Go to the first layer (-1) or the last one (1)."""
        self.step_layer(end * _FAR)

    def end_unit(self, end: int) -> None:
        """Go to the mean (-1) or the last head (1)."""
        self.step_unit(end * _FAR)

    def select_unit(self, unit: int) -> None:
        """Show a head or channel of the current layer alone."""
        self.select(self.state.selection.layer, unit)

    def select(self, layer: int, unit: int | None = None) -> None:
        """Show one cell alone; the unit stays as it is when None."""
        selection = self.state.selection
        self.choose(selection.moved(layer, selection.unit if unit is None else unit))

    def select_cell(self, row: int, column: int) -> None:
        """Show a cell of the grid, alone."""
        cell = self._cell(row, column)
        if cell is not None:
            self.select(*cell)

    def toggle_cell(self, row: int, column: int) -> None:
        """Take a cell of the grid into the average, or out of it."""
        cell = self._cell(row, column)
        if cell is not None and self.state.trace is not None:
            self.choose(toggled(self.state.trace, self.state.selection, cell))

    def select_cells(self, cells: frozenset[tuple[int, int]], row: int, column: int) -> None:
        """Average exactly these cells of the grid; (row, column) becomes the current one."""
        current = self._cell(row, column)
        if current is not None:
            chosen = frozenset(filter(None, (self._cell(*one) for one in cells)))
            self.choose(self.state.selection.with_cells(chosen | {current}, current))

    def _cell(self, row: int, column: int) -> Cell | None:
        """The (layer, unit) of a cell of the grid; None while that shows a run still going on."""
        trace = self.state.trace
        return photo_grid.cell_of(trace, row, column) if trace is not None else None

    def average(self) -> None:
        """Show all heads of the current layer: the default picture."""
        self.select(self.state.selection.layer, MEAN)

    def move_query(self, down: int, right: int) -> None:
        """Let the query one patch on ask, of a text one row."""
        if self.state.trace is not None:
            self._of(self.state.trace).move_query(down, right)

    def reset_query(self) -> None:
        """Let the first query ask again; a model of texts says again what it would have said."""
        if self.state.trace is not None:
            self._of(self.state.trace).reset_query()

    def choose_scale(self, scale: Scale | str) -> None:
        """Choose over which maps the colour levels are shared, as a `Scale` or its word."""
        selection = replace(self.state.selection, scale=Scale(scale), levels=None, kept=False)
        self.choose(selection)

    def choose_levels(self, levels: Ends) -> None:
        """Set the ends of the colour bar, (low, high); they hold for every map of the model."""
        if self._choose_method_levels(levels):
            return
        self.choose(replace(self.state.selection, levels=levels, of_frames=False), "levels")

    def _choose_method_levels(self, ends: Ends | None, kept: bool | None = None) -> bool:
        """Set the levels of what a method says, where that is on screen; whether it is.

        ends: None for those of its own scale. kept: None for what holds already.
        """
        why, before = self.state.why, self.state.why_levels
        if why is None or not why.of(self.state.trace):
            return False
        if why.levels(before) is None:
            before = None
        kind = "levels" if ends and kept is None else ""
        kept = (before is not None and before.kept) if kept is None else kept
        after = ends and MethodLevels(why.trace.model.id, why.method, ends, kept)
        self.store.act(kind, why_levels=after)
        return True

    def keep_levels(self, kept: bool) -> None:
        """Keep the levels when another model is opened, so that both are on one scale, or not."""
        why = self.state.why
        ends = None if why is None else why.levels(self.state.why_levels)
        if not self._choose_method_levels(ends, kept):
            self.choose(replace(self.state.selection, kept=kept))

    def reset_levels(self) -> None:
        """Go back to the levels of the scale."""
        if not self._choose_method_levels(None):
            self.choose(replace(self.state.selection, levels=None, kept=False))

    def choose_mean(self) -> None:
        """Show the mean of all heads of the current layer."""
        selection = self.state.selection
        self.choose(replace(selection.moved(selection.layer, MEAN), reduce="mean"))

    def toggle_maximum(self) -> None:
        """Show the largest of all heads of the current layer, or their mean again."""
        selection = self.state.selection
        other: Literal["mean", "max"] = "mean" if selection.reduce == "max" else "max"
        self.choose(replace(selection.moved(selection.layer, MEAN), reduce=other))

    def toggle_play(self) -> None:
        """Play through the layers, or stop."""
        self.store.change(playing=not self.state.playing and self.state.trace is not None)

    def play_on(self) -> None:
        """Go one layer on, from the last to the first."""
        trace, selection = self.state.trace, self.state.selection
        if trace is not None and self.state.playing:
            following = (selection.layer + 1) % trace.layers
            self.choose(selection.moved(following, selection.unit), "play")

    def choose(self, selection: Selection, kind: str = "") -> None:
        """Show another selection. In a layer of another grid the patch at the same place asks.

        Parameters
        ----------
        kind: of steps that are undone as one; "" for none.
        """
        trace, before = self.state.trace, self.state.selection
        if trace is None:
            return
        if selection.layer != before.layer:
            selection = replace(selection, query=asked(trace, before, selection.layer))
        self.store.act(kind, selection=self._of(trace).with_valid_query(trace, selection))


class Controls(Protocol):
    """What the intents of photos and those of texts have in common."""

    def start(self, entry: Entry | None = None, keep: bool = False) -> None: ...
    def keep(self) -> None: ...
    def on_trace(self, trace: Trace) -> None: ...
    def open_again(self, content: str) -> None: ...
    def open_sample(self, sample: str) -> None: ...
    def refuse(self, error: BaseException) -> bool: ...
    def first(self, trace: Trace) -> dict[str, Any]: ...
    def with_valid_query(self, trace: Trace, selection: Selection) -> Selection: ...
    def move_query(self, down: int, right: int) -> None: ...
    def reset_query(self) -> None: ...
    def choose_nth_view(self, number: int) -> None: ...
