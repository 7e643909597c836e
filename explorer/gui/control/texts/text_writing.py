"""What the user wants a model to write: how, from what it goes on, how far. No Qt here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from explorer.core.inputs import Modality
from explorer.core.text import ELLIPSIS, MASK, Task
from explorer.core.trace import Trace
from explorer.gui.control.present.analysis import alternatives_view
from explorer.gui.control.state import Message
from explorer.gui.control.store import Store
from explorer.gui.control.texts.text_state import TextState

CLOSED = "does not write on from a text. Choose a model that does, as GPT-2."
"""What is said of a model that cannot be asked to continue."""
STRIDES = (1, 5, 10, 20, 50, 100, 200)
"""Tokens that a text may be continued by at a time."""


class WritingControls:
    """The intents that change what is written."""

    def __init__(
        self, store: Store, run: Callable[..., None], type_text: Callable[[str], None]
    ) -> None:
        """Share the state.

        Parameters
        ----------
        run: asks for something else of the model, by fields of the `TextState`, and runs it.
        type_text: runs another text.
        """
        self._store = store
        self._change = run
        self._type = type_text

    @property
    def _state(self) -> TextState:
        return self._store.state.text

    @property
    def _trace(self) -> Trace | None:
        """The last run, if it was of a text, or of a question about a photo."""
        state = self._store.state
        trace = state.trace
        return trace if trace is not None and trace.translation else state.run_of(Modality.TEXT)

    def type_target(self, target: str) -> None:
        """The user's own translation; "" gives the model its own back."""
        if not self._state.target or not target.startswith(self._state.target):
            self._store.history.end()
        self._change("target", target=target, prefix=(), following=True)

    def choose_beam(self, beam: int) -> None:
        """How many beginnings are kept while translating."""
        self._change(beam=beam)

    def choose_alternative(self, step: int, token: int) -> None:
        """Go on from another token at a step, what stands before it stays; of a mask, fill it in.

        step: -1 where the place that is asked about is not written yet.
        """
        trace = self._trace
        if trace is None:
            return
        if trace.task is Task.READ:
            self._fill(token)
            return
        if trace.task is Task.CONTINUE:
            step = alternatives_view.place(trace, self._state.source) - trace.sentence.tokens.size
        if not 0 <= step <= len(trace.steps) or (trace.paired and step == len(trace.steps)):
            return
        prefix = (*(one.token for one in trace.steps[:step]), token)
        following = trace.task is Task.CONTINUE  # the next guess is the one to choose from
        self._change(prefix=prefix, target="", step=step, following=following)

    def own(self) -> None:
        """What the model itself writes again, after an alternative or a given target."""
        asked = self._state
        if asked.prefix or asked.target:
            self._change(prefix=(), target="", following=True)

    def go_on(self) -> None:
        """Continue the text by so many tokens, or by so many more."""
        trace, asked = self._trace, self._state
        if trace is None:
            return
        if trace.task is not Task.CONTINUE:
            self._store.change(message=Message("warn", f"{trace.model.title} {CLOSED}"))
            return
        count = len(trace.steps) + asked.stride
        self._change(writing=replace(asked.writing, count=count), following=True)

    def take_back(self) -> None:
        """The prompt alone again."""
        writing = replace(self._state.writing, count=0)
        self._change(writing=writing, prefix=(), following=True)

    def choose_stride(self, by: int) -> None:
        """The next larger number of tokens to go on by, or the next smaller."""
        stride = self._state.stride
        if by > 0:
            wanted = next((one for one in STRIDES if one > stride), STRIDES[-1])
        else:
            wanted = next((one for one in reversed(STRIDES) if one < stride), STRIDES[0])
        self._store.act("stride", text=replace(self._state, stride=wanted))

    def choose_drawn(self, drawn: bool) -> None:
        """Whether tokens are drawn by their probabilities, or the likeliest is taken."""
        self.choose_drawing(temperature=1.0 if drawn else 0.0)

    def redraw(self, changes: Mapping[str, float]) -> None:
        """Temperature, top-p or seed, by their names."""
        self.choose_drawing(**changes)

    def choose_drawing(self, **changes: Any) -> None:
        """Temperature, top-p or seed; what was written is written again."""
        writing = replace(self._state.writing, **changes)
        if writing.count:
            self._change(writing=writing, following=True)
        else:
            self._store.act("drawing", text=replace(self._state, writing=writing))

    def _fill(self, token: int) -> None:
        """Put a guessed word in the place of the mask that is asked about."""
        trace = self._trace
        guess = alternatives_view.asked_guess(trace, self._state) if trace is not None else None
        if trace is None or guess is None:
            return
        number = trace.guesses.index(guess)
        word = next(one.piece for one in guess.alternatives if one.token == token)
        signs = {MASK, trace.sentence.tokens.pieces[guess.place]}
        text = trace.sentence.text
        found = list(re.finditer("|".join(map(re.escape, signs)), text))
        if number < len(found):
            start, stop = found[number].span()
            self._type(text[:start] + word.removeprefix(ELLIPSIS).strip("▁") + text[stop:])
