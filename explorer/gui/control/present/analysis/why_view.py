"""From what was asked of a run to the strip that asks, and the map on screen. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.map.resolve import Map
from explorer.core.text import Task, step_name
from explorer.core.trace import Trace
from explorer.gui.control.analysis.why_state import Offer, Why
from explorer.gui.control.present.analysis.alternatives_view import expected
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import State
from explorer.gui.control.texts.text_state import TextState


@dataclass(frozen=True, slots=True)
class WhyView:
    """The strip: methods, the one that is asked, the answer, and what there is to say.

    Attributes
    ----------
    answer: as typed. choices: answers to choose from. empty: what "" stands for.
    against: a second answer, taken away from it, as typed; "" for none. seconds: those to choose
        from.
    targeted: whether the method explains one answer; others have no use for it.
    """

    offers: tuple[Offer, ...]
    method: str
    answer: str
    raw: bool
    said: str
    choices: tuple[str, ...] = ()
    empty: str = ""
    targeted: bool = True
    against: str = ""
    seconds: tuple[str, ...] = ()


def why_view(state: State, memo: Memo) -> WhyView | None:
    """Give the strip; None where nobody asks."""
    why = state.why
    if why is None or why.trace is not state.trace:
        return None
    said = why.problem or ("" if why.found is None else why.found.subtitle)
    choices, empty = memo("answers", answers, why.trace)
    targeted = next((one.targeted for one in why.offers if one.id == why.method), True)
    return WhyView(
        why.offers,
        why.method,
        why.answer,
        why.raw,
        said,
        choices,
        empty,
        targeted,
        why.against,
        memo("seconds", seconds, why.trace, state.text) if why.trace.steps else choices,
    )


def seconds(trace: Trace, text: TextState) -> tuple[str, ...]:
    """Give what might be written in place of the token that is chosen, and all that is written."""
    found = expected(trace, text)
    others = (one.piece.strip(" ▁") for one in found.alternatives if one.token != found.stands)
    return (*filter(None, others), *answers(trace)[0])


MOST = 40
"""Answers that are offered; any other one can be typed."""


def answers(trace: Trace) -> tuple[tuple[str, ...], str]:
    """Give answers of a run that can be explained, the surest first, and what the first one is.

    Classes by their names, objects by theirs, written tokens as "word (token 3)"; of a model that
    expects a word those that it expects.
    """
    if trace.prediction is not None:
        return trace.prediction.labels[:MOST], "surest class"
    if trace.objects:
        return tuple(dict.fromkeys(one.label for one in trace.objects))[:MOST], "surest object"
    if trace.classes:
        return tuple(one.piece for one in trace.classes[:MOST]), "surest class"
    if trace.steps:
        words = (step_name(one.piece, at) for at, one in enumerate(trace.steps))
        return tuple(words)[:MOST], "first token"
    if trace.guesses:
        guess = trace.guesses[0 if trace.task is Task.READ else -1]
        return tuple(one.piece.strip(" ▁") for one in guess.alternatives), "surest word"
    return (), "surest"


def explained(state: State, memo: Memo) -> Map | None:
    """Give the map of a method that is on screen; None where the attention itself is."""
    why = state.why
    if why is None or not why.of(state.trace):
        return None
    return memo("why", Why.map, why, state.selection, state.why_levels)
