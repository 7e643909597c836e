"""Models with an encoder and a decoder: Marian, T5, BART and their like, observed by the tracer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from torch import nn

from explorer.capture.tracing.trace import tracing
from explorer.core.checks import Check
from explorer.core.inputs import Inputs
from explorer.core.text import WIDEST, Sentence, Task, Translation, Writing
from explorer.core.trace import ModelInfo, Trace
from explorer.registry.entry import ModelError, SentenceError
from explorer.registry.huggingface.photo.positions import positions_of
from explorer.registry.huggingface.text.decoding_steps import (
    NO_SITES,
    Sites,
    check_live,
    write_observed,
)
from explorer.registry.huggingface.text.text_sites import Texts
from explorer.registry.huggingface.text.text_subject import HfText
from explorer.registry.huggingface.text.tokens import Reader
from explorer.registry.huggingface.text.writing import Draft, Odds, ends, translation, write
from explorer.registry.subjects.protocol import OnPart, wanted


class HfPair(HfText):
    """A model that reads one text and writes another."""

    def __init__(
        self,
        info: ModelInfo,
        model: Any,
        reader: Reader,
        device: str = "cpu",
        notes: tuple[str, ...] = (),
        *,
        task: Task,
    ) -> None:
        super().__init__(info, model, reader, device, notes=notes)
        self.task = task
        self._longest = positions_of(model.get_decoder())
        self._encoder = f"{_path(model, model.get_encoder())}."

    def _run(self, inputs: Inputs, on_part: OnPart, cancelled: Callable[[], bool]) -> Trace:
        if not 1 <= inputs.beam <= WIDEST:
            raise ValueError(f"beam width {inputs.beam} is not between 1 and {WIDEST}")
        start, target = time.perf_counter(), inputs.target.strip()
        _, sentence, told = self.read(inputs)
        if target:
            begun, beam = self._target(target), 1
            if inputs.prefix:
                raise ValueError("a text that is given has no other beginning")
            draft, live = Draft(), NO_SITES
        else:
            begun, beam = self._beginning(inputs), inputs.beam
            draft, live = self._written(inputs, sentence, begun, beam, start, on_part, cancelled)
        said = [*begun, *draft.ids]
        run = self.observed(self.given(sentence, said), self._texts(sentence, said), cancelled)
        odds = self._odds(run.first, said)
        checks = run.checks
        if draft.odds:
            checks += (check_live(live, run.seen.sites, draft.odds, odds[len(begun) :]),)
        finished = said[-1] in ends(self.model)
        made = translation(
            self.reader, (), said, odds, forced=len(begun), finished=finished, beam=beam
        )
        short = "" if finished or target else f"Stopped at the limit of {len(said)} tokens."
        return self._trace(
            inputs,
            sentence,
            made,
            run.seen.sites,
            start,
            checks,
            (*told, short, *run.notes),
            running=False,
        )

    def _trace(
        self,
        inputs: Inputs,
        sentence: Sentence,
        made: Translation,
        sites: Sites,
        start: float,
        checks: tuple[Check, ...] = (),
        notes: Sequence[str] = (),
        *,
        running: bool,
    ) -> Trace:
        crossing = [at for at, site in enumerate(sites) if site.part == "cross"]
        return self.trace(
            inputs,
            sentence,
            sites,
            translation=made,
            best=crossing[-1] if crossing else 0,
            running=running,
            checks=checks,
            seconds=time.perf_counter() - start,
            notes=notes,
        )

    def _written(
        self,
        inputs: Inputs,
        sentence: Sentence,
        begun: Sequence[int],
        beam: int,
        start: float,
        on_part: OnPart,
        cancelled: Callable[[], bool],
    ) -> tuple[Draft, Sites]:
        """What the model writes after what is begun; with a beam without a look at its steps."""
        given = {
            "input_ids": self.ids(sentence.ids),
            "decoder_input_ids": self.ids([self._first, *begun]),
        }
        limit = 2 * len(sentence.ids) + 10
        room = [one for one in (self.reader.longest, self._longest) if one is not None]
        longest = min([limit, *room])
        writing = Writing(count=longest - len(begun))
        if writing.count <= 0 or (begun and begun[-1] in ends(self.model)):
            return Draft(), NO_SITES
        known = 1 + len(begun)
        options = self.watching(self.given(sentence, begun or (self._first,)), cancelled)
        if beam > 1:
            watched: AbstractContextManager[object] = nullcontext()
            if self.mute:
                watched = tracing(self.model, options)
            with watched:
                return write(self.model, given, known, writing, beam, cancelled=cancelled), NO_SITES
        before: list[Odds] = []
        if begun:  # in a single pass, for decoding step by step does not look at them
            before = self._odds(self.plain(self.given(sentence, begun)).logits, begun)

        def on_step(draft: Draft, sites: Sites) -> None:
            if not wanted(on_part):
                return
            said, odds = [*begun, *draft.ids], [*before, *draft.odds]
            made = translation(self.reader, (), said, odds, forced=len(begun))
            on_part(self._trace(inputs, sentence, made, sites, start, running=True))

        def texts(said: Sequence[int]) -> Texts:
            return self._texts(sentence, [*begun, *said])

        return write_observed(self.model, given, known, writing, texts, on_step, options)

    def _beginning(self, inputs: Inputs) -> tuple[int, ...]:
        """What is written begins with: the token of a chosen language, then what the user chose."""
        title = self.info.title
        language = self.reader.languages.choose(inputs.source, inputs.to, title)
        if language is None or inputs.prefix[:1] == (language,):
            return inputs.prefix
        return (language, *inputs.prefix)

    @property
    def _first(self) -> int:
        """The token that the decoder begins with, where the library looks for it."""
        configs = getattr(self.model, "generation_config", None), self.model.config
        named = (
            getattr(config, name, None)
            for name in ("decoder_start_token_id", "bos_token_id")
            for config in configs
        )
        found = next((one for one in named if one is not None), None)
        if found is None:
            raise ModelError(
                f"{self.info.title} does not say which token a text that it writes begins with "
                "(decoder_start_token_id in generation_config.json). Put the file there that came "
                "with the model."
            )
        return int(found)

    def given(self, sentence: Sentence, said: Sequence[int]) -> dict[str, Any]:
        """What the model is called with for a run over whole texts."""
        return {
            "input_ids": self.ids(sentence.ids),
            "decoder_input_ids": self.ids([self._first, *said[:-1]]),
            "use_cache": False,
        }

    def _texts(self, sentence: Sentence, said: Sequence[int]) -> Texts:
        return Texts(
            task=self.task,
            read=sentence.tokens,
            fed=self.reader.tokens([self._first, *said[:-1]]),
            said=self.reader.tokens(said),
            encoder=self._encoder,
        )

    def _odds(self, logits: Any, said: Sequence[int]) -> list[Odds]:
        """Of every token; logits: (1, T, V)."""
        return [Odds.of(one, token) for one, token in zip(logits[0], said, strict=True)]

    def _target(self, target: str) -> tuple[int, ...]:
        """The user's own text; raises SentenceError for one that is too long."""
        read = self.reader.read(target, target=True)
        if read.whole > len(read.ids):
            raise SentenceError(
                f"Your own text has {read.whole:,} tokens, the model takes "
                f"{self.reader.longest:,}. Shorten it."
            )
        return read.ids


def _path(model: nn.Module, part: nn.Module) -> str:
    """Where a part lies in a model; raises ValueError where it does not."""
    for name, one in model.named_modules():
        if one is part:
            return str(name)
    raise ValueError("the model has no such part")
