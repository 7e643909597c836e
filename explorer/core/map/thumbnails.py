"""The grid of small maps: which maps stand in it, and their values as levels 0 to 255."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from explorer.core.map.combine import quantised, reduced
from explorer.core.map.scales import ends_of_maps, levels, scale_of, shared_levels
from explorer.core.selection import MEAN, Ends, Scale, Selection, asked
from explorer.core.sites.arrays import Array
from explorer.core.sites.attention import Attention
from explorer.core.sites.gates import ChannelGate
from explorer.core.sites.points import joining
from explorer.core.trace import Trace

MOST_OPEN = 6
"""Channels a block in the grid: the gate strip shows all of them."""


Row = list[NDArray[np.uint8]]


def columns(site: Attention) -> tuple[int, ...]:
    """The units of a row of the grid: the mean, then all heads or the most open channels."""
    if isinstance(site, ChannelGate):
        most_open = np.argsort(-site.gate, kind="stable")[:MOST_OPEN]
        return (MEAN, *(int(unit) for unit in most_open))
    return (MEAN,) if site.units == 1 else (MEAN, *range(site.units))


def thumbnails(trace: Trace, selection: Selection) -> list[Row]:
    """For every layer so far, the maps of its columns as (rows, cols) levels by the scale."""
    return Thumbnails().rows(trace, selection)


class Thumbnails:
    """The thumbnails of one run after another; a row is computed again only where it changes."""

    def __init__(self) -> None:
        self._kept: dict[Attention, tuple[object, Row]] = {}

    def rows(self, trace: Trace, selection: Selection) -> list[Row]:
        """See `thumbnails`."""
        kept: dict[Attention, tuple[object, Row]] = {}
        for layer, site in enumerate(trace.sites):
            query = asked(trace, selection, layer)
            here = replace(selection.moved(layer, MEAN), query=query)
            quantity = site.kind.quantity
            current = trace.sites[min(selection.layer, len(trace.sites) - 1)]
            if quantity != current.kind.quantity:
                here = replace(here, levels=None)  # they are of other numbers
            scale, shared = scale_of(trace, here), here.levels
            if shared is None and scale is Scale.SHARED:
                shared = shared_levels(trace, selection, quantity).ends
            key = query, scale, shared, selection.reduce
            before = self._kept.get(site)
            if before is None or before[0] != key:
                before = key, _row(trace, replace(here, scale=scale), shared)
            kept[site] = before
        self._kept = kept
        return [row for _, row in kept.values()]


def _row(trace: Trace, selection: Selection, shared: Ends | None) -> Row:
    """The maps of the selection's layer; shared: the ends of a scale shared by all layers."""
    site, units = trace.sites[selection.layer], columns(trace.sites[selection.layer])
    every = site.maps(selection.query)  # (units, rows, cols)
    how = joining(site, "mean")
    maps = np.stack([reduced(every if unit == MEAN else every[[unit]], how) for unit in units])
    if shared is not None:
        ends = [shared] * len(maps)
    elif selection.scale is Scale.LAYER:
        ends = [levels(trace, selection).ends] * len(maps)
    else:
        ends = ends_of_maps(trace, selection, units)
    lows, highs = np.array(ends, np.float32).T[..., None, None]
    return list(quantised(maps, highs, lows))


def gate_profile(site: Attention) -> Array | None:
    """The gates of a channel gate, largest first; None for other kinds."""
    return np.sort(site.gate)[::-1] if isinstance(site, ChannelGate) else None
