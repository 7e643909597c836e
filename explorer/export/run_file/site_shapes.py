"""Whether the arrays of a site that was read from a file fit each other and its axes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import PatchGrid, Tokens
from explorer.core.sites.dot_product import DotProduct, OwnScores
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.sites.patch_maps import NOWHERE, PatchMap, WindowMap, Windows
from explorer.core.sites.point_axes import Points
from explorer.core.sites.points import PointSite
from explorer.core.sites.token_attention import TokenMap

_Optional = NDArray[np.float32] | None


def fits(site: Attention) -> bool:
    """Whether every array has the shape that its site and axes say."""
    if isinstance(site, ChannelGate):
        return _gates(site)
    if isinstance(site, SpatialGate):
        return site.gate.ndim == 2 and site.gate.size > 0 and site.logits.shape == site.gate.shape
    queries, keys = site.query_axis, site.key_axis
    if not (sound(queries) and sound(keys)) or min(queries.size, keys.size) < 1:
        return False
    if isinstance(site, DotProduct):
        return _products(site, queries.size, keys.size)
    if isinstance(site, WindowMap):
        return _windowed(site)
    if not isinstance(site, PatchMap | TokenMap | PointSite):
        return False
    shape = site.map.shape
    if len(shape) != 3 or not shape[0] or shape[1:] != (queries.size, keys.size):
        return False
    if isinstance(site, PointSite):
        return site.places.shape == (*shape, 2)
    if isinstance(site, TokenMap):
        vectors = _vectors(site.query, site.key, site.value, shape)
        scored = site.scores is None or site.scores.shape == shape
        return vectors and scored and (site.mask is None or site.mask.shape == shape[1:])
    return True


def sound(axis: object) -> bool:
    """Whether an axis has no parts that contradict each other."""
    if isinstance(axis, PatchGrid):
        return axis.rows >= 0 and axis.cols >= 0 and (axis.rows > 0) == (axis.cols > 0)
    if isinstance(axis, Tokens):
        size = axis.size
        rising = all(one <= other for one, other in zip(axis.words, axis.words[1:], strict=False))
        spelled = len(axis.spelling) in (0, size)
        inside = all(0 <= at < size for at in axis.special)
        return len(axis.words) == size and rising and spelled and inside
    if isinstance(axis, Points):
        return all(min(level) > 0 for level in axis.levels)
    grids = getattr(axis, "grids", ())
    return all(min(grid) > 0 for grid in grids)


def _gates(site: ChannelGate) -> bool:
    features = site.features
    fit = site.gate.ndim == 1 and features.ndim == 3 and features.size > 0
    return fit and site.gate.shape == site.logits.shape == features.shape[:1]


def _products(site: DotProduct, queries: int, keys: int) -> bool:
    query, key, value = site.query, site.key, site.value
    if not query.ndim == key.ndim == value.ndim == 3 or not query.shape[0]:
        return False
    heads, _, width = query.shape
    same = query.shape[1] == queries and key.shape == (heads, keys, width)
    masked = not isinstance(site.mask, np.ndarray) or site.mask.shape == (queries, keys)
    return (
        same
        and value.shape[:2] == (heads, keys)
        and masked
        and _owned(site.own, heads, queries, keys)
    )


def _owned(own: OwnScores | None, heads: int, queries: int, keys: int) -> bool:
    if own is None:
        return True
    inside = all(0 <= one < queries for one in own.queries)
    return inside and own.scores.shape == (heads, len(own.queries), keys)


def _vectors(query: _Optional, key: _Optional, value: _Optional, shape: tuple[int, ...]) -> bool:
    heads, queries, keys = shape
    wanted = ((query, queries), (key, keys), (value, keys))
    return all(one is None or one.shape[:2] == (heads, size) for one, size in wanted)


def _windowed(site: WindowMap) -> bool:
    """Every position asks in one window, and looks at positions that there are."""
    asking, asked, shape = site.asking, site.asked, site.map.shape
    if asking.places.ndim != 2 or asked.places.ndim != 2 or len(shape) != 4 or not shape[1]:
        return False
    windows, tokens = asking.places.shape
    if shape != (windows, shape[1], tokens, asked.places.shape[1]) or len(asked.places) != windows:
        return False
    places = np.sort(asking.places[asking.places != NOWHERE])
    every = np.array_equal(places, np.arange(site.queries.size))
    return every and _inside(asked, site.keys.size)


def _inside(windows: Windows, size: int) -> bool:
    return bool(((windows.places >= NOWHERE) & (windows.places < size)).all())
