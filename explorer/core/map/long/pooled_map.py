"""A map of any length as a small picture: exact pooling of a region, block after block.

Method. The region is cut into tiles, one a value. Its query rows are taken in blocks of about four
megabytes, softmax rows are worked out over all keys (`Normaliser`), pooled over the rows of each
tile, then over its keys; memory grows with the length, never with its square. Rows whose
normaliser is known from before cost only the keys of the region, which makes zooming quick.

Error. `exact` values are the pooled weights up to rounding in float32: 1e-5 for logits up to 50 and
in proportion beyond, as of any softmax in float32. Estimates take all keys, but not all queries:
each tile's rows are cut into strata of equal length and one row is drawn at random from each
(stratified sampling: Cochran, Sampling Techniques, chapter 5), the same rows each time. So each
mean is one of true rows, unbiased, with a standard error of at most σ/√n, for n rows drawn and σ
the spread of the tile's row means; each maximum is a weight that is there,
and at most the true one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from explorer.core.cancel import Cancelled, never
from explorer.core.map.long.softmax_sums import Normaliser, Numbers
from explorer.core.sites.arrays import Array, Mask, frozen
from explorer.core.sites.attention import Attention
from explorer.core.sites.dot_product import DotProduct
from explorer.core.sites.masks import Sparse

How = Literal["mean", "max"]

BLOCK = 1 << 20
"""Weights worked out at a time: few enough to stay in the processor's cache."""

LEAST = 16
"""Rows worked out at a time, however long: fewer would leave the multiplication idle."""


@dataclass(frozen=True, eq=False)
class Pooled:
    """A region of one head's map, a value a tile.

    values: (h, w) float32, in [0, 1]; weights that the mask hides count as 0. rows: (h + 1,), tile
    i holds the queries from rows[i] up to rows[i + 1]; cols: (w + 1,), the same for the keys.
    allowed: (h, w), True where any query of the tile may look at any of its keys; None for
    everywhere. exact: whether all queries were taken; queries: how many were.
    """

    values: Array
    rows: Numbers
    cols: Numbers
    allowed: Mask | None
    how: How
    exact: bool
    queries: int


def overview(
    site: Attention,
    head: int,
    rows: slice = slice(None),
    cols: slice = slice(None),
    shape: tuple[int, int] = (512, 512),
    how: How = "mean",
    drawn: int | None = None,
    cancelled: Callable[[], bool] = never,
) -> Pooled:
    """The pooled weights of queries `rows` and keys `cols`, exact or estimated.

    shape: (h, w), the most tiles; fewer where the region has fewer tokens, which then are shown
    one by one. Tiles differ by one token at most. drawn: from how many queries a tile they are
    estimated; None takes all. Raises ValueError for a head or a region that is not there,
    Cancelled between two blocks.
    """
    if min(shape) < 1:
        raise ValueError(f"A picture of {shape[0]} × {shape[1]} values shows nothing.")
    edges = []
    for part, size, most in zip(
        (rows, cols), (site.query_axis.size, site.key_axis.size), shape, strict=True
    ):
        chosen = range(size)[part]
        if not chosen or chosen.step != 1:
            raise ValueError(f"{part} is no region of {size} tokens.")
        edges.append(_edges(chosen.start, chosen.stop, min(most, len(chosen))))
    return tiled(site, head, edges[0], edges[1], how, drawn, cancelled)


def tiled(
    site: Attention,
    head: int,
    rows: Numbers,
    cols: Numbers,
    how: How = "mean",
    drawn: int | None = None,
    cancelled: Callable[[], bool] = never,
) -> Pooled:
    """As `overview`, of tiles whose edges are given: rising, within the map."""
    if not 0 <= head < site.heads:
        raise ValueError(f"There is no head {head}: heads go from 0 to {site.heads - 1}.")
    region = _Region(site, head, rows, cols)
    strata = region.every if drawn is None else _strata(rows, drawn)
    return _pooled(region, how, strata, cancelled)


