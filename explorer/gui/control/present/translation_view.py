"""What a model writes, token by token, and what might stand at one of its places. No Qt."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.gui.control.present.analysis.alternatives_view import expected, remark
from explorer.gui.control.slices import AlternativeView, Choosing, StepView, TranslationView
from explorer.gui.control.texts.text_state import TextState


def translation_view(
    trace: Trace,
    asked: TextState,
    running: bool,
    other: Trace | None = None,
    beside: str = "",
) -> TranslationView:
    """Give what is written, at the place that is asked about.

    Parameters
    ----------
    running: whether the engine is at work: a run that was stopped writes no further.
    other: the run that it is held against, as that with all heads. beside: what that is called.
    """
    steps = _steps(trace)
    whole: tuple[StepView, ...] = ()
    before: dict[int, float] = {}
    found = expected(trace, asked)
    if other is not None:
        steps, whole = marked(steps, _steps(other))
        mine = [one.token for one in trace.steps[: max(found.step, 0)]]
        same = mine == [one.token for one in other.steps[: len(mine)]]
        # after another beginning the model is asked something else
        others = expected(other, asked).alternatives if same else ()
        before = {one.token: one.probability for one in others}
    alternatives = tuple(
        AlternativeView(
            one.token,
            one.piece,
            one.probability,
            one.token == found.stands,
            before.get(one.token),
        )
        for one in found.alternatives
    )
    choosing: Choosing = "fill" if trace.task is Task.READ else "continue"
    return TranslationView(
        steps=steps,
        chosen=found.step,
        alternatives=alternatives,
        running=trace.running and running,
        note=remark(trace),
        heading=found.heading,
        choosing=choosing if found.open else "",
        whole=whole,
        beside=beside,
    )


def _steps(trace: Trace) -> tuple[StepView, ...]:
    special = frozenset() if trace.translation is None else trace.translation.tokens.special
    return tuple(
        StepView(one.piece, one.probability, at in special, one.forced)
        for at, one in enumerate(trace.steps)
    )


def marked(
    steps: tuple[StepView, ...], whole: tuple[StepView, ...]
) -> tuple[tuple[StepView, ...], tuple[StepView, ...]]:
    """Mark the tokens of two outputs that the other one has not at their place.

    What both have in common, in order, are their longest common blocks (`difflib`).
    """
    matcher = SequenceMatcher(
        None, [one.text for one in steps], [one.text for one in whole], autojunk=False
    )
    blocks = matcher.get_matching_blocks()
    mine = {block.a + at for block in blocks for at in range(block.size)}
    others = {block.b + at for block in blocks for at in range(block.size)}
    return (
        tuple(replace(one, differs=at not in mine) for at, one in enumerate(steps)),
        tuple(replace(one, differs=at not in others) for at, one in enumerate(whole)),
    )
