"""Which part of a long map is shown, and the tiles that it is shown in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.core.map.long.softmax_sums import Numbers
from explorer.core.sites.attention import Attention
from explorer.core.trace import Trace

LONG = 512
"""Tokens a side up to which every map is kept whole, word against word. Longer ones are shown in
tiles: all maps of a model would take gigabytes."""
TILES = 512
"""The most tiles a side of one picture: a tile is a pixel or two of it."""

Span = tuple[int, int]
"""The first of some tokens, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Region:
    """The queries `rows` and the keys `cols`, each not empty."""

    rows: Span
    cols: Span

    @property
    def shape(self) -> tuple[int, int]:
        """(queries, keys)."""
        return self.rows[1] - self.rows[0], self.cols[1] - self.cols[0]


def is_long(site: Attention) -> bool:
    """Whether the map of a site is shown in tiles."""
    return site.query_axis.size > LONG or site.key_axis.size > LONG


def is_long_run(trace: Trace) -> bool:
    """Whether any map of a run is shown in tiles."""
    return trace.longest > LONG


def whole(site: Attention) -> Region:
    """All of a site's map."""
    return Region((0, site.query_axis.size), (0, site.key_axis.size))


def within(site: Attention, region: Region | None) -> Region | None:
    """The region, if the map of the site is long and has it; None stands for all of the map."""
    if region is None or not is_long(site) or region == whole(site):
        return None
    (top, bottom), (left, right) = region.rows, region.cols
    fits = 0 <= top < bottom <= site.query_axis.size and 0 <= left < right <= site.key_axis.size
    return region if fits else None


def tile(length: int, most: int | None = None) -> int:
    """Tokens a side of a tile where at most so many tiles show `length` tokens: a power of two."""
    most = TILES if most is None else most
    return 1 << max(0, (-(-length // most) - 1).bit_length())


def edges(span: Span, size: int, end: int) -> Numbers:
    """The edges of the tiles of `size` tokens that have a part in the span: (tiles + 1,).

    They lie on multiples of the size, so that a picture that is moved keeps its tiles; the last
    tile of the map, which ends at `end`, may be smaller.
    """
    first, last = span[0] // size, -(-span[1] // size)
    return np.minimum(np.arange(first, last + 1, dtype=np.intp) * size, end)
