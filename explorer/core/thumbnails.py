"""The grid of small maps: which maps stand in it, and their values as levels 0 to 255."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from explorer.core.attention import Array, Attention, ChannelGate
from explorer.core.combine import quantised, reduced
from explorer.core.levels import default_scale, levels
from explorer.core.selection import MEAN, Scale, Selection, asked
from explorer.core.trace import Trace

MOST_OPEN = 6
"""Channels a block in the grid: the gate strip shows all of them."""


def columns(site: Attention) -> tuple[int, ...]:
    """The units of a row of the grid: the mean, then all heads or the most open channels."""
    if isinstance(site, ChannelGate):
        most_open = np.argsort(-site.gate, kind="stable")[:MOST_OPEN]
        return (MEAN, *(int(unit) for unit in most_open))
    return (MEAN,) if site.units == 1 else (MEAN, *range(site.units))


def thumbnails(trace: Trace, selection: Selection) -> list[list[NDArray[np.uint8]]]:
    """For every layer so far, the maps of its columns as (rows, cols) levels by the scale."""
    scale = selection.scale or default_scale(trace.kind)
    shared = levels(trace, selection).high if scale is Scale.SHARED else 0.0
    rows = []
    for layer, site in enumerate(trace.sites):
        here = replace(selection, query=asked(trace, selection, layer))
        maps = [_map(site, unit, here.query) for unit in columns(site)]
        if scale is Scale.SHARED:
            highs = [shared] * len(maps)
        elif scale is Scale.LAYER:
            own = replace(here.moved(layer, MEAN), scale=scale)
            highs = [levels(trace, own).high] * len(maps)
        else:
            cells = [here.moved(layer, unit) for unit in columns(site)]
            highs = [levels(trace, replace(cell, scale=scale)).high for cell in cells]
        rows.append([quantised(one, high) for one, high in zip(maps, highs, strict=True)])
    return rows


def gate_profile(site: Attention) -> Array | None:
    """The gates of a channel gate, largest first; None for other kinds."""
    return np.sort(site.gate)[::-1] if isinstance(site, ChannelGate) else None


def _map(site: Attention, unit: int, query: int) -> Array:
    return reduced(site.maps(query, None if unit == MEAN else [unit]), "mean")
