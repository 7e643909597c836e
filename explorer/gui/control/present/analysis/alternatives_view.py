"""What a model writes and expects at the place that is asked about. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

from explorer.core.numbers import percent
from explorer.core.sites.axes import Tokens
from explorer.core.text import Alternative, Guess, Task
from explorer.core.trace import Trace
from explorer.gui.control.texts.text_state import TextState


@dataclass(frozen=True, slots=True)
class Expected:
    """The tokens that may stand at the place that is asked about.

    step: number of the written token that stands there, -1 for none. heading: of what they are.
    stands: the token that is there, None for none. open: whether one can be chosen in its place.
    """

    step: int
    heading: str
    alternatives: tuple[Alternative, ...]
    stands: int | None
    open: bool


def place(trace: Trace, source: int) -> int:
    """Of a model that continues a text, the place that comes after the token that asks."""
    return min(max(source, 0) + 1, trace.sentence.tokens.size + len(trace.steps))


def asked_guess(trace: Trace, asked: TextState) -> Guess | None:
    """Of masks the one that asks, else the first; None where there is none."""
    own = (guess for guess in trace.guesses if guess.place == asked.source)
    return next(own, trace.guesses[0] if trace.guesses else None)


def expected(trace: Trace, asked: TextState) -> Expected:
    """What stands at the place that is asked about, and what might."""
    match trace.task:
        case Task.READ:
            return _hidden(trace, asked)
        case Task.CONTINUE:
            return _next(trace, asked)
    if not trace.steps:
        return _NOTHING
    at = min(max(asked.step, 0), len(trace.steps) - 1)
    step = trace.steps[at]
    return Expected(at, f"Instead of “{step.piece}”", step.alternatives, step.token, True)


_NOTHING = Expected(-1, "", (), None, False)


def _hidden(trace: Trace, asked: TextState) -> Expected:
    if trace.classes:
        return Expected(-1, "Class", trace.classes, None, False)
    guess = asked_guess(trace, asked)
    if guess is None:
        return _NOTHING
    count, number = len(trace.guesses), trace.guesses.index(guess) + 1
    which = f" {number} of {count}" if count > 1 else ""
    sign = trace.sentence.tokens.pieces[guess.place]
    return Expected(-1, f"In place of {sign}{which}", guess.alternatives, None, True)


def _next(trace: Trace, asked: TextState) -> Expected:
    first, at = trace.sentence.tokens.size, place(trace, asked.source)
    if first <= at < first + len(trace.steps):
        step = trace.steps[at - first]
        heading = f"Instead of “{step.piece}”"
        return Expected(at - first, heading, step.alternatives, step.token, not trace.running)
    guess = next((one for one in trace.guesses if one.place == at), None)
    if guess is None:
        return _NOTHING
    stands = None if guess.stands is None else guess.stands.token
    heading = f"After “{_word_so_far(trace.token_site(0).queries, at - 1)}”"
    return Expected(-1, heading, guess.alternatives, stands, at >= first)


def _word_so_far(tokens: Tokens, at: int) -> str:
    """The word of a token up to it."""
    return tokens.text(tuple(one for one in range(at + 1) if tokens.words[one] == tokens.words[at]))


def remark(trace: Trace) -> str:
    """What there is to say of what was written as a whole, or of what else comes out."""
    made = trace.translation
    if trace.running:
        return ""
    if made is None or not made.steps:
        return trace.gives
    mean = math.exp(made.log_probability / len(made.steps))
    if trace.paired and all(step.forced for step in made.steps):
        return f"Yours: {percent(mean)} a token. Esc: the model's own"
    if any(step.forced for step in made.steps):
        return "Continues from your choice. Esc: the model's own"
    if not made.finished and trace.paired:
        return f"Stopped at the limit of {len(made.steps)} tokens"
    return f"{percent(mean)} a token, geometric mean"
