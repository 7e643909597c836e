"""Which query of an attention to points is asked for by a click, a key or the menu. No Qt here."""

from __future__ import annotations

from explorer.core.numbers import percent
from explorer.core.point_axes import Objects
from explorer.core.points import PointSite
from explorer.core.trace import Trace


def first(trace: Trace, site: PointSite) -> int:
    """Give the first query: the object found most surely, or the position in the middle."""
    if isinstance(site.queries, Objects) and trace.objects:
        return min(trace.objects[0].query, site.queries.size - 1)
    return site.queries.first


def clicked(trace: Trace, site: PointSite, query: int, row: int, col: int) -> int:
    """Give the query at a cell of the picture; the first one where that asks already."""
    found = site.at(row, col)
    return first(trace, site) if found == query else found


def moved(site: PointSite, query: int, down: int, right: int) -> int:
    """Give the query one position on, or one object on, down or right being the next."""
    axis = site.queries
    if isinstance(axis, Objects):
        return min(max(query + down + right, 0), axis.size - 1)
    row, col = axis.cell(query)
    return axis.index(
        min(max(row + down, 0), axis.rows - 1), min(max(col + right, 0), axis.cols - 1)
    )


def listed(trace: Trace, site: PointSite) -> tuple[tuple[int, str], ...]:
    """List the objects that were found, surest first, as (query, words); () for positions."""
    if not isinstance(site.queries, Objects):
        return ()
    return tuple(
        (one.query, f"{one.label}, {percent(one.score)} (object {one.query})")
        for one in trace.objects
        if one.query < site.queries.size
    )
