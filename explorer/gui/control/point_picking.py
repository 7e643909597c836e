"""Which query of an attention to points is asked for by a click, a key or the menu. No Qt here."""

from __future__ import annotations

from explorer.core.sites.object_queries import first_query
from explorer.core.sites.point_axes import Objects
from explorer.core.sites.points import PointSite
from explorer.core.trace import Trace


def clicked(trace: Trace, site: PointSite, query: int, row: int, col: int) -> int:
    """Give the query at a cell of the picture; the first one where that asks already."""
    found = site.at(row, col)
    return first_query(trace, site) if found == query else found


def moved(site: PointSite, query: int, down: int, right: int) -> int:
    """Give the query one position on, or one object on, down or right being the next."""
    axis = site.queries
    if isinstance(axis, Objects):
        return min(max(query + down + right, 0), axis.size - 1)
    row, col = axis.cell(query)
    return axis.index(
        min(max(row + down, 0), axis.rows - 1), min(max(col + right, 0), axis.cols - 1)
    )
