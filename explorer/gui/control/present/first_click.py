"""Where a click on the first picture of a photo goes: to the head that follows it. No Qt here."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from explorer.analysis.following import Following, following
from explorer.core.selection import MEAN, Selection
from explorer.core.sites.object_queries import looks_for_objects
from explorer.core.trace import Trace
from explorer.gui.control.present.photo_grid import fresh

MUCH = 1.5
"""So many times as much as in the first picture has to lie near the patch that asks."""
_KNOWN: WeakKeyDictionary[Trace, Following | None] = WeakKeyDictionary()


def answering(trace: Trace, selection: Selection) -> Following | None:
    """The head that a click on a patch shows; None where the click stays where it is.

    The first picture is that of the last layer, asked by CLS: in most models it hardly changes
    with the patch that is clicked, so that a click would seem to do nothing. From any other
    picture a click goes nowhere else.
    """
    first = fresh(trace)
    same = (selection.layer, selection.unit, selection.query) == (first.layer, MEAN, first.query)
    if not same or selection.added or looks_for_objects(trace.sites[first.layer]):
        return None
    found = _following(trace)
    if found is None or found.share < MUCH * max(found.mean, found.uniform):
        return None
    return found


def _following(trace: Trace) -> Following | None:
    if trace not in _KNOWN:
        _KNOWN[trace] = following(trace)
    return _KNOWN[trace]
