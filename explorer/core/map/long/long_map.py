"""The picture of a region of long maps, of one head or several: coarse first, then sharp."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from explorer.core.cancel import never
from explorer.core.map.combine import Reduce, reduced
from explorer.core.map.long.pooled_map import Pooled, overview, tiled
from explorer.core.map.long.region import Region, edges, tile
from explorer.core.map.long.softmax_sums import Numbers
from explorer.core.sites.arrays import Array, Mask, frozen
from explorer.core.sites.token_attention import TokenSite

COARSE = 1 << 23
"""Weights that the first estimate costs, if its tiles need no more: some 30 ms on one core."""
FASTER = 4
"""How many times as much as the stage before each next one costs at least: else it is left out."""
MOST_THREADS = 4
"""Maps worked out at the same time: each takes some megabytes meanwhile."""
KEPT = 1 << 22
"""Values of single heads that are kept beside their mean."""
SMALL, DRAWN = 32, 2
"""Tiles a side of a thumbnail, and queries a tile that it is estimated from."""

Chosen = Sequence[tuple[TokenSite, Sequence[int]]]
"""Sites over the same tokens, each with the heads that are shown of it."""


@dataclass(frozen=True, eq=False)
class Tiles:
    """A region of several maps, pooled into tiles and made one.

    values: (h, w), in [0, 1]; weights that the mask hides count as 0. stack: (maps, h, w), those of
    each head, or `values` alone where that would be much. rows: (h + 1,), the edges of the tiles
    in queries; cols: (w + 1,), in keys. size: tokens a side of a tile, (queries, keys); the last
    ones may be smaller. allowed: (h, w), True where some query of a tile may look at some of its
    keys; None for everywhere. exact: whether all queries were taken.
    """

    values: Array
    stack: Array
    rows: Numbers
    cols: Numbers
    size: tuple[int, int]
    allowed: Mask | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """How a picture is worked out: queries a side of a tile, how many are drawn (None for all)."""

    queries: int
    drawn: int | None
    cost: int


def tiles(
    chosen: Chosen,
    region: Region,
    pool: Reduce,
    reduce: Reduce,
    cancelled: Callable[[], bool] = never,
) -> Tiles:
    """The exact picture of a region in at most `TILES` tiles a side.

    pool: what is shown of a tile, the mean of its weights or the largest. reduce: how the heads
    become one, after that. Raises Cancelled.
    """
    return _tiles(chosen, region, pool, reduce, _stages(chosen, region)[-1], cancelled)


def refined_tiles(
    chosen: Chosen,
    region: Region,
    pool: Reduce,
    reduce: Reduce,
    cancelled: Callable[[], bool] = never,
) -> Iterator[Tiles]:
    """Estimates that cost ever more, then `tiles`. Raises Cancelled.

    The first costs about `COARSE` weights; its tiles hold more queries where that is not one a
    tile.
    """
    for stage in _stages(chosen, region):
        yield _tiles(chosen, region, pool, reduce, stage, cancelled)


def cost(chosen: Chosen, region: Region) -> int:
    """Weights to be worked out for the exact picture."""
    return _stages(chosen, region)[-1].cost


def long_row(chosen: Chosen, query: int, reduce: Reduce) -> Array:
    """The whole row of a query, the heads made one: (keys,). Costs what a row costs."""
    rows = [site.weights([query])[list(heads), 0] for site, heads in chosen]  # (heads, keys)
    return frozen(reduced(np.concatenate(rows), reduce))


def small_maps(
    site: TokenSite, pool: Reduce, cancelled: Callable[[], bool] = never
) -> tuple[list[Array], Mask | None]:
    """Each head's map as an estimate in at most `SMALL` tiles a side, and where it is allowed."""
    found = [
        overview(site, head, shape=(SMALL, SMALL), how=pool, drawn=DRAWN, cancelled=cancelled)
        for head in range(site.heads)
    ]
    return [one.values for one in found], found[0].allowed


def _stages(chosen: Chosen, region: Region) -> list[Stage]:
    """What to work out one after the other, each much dearer than the one before.

    The last is exact.
    """
    queries = region.shape[0]
    line = sum(len(heads) * site.key_axis.size for site, heads in chosen)  # one query of all maps
    own = tile(queries)
    coarse = max(own, tile(queries, max(1, COARSE // line)))
    exact = Stage(own, None, queries * line)
    found = [Stage(coarse, 1, -(-queries // coarse) * line)]
    drawn = 1
    while drawn < own:
        found.append(Stage(own, drawn, -(-queries // own) * drawn * line))
        drawn *= 8
    kept: list[Stage] = []
    for stage in found:
        dearer = not kept or stage.cost >= FASTER * kept[-1].cost
        if dearer and exact.cost >= FASTER * stage.cost and exact.cost > COARSE:
            kept.append(stage)
    return [*kept, exact]


def _in_threads(
    work: Callable[[tuple[TokenSite, int]], Pooled], maps: list[tuple[TokenSite, int]], cost: int
) -> Iterator[Pooled]:
    """The work on each map in their order, several at a time where it is much of it.

    NumPy multiplies and exponentiates without holding the interpreter.

    Parameters
    ----------
    cost: weights to work out in all.
    """
    threads = min(len(maps), os.cpu_count() or 1, MOST_THREADS)
    if threads < 2 or cost <= COARSE:
        yield from map(work, maps)
        return
    with ThreadPoolExecutor(threads, "tiles") as pool:
        yield from pool.map(work, maps)


def _tiles(
    chosen: Chosen,
    region: Region,
    pool: Reduce,
    reduce: Reduce,
    stage: Stage,
    cancelled: Callable[[], bool],
) -> Tiles:
    site, _ = chosen[0]
    size = stage.queries, tile(region.shape[1])
    rows = edges(region.rows, size[0], site.query_axis.size)
    cols = edges(region.cols, size[1], site.key_axis.size)
    count = sum(len(heads) for _, heads in chosen)
    shape = len(rows) - 1, len(cols) - 1
    stack = np.zeros((count, *shape), np.float32) if count * shape[0] * shape[1] <= KEPT else None
    values = np.zeros(shape, np.float32)
    found: Pooled | None = None
    maps = [(one, head) for one, heads in chosen for head in heads]

    def pooled(one: tuple[TokenSite, int]) -> Pooled:
        return tiled(*one, rows, cols, pool, stage.drawn, cancelled)

    for at, found in enumerate(_in_threads(pooled, maps, stage.cost)):
        if stack is not None:
            stack[at] = found.values
        if reduce == "max":
            np.maximum(values, found.values, out=values)
        else:
            values += found.values / np.float32(count)
    assert found is not None  # there is no selection without a map
    values = frozen(values)
    return Tiles(
        values=values,
        stack=values[None] if stack is None else stack,
        rows=rows,
        cols=cols,
        size=size,
        allowed=found.allowed,
        exact=found.exact,
    )
