"""From what was asked of a run to the strip that asks, and the map on screen. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.map.attribution import resolve_attribution
from explorer.core.map.heatmap import Heatmap
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import State
from explorer.gui.control.why_state import Offer, Why


@dataclass(frozen=True, slots=True)
class WhyView:
    """The strip: methods, the one that is asked, the answer, and what there is to say."""

    offers: tuple[Offer, ...]
    method: str
    answer: str
    raw: bool
    said: str
    problem: bool


def why_view(state: State, memo: Memo) -> WhyView | None:
    """Give the strip; None where nobody asks."""
    why = state.why
    if why is None or why.trace is not state.trace:
        return None
    said = why.problem or ("" if why.found is None else why.found.subtitle)
    return WhyView(why.offers, why.method, why.answer, why.raw, said, bool(why.problem))


def explained(state: State, memo: Memo) -> Heatmap | None:
    """Give the map of a method that is on screen; None where the attention itself is."""
    why = state.why
    if why is None or why.raw or why.found is None or why.trace is not state.trace:
        return None
    found: Heatmap = memo("why", _map, why)
    return found


def _map(why: Why) -> Heatmap:
    assert why.found is not None
    found = resolve_attribution(why.trace, why.found)
    assert isinstance(found, Heatmap)  # as of every run on a photo
    return found
