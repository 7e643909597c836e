"""The grid of heads while two runs are compared: |A − B| of each, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from explorer.analysis.difference_grid import DifferenceRow
from explorer.core.map.combine import quantised
from explorer.core.map.levels import levels_of
from explorer.core.map.long.region import is_long_run
from explorer.core.numbers import tick
from explorer.core.selection import Scale
from explorer.core.sites.arrays import Array, Mask
from explorer.core.trace import Trace
from explorer.gui.control.state import State
from explorer.gui.control.view import GridContent

NOISE = 1e-4
"""Of the largest difference; what is smaller is not made bright by a scale of its own."""
Rows = Sequence[DifferenceRow | None]


def compared_rows(state: State, trace: Trace) -> Rows | None:
    """Give |A − B| of the heads of a run, where it is compared and they are known.

    None too where a layer is too long for them: the maps then stay.
    """
    shown = state.analysis
    if shown is None or shown.room != "compare" or shown.trace is not trace or not shown.rows:
        return None
    return None if any(row is None for row in shown.rows) else shown.rows


def compared_scale(state: State, trace: Trace) -> Scale:
    """Give the scale of the differences: that of all, unless another was chosen."""
    chosen = state.selection.scale
    return chosen if chosen is not None and not is_long_run(trace) else Scale.SHARED


def difference_grid(content: GridContent, trace: Trace, rows: Rows, scale: Scale) -> GridContent:
    """Give |A − B| of every head, by a scale that all share, each layer, or each map."""
    maps: list[Array] = [row.maps for row in rows if row is not None]
    ends = _ends(trace, maps, scale)
    small = [
        [quantised(one, high) for one, high in zip(layer, highs, strict=True)]
        for layer, highs in zip(maps, ends, strict=True)
    ]
    masks: list[Mask | None] = [_mask(layer) for layer in maps]
    most = ends[0][0]
    one_scale = scale is Scale.SHARED and len({high for highs in ends for high in highs}) == 1
    return replace(
        content,
        title="|A − B|",
        detail=f"up to {tick(most)}" if one_scale else content.detail,
        rows=small,
        masks=masks,
        profiles=[None] * len(small),
        shape=replace(content.shape, profiles=False),
    )


def _ends(trace: Trace, maps: list[Array], scale: Scale) -> list[list[float]]:
    """What the brightest colour of each map stands for."""
    least = NOISE * max(float(np.nanmax(layer, initial=0.0)) for layer in maps)
    if scale is Scale.MAP:
        return [[max(least, _high([one])) for one in layer] for layer in maps]
    if scale is Scale.LAYER:
        return [[max(least, _high([layer]))] * len(layer) for layer in maps]
    kinds = [site.kind.quantity for site in trace.sites]
    shared = {
        kind: _high([layer for layer, other in zip(maps, kinds, strict=True) if other == kind])
        for kind in set(kinds)
    }
    return [[shared[kind]] * len(layer) for layer, kind in zip(maps, kinds, strict=True)]


def _high(maps: Sequence[Array]) -> float:
    known = [one[~np.isnan(one)] for one in maps]
    known = [one for one in known if one.size]
    return levels_of(known, "").high if known else 1.0


def _mask(layer: Array) -> Mask | None:
    """(rows, cols), False where A or B has nothing; None where both have all."""
    known: Mask = np.logical_not(np.isnan(layer).all(axis=0))
    return None if known.all() else known
