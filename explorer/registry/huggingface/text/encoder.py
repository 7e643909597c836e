"""Text models of Hugging Face that read: encoders with their heads, observed by the tracer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from torch import Tensor

from explorer.core.inputs import Inputs
from explorer.core.sites.axes import Tokens
from explorer.core.text import Guess, Sentence, Task
from explorer.core.trace import Trace
from explorer.registry.entry import SentenceError
from explorer.registry.huggingface.heads import Said, alike, chosen, hidden, said
from explorer.registry.huggingface.text.text_sites import Texts
from explorer.registry.huggingface.text.text_subject import HfText, Pass, first_output
from explorer.registry.huggingface.text.tokens import Read
from explorer.registry.huggingface.text.writing import guess
from explorer.registry.subjects.protocol import OnPart


class HfEncoder(HfText):
    """A model that reads: BERT and its like. Where the text has masks it tells what they hide."""

    task = Task.READ
    pooling = ""
    """How one vector is made of those of the tokens, of a model of sentences: mean, max or cls."""

    def _run(self, inputs: Inputs, on_part: OnPart, cancelled: Callable[[], bool]) -> Trace:
        if self.chooses:
            return self._choose(inputs, cancelled)
        if inputs.pair.strip() and self.pooling:
            return self._compare(inputs, cancelled)
        read, sentence, told = self.read(inputs)
        run = self._seen(self.whole(read.ids, read.types), read, cancelled)
        if not self.says:
            what = said(self.model, self.reader, read, (sentence.text, sentence.pair), run.output)
            return self._trace(inputs, sentence, run, what, told)
        masks = [at for at, token in enumerate(read.ids) if token == self.reader.mask]
        what = Said(gives=hidden(len(masks)))
        guesses = tuple(guess(self.reader, at, run.first[0, at]) for at in masks)
        return self._trace(inputs, sentence, run, what, told, guesses)

    def _seen(self, given: dict[str, Any], read: Read, cancelled: Callable[[], bool]) -> Pass:
        return self.observed(given, self._texts(read.tokens, read.ids), cancelled)

    def _trace(
        self,
        inputs: Inputs,
        sentence: Sentence,
        run: Pass,
        what: Said,
        told: Sequence[str],
        guesses: tuple[Guess, ...] = (),
    ) -> Trace:
        return self.trace(
            inputs,
            sentence,
            run.seen.sites,
            guesses=guesses,
            classes=what.classes,
            gives=what.gives,
            checks=run.checks,
            seconds=run.seconds,
            notes=(*told, what.note, *run.notes),
        )

    def _choose(self, inputs: Inputs, cancelled: Callable[[], bool]) -> Trace:
        """Run a text with each of its choices; the maps are those of the best one."""
        choices = [line.strip() for line in inputs.pair.splitlines() if line.strip()]
        if not choices:
            return self._without_choices(inputs, cancelled)
        if len(choices) < 2:
            raise SentenceError(
                f"{self.info.title} chooses among texts: give two choices or more as the second "
                "text, each on a line of its own."
            )
        tried = [self.read(replace(inputs, pair=choice), True) for choice in choices]
        mute = self.mute
        if all(read.ids != mute.read for read, _, _ in tried):
            mute.check_text(tried[0][0].ids)
        given = [self._as_choice(read) for read, _, _ in tried]
        logits = []
        for (read, _, _), one in zip(tried, given, strict=True):
            self.mute = mute.of_text(read.ids)
            logits.append(float(first_output(self.plain(one)).flatten()[0]))
        best = max(range(len(choices)), key=logits.__getitem__)
        read, sentence, told = tried[best]
        self.mute = mute.of_text(read.ids)
        run = self._seen(given[best], read, cancelled)
        note = f"The maps are those of the text with the likeliest choice, {choices[best]}."
        what = replace(chosen(logits, choices), note=note)
        return self._trace(inputs, sentence, run, what, told)

    def _as_choice(self, read: Read) -> dict[str, Any]:
        """What the model is called with for one choice alone: (1, T) -> (1, 1, T)."""
        given = self.whole(read.ids, read.types)
        return {
            name: value[None] if isinstance(value, Tensor) else value
            for name, value in given.items()
        }

    def _without_choices(self, inputs: Inputs, cancelled: Callable[[], bool]) -> Trace:
        """Run a text alone, which no choice has been given to yet."""
        read, sentence, told = self.read(inputs)
        run = self._seen(self._as_choice(read), read, cancelled)
        note = (
            f"{self.info.title} chooses among texts: give two choices or more as the second text, "
            "each on a line of its own. The maps are those of the text alone."
        )
        what = Said(gives="one number for each choice, and was given none", note=note)
        return self._trace(inputs, sentence, run, what, told)

    def _compare(self, inputs: Inputs, cancelled: Callable[[], bool]) -> Trace:
        """Run two texts each by itself; the maps are those of the first."""
        other, _, _ = self.read(replace(inputs, text=inputs.pair, pair=""), True)
        read, sentence, told = self.read(replace(inputs, pair=""))
        run = self._seen(self.whole(read.ids, read.types), read, cancelled)
        mute, self.mute = self.mute, self.mute.elsewhere()  # what is named are tokens of the first
        second = first_output(self.plain(self.whole(other.ids, other.types)))
        self.mute = mute
        return self._trace(inputs, sentence, run, alike(run.first, second, self.pooling), told)

    def _texts(self, read: Tokens, ids: Sequence[int]) -> Texts:
        """What the tokens are; a model with a decoder is given the text there too, one later."""
        if not getattr(self.model.config, "is_encoder_decoder", False):
            return Texts(self.task, read)
        start = getattr(self.model.config, "decoder_start_token_id", None)
        fed = self.reader.tokens([ids[-1] if start is None else start, *ids[:-1]])
        encoder = next(
            (name for name, part in self.model.named_modules() if part is self.model.get_encoder()),
            "",
        )
        return Texts(self.task, read, fed=fed, said=fed, encoder=f"{encoder}.")
