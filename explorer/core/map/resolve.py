"""From a run and a selection to the map that is shown: the one way in for every kind of site."""

from __future__ import annotations

from collections.abc import Callable

from explorer.core.cancel import never
from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.map.matrix import Matrix, resolve_matrix
from explorer.core.selection import Selection, clamped
from explorer.core.sites.attention import Attention
from explorer.core.trace import Trace

Map = Heatmap | Matrix
"""What one picture shows: values over a photo, or of tokens against tokens; each with a Caption."""


def resolve(trace: Trace, selection: Selection, cancelled: Callable[[], bool] = never) -> Map:
    """Work out the map of a selection, of a photo or of a text as the axes of its site say.

    Pure: the same trace and selection give the same map. What the trace does not have is replaced
    by what it has, so that a selection survives a change of model.

    Parameters
    ----------
    trace, selection
        What was seen, and which maps of it.
    cancelled
        Is asked while the map of a long text is worked out.

    Raises
    ------
    Cancelled
        The map of a long text is not wanted any more.
    """
    return _RESOLVE[map_type(trace.sites[clamped(trace, selection).layer])](
        trace, selection, cancelled
    )


_RESOLVE: dict[type[Map], Callable[[Trace, Selection, Callable[[], bool]], Map]] = {
    Heatmap: lambda trace, selection, cancelled: resolve_heatmap(trace, selection),
    Matrix: resolve_matrix,
}


def map_type(site: Attention) -> type[Map]:
    """Tell what the map of a site is: the one place that asks whether it lies over a photo."""
    return Matrix if site.among_tokens else Heatmap
