"""A run as one call of its model, to be made again: with gradients, or with other numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import Tensor, nn

from explorer.analysis.attribution.method import AttributionError
from explorer.capture.tracing.options import Options
from explorer.core.trace import Trace
from explorer.models.translator import START
from explorer.registry.huggingface.text.continuing import HfDecoder
from explorer.registry.huggingface.text.encoder import HfEncoder
from explorer.registry.huggingface.text.rewriting import HfPair
from explorer.registry.huggingface.text.text_subject import HfText
from explorer.registry.subjects.protocol import Subject
from explorer.registry.subjects.text_subject import TextSubject
from explorer.registry.subjects.traced_subject import TracedSubject, main_output
from explorer.registry.subjects.vision_subject import VisionSubject


@dataclass(frozen=True, eq=False)
class Call:
    """One call of a model, over a whole input at once.

    Attributes
    ----------
    model : nn.Module
        As it was loaded.
    args : tuple of Tensor
        The first is the photo (1, C, H, W) where `on_photo`; else token numbers (1, T).
    kwargs : dict
        What else it is given.
    on_photo : bool
        Whether the input is a photo.
    blank : Tensor or None
        Black and white as the model sees them, (2, C, H, W).
    quick : Options or None
        How a model that nobody here wrote is watched at the least cost.
    temperature : float
        What its logits are divided by before they are probabilities.
    """

    model: nn.Module
    args: tuple[Tensor, ...]
    kwargs: dict[str, Any]
    on_photo: bool
    blank: Tensor | None = None
    quick: Options | None = field(default=None, repr=False)
    temperature: float = 1.0

    def __call__(self, *args: Tensor) -> Tensor:
        """What the model says: logits (B, classes), or of every token (B, T, vocabulary).

        args: in place of those of the run, any number of inputs (B, …).
        """
        given = args or self.args
        out = main_output(self.model(*given, **self._repeated(len(given[0]) if given else 1)))
        if out is None:
            raise AttributionError("The model gives no numbers that could be explained.")
        return out

    @property
    def model_device(self) -> str:
        """The kind of device that it runs on."""
        return next(self.model.parameters()).device.type

    def many(self, count: int) -> Call:
        """The same call with its input side by side so many times, as a batch."""
        args = tuple(one.repeat_interleave(count, dim=0) for one in self.args)
        return replace(self, args=args, kwargs=self._repeated(count))

    def reading(self, ids: Tensor) -> Call:
        """The same call on other token numbers, (1, T)."""
        if self.args:
            return replace(self, args=(ids, *self.args[1:]))
        return replace(self, kwargs={**self.kwargs, "input_ids": ids})

    @property
    def ids(self) -> Tensor | None:
        """The token numbers that the model reads, (1, T); None for a photo."""
        if self.on_photo:
            return None
        found: Tensor = self.args[0] if self.args else self.kwargs["input_ids"]
        return found

    def _repeated(self, count: int) -> dict[str, Any]:
        return {
            name: one.expand(count, *one.shape[1:]).contiguous()
            if isinstance(one, Tensor) and len(one) == 1 and count > 1
            else one
            for name, one in self.kwargs.items()
        }


def call_of(trace: Trace, subject: Subject) -> Call:
    """Put the call together that a run has made.

    Parameters
    ----------
    trace : Trace
        A finished run.
    subject : Subject
        The loaded model that made it.

    Raises
    ------
    AttributionError
        The model is none that can be called as a whole.
    """
    make = next((one for kind, one in _MAKE.items() if isinstance(subject, kind)), None)
    if make is None:
        raise AttributionError(
            f"This is not worked out of {trace.model.title}: a model of photos alone, or of texts "
            "alone, is needed."
        )
    return make(trace, subject)


def _of_photo(trace: Trace, subject: Any) -> Call:
    prepared = subject.prepare(trace.photo, trace.inputs.fit)
    device = trace.device
    photo = torch.from_numpy(prepared.pixels.copy())[None].to(device)  # (1, C, H, W)
    others = {name: one.to(device) for name, one in prepared.others.items()}
    blank = torch.from_numpy(prepared.blank.copy()).to(device)
    quick = subject.quick(photo.shape) if isinstance(subject, TracedSubject) else None
    temperature = subject.temperature if isinstance(subject, VisionSubject) else 1.0
    return Call(subject.model, (photo,), others, True, blank, quick, temperature)


def _of_translation(trace: Trace, subject: TextSubject) -> Call:
    ids = _written(trace)
    source = torch.tensor([list(trace.sentence.ids)], device=trace.device)  # (1, S)
    fed = torch.tensor([[START, *ids[:-1]]], device=trace.device)  # (1, T)
    return Call(subject.model, (source, fed), {}, False)


def _of_reading(trace: Trace, subject: HfEncoder) -> Call:
    sentence = trace.sentence
    read = subject.reader.read(sentence.text, pair=sentence.pair)
    types = read.types if read.ids == sentence.ids else ()
    return _of_hugging_face(subject, subject.whole(sentence.ids, types))


def _of_continuing(trace: Trace, subject: HfDecoder) -> Call:
    written = () if trace.translation is None else trace.translation.ids
    return _of_hugging_face(subject, subject.whole([*trace.sentence.ids, *written]))


def _of_rewriting(trace: Trace, subject: HfPair) -> Call:
    return _of_hugging_face(subject, subject.given(trace.sentence, _written(trace)))


def _of_hugging_face(subject: HfText, given: dict[str, Any]) -> Call:
    return Call(subject.model, (), given, False, quick=subject.again.quick)


def _written(trace: Trace) -> Sequence[int]:
    if trace.translation is None:
        raise AttributionError(f"{trace.model.title} has written nothing that could be explained.")
    return trace.translation.ids


_MAKE: dict[type, Callable[[Trace, Any], Call]] = {
    VisionSubject: _of_photo,
    TracedSubject: _of_photo,
    TextSubject: _of_translation,
    HfEncoder: _of_reading,
    HfDecoder: _of_continuing,
    HfPair: _of_rewriting,
}
