"""Find the head that follows the patch that asks: of most heads it hardly matters who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.object_queries import looks_for_objects
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.trace import Trace

REACH = 2
"""So many patches away counts as near, in every direction."""
_WORK = 2**22
"""Weights that are looked at; of larger models fewer patches ask."""


@dataclass(frozen=True, slots=True)
class Following:
    """A head and how much it follows.

    Attributes
    ----------
    layer, head : int
        Where it is; the number of the site, and of the head.
    share : float
        Of its weight within `REACH` patches of the patch that asks, mean over patches that ask.
    uniform : float
        The same if all were looked at alike.
    mean : float
        The same of the mean of heads of the last layer, which is the first picture.
    """

    layer: int
    head: int
    share: float
    uniform: float
    mean: float


def following(trace: Trace) -> Following | None:
    """The head of a run that follows the patch that asks most.

    Returns
    -------
    Following or None
        None for a run without attention among patches.
    """
    sites = {at: one for at, one in enumerate(trace.sites) if _asks(one)}
    if not sites:
        return None
    size = sum(site.heads * site.key_axis.size for site in sites.values())
    count = min(max(_WORK // max(size, 1), 4), 16)
    found = {at: near_shares(site, count) for at, site in sites.items()}
    layer = max(found, key=lambda at: float(found[at][0].max()))
    shares, uniform = found[layer]
    last = found[max(found)][0]
    return Following(layer, int(shares.argmax()), float(shares.max()), uniform, float(last.mean()))


def near_shares(site: Attention, count: int) -> tuple[NDArray[np.float64], float]:
    """How much of each head's weight lies near the patch that asks.

    Parameters
    ----------
    site : an attention among patches.
    count : so many patches ask, spread over the photo.

    Returns
    -------
    (heads,) float64, and the same if all were looked at alike.
    """
    queries, keys = site.query_axis, site.key_axis
    assert isinstance(queries, PatchGrid)  # the caller has looked
    assert isinstance(keys, PatchGrid)
    asked = _spread(queries, count)
    weights = site.weights(asked)  # (heads, queries, keys)
    near = np.stack([_near(queries, keys, query) for query in asked])  # (queries, keys)
    shares = (weights * near).sum(axis=2, dtype=np.float64).mean(axis=1)  # (heads,)
    return shares, float(near.mean())


def _asks(site: Attention) -> bool:
    grids = isinstance(site, PatchSite) and bool(site.queries.rows) and bool(site.keys.rows)
    return grids and not looks_for_objects(site)


def _spread(grid: PatchGrid, count: int) -> Sequence[int]:
    """Patches in even rows and columns over a grid."""
    side = max(1, round(count**0.5))
    rows, cols = (
        sorted({int((at + 0.5) * size // side) for at in range(side)})
        for size in (grid.rows, grid.cols)
    )
    return [grid.index(row, col) for row in rows for col in cols]


def _near(queries: PatchGrid, keys: PatchGrid, query: int) -> NDArray[np.bool_]:
    """(keys,), True for patches within `REACH` of the one that asks."""
    cell = keys.cell(queries.counterpart(query, keys))
    near = np.zeros(keys.size, bool)
    if cell is not None:
        rows = np.abs(np.arange(keys.rows) - cell[0]) <= REACH
        cols = np.abs(np.arange(keys.cols) - cell[1]) <= REACH
        near[keys.patches] = (rows[:, None] & cols).reshape(-1)
    return near
