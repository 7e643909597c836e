"""A text whose tokens are masked or left out, and the model that reads it (a `Perturbable`)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.analysis.attribution.call import call_of
from explorer.analysis.attribution.method import AttributionError
from explorer.analysis.attribution.targets import Target, target_of
from explorer.analysis.checks.faithfulness import Weights
from explorer.capture.second_pass import as_muted
from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.registry.entry import ModelError
from explorer.registry.huggingface.text.text_subject import HfText
from explorer.registry.subjects.protocol import Subject

Taken = Literal["masked", "deleted"]
_OF_WRITTEN = "decoder_"
"""What a model is given of the text that it writes, as libraries name it."""


class PerturbedText:
    """The tokens of a text as places: all that are no special ones, nor what is watched itself.

    Of a model that writes another text they are the tokens that it reads; of one that writes on
    those before the word that is watched.

    Attributes
    ----------
    target : Target
        What is watched: its `column` is the answer.
    """

    def __init__(
        self, trace: Trace, subject: Subject, target: Target, taken: Taken = "masked"
    ) -> None:
        """Take the tokens that a run read.

        Parameters
        ----------
        trace, subject
            A run of a model of texts, and the model.
        target : Target
            What is watched.
        taken : {"masked", "deleted"}
            Whether a mask stands where a token is taken away, or nothing does.

        Raises
        ------
        ModelError
            The model knows no mask, or nothing stands before what is watched.
        """
        self.target = target
        self._call, self._mute = call_of(trace, subject), trace.mute
        ids = self._call.ids
        assert ids is not None  # of a text
        self._ids: list[int] = ids[0].tolist()
        self._mask = mask_of(subject)
        if taken == "masked" and self._mask is None:
            raise ModelError(f"{trace.model.title} knows no mask: leave tokens out instead.")
        self._taken = taken
        self._paired = trace.paired
        if taken == "deleted" and (trace.mute.masked or trace.mute.blocks):
            raise ModelError(
                "Tokens that are left out change the numbers of those that are masked or blocked: "
                "run the text with nothing masked or blocked."
            )
        special = trace.sentence.tokens.special
        end, watched = len(self._ids), None
        if target.place is not None and not trace.paired:
            if trace.task is Task.CONTINUE:
                end = target.place + 1  # what comes later does not matter to it
            else:
                watched = target.place
        self._own = [at for at in range(end) if at not in special and at != watched]
        if not self._own:
            raise ModelError("Nothing stands before this word that could be taken away.")

    @property
    def places(self) -> int:
        """How many tokens may be taken away."""
        return len(self._own)

    def spread(self, values: NDArray[np.floating]) -> Weights:
        """The values of all tokens, (tokens,), of those that may be taken away.

        Tokens that the map does not have, as those that were written since, count as 0.
        """
        line = np.asarray(values, np.float32).reshape(-1)
        whole = np.zeros(max(len(self._ids), len(line)), np.float32)
        whole[: len(line)] = line
        found: Weights = whole[self._own]
        return found

    def probabilities(self, kept: Weights) -> Weights:
        """What the model says, (B, answers), of texts without some tokens; kept (B, places)."""
        rests = [self._rest(row > 0) for row in kept]
        found: list[Weights | None] = [None] * len(rests)
        with torch.no_grad(), self._as_in_the_run():
            for length in {len(one) for one in rests}:  # texts of one length are one batch
                rows = [at for at, one in enumerate(rests) if len(one) == length]
                said = self._said([rests[at] for at in rows], kept[rows] > 0)
                for at, row in zip(rows, said, strict=True):
                    found[at] = row
        return np.stack([one for one in found if one is not None])

    def _as_in_the_run(self) -> AbstractContextManager[object]:
        """Whatever was muted, held or masked in the run stays so."""
        return as_muted(self._call.model, self._mute, self._call.quick)

    def _rest(self, kept: NDArray[np.bool_]) -> list[int]:
        """Which tokens of the text are left; never none at all, which nobody can read."""
        if self._taken == "masked":
            return [*range(len(self._ids))]
        gone = {at for at, keeps in zip(self._own, kept, strict=True) if not keeps}
        return [at for at in range(len(self._ids)) if at not in gone] or [0]

    def _said(self, rests: list[list[int]], kept: NDArray[np.bool_]) -> Weights:
        """Softmax at what is watched, (B, answers), of texts of the same length."""
        texts = [[self._ids[at] for at in rest] for rest in rests]
        if self._taken == "masked":
            assert self._mask is not None
            for text, row in zip(texts, kept, strict=True):
                for at in np.array(self._own)[~row]:
                    text[at] = self._mask
        logits = self._logits(torch.tensor(texts), rests)
        if self.target.place is not None:
            places = [self._place(rest) for rest in rests]
            logits = logits[torch.arange(len(rests)), places]  # (B, T, V) -> (B, V)
        found: Weights = logits.float().softmax(dim=-1).cpu().numpy()
        return found

    def _place(self, rest: list[int]) -> int:
        """Where what is watched stands in a text of which some tokens are left."""
        place = self.target.place
        assert place is not None
        if self._paired or self._taken == "masked":
            return place
        return max(0, sum(at <= place for at in rest) - 1)

    def _logits(self, ids: Tensor, rests: list[list[int]]) -> Tensor:
        """Run texts (B, T) at once, with what else the model is told of their tokens."""
        call, count = self._call, len(rests)
        if call.args:  # our own, which take the text and what is written
            source, *others = call.args
            return call(
                ids.to(source.device), *(one.expand(count, *one.shape[1:]) for one in others)
            )
        size = len(self._ids)
        given = {}
        for name, one in call.kwargs.items():
            if not isinstance(one, Tensor):
                given[name] = one
            elif name.startswith(_OF_WRITTEN) or one.shape[:2] != (1, size):
                given[name] = one.expand(count, *one.shape[1:])
            else:
                given[name] = torch.stack([one[0, rest] for rest in rests])  # (B, T)
        given["input_ids"] = ids.to(call.kwargs["input_ids"].device)
        return replace(call, kwargs=given)()


def mask_of(subject: Subject) -> int | None:
    """The number of the token that stands for a hidden word; None for a model without one."""
    return subject.reader.mask if isinstance(subject, HfText) else None


def perturbed_text(
    subject: Subject, trace: Trace, taken: Taken = "masked", answer: str = ""
) -> PerturbedText:
    """The text of a run as what `curves` perturbs.

    Parameters
    ----------
    answer : str
        What is watched, as `target_of` takes it; "" for what the model is surest of.

    Raises
    ------
    ModelError
        The model has no answer to be watched or no such one, or knows no mask.
    """
    try:
        return PerturbedText(trace, subject, target_of(trace, subject, answer), taken)
    except AttributionError as error:
        raise ModelError(str(error)) from error
