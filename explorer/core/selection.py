"""What the user asks to see, frozen: which maps, whose query, how combined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from explorer.core.trace import Trace

MEAN = -1
"""In place of a unit: all units of the layer."""

Cell = tuple[int, int]
"""(layer, unit); the unit is a head, a channel, or MEAN."""


class Scale(StrEnum):
    """Over which maps the colour levels are shared."""

    SHARED = "shared"
    LAYER = "layer"
    MAP = "map"


class Stage(StrEnum):
    """Which side of a channel gate is shown."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Selection:
    """The maps to show and how.

    layer, unit: the current cell, where the arrow keys stand. added: further cells toggled into
    the average. query: token number of the query (0 is CLS; gates have no other). reduce: how
    several maps become one.
    """

    layer: int = 0
    unit: int = MEAN
    added: frozenset[Cell] = frozenset()
    query: int = 0
    reduce: Literal["mean", "max"] = "mean"
    scale: Scale | None = None
    stage: Stage = Stage.AFTER

    @property
    def cells(self) -> frozenset[Cell]:
        return self.added | {(self.layer, self.unit)}

    def moved(self, layer: int, unit: int) -> Selection:
        """The same question asked of another single cell."""
        return replace(self, layer=layer, unit=unit, added=frozenset())

    def toggled(self, cell: Cell) -> Selection:
        """The cell taken into the average, or out of it; the last one stays."""
        cells = self.cells
        if cell not in cells:
            return replace(self, layer=cell[0], unit=cell[1], added=cells)
        left = cells - {cell}
        if not left:
            return self
        current = (self.layer, self.unit) if cell != (self.layer, self.unit) else max(left)
        return replace(self, layer=current[0], unit=current[1], added=left - {current})

    def with_cells(self, cells: frozenset[Cell], current: Cell) -> Selection:
        """Exactly these cells; `current` must be one of them."""
        if current not in cells:
            raise ValueError(f"The current cell {current} is not among the chosen ones.")
        return replace(self, layer=current[0], unit=current[1], added=cells - {current})


def expanded(trace: Trace, selection: Selection) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(layer, its chosen units in order): MEAN stands for all units, nothing counts twice."""
    for layer in sorted({layer for layer, _ in selection.cells}):
        units = {unit for at, unit in selection.cells if at == layer}
        everything = range(trace.sites[layer].units)
        yield layer, tuple(everything) if MEAN in units else tuple(sorted(units))


def clamped(trace: Trace, selection: Selection) -> Selection:
    """The selection made valid for a trace: layers, units and query that exist in it."""
    last = len(trace.sites) - 1
    layer = min(max(selection.layer, 0), last)
    unit = selection.unit if selection.unit < trace.sites[layer].units else MEAN
    if trace.sites[layer].units == 1:
        unit = MEAN
    added = frozenset(
        (at, one)
        for at, one in selection.added
        if at <= last and one < trace.sites[at].units and (at, one) != (layer, unit)
    )
    query = selection.query if selection.query < trace.sites[layer].query_axis.size else 0
    return replace(selection, layer=layer, unit=unit, added=added, query=query)
