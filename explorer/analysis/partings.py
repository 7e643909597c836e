"""Where two runs part: how much of the attention moved, by layer and head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from explorer.analysis.compare import compared, counterpart, moved_mass
from explorer.core.cancel import Cancelled, never
from explorer.core.selection import MEAN, Selection
from explorer.core.sites.arrays import Array
from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import Axis, PatchGrid
from explorer.core.sites.dot_product import DotProduct
from explorer.core.sites.token_attention import TokenSite
from explorer.core.trace import Trace


@dataclass(frozen=True, slots=True)
class Parting:
    """How far both runs part in a layer.

    Attributes
    ----------
    layer : int
        The number of the site in A.
    mean : float
        The share of the mean map that moved.
    heads : tuple of float
        Of each head that both have.
    """

    layer: int
    mean: float
    heads: tuple[float, ...]


def partings(
    a: Trace, b: Trace, selection: Selection, cancelled: Callable[[], bool] = never
) -> list[Parting]:
    """Where two runs part, layer by layer of A, for what a selection asks.

    Of one run with itself, how far each layer and head lies from the selection.

    Parameters
    ----------
    a, b : Trace
        Two runs; layers are matched by their position.
    selection : Selection
        Over a photo its query asks in every layer; of a text all queries do.
    cancelled : callable
        Is asked before every layer.

    Raises
    ------
    CompareError
        One is of a photo and the other of a text.
    Cancelled
        It was stopped.
    """
    if a is b:
        return _within_run(a, selection, cancelled)
    found = []
    for layer, site in enumerate(a.sites):
        if cancelled():
            raise Cancelled
        query = min(selection.query, site.query_axis.size - 1)
        mine = replace(selection, layer=layer, unit=MEAN, added=frozenset(), query=query)
        other, _ = counterpart(a, b, mine)
        there = b.sites[other.layer]
        rows = _rows(site, there, query)
        if rows is not None:
            found.append(_parted(layer, site.weights(rows), there.weights(rows), site.key_axis))
            continue
        heads = min(site.units, there.units) if site.units <= MOST_HEADS else 0
        moved = [
            compared((a, replace(mine, unit=unit)), (b, replace(other, unit=unit))).moved
            for unit in (MEAN, *(range(heads) if heads > 1 else ()))
        ]
        found.append(Parting(layer, moved[0], tuple(moved[1:])))
    return found


def _within_run(trace: Trace, selection: Selection, cancelled: Callable[[], bool]) -> list[Parting]:
    """How far the maps of a run lie from one of them; NaN where they are over other axes."""
    chosen = trace.sites[selection.layer]
    found = []
    for layer, site in enumerate(trace.sites):
        if cancelled():
            raise Cancelled
        rows = _rows(chosen, site, selection.query)
        if rows is None:
            found.append(Parting(layer, float("nan"), ()))
            continue
        own = chosen.weights(rows)  # (heads, queries, keys)
        mine = own.mean(axis=0) if selection.unit == MEAN else own[selection.unit]
        others = site.weights(rows)
        found.append(_parted(layer, np.repeat(mine[None], len(others), 0), others, site.key_axis))
    return found


MOST_HEADS = 64
"""Of a layer with more maps, as the channels of a gate, the mean alone is told."""
MOST_ROWS = 64
"""Of a text with more queries, as many at even distances are asked."""


def _rows(site: Attention, there: Attention, query: int) -> list[int] | None:
    """The queries of two sites over the same axes whose rows are held against each other.

    None where their maps have to be drawn to be compared: other grids, other tokens, gates.
    """
    softmax = (DotProduct, TokenSite)
    same = (site.query_axis, site.key_axis) == (there.query_axis, there.key_axis)
    if not same or not isinstance(site, softmax) or not isinstance(there, softmax):
        return None
    if isinstance(site.key_axis, PatchGrid):
        return [query]
    size = site.query_axis.size
    return [*range(0, size, -(-size // MOST_ROWS))]


def _parted(layer: int, mine: Array, others: Array, keys: Axis) -> Parting:
    """How far rows of weights, (heads, queries, keys) each, lie elsewhere: mean, and every head."""
    if isinstance(keys, PatchGrid) and keys.rows:
        mine, others = mine[..., keys.patches], others[..., keys.patches]
    both = [mine.mean(axis=0), others.mean(axis=0)]
    heads = min(len(mine), len(others))
    moved = tuple(moved_mass(mine[at], others[at]) for at in range(heads)) if heads > 1 else ()
    return Parting(layer, moved_mass(both[0], both[1]), moved)
