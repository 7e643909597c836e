"""What the user asks to see, frozen: which maps, whose query, how combined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from explorer.core.map.combine import Reduce
from explorer.core.map.long.region import Region, within
from explorer.core.numbers import listing
from explorer.core.sites.axes import PatchGrid, Whole
from explorer.core.sites.point_axes import Objects, Pyramid
from explorer.core.trace import Trace

MEAN = -1
"""In place of a unit: all units of the layer."""

Ends = tuple[float, float]
"""The values at the lower and at the upper end of a colour bar."""

Cell = tuple[int, int]
"""(layer, unit); the unit is a head, a channel, or MEAN."""


class Scale(StrEnum):
    """Over which maps the colour levels are shared."""

    SHARED = "shared"
    LAYER = "layer"
    MAP = "map"


class GateSide(StrEnum):
    """Which side of a channel gate is shown.

    COMPARE is both on one picture; a map of it alone is the one after the gate.
    """

    BEFORE = "before"
    AFTER = "after"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Selection:
    """The maps to show and how.

    layer, unit: the current cell, where the arrow keys stand. added: further cells toggled into
    the average. query: token number of the query (0 is CLS; gates have no other). reduce: how
    several maps become one. For texts: words: whether the tokens of a word are one row or column;
    special: whether special tokens are shown; renormalised: whether what is shown of a row then
    sums to 1 again; without: keys that are left out of the columns, the rest of a row then sums
    to 1. For long ones: region: what part is shown, None for all; pool: how the
    tokens of a tile become one. levels: the ends of the colour bar, None for those of the scale;
    kept: whether they stay when another model is opened; of_frames: whether they are those of all
    frames of an animation.
    """

    layer: int = 0
    unit: int = MEAN
    added: frozenset[Cell] = frozenset()
    query: int = 0
    reduce: Reduce = "mean"
    scale: Scale | None = None
    side: GateSide = GateSide.AFTER
    words: bool = True
    special: bool = True
    renormalised: bool = False
    region: Region | None = None
    pool: Reduce = "mean"
    levels: Ends | None = None
    kept: bool = False
    of_frames: bool = False
    without: frozenset[int] = frozenset()

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


def carried(before: Selection, fresh: Selection, last: Trace | None, trace: Trace) -> Selection:
    """The first selection of another model, with the levels of the last one if they are kept.

    Those of weights say nothing about gates or activations: they end where another model shows
    another quantity.

    Parameters
    ----------
    last, trace: the run that was shown, None for none, and that of the other model.
    """
    alike = last is not None and last.kind.quantity == trace.kind.quantity
    kept = alike and before.kept and before.levels is not None
    return replace(fresh, levels=before.levels if kept else None, kept=kept)


def expanded(trace: Trace, selection: Selection) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(layer, its chosen units in order): MEAN stands for all units, nothing counts twice."""
    for layer in sorted({layer for layer, _ in selection.cells}):
        units = {unit for at, unit in selection.cells if at == layer}
        everything = range(trace.sites[layer].units)
        yield layer, tuple(everything) if MEAN in units else tuple(sorted(units))


def toggled(trace: Trace, selection: Selection, cell: Cell) -> Selection:
    """The cell taken into the average or out of it, with the mean of a layer as all its units.

    A unit of a layer whose mean is chosen leaves it, and the others stay; the last unit that was
    missing makes it the mean again; the mean takes the place of single units.
    """
    layer, unit = cell
    mean = (layer, MEAN)
    units = frozenset((layer, one) for one in range(trace.sites[layer].units))
    if unit != MEAN and mean in selection.cells and len(units) > 1:
        rest = units - {cell}
        return selection.with_cells((selection.cells - {mean}) | rest, min(rest))
    result = selection.toggled(cell)
    if mean in result.cells or units <= result.cells:
        return result.with_cells((result.cells - units) | {mean}, mean)
    return result


def clamped(trace: Trace, selection: Selection) -> Selection:
    """The selection made valid for a trace: layers, units and query that exist in it.

    Of a text only maps over the same tokens are combined: those of the current cell's part; of
    points only those of the same queries. A region that the map does not have becomes all of it.
    """
    last = len(trace.sites) - 1
    layer = min(max(selection.layer, 0), last)
    unit = selection.unit if _exists(trace, (layer, selection.unit)) else MEAN
    added = {cell for cell in selection.added if _exists(trace, cell)} - {(layer, unit)}
    here = trace.sites[layer]
    added = {cell for cell in added if here.combines_with(trace.sites[cell[0]])}
    size = here.query_axis.size
    query = selection.query if 0 <= selection.query < size else 0
    region = within(here, selection.region)
    found = layer, unit, frozenset(added), query, region
    if found == (
        selection.layer,
        selection.unit,
        selection.added,
        selection.query,
        selection.region,
    ):
        return selection
    return replace(
        selection, layer=layer, unit=unit, added=frozenset(added), query=query, region=region
    )


def asked(trace: Trace, selection: Selection, layer: int) -> int:
    """The query in the tokens of a layer, whose grid may be another than the current cell's.

    While a run goes on the current cell may not be there yet; then the first token stands in for
    one that the layer does not have.
    """
    there = trace.sites[layer].query_axis
    if isinstance(there, Objects | Pyramid):
        asking = selection.layer < len(trace.sites) and trace.sites[selection.layer].query_axis
        return selection.query if asking == there else there.first
    if selection.layer < len(trace.sites) and isinstance(there, PatchGrid):
        here = trace.sites[selection.layer].query_axis
        if isinstance(here, PatchGrid) and here != there and selection.query < here.size:
            return here.counterpart(selection.query, there)
        if isinstance(here, Objects | Pyramid | Whole):
            return there.first
    return selection.query if selection.query < there.size else 0


def named_units(trace: Trace, chosen: Sequence[tuple[int, tuple[int, ...]]]) -> list[str]:
    """The units of each chosen layer in words: "all", or "0–2, 5"."""
    return ["all" if len(u) == trace.sites[at].units else listing(list(u)) for at, u in chosen]


def combined(
    trace: Trace,
    reduce: Reduce,
    chosen: Sequence[tuple[int, tuple[int, ...]]],
    layers: Sequence[str],
    unit: str,
) -> str:
    """Say several maps in words, as "mean of heads 0–2".

    `layers` names each of the chosen layers, `unit` says what its maps are.
    """
    how = "largest" if reduce == "max" else "mean"
    count = sum(len(units) for _, units in chosen)
    named = named_units(trace, chosen)
    if set(named) == {"all"}:
        return f"{how} of {count} {unit}s"
    if len(set(named)) == 1:
        plural = "s" if len(chosen[0][1]) > 1 else ""
        return f"{how} of {unit}{plural} {named[0]}"
    which = "; ".join(f"{layer}: {units}" for layer, units in zip(layers, named, strict=True))
    return f"{how} of {count} {unit}s ({which})"


def _exists(trace: Trace, cell: Cell) -> bool:
    """A site with a single map has it under MEAN only, so that no map has two names."""
    layer, unit = cell
    if not 0 <= layer < len(trace.sites):
        return False
    units = trace.sites[layer].units
    return unit == MEAN or (units > 1 and 0 <= unit < units)
