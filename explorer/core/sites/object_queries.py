"""Queries of a detector, each of which looks for an object: which asks first, and by what name."""

from __future__ import annotations

from explorer.core.numbers import is_count, percent
from explorer.core.sites.arrays import Array
from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.sites.point_axes import Objects
from explorer.core.sites.points import PointSite
from explorer.core.trace import Detected, Trace


def looks_for_objects(site: Attention) -> bool:
    """Whether every query of a site looks for an object (Carion et al. 2020; Zhu et al. 2021)."""
    axis = site.query_axis
    return isinstance(axis, Objects) or (isinstance(axis, PatchGrid) and axis.of_objects)


def found_objects(trace: Trace, site: Attention) -> tuple[Detected, ...]:
    """The objects that queries of a site have found, surest first; () where none look for any."""
    if not looks_for_objects(site):
        return ()
    size = site.query_axis.size
    return tuple(one for one in trace.objects if one.query < size)


def first_query(trace: Trace, site: Attention) -> int:
    """The query of a photo's site that asks at first.

    CLS or the patch in the middle, of objects the surest, of positions the one in the middle.
    """
    found = found_objects(trace, site)
    if found:
        return found[0].query
    return site.queries.first if isinstance(site, PatchSite | PointSite) else 0


def listed_objects(trace: Trace, site: Attention) -> tuple[tuple[int, str], ...]:
    """The objects that were found, surest first, as (query, words) for a menu."""
    return tuple(
        (one.query, f"{one.label}, {percent(one.score)} (object {one.query})")
        for one in found_objects(trace, site)
    )


def object_named(trace: Trace, site: Attention, name: str) -> int | None:
    """The query of an object by its label, the surest of that name, or as "object 12"; None else.

    Capitals count for nothing.
    """
    wanted = name.strip().casefold()
    for one in found_objects(trace, site):
        if one.label.casefold() == wanted:
            return one.query
    number = wanted.removeprefix("object ").strip()
    if looks_for_objects(site) and wanted.startswith("object ") and is_count(number):
        return int(number) if int(number) < site.query_axis.size else None
    return None


def object_at(trace: Trace, site: PatchSite, row: int, col: int) -> int:
    """The query to ask where the picture of a detector is clicked, on the grid of its keys.

    The object with the smallest box around that cell, or else the one of all that looks there
    most, by the mean of its heads.
    """
    grid = site.keys
    across, down = (col + 0.5) / grid.cols, (row + 0.5) / grid.rows
    inside = [
        one
        for one in found_objects(trace, site)
        if one.box[0] <= across <= one.box[2] and one.box[1] <= down <= one.box[3]
    ]
    if inside:
        return min(inside, key=lambda one: _area(one.box)).query
    looks: Array = site.weights()[:, :, grid.index(row, col)].mean(axis=0)  # (Q,)
    return int(looks.argmax())


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
