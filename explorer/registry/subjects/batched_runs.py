"""Several photos in one forward pass, each with a trace of its own as a run of its own gives it.

What a single run measures of the whole, that the capture changes no prediction, is measured on the
first batch of a size, and later ones say so. The first photo of a size is run alone as well: a
model whose answer then differs mixes the photos of a batch, and is run one photo after the other.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from weakref import WeakKeyDictionary

import torch
from torch import Tensor

from explorer.capture.hooks import head_features
from explorer.capture.observe import observe_batch
from explorer.capture.tracing.records import Kept
from explorer.capture.tracing.trace import trace_model
from explorer.capture.unchanged import unchanged
from explorer.capture.verify import check_prediction, relative_error
from explorer.core.cancel import Cancelled, never
from explorer.core.checks import Check
from explorer.core.inputs import Fit, Inputs, Modality
from explorer.core.photo import Photo
from explorer.core.sites.attention import Attention
from explorer.core.trace import Trace
from explorer.registry.subjects.preprocessing import PreparedPhoto
from explorer.registry.subjects.protocol import Subject, ignore
from explorer.registry.subjects.single_photo import single_photo
from explorer.registry.subjects.survey import sites_of
from explorer.registry.subjects.traced_subject import (
    TracedSubject,
    main_output,
    same_output,
)
from explorer.registry.subjects.vision_subject import VisionSubject

ALIKE = 1e-4
"""How far, as a share of its largest, an output may lie from that of the photo alone."""
OF_BATCH = "prediction without capture, first batch"

Cancel = Callable[[], bool]


@dataclass
class _Known:
    """What is known of batches of one size.

    Attributes
    ----------
    alike : bool
        Whether photos of a batch give what they give alone.
    same : Check or None
        Of the first batch against its run without capture.
    """

    alike: bool = True
    same: Check | None = None


@dataclass
class _Model:
    """What is known of a model, by the size of its input."""

    sizes: dict[torch.Size, _Known] = field(default_factory=dict)


_KNOWN: WeakKeyDictionary[Any, _Model] = WeakKeyDictionary()
_AHEAD: WeakKeyDictionary[Photo, tuple[Subject, Fit | None, PreparedPhoto]] = WeakKeyDictionary()
"""Photos that were prepared beside the forward pass of others, each taken once."""


def run_batch(subject: Subject, inputs: Sequence[Inputs], cancelled: Cancel = never) -> list[Trace]:
    """Run a model on several inputs, in as few forward passes as their shapes allow.

    Parameters
    ----------
    subject : Subject
        Any loaded model; of those for texts, and of detectors, each input is a run of its own.
    inputs : sequence of Inputs
        As `Subject.run` takes them.

    Returns
    -------
    list of Trace
        One an input, in their order; the maps are those of single runs within rounding.

    Raises
    ------
    Exception
        What `Subject.run` raises, of any of them.
    """
    photos = all(one.given == {Modality.PHOTO} and len(one.photos) == 1 for one in inputs)
    if len(inputs) > 1 and photos and isinstance(subject, VisionSubject):
        return _of_ours(subject, inputs, cancelled)
    if len(inputs) > 1 and photos and isinstance(subject, TracedSubject):
        return _of_traced(subject, inputs, cancelled)
    return [subject.run(one, ignore, cancelled) for one in inputs]


def prepare_ahead(subject: Subject, inputs: Inputs) -> None:
    """Prepare the photo of an input beside the forward pass of others, from any thread.

    `run_batch` of the same subject then finds it done. What is wrong with it is said there.
    """
    if inputs.given != {Modality.PHOTO} or len(inputs.photos) != 1:
        return
    (photo,) = inputs.photos
    if isinstance(photo, Photo) and isinstance(subject, VisionSubject | TracedSubject):
        try:
            _AHEAD[photo] = subject, inputs.fit, subject.prepare(photo, inputs.fit)
        except Exception:  # a library's own code raises anything at all
            _AHEAD.pop(photo, None)


def _prepared(subject: VisionSubject | TracedSubject, inputs: Inputs) -> PreparedPhoto:
    """The photo of an input as the model takes it, made ahead where that was done."""
    photo = single_photo(subject.info.title, inputs)
    by, fit, made = _AHEAD.pop(photo, (None, None, None))
    if made is not None and by is subject and fit == inputs.fit:
        return made
    return subject.prepare(photo, inputs.fit)


def _known(subject: object, size: torch.Size) -> _Known:
    return _KNOWN.setdefault(subject, _Model()).sizes.setdefault(size, _Known())


def _of_ours(subject: VisionSubject, inputs: Sequence[Inputs], cancelled: Cancel) -> list[Trace]:
    prepared = [_prepared(subject, one) for one in inputs]
    pixels = torch.stack([torch.from_numpy(one.pixels) for one in prepared])  # (B, 3, H, W)
    batch = pixels.to(subject.device)
    sites: list[list[Attention]] = [[] for _ in inputs]
    known = _known(subject, batch.shape[1:])
    with torch.inference_mode(), head_features(subject.model) as features:
        start = time.perf_counter()
        with observe_batch(subject.model, [one.append for one in sites], subject.place, cancelled):
            logits = subject.model(batch)
        seconds = (time.perf_counter() - start) / len(inputs)
        if cancelled():
            raise Cancelled
        if known.same is None:
            known.same = replace(check_prediction(logits, subject.model(batch)), name=OF_BATCH)
    return [
        subject.ended(
            replace(subject.begun(one, made.placement), sites=tuple(sites[at])),
            logits[at : at + 1],
            features[0][at : at + 1],
            known.same,
            seconds,
        )
        for at, (one, made) in enumerate(zip(inputs, prepared, strict=True))
    ]


def _of_traced(subject: TracedSubject, inputs: Sequence[Inputs], cancelled: Cancel) -> list[Trace]:
    prepared = [_prepared(subject, one) for one in inputs]
    sizes = {one.pixels.shape for one in prepared}
    size = torch.Size(prepared[0].pixels.shape)
    known = _known(subject, size)
    if len(sizes) > 1 or any(one.others for one in prepared) or not known.alike:
        return [subject.run(one, ignore, cancelled) for one in inputs]
    first: Trace | None = None
    if known.same is None:  # a run of its own, which also finds out where the patches lie
        first = subject.run(inputs[0], ignore, cancelled)
    survey = subject.survey(size)
    alone = first is not None and (first.objects or first.output is not None)
    if survey is None or alone:
        known.alike = False
        return [subject.run(one, ignore, cancelled) for one in inputs]
    pixels = torch.stack([torch.from_numpy(one.pixels) for one in prepared])  # (B, C, H, W)
    batch = pixels.to(subject.device)
    with torch.no_grad():
        start = time.perf_counter()
        options = replace(survey.quick, cancelled=cancelled)
        with unchanged(subject.model):
            traced = trace_model(subject.model, batch, options=options, compare=False)
        seconds = (time.perf_counter() - start) / len(inputs)
        if cancelled():
            raise Cancelled
        out = main_output(traced.output)
        if first is not None:
            with unchanged(subject.model):
                plain = main_output(subject.model(batch))
                single = main_output(subject.model(batch[:1]))
            known.same = replace(same_output(out, plain), name=OF_BATCH)
            known.alike = _alike(out, single, len(inputs))
    whole = all(one.kept is Kept.FULL for one in traced.records)
    if not known.alike or not whole or known.same is None or out is None:
        return [subject.run(one, ignore, cancelled) for one in inputs]
    return [
        subject.ended(
            replace(subject.begun(one, made, survey), sites=sites_of(traced.records, survey, at)),
            traced,
            survey,
            out[at : at + 1],
            known.same,
            seconds,
        )
        for at, (one, made) in enumerate(zip(inputs, prepared, strict=True))
    ]


def _alike(out: Tensor | None, alone: Tensor | None, count: int) -> bool:
    """Whether the first photo of a batch has the output that it has alone."""
    if out is None or alone is None or len(out) != count or out[:1].shape != alone.shape:
        return False
    return relative_error(out[:1], alone) <= ALIKE
