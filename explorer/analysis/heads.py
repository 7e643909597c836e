"""Statistics of attention heads: entropy, mean distance, what each looks at.

All are worked out of the weights a block of queries at a time, so that a map of any length needs
little memory. Gates have no rows that sum to 1, and no statistics.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.head_table import Columns, HeadTable, Statistic
from explorer.core.cancel import Cancelled, never
from explorer.core.foreign import Refusal
from explorer.core.placement import Box, Placement
from explorer.core.sites.arrays import Array, Mask
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import Axis, PatchGrid, Tokens
from explorer.core.sites.point_axes import Points
from explorer.core.trace import Trace

Asking = Literal["all", "first"]
"""Which queries a statistic is the mean of: all of them, or CLS or the first token alone."""
Numbers = NDArray[np.float64]

BLOCK = 2**24
"""Weights that are held at a time: 64 MiB of float32."""
SINK = 0.3
"""The mean weight above which a key is a sink (Gu et al. 2025, When attention sink emerges)."""


class StatisticsError(Refusal):
    """There are no statistics of a run; the message is one sentence that says why."""


def head_table(
    trace: Trace,
    asking: Asking = "all",
    box: Box | None = None,
    cancelled: Callable[[], bool] = never,
    block: int = BLOCK,
) -> HeadTable:
    """Work out the statistics of every head of a run.

    Parameters
    ----------
    trace : Trace
        A finished run, of a photo or a text.
    asking : {"all", "first"}
        Which queries they are the mean of.
    box : (x0, y0, x1, y1), optional
        A rectangle on the photo, in its pixels, whose share of the attention is told too.
    cancelled : callable
        Is asked after every block.
    block : int
        Weights that are held at a time.

    Returns
    -------
    HeadTable
        One row a head, sites in the order of the run.

    Raises
    ------
    StatisticsError
        The run has gates alone.
    Cancelled
        It was stopped.
    """
    found: list[Columns] = []
    rows: list[tuple[int, int]] = []
    for number, site in enumerate(trace.sites):
        if site.kind in (Kind.CHANNEL, Kind.SPATIAL):
            continue
        placement = trace.placements[0] if trace.placements else None
        found.append(site_statistics(site, placement, asking, box, cancelled, block))
        rows += [(number, head) for head in range(site.heads)]
    if not rows:
        raise StatisticsError(
            f"{trace.model.title} has gates alone: they have no heads, and their values no entropy."
        )
    sites = [trace.sites[number] for number, _ in rows]
    return HeadTable(
        title=trace.model.title,
        model=trace.model.public_id,
        cells=tuple(rows),
        names=tuple(site.name for site in sites),
        parts=tuple(site.part for site in sites),
        layers=tuple(site.layer for site in sites),
        units=tuple(distance_unit(site) for site in sites),
        values={one: np.concatenate([columns[one] for columns in found]) for one in Statistic},
        errors={},
        inputs=1,
        asking=asking,
        verdict=trace.verdict,
    )


def site_statistics(
    site: Attention,
    placement: Placement | None = None,
    asking: Asking = "all",
    box: Box | None = None,
    cancelled: Callable[[], bool] = never,
    block: int = BLOCK,
) -> Columns:
    """Work out the statistics of the heads of one site; NaN where one does not apply.

    Distance is that of what is looked at from what asks, weighted by the attention among what has
    a place (Dosovitskiy et al. 2021, ViT, figure 7): patches in pixels of the photo, tokens of the
    same text in tokens. The queries that may look nowhere count for nothing.

    Returns
    -------
    mapping of Statistic to (heads,) float64

    Raises
    ------
    Cancelled
        It was stopped.
    """
    queries, keys = site.query_axis, site.key_axis
    heads, size = site.heads, keys.size
    places = _places(queries, placement), _places(keys, placement)
    unit = distance_unit(site)
    same = queries == keys and site.kind is not Kind.POINTS
    asked = [_first(queries)] if asking == "first" else range(queries.size)
    sums = {one: _Mean(heads) for one in (*_BY_ROW, Statistic.ENTROPY, Statistic.DISTANCE)}
    received = np.zeros((heads, size))  # the weight that each key is given by all that ask
    rows = np.zeros(heads)
    step = max(1, block // (heads * size))
    for start in range(0, len(asked), step):
        if cancelled():
            raise Cancelled
        some = list(asked[start : start + step])
        with np.errstate(invalid="ignore"):  # a query that may look nowhere
            weights = np.nan_to_num(site.weights(some))  # (heads, queries, keys)
        looking: Mask = np.greater(weights.max(axis=-1), 0)  # (heads, queries)
        rows += looking.sum(axis=-1)
        received += weights.sum(axis=1, dtype=np.float64)
        sums[Statistic.ENTROPY].add(_entropy(weights), looking)
        if unit and places[0] is not None and places[1] is not None:
            sums[Statistic.DISTANCE].add(*_distances(weights, places[0][some], places[1]))
        for one, neighbour in _BY_ROW.items() if same else ():
            at = np.array([neighbour(queries, query) for query in some])
            there = at >= 0
            value = weights[:, np.arange(len(some))[there], at[there]]  # (heads, those that have)
            sums[one].add(value, looking[:, there])
    mean = np.divide(received, rows[:, None], out=np.zeros_like(received), where=rows[:, None] > 0)
    return {
        **{one: total.value for one, total in sums.items()},
        **_shares(mean, keys, placement, box),
        Statistic.INDUCTION: np.full(heads, np.nan),
    }


def distance_unit(site: Attention) -> str:
    """What the distance of a site is counted in: "px", "tokens", or "" where it has none."""
    if site.kind is Kind.POINTS:
        return ""
    both = site.query_axis, site.key_axis
    if all(isinstance(axis, PatchGrid) for axis in both):
        return "px"
    return "tokens" if isinstance(both[0], Tokens) and both[0] == both[1] else ""


class _Mean:
    """The mean of a value over the queries that have it, one a head."""

    def __init__(self, heads: int) -> None:
        self._sum, self._count = np.zeros(heads), np.zeros(heads)

    def add(self, values: NDArray[np.floating], counted: NDArray[np.bool_]) -> None:
        """Take in values (heads, queries), those that are counted."""
        self._sum += np.where(counted, values, 0).sum(axis=-1, dtype=np.float64)
        self._count += counted.sum(axis=-1)

    @property
    def value(self) -> Numbers:
        """(heads,), NaN where nothing was counted."""
        nothing = np.full_like(self._sum, np.nan)
        return np.divide(self._sum, self._count, out=nothing, where=self._count > 0)


def _entropy(weights: Array) -> Array:
    """Bits of each row: (heads, queries)."""
    logs = np.log2(weights, out=np.zeros_like(weights), where=weights > 0)
    found: Array = -np.einsum("hqk,hqk->hq", weights, logs)
    return found


def _distances(
    weights: Array, asking: Array, looked: Array
) -> tuple[NDArray[np.floating], NDArray[np.bool_]]:
    """The mean distance of each row, (heads, queries), and which rows have one.

    asking (queries, 2), looked (keys, 2): places, NaN for what has none.
    """
    placed = ~np.isnan(looked[:, 0])  # (keys,)
    away = np.sqrt(np.square(asking[:, None] - looked[placed]).sum(axis=-1))  # (queries, placed)
    among = weights[:, :, placed]
    mass = among.sum(axis=-1)  # (heads, queries)
    there = (mass > 0) & ~np.isnan(asking[:, 0])
    total = np.einsum("hqk,qk->hq", among, np.nan_to_num(away))
    return np.divide(total, mass, out=np.zeros_like(mass), where=there), there


def _places(axis: Axis, placement: Placement | None) -> Array | None:
    """Where each of an axis lies, (size, 2): patches in pixels of the photo, tokens in a row.

    NaN for a prefix token; None for an axis that lies nowhere.
    """
    if isinstance(axis, Tokens):
        row = np.arange(axis.size, dtype=np.float32)
        return np.stack([row, np.zeros_like(row)], axis=1)
    if not isinstance(axis, PatchGrid) or placement is None:
        return None
    found = np.full((axis.size, 2), np.nan, np.float32)
    rows, cols = np.divmod(np.arange(axis.rows * axis.cols), max(1, axis.cols))
    wide = (placement.x1 - placement.x0) / max(1, axis.cols)
    high = (placement.y1 - placement.y0) / max(1, axis.rows)
    found[axis.patches] = np.stack([(cols + 0.5) * wide, (rows + 0.5) * high], axis=1)
    return found


def _itself(axis: Axis, query: int) -> int:
    return query


def _previous(axis: Axis, query: int) -> int:
    """The token before, or the patch to the left; -1 for none."""
    if isinstance(axis, PatchGrid):
        cell = axis.cell(query)
        return query - 1 if cell is not None and cell[1] > 0 else -1
    return query - 1


def _next(axis: Axis, query: int) -> int:
    """The token after, or the patch to the right; -1 for none."""
    if isinstance(axis, PatchGrid):
        cell = axis.cell(query)
        return query + 1 if cell is not None and cell[1] + 1 < axis.cols else -1
    return query + 1 if query + 1 < axis.size else -1


_BY_ROW: dict[Statistic, Callable[[Axis, int], int]] = {
    Statistic.DIAGONAL: _itself,
    Statistic.PREVIOUS: _previous,
    Statistic.NEXT: _next,
}
"""Statistics that are one weight of each row, and the number of that key."""


def _first(axis: Axis) -> int:
    return axis.first if isinstance(axis, PatchGrid) else 0


def _shares(
    mean: Numbers, keys: Axis, placement: Placement | None, box: Box | None
) -> dict[Statistic, Numbers]:
    """Shares of the attention; mean (heads, keys) is what each key is given."""
    nothing = np.full(len(mean), np.nan)
    found = dict.fromkeys(
        (Statistic.FIRST, Statistic.SPECIAL, Statistic.SINKS, Statistic.BOX), nothing
    )
    if isinstance(keys, Points):
        return found
    found[Statistic.SINKS] = np.where(mean > SINK, mean, 0).sum(axis=-1)
    first, special = _named(keys)
    if first is not None:
        found[Statistic.FIRST] = mean[:, first]
    if special:
        found[Statistic.SPECIAL] = mean[:, special].sum(axis=-1)
    if box is not None and placement is not None and isinstance(keys, PatchGrid):
        found[Statistic.BOX] = mean[:, keys.patches] @ covered(keys, placement, box)
    return found


def _named(keys: Axis) -> tuple[int | None, list[int]]:
    """The key that is CLS or the first token, None for none; and the other special ones."""
    if isinstance(keys, PatchGrid):
        first = keys.prefix.index("CLS") if "CLS" in keys.prefix else None
        return first, [at for at in range(len(keys.prefix)) if at != first]
    if isinstance(keys, Tokens):
        return 0, sorted(keys.special - {0})
    return None, []


def covered(grid: PatchGrid, placement: Placement, box: Box) -> Numbers:
    """The share of each patch that a rectangle on the photo covers, (patches,) in [0, 1]."""
    parts: list[Numbers] = []
    for low, high, start, stop, count in (
        (placement.y0, placement.y1, box[1], box[3], grid.rows),
        (placement.x0, placement.x1, box[0], box[2], grid.cols),
    ):
        edges = np.linspace(low, high, count + 1)
        inside = np.minimum(edges[1:], stop) - np.maximum(edges[:-1], start)
        parts.append(np.clip(inside, 0, None) / np.diff(edges))
    down, across = parts
    return np.outer(down, across).reshape(-1)  # (rows, cols) -> (rows · cols,)


def induction(site: Attention, places: Sequence[int], period: int) -> Numbers:
    """The induction score of each head of a site (Olsson et al. 2022, in-context learning).

    In a text whose tokens are said twice, the mean weight that a token of the second time gives to
    the one *after* its first time.

    Parameters
    ----------
    site : Attention
        Masked self-attention, or self-attention, on such a text.
    places : sequence of int
        The queries: tokens of the second time.
    period : int
        How many tokens before them the same ones stand.

    Returns
    -------
    (heads,) float64
    """
    asked = np.array(list(places))
    weights = site.weights(list(places))  # (heads, queries, keys)
    after = weights[:, np.arange(len(asked)), asked - period + 1]  # (heads, queries)
    found: Numbers = after.mean(axis=-1, dtype=np.float64)
    return found
