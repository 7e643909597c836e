"""Models that continue a text: GPT-2, Llama and their like, observed by the tracer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from inspect import signature
from typing import Any

from torch import Tensor

from explorer.core.checks import Check
from explorer.core.inputs import Inputs
from explorer.core.text import Guess, Sentence, Task
from explorer.core.trace import Trace
from explorer.registry.huggingface.heads import vectors
from explorer.registry.huggingface.text.decoding_steps import (
    NO_SITES,
    Sites,
    check_live,
    write_observed,
)
from explorer.registry.huggingface.text.text_sites import Texts
from explorer.registry.huggingface.text.text_subject import HfText
from explorer.registry.huggingface.text.writing import (
    Draft,
    Odds,
    drawn,
    ends,
    guess,
    room,
    translation,
)
from explorer.registry.subjects.protocol import OnPart, wanted

AT_ONCE = 2**25
"""Logits that are worked out at once, tokens times vocabulary: 128 MB. In a longer prompt only
what comes next is told."""


class HfDecoder(HfText):
    """A model that reads a prompt and writes on.

    Its tokens are those of the prompt and of what it wrote, the last one too: so there is always a
    guess at what would come next.
    """

    task = Task.CONTINUE

    def _run(self, inputs: Inputs, on_part: OnPart, cancelled: Callable[[], bool]) -> Trace:
        start = time.perf_counter()
        read, sentence, told = self.read(inputs)
        count, short = self._room(len(read.ids), max(inputs.writing.count, len(inputs.prefix)))
        said = list(inputs.prefix[:count])
        forced = len(said)
        draft, live = Draft(), NO_SITES
        made = None
        if count > forced:
            draft, live = self._written(inputs, sentence, said, count, start, on_part, cancelled)
            said += draft.ids
        ids = [*sentence.ids, *said]
        run = self.observed(self._given(ids, len(said)), self._texts(ids), cancelled)
        odds = self._odds(run.first, ids, len(said)) if self.says else []
        checks: tuple[Check, ...] = ()
        if draft.ids:
            checks = (check_live(live, run.seen.sites, draft.odds, odds[forced:]),)
        if said:
            end = said[-1] in ends(self.model)
            made = translation(
                self.reader,
                sentence.ids,
                said,
                odds,
                forced=forced,
                finished=end,
                drawn=drawn(inputs.writing),
            )
        return self.trace(
            inputs,
            sentence,
            run.seen.sites,
            translation=made,
            guesses=self._guesses(run.first, ids, len(said)) if self.says else (),
            gives="" if self.says else vectors(run.first),
            checks=(*run.checks, *checks),
            seconds=time.perf_counter() - start,
            notes=(*told, short, *run.notes),
        )

    def _room(self, given: int, wanted: int) -> tuple[int, str]:
        """How many of the wanted tokens fit beside the given, and a note where that is not all."""
        if wanted and not (self.says and self.model.can_generate()):
            return 0, f"{self.info.title} has no head that names words and cannot write."
        return room(self.reader.longest, given, wanted)

    def _written(
        self,
        inputs: Inputs,
        sentence: Sentence,
        begun: Sequence[int],
        count: int,
        start: float,
        on_part: OnPart,
        cancelled: Callable[[], bool],
    ) -> tuple[Draft, Sites]:
        """Go on from the prompt and what is begun until there are `count` tokens."""
        ids = [*sentence.ids, *begun]
        before: list[Odds] = []
        if begun:  # in a single pass, for decoding step by step does not look at them
            before = self._odds(self._plain(ids, len(begun)), ids, len(begun))

        def on_step(draft: Draft, sites: Sites) -> None:
            if not wanted(on_part):
                return
            said = [*begun, *draft.ids]
            on_part(
                self.trace(
                    inputs,
                    sentence,
                    sites,
                    translation=translation(
                        self.reader,
                        sentence.ids,
                        said,
                        [*before, *draft.odds],
                        forced=len(begun),
                        drawn=drawn(inputs.writing),
                    ),
                    running=True,
                    seconds=time.perf_counter() - start,
                )
            )

        return write_observed(
            self.model,
            {"input_ids": self.ids(ids)},
            len(ids),
            replace(inputs.writing, count=count - len(begun)),
            lambda said: self._texts([*ids, *said[:-1]]),
            on_step,
            self.watching(self._given(ids, len(begun)), cancelled),
        )

    def _texts(self, ids: Sequence[int]) -> Texts:
        return Texts(self.task, self.reader.tokens(ids))

    def _plain(self, ids: Sequence[int], said: int) -> Tensor:
        """Logits without capture, as those of a whole run: (1, some of the last T, V)."""
        logits: Tensor = self.plain(self._given(ids, said)).logits
        return logits

    def _given(self, ids: Sequence[int], said: int) -> dict[str, Any]:
        """What the model is called with; logits of fewer tokens where all would be too many."""
        given, known = self.whole(ids), signature(self.model.forward).parameters
        vocabulary = self.model.get_output_embeddings().out_features if self.says else 0
        if "logits_to_keep" in known and len(ids) * vocabulary > AT_ONCE:
            given["logits_to_keep"] = said + 1
        return given

    def _odds(self, logits: Tensor, ids: Sequence[int], said: int) -> list[Odds]:
        """Of the last `said` tokens; logits: (1, T or fewer, V), those of the last tokens."""
        first = logits.shape[1] - said - 1  # of the token before the first of them
        return [
            Odds.of(logits[0, first + at], token) for at, token in enumerate(ids[len(ids) - said :])
        ]

    def _guesses(self, logits: Tensor, ids: Sequence[int], said: int) -> tuple[Guess, ...]:
        """At each place of the prompt whose logits are there, and what would come next."""
        offset = len(ids) - logits.shape[1]
        prompt = range(offset + 1, len(ids) - said)
        return (
            *(guess(self.reader, at, logits[0, at - 1 - offset], ids[at]) for at in prompt),
            guess(self.reader, len(ids), logits[0, -1]),
        )
