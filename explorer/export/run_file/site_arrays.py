"""How a site becomes JSON and arrays in the file of a run, and a site again."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, get_type_hints

import msgspec
import numpy as np
from numpy.typing import NDArray

from explorer.core.checks import Check
from explorer.core.foreign import plain
from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import PatchGrid, Tokens
from explorer.core.sites.dot_product import OwnScores
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.sites.masks import Band, Causal, Sparse
from explorer.core.sites.patch_maps import (
    PatchAttention,
    PatchMap,
    PatchSite,
    WindowMap,
    Windows,
    WindowSite,
)
from explorer.core.sites.point_axes import Objects, Points, Pyramid
from explorer.core.sites.points import PointSite
from explorer.core.sites.token_attention import TokenAttention, TokenMap, TokenSite
from explorer.export.run_file.site_shapes import fits

SITES: dict[str, type[Attention]] = {
    one.__name__: one
    for one in (
        PatchAttention, PatchMap, WindowMap, TokenAttention, TokenMap, ChannelGate, SpatialGate,
        PointSite,
    )
}  # fmt: skip
"""What a site can be in a file."""
_AXES: dict[str, type[Any]] = {
    "patches": PatchGrid, "tokens": Tokens, "objects": Objects, "pyramid": Pyramid,
    "points": Points,
}  # fmt: skip
_MASKS: dict[str, type[Any]] = {"causal": Causal, "band": Band}
_UNMEASURED = 1e308
"""In place of an error that is no number, which JSON has not: still a mismatch."""
Arrays = dict[str, NDArray[Any]]


def plain_checks(checks: Sequence[Check]) -> tuple[Check, ...]:
    """Checks whose errors are numbers that JSON has."""
    return tuple(
        one if one.error is None or math.isfinite(one.error) else replace(one, error=_UNMEASURED)
        for one in checks
    )


def storable(site: Attention) -> Attention:
    """A site as one that can be stored: what is worked out from tensors becomes a map."""
    if type(site) in SITES.values():
        return site
    common: dict[str, Any] = {
        "name": site.name, "layer": site.layer, "checks": site.checks, "branch": site.branch,
    }  # fmt: skip
    if isinstance(site, TokenSite):
        return TokenMap(
            **common, sort=site.kind, queries=site.queries, keys=site.keys,
            map=site.weights(), mask=site.allowed, elsewhere=site.rest,
        )  # fmt: skip
    if not isinstance(site, PatchSite):
        raise TypeError(f"a {type(site).__name__} has no form of its own in a file")
    if isinstance(site, WindowSite):
        every = [site.window_weights(at) for at in range(len(site.asking.places))]
        return WindowMap(
            **common, queries=site.queries, keys=site.keys, asking=site.asking, asked=site.asked,
            map=np.stack(every),
        )  # fmt: skip
    return PatchMap(**common, queries=site.queries, keys=site.keys, map=site.weights())


def stored(site: Attention) -> tuple[dict[str, Any], Arrays]:
    """The fields of a site that are JSON, with its class, and those that are arrays."""
    plainly: dict[str, Any] = {"class": type(site).__name__}
    arrays: Arrays = {}
    for field in fields(site):
        value = getattr(site, field.name)
        match value:
            case np.ndarray():
                arrays[field.name] = np.ascontiguousarray(value)
            case OwnScores():
                plainly[field.name] = list(value.queries)
                arrays[f"{field.name}.scores"] = value.scores
            case Windows():
                plainly[field.name] = [value.rows, value.cols]
                arrays[f"{field.name}.places"] = value.places
            case Causal() | Band() | PatchGrid() | Tokens() | Objects() | Pyramid() | Points():
                kinds = _MASKS if isinstance(value, Sparse) else _AXES
                kind = next(name for name, one in kinds.items() if one is type(value))
                plainly[field.name] = {"type": kind, **msgspec.to_builtins(value)}
            case _:
                value = plain_checks(value) if field.name == "checks" else value
                plainly[field.name] = msgspec.to_builtins(value)
    return plainly, arrays


def arrays_of(arrays: Mapping[str, NDArray[Any]], prefix: str) -> Arrays:
    """Those whose names begin so, without it."""
    return {
        name.removeprefix(prefix): one for name, one in arrays.items() if name.startswith(prefix)
    }


def site_of(plainly: Mapping[str, Any], arrays: Arrays) -> Attention:
    """The site of its fields; raises ValueError, TypeError or KeyError for what is none."""
    kind = SITES[plainly["class"]]
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for field in fields(kind):
        name = field.name
        value = plainly.get(name)
        if f"{name}.scores" in arrays:
            queries = msgspec.convert(value, tuple[int, ...])
            given[name] = OwnScores(queries, floats(arrays[f"{name}.scores"]))
        elif f"{name}.places" in arrays and name != "places":
            rows, cols = msgspec.convert(value, tuple[int, int])
            given[name] = Windows(rows, cols, _frozen(arrays[f"{name}.places"], np.int64))
        elif name in arrays:
            wanted = np.bool_ if name == "mask" else np.float32
            given[name] = _frozen(arrays[name], wanted)
        elif isinstance(value, dict):
            known = _AXES | _MASKS
            given[name] = msgspec.convert(
                {key: one for key, one in value.items() if key != "type"}, known[value["type"]]
            )
        elif name in plainly and value is not None:
            given[name] = msgspec.convert(value, hints[name])
    site = kind(**given)
    if not fits(site):
        raise ValueError(f"{plain(site.name, 60)} does not fit its tokens")
    return site


def floats(array: NDArray[Any]) -> NDArray[np.float32]:
    """A read-only array of float32; raises ValueError for one of anything else."""
    return _frozen(array, np.float32)


def _frozen(array: NDArray[Any], wanted: type[Any]) -> NDArray[Any]:
    if array.dtype != wanted:
        raise ValueError(f"an array of {array.dtype}")
    array.flags.writeable = False
    return array
