"""What the user wants a model to write: how, from what it goes on, how far. No Qt here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from explorer.core.text import ELLIPSIS, MASK, Task
from explorer.gui.control import alternatives_view

if TYPE_CHECKING:
    from explorer.gui.control.text_controls import TextControls

STRIDES = (1, 5, 10, 20, 50, 100, 200)
"""Tokens that a text may be continued by at a time."""


class WritingControls:
    """The part of the controls of texts that changes what is written."""

    def __init__(self, texts: TextControls) -> None:
        self._texts = texts

    def type_target(self, target: str) -> None:
        """The user's own translation; "" gives the model its own back."""
        self._change(target=target, prefix=(), following=True)

    def choose_beam(self, beam: int) -> None:
        """How many beginnings are kept while translating."""
        self._change(beam=beam)

    def choose_alternative(self, step: int, token: int) -> None:
        """Go on from another token at a step, what stands before it stays; of a mask, fill it in.

        step: -1 where the place that is asked about is not written yet.
        """
        trace = self._texts.trace
        if trace is None:
            return
        if trace.task is Task.READ:
            self._fill(token)
            return
        if trace.task is Task.CONTINUE:
            step = (
                alternatives_view.place(trace, self._texts.state.source)
                - trace.sentence.tokens.size
            )
        if not 0 <= step <= len(trace.steps) or (trace.task.paired and step == len(trace.steps)):
            return
        prefix = (*(one.token for one in trace.steps[:step]), token)
        following = trace.task is Task.CONTINUE  # the next guess is the one to choose from
        self._change(prefix=prefix, target="", step=step, following=following)

    def own(self) -> None:
        """What the model itself writes again, after an alternative or a given target."""
        asked = self._texts.state
        if asked.prefix or asked.target:
            self._change(prefix=(), target="", following=True)

    def go_on(self) -> None:
        """Continue the text by so many tokens, or by so many more."""
        trace, asked = self._texts.trace, self._texts.state
        if trace is None or trace.task is not Task.CONTINUE:
            return
        count = len(trace.steps) + asked.stride
        self._change(writing=replace(asked.writing, count=count), following=True)

    def take_back(self) -> None:
        """The prompt alone again."""
        writing = replace(self._texts.state.writing, count=0)
        self._change(writing=writing, prefix=(), following=True)

    def choose_stride(self, by: int) -> None:
        """The next larger number of tokens to go on by, or the next smaller."""
        stride = self._texts.state.stride
        if by > 0:
            wanted = next((one for one in STRIDES if one > stride), STRIDES[-1])
        else:
            wanted = next((one for one in reversed(STRIDES) if one < stride), STRIDES[0])
        self._texts.set(stride=wanted)
        self._texts.show_options()

    def choose_drawn(self, drawn: bool) -> None:
        """Whether tokens are drawn by their probabilities, or the likeliest is taken."""
        self.choose_drawing(temperature=1.0 if drawn else 0.0)

    def redraw(self, changes: Mapping[str, float]) -> None:
        """Temperature, top-p or seed, by their names."""
        self.choose_drawing(**changes)

    def choose_drawing(self, **changes: Any) -> None:
        """Temperature, top-p or seed; what was written is written again."""
        writing = replace(self._texts.state.writing, **changes)
        if writing.count:
            self._change(writing=writing, following=True)
        else:
            self._texts.set(writing=writing)
            self._texts.show_options()

    def forget(self) -> None:
        """What was asked of one model means nothing to another: its tokens are others."""
        writing = replace(self._texts.state.writing, count=0)
        self._texts.set(prefix=(), writing=writing)

    def _fill(self, token: int) -> None:
        """Put a guessed word in the place of the mask that is asked about."""
        trace = self._texts.trace
        guess = (
            alternatives_view.asked_guess(trace, self._texts.state) if trace is not None else None
        )
        if trace is None or guess is None:
            return
        number = trace.guesses.index(guess)
        word = next(one.piece for one in guess.alternatives if one.token == token)
        signs = {MASK, trace.sentence.tokens.pieces[guess.place]}
        text = trace.sentence.text
        found = list(re.finditer("|".join(map(re.escape, signs)), text))
        if number < len(found):
            start, stop = found[number].span()
            self._texts.type(text[:start] + word.removeprefix(ELLIPSIS).strip("▁") + text[stop:])

    def _change(self, **changes: Any) -> None:
        self._texts.set(**changes)
        self._texts.show_panels()
        self._texts.rerun()
