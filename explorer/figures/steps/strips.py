"""Vectors as strips of coloured cells: signed values on a diverging map, white at 0."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.core.colormaps import table
from explorer.core.map.steps import Score, Steps, Vectors, pooled
from explorer.core.numbers import nice_ceiling, tick
from explorer.core.sites.arrays import Array
from explorer.figures.sheet import Sheet

CELLS = 8


@dataclass(frozen=True, slots=True)
class Ranges:
    """The values that the ends of the map stand for: ± these, for query, keys and values.

    The context is on the scale of the values.
    """

    query: float
    key: float
    value: float


def ranges_of(steps: Steps, vectors: Vectors, states: int) -> Ranges:
    """One scale for vectors that are compared with each other; `states` are drawn of each word."""
    query, key = _largest(vectors.query), _largest(vectors.keys)
    value = max(_largest(vectors.values), _largest(vectors.context))
    if states == 2:
        return Ranges(*(nice_ceiling(one) for one in (max(query, key), max(query, key), value)))
    if steps.score is Score.ADDITIVE:
        return Ranges(nice_ceiling(query), nice_ceiling(value), nice_ceiling(value))
    return Ranges(*[nice_ceiling(max(query, value))] * 3)


def span(high: float) -> str:
    """±1.2."""
    return f"±{tick(high)}"


def draw_strip(sheet: Sheet, x: float, y0: float, y1: float, vector: Array, high: float) -> None:
    """A vector (d,) from y0 down to y1, with its middle at x; its cells are means of stretches."""
    cells = pooled(vector, CELLS)
    colours = table("cet_d1a")
    levels = np.clip(np.rint((cells / high + 1) * 127.5), 0, 255).astype(int)
    half = WIDE / 2
    sheet.box((x - half - 1, y0 - 1, x + half + 1, y1 + 1), sheet.palette.line, radius=2)
    edges = np.linspace(y0, y1, len(cells) + 1).tolist()
    for level, top, bottom in zip(levels.tolist(), edges, edges[1:], strict=False):
        red, green, blue = colours[level].tolist()
        sheet.box((x - half, top, x + half, bottom), (red, green, blue))


WIDE = 14.0
"""Of a strip, px."""


def _largest(vectors: Array) -> float:
    return float(np.abs(pooled(vectors, CELLS)).max())
