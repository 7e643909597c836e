"""A model that answers a question about a photo, observed by the tracer.

Its tokens are those of the photo, of the question and of the answer. What is shown is where each
token of the answer comes from: the row of the token before it, out of which it is written, over the
photo, and over the other tokens beside it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from inspect import signature
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.rerun import Rerun
from explorer.capture.tracing.trace import Traced
from explorer.capture.unchanged import unchanged
from explorer.capture.verify import check_prediction, check_steps
from explorer.core.cancel import Cancelled, never
from explorer.core.checks import Check
from explorer.core.inputs import Inputs
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.text import Writing
from explorer.core.trace import ModelInfo, Trace
from explorer.inputs.samples import question_samples
from explorer.registry.entry import ModelError, SentenceError, failed_run
from explorer.registry.huggingface.photo_text.answer_rows import Rows, among, named, reading, sites
from explorer.registry.huggingface.photo_text.asking import Asked, Asking
from explorer.registry.huggingface.photo_text.photo_tokens import PhotoTokens, photo_tokens
from explorer.registry.huggingface.photo_text.showing import Show
from explorer.registry.huggingface.text.text_subject import FOREIGN, settled
from explorer.registry.huggingface.text.tokens import Reader
from explorer.registry.huggingface.text.writing import (
    Draft,
    Odds,
    drawn,
    ends,
    room,
    translation,
    write,
)
from explorer.registry.loading import LoadProgress
from explorer.registry.subjects.placement_probe import FEWEST
from explorer.registry.subjects.protocol import OnPart, ignore
from explorer.registry.subjects.run_size import ask_text
from explorer.registry.subjects.single_photo import single_photo
from explorer.registry.subjects.traced_subject import Finding, as_loaded, digest

LONGEST = 24
"""Tokens of an answer, where the user says nothing else."""
KEPT = 4
"""Sizes of photos of which it is known where their tokens lie."""


@dataclass(frozen=True, eq=False)
class Loaded:
    """A model with all that it needs to be asked.

    show: how a photo is handed over. whole: tokens of a whole photo, where the model may be given
    its parts, too; 0 where that is not known. sides: the sentence that names the sides that open by
    themselves, "" for none.
    """

    model: Any
    asking: Asking
    reader: Reader
    show: Show
    notes: tuple[str, ...] = ()
    whole: int = 0
    sides: Callable[[], str] = str


class PhotoAnswers:
    """A model on a device that answers a question about a photo; see `Subject`."""

    def __init__(self, info: ModelInfo, loaded: Loaded, device: str = "cpu") -> None:
        self.info = replace(info, weights_sha256=info.weights_sha256 or digest(loaded.model))
        self.model, self.device = settled(loaded.model.eval(), device)
        self._loaded = loaded
        self._part = reading(loaded.model)
        self.findings: tuple[Finding, ...] = ()
        self._again = Rerun(self.model)
        self._placed: dict[tuple[object, ...], PhotoTokens] = {}

    def run(
        self,
        inputs: Inputs,
        on_part: OnPart = ignore,
        cancelled: Callable[[], bool] = never,
        mute: Mute = NOTHING_MUTED,
    ) -> Trace:
        """Ask about one photo, and see where each token of the answer looks; see `Subject.run`."""
        photo = single_photo(self.info.title, inputs)
        question = inputs.text.strip() or question_samples()[0].text
        try:
            with torch.no_grad():  # inference mode hands composite operators over whole
                return self._run(replace(inputs, text=question), photo, on_part, cancelled, mute)
        except FOREIGN as error:  # code of any model raises anything at all
            raise failed_run(self.info.title, "this photo and question", error) from error

    def _run(
        self,
        inputs: Inputs,
        photo: Photo,
        on_part: OnPart,
        cancelled: Callable[[], bool],
        mute: Mute,
    ) -> Trace:
        start = time.perf_counter()
        shown = self._loaded.show(photo, inputs.fit)
        asked = self._loaded.asking(shown.pixels, inputs.text)
        forced, count, short = self._room(asked, inputs)
        on_part(LoadProgress("Writing the answer"))
        draft = self._written(asked, forced, replace(inputs.writing, count=count), cancelled)
        said = [*forced, *draft.ids]
        called = self._called(asked, said)
        on_part(LoadProgress("Running"))
        traced, plain = self._observed(called, Options(cancelled=cancelled, mute=mute))
        if cancelled():
            raise Cancelled
        places = self._look_around(
            asked, inputs.text, said, shown.inner, traced, on_part, cancelled
        )
        logits = traced.output.logits
        first = logits.shape[1] - len(said) - 1  # of the token before the first of the answer
        odds = [Odds.of(logits[0, first + at], token) for at, token in enumerate(said)]
        answer = translation(
            self._loaded.reader,
            asked.ids,
            said,
            odds,
            forced=len(forced),
            finished=bool(said) and said[-1] in ends(self.model),
            drawn=drawn(inputs.writing),
        )
        axes = self._axes(asked, said, places)
        found = tuple(sites(traced, axes, self._part))
        if not found:
            raise ModelError(
                f"There is no map to show: no attention of {self.info.title} is among the tokens "
                "of photo, question and answer."
            )
        self.findings = tuple(map(_finding, found))
        checks = [check_prediction(logits, plain)]
        if draft.odds and not mute:
            checks.append(_check_written(draft, odds[len(forced) :]))
        return Trace(
            model=self.info,
            inputs=inputs,
            placements=(shown.placement,),
            sites=found,
            layers=len(found),
            best=len(found) // 2,
            translation=answer,
            gives=f"an answer: {answer.text}",
            checks=tuple(checks),
            seconds=time.perf_counter() - start,
            device=self.device,
            notes=(*short, *self._notes(asked, places), *shown.notes, *traced.notes),
            mute=mute,
        )

    def _observed(self, called: dict[str, Any], options: Options) -> tuple[Traced, Tensor]:
        """A run observed, and the logits of one without the capture.

        With heads muted, which the capture does, those of another run of the same.
        """
        with as_loaded(self.info.title, self.model, "this photo and question"):
            plain: Tensor = self.model(**called).logits
        options = self._again.options(called, called["input_ids"].shape[1], options)
        traced = self._again.trace(called, options)
        if options.mute:
            plain = self._again.trace(called, replace(options, budget=0)).output.logits
        return traced, plain

    def _notes(self, asked: Asked, tokens: PhotoTokens) -> tuple[str, ...]:
        """What there is to know of every run on a photo of this size."""
        notes = (*self._loaded.notes, *self._loaded.asking.notes)
        if len(tokens.order) == len(asked.photo):
            return notes
        rest = len(asked.photo) - len(tokens.order)
        return (
            *notes,
            f"The map is that over the whole photo: {rest:,} tokens of its parts are counted among "
            "the others.",
        )

    # -- what it is given ----------------------------------------------------------------------

    def _called(self, asked: Asked, said: Sequence[int]) -> dict[str, Any]:
        """What the model is called with for a run over all tokens: nothing is kept for more.

        Logits are asked for of the answer alone, for those of all tokens would be gigabytes.
        """
        given = asked.with_answer(said)
        called: dict[str, Any] = {name: one.to(self.device) for name, one in given.items()}
        if "logits_to_keep" in signature(self.model.forward).parameters:
            called["logits_to_keep"] = len(said) + 1
        return {**called, "use_cache": False}

    def _room(self, asked: Asked, inputs: Inputs) -> tuple[tuple[int, ...], int, tuple[str, ...]]:
        """What the answer begins with, how many tokens come after it, and notes on that.

        Raises SentenceError for a question that leaves no room, and for an answer that cannot begin
        so.
        """
        reader = self._loaded.reader
        given, longest = len(asked.ids), reader.longest
        signs = self._loaded.asking.signs
        if sign := next((signs[one] for one in inputs.prefix if one in signs), None):
            raise SentenceError(f"An answer cannot go on with “{sign}”: it is no word.")
        if wrong := [one for one in inputs.prefix if not 0 <= one < reader.size]:
            raise ValueError(f"an answer cannot go on with the tokens {wrong}")
        wanted = max(inputs.writing.count or LONGEST, len(inputs.prefix))
        count, short = room(longest, given, wanted)
        if not count:
            raise SentenceError(
                f"Photo and question are {given:,} tokens, and {self.info.title} takes "
                f"{longest:,} with the answer. Shorten the question."
            )
        forced = inputs.prefix[:count]
        return forced, count - len(forced), (short,) if short else ()

    def _written(
        self,
        asked: Asked,
        forced: Sequence[int],
        writing: Writing,
        cancelled: Callable[[], bool],
    ) -> Draft:
        """Let the model answer, behind the tokens that the user wants it to begin with."""
        ask_text(self.info.title, self.model, self._called(asked, forced))
        if not writing.count:
            return Draft()
        given = {name: one.to(self.device) for name, one in asked.with_answer(forced).items()}
        given.pop("attention_mask", None)  # of ones, as it is made again
        start, barred = given["input_ids"].shape[1], sorted(self._loaded.asking.signs)
        with unchanged(self.model):
            return write(self.model, given, start, writing, cancelled=cancelled, barred=barred)

    # -- where its tokens lie ------------------------------------------------------------------

    def _look_around(
        self,
        asked: Asked,
        question: str,
        said: Sequence[int],
        placement: Placement,
        traced: Traced,
        on_part: OnPart,
        cancelled: Callable[[], bool],
    ) -> PhotoTokens:
        """Where the tokens of the photo lie; raises ModelError where that cannot be measured."""
        key = (placement, asked.photo)
        if key in self._placed:
            return self._placed[key]
        on_part(LoadProgress("Finding where the photo's tokens lie"))
        count = len(asked.ids) + len(said)
        first = next((one for one in traced.attentions if among(one, count, self._part)), None)
        found = None
        if first is not None:

            def make(pixels: NDArray[np.uint8]) -> dict[str, Any]:
                return self._called(self._loaded.asking(pixels, question), said)

            with unchanged(self.model):
                found = photo_tokens(
                    self.model,
                    first.name,
                    asked.photo,
                    count,
                    make,
                    placement,
                    self._loaded.whole,
                    cancelled,
                )
        if found is None:
            raise self._nowhere(len(asked.photo))
        while len(self._placed) >= KEPT:
            self._placed.pop(next(iter(self._placed)))
        self._placed[key] = found
        return found

    def _nowhere(self, count: int) -> ModelError:
        """The sentence for a photo whose tokens follow no place."""
        title = self.info.title
        if count < FEWEST:
            return ModelError(
                f"{title} makes {count} tokens of a photo so small, too few to tell where they "
                "lie. Choose a larger photo."
            )
        return ModelError(
            f"Where the {count:,} tokens lie that {title} makes of the photo cannot be measured, "
            f"so that no map can be laid over it. {self._loaded.sides() or 'Choose another model.'}"
        )

    def _axes(self, asked: Asked, said: Sequence[int], tokens: PhotoTokens) -> Rows:
        reader, ids = self._loaded.reader, [*asked.ids, *said]
        placed = frozenset(tokens.order)
        words = [at for at in range(len(ids)) if at not in placed]
        first = len(asked.ids)
        names = named([reader.piece(ids[at]) for at in words])
        steps = named([reader.piece(one) for one in said])
        return Rows(
            rows=tuple(range(first - 1, len(ids) - 1)),
            order=(*words, *tokens.order),
            queries=PatchGrid(0, 0, tuple(steps)),
            keys=PatchGrid(tokens.rows, tokens.cols, tuple(names)),
        )


def _finding(site: Attention) -> Finding:
    shape = site.heads, site.query_axis.size, site.key_axis.size
    place = site.keys.told if isinstance(site, PatchSite) else ""
    return Finding(site.name, site.kind.value, shape, place, site.checks)


def _check_written(draft: Draft, odds: Sequence[Odds]) -> Check:
    """What was written step by step against the run over all tokens at once."""
    step, whole = (
        torch.tensor([one.log_probability for one in some]).exp() for some in (draft.odds, odds)
    )
    return check_steps([step], [whole])