@dataclass(frozen=True, eq=False)
class _Region:
    """What is pooled: `rows` and `cols` are the edges of the tiles."""

    site: Attention
    head: int
    rows: Numbers
    cols: Numbers

    @property
    def every(self) -> Numbers:
        """Strata of one query each."""
        return np.arange(self.rows[0], self.rows[-1] + 1)

    @property
    def keys(self) -> range:
        return range(int(self.cols[0]), int(self.cols[-1]))

    @property
    def normaliser(self) -> Normaliser | None:
        return Normaliser.of(self.site) if isinstance(self.site, DotProduct) else None

    @property
    def cost(self) -> int:
        """Weights to work out for a row: all of it where one of the queries is not known."""
        normaliser = self.normaliser
        if normaliser and normaliser.knows(self.head, self.every[:-1]):
            return len(self.keys)
        return self.site.key_axis.size

    def exponentials(self, queries: Numbers, room: Array) -> tuple[Array, Array]:
        """As those of `Normaliser`; of a map that was kept the weights themselves."""
        normaliser = self.normaliser
        if normaliser:
            return normaliser.exponentials(self.head, queries, self.keys, room)
        kept = self.site.weights(queries.tolist())[self.head, :, self.keys.start : self.keys.stop]
        return np.array(kept), np.ones(len(kept), np.float32)

    def allowed(self) -> Mask | None:
        """(h, w) of `Pooled.allowed`."""
        mask = self.site.mask if isinstance(self.site, DotProduct) else None
        mask = self.site.allowed if mask is None else mask
        if mask is None:
            return None
        if isinstance(mask, Sparse):
            return mask.tiles(self.rows, self.cols)
        found = [
            np.logical_or.reduceat(mask[start:stop, : self.keys.stop].any(axis=0), self.cols[:-1])
            for start, stop in zip(self.rows, self.rows[1:], strict=False)
        ]
        return np.stack(found)


def _edges(start: int, stop: int, parts: int) -> Numbers:
    """(parts + 1,) from start to stop, the parts as equal as whole numbers can be."""
    return start + np.arange(parts + 1, dtype=np.intp) * (stop - start) // parts


def _strata(rows: Numbers, most: int) -> Numbers:
    """Edges of the strata: each tile cut into `most` of them, or its single rows."""
    tiles = zip(rows[:-1].tolist(), rows[1:].tolist(), strict=True)
    cut = [_edges(start, stop, min(most, stop - start))[:-1] for start, stop in tiles]
    return np.concatenate([*cut, rows[-1:]])


def _pooled(region: _Region, how: How, strata: Numbers, cancelled: Callable[[], bool]) -> Pooled:
    """What one query of each stratum tells; each stands for as many as its stratum has."""
    sizes = np.diff(strata)
    queries = strata[:-1] + np.random.default_rng(0).integers(sizes)
    tiles = np.searchsorted(region.rows, queries, side="right") - 1
    shares = (sizes / np.diff(region.rows)[tiles]).astype(np.float32)
    values = np.zeros((len(region.rows) - 1, len(region.cols) - 1))
    step = max(LEAST, BLOCK // region.cost)
    room = np.empty(min(step, len(queries)) * region.site.key_axis.size, np.float32)
    for start in range(0, len(queries), step):
        if cancelled():
            raise Cancelled
        block = slice(start, start + step)
        met, strip = _strip(region, how, queries[block], tiles[block], shares[block], room)
        starts = region.cols[:-1] - region.cols[0]
        if how == "mean":
            values[met] += np.add.reduceat(strip, starts, axis=1, dtype=np.float64)
        else:
            values[met] = np.maximum(values[met], np.maximum.reduceat(strip, starts, axis=1))
    if how == "mean":
        values /= np.diff(region.cols)
    return Pooled(
        values=frozen(values),
        rows=region.rows,
        cols=region.cols,
        allowed=region.allowed(),
        how=how,
        exact=len(strata) == len(region.every),
        queries=len(queries),
    )


def _strip(
    region: _Region, how: How, queries: Numbers, tiles: Numbers, shares: Array, room: Array
) -> tuple[Numbers, Array]:
    """The tiles that these queries belong to, and their rows pooled into one a tile: (tiles, keys).

    A loop over the tiles: NumPy's own reduceat along the first axis takes ten times as long.
    """
    part, factors = region.exponentials(queries, room)
    firsts = np.flatnonzero(np.diff(tiles, prepend=-1))
    strip = np.zeros((len(firsts), len(region.keys)), np.float32)
    reach = part.shape[1]
    if how == "mean":
        factors = factors * shares
    else:
        part *= factors[:, None]
    for row, start, stop in zip(strip, firsts, [*firsts[1:], len(tiles)], strict=True):
        if how == "mean":
            row[:reach] = factors[start:stop] @ part[start:stop]
        else:
            row[:reach] = part[start:stop].max(axis=0)
    return tiles[firsts], strip
