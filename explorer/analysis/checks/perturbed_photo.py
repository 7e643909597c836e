"""A photo whose pixels are taken away, and the classifier or detector that looks at it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from numpy.typing import NDArray
from torch import Tensor

from explorer.analysis.checks.faithfulness import Weights
from explorer.capture.second_pass import as_muted
from explorer.core.trace import Trace
from explorer.registry.entry import ModelError
from explorer.registry.subjects.protocol import Subject
from explorer.registry.subjects.traced_subject import TracedSubject, main_output
from explorer.registry.subjects.vision_subject import VisionSubject


class Baseline(StrEnum):
    """What stands where pixels are taken away."""

    ZERO = "zero"
    BLACK = "black"
    MEAN = "mean"
    BLUR = "blur"

    @property
    def told(self) -> str:
        """In words."""
        return _TOLD[self]


_TOLD = {
    Baseline.ZERO: "mean colour of the training",
    Baseline.BLACK: "black",
    Baseline.MEAN: "mean colour of the photo",
    Baseline.BLUR: "the photo blurred",
}
_SIGMA, _EDGE = 5.0, 224
"""The blur of RISE: a standard deviation of 5 pixels, at 224."""


class PerturbedPhoto:
    """A photo as a model's input, some of whose pixels are something else (a `Perturbable`)."""

    def __init__(
        self,
        pixels: Tensor,
        forward: Callable[[Tensor], Tensor],
        baseline: Tensor | None = None,
        temperature: float = 1.0,
        shares: Callable[[Tensor], Tensor] | None = None,
    ) -> None:
        """Keep what is needed.

        Parameters
        ----------
        pixels : (1, C, H, W)
            The input of the model, normalised.
        forward : callable
            Gives the logits (B, classes) of inputs (B, C, H, W).
        baseline : (1, C, H, W), optional
            What stands where pixels are taken away; zeros without.
        temperature : float
            What the logits are divided by before the softmax.
        shares : callable, optional
            What makes probabilities (B, classes) of what `forward` gives; the softmax without.
        """
        self._shares = shares
        self._pixels, self._forward, self._temperature = pixels, forward, temperature
        self._baseline = torch.zeros_like(pixels) if baseline is None else baseline
        self._size = int(pixels.shape[2]), int(pixels.shape[3])

    @property
    def places(self) -> int:
        """How many pixels there are."""
        return self._size[0] * self._size[1]

    def answer(self, trace: Trace) -> tuple[int, str]:
        """The class that the model is surest of: its number, and its name in the run."""
        whole = self.probabilities(np.ones((1, self.places), np.float32))[0]
        named = trace.prediction.labels[0] if trace.prediction is not None else ""
        return int(whole.argmax()), named

    def spread(self, values: NDArray[np.floating]) -> Weights:
        """A map (rows, cols) over all of the input, bilinear: (pixels,)."""
        grid = torch.from_numpy(np.array(values, np.float32))[None, None]  # (1, 1, rows, cols)
        full = F.interpolate(grid, self._size, mode="bilinear", align_corners=False)
        found: Weights = full.reshape(-1).numpy()  # (1, 1, H, W) -> (pixels,)
        return found

    def probabilities(self, kept: Weights) -> Weights:
        """How sure the model is of each class, (B, classes); kept (B, pixels) in [0, 1]."""
        weights = torch.from_numpy(kept).to(self._pixels).reshape(len(kept), 1, *self._size)
        with torch.inference_mode():
            inputs = self._pixels * weights + self._baseline * (1 - weights)  # (B, C, H, W)
            logits = self._forward(inputs)
            if self._shares is not None:
                said = self._shares(logits)
            else:
                said = (logits.float() / self._temperature).softmax(dim=-1)
        found: Weights = said.cpu().numpy()
        return found


def perturbed_photo(
    subject: Subject,
    trace: Trace,
    baseline: Baseline = Baseline.ZERO,
    calibrated: bool = False,
    shares: Callable[[Tensor], Tensor] | None = None,
) -> PerturbedPhoto:
    """The photo of a run as what `curves` and the named protocols perturb.

    calibrated: whether probabilities are those that the program shows, and not the plain softmax
    that the protocols have. shares: of a detector what makes those of one of its objects.

    Raises
    ------
    ModelError
        The model names no classes, or is not one that looks at a photo alone.
    """
    watched = trace.prediction is not None or (trace.objects and shares is not None)
    if not watched or not isinstance(subject, VisionSubject | TracedSubject):
        raise ModelError(
            f"{trace.model.title} gives no probabilities of classes for a photo, which deletion "
            "and insertion watch."
        )
    prepared = subject.prepare(trace.photo, trace.inputs.fit)
    device = trace.device
    pixels = torch.from_numpy(prepared.pixels)[None].to(device)  # (1, C, H, W)
    black = torch.from_numpy(np.array(prepared.blank[:1])).to(device)  # (1, C, H, W)
    others = {name: one.to(device) for name, one in prepared.others.items()}

    quick = subject.quick(pixels.shape) if isinstance(subject, TracedSubject) else None

    def forward(inputs: Tensor) -> Tensor:
        given = {name: one.expand(len(inputs), *one.shape[1:]) for name, one in others.items()}
        with as_muted(subject.model, trace.mute, quick):
            out = main_output(subject.model(inputs, **given))
        assert out is not None  # of a model that names classes
        return out

    shown = subject.temperature if isinstance(subject, VisionSubject) else 1.0
    temperature = shown if calibrated else 1.0
    stands = _stands_in(baseline, pixels, black)
    return PerturbedPhoto(pixels, forward, stands, temperature, shares)


def _stands_in(baseline: Baseline, pixels: Tensor, black: Tensor) -> Tensor:
    """What stands where pixels are taken away, (1, C, H, W)."""
    if baseline is Baseline.BLACK:
        return black
    if baseline is Baseline.MEAN:
        return pixels.mean(dim=(2, 3), keepdim=True).expand_as(pixels)
    if baseline is Baseline.BLUR:
        return blurred(pixels)
    return torch.zeros_like(pixels)


def blurred(pixels: Tensor) -> Tensor:
    """A Gaussian blur as RISE's, its width in proportion to the input: (1, C, H, W)."""
    sigma = _SIGMA * max(pixels.shape[2:]) / _EDGE
    reach = max(1, round(sigma))
    at = torch.arange(-reach, reach + 1, dtype=pixels.dtype, device=pixels.device)
    line = torch.exp(-(at**2) / (2 * sigma**2))
    line = line / line.sum()
    channels = pixels.shape[1]
    across = line.expand(channels, 1, 1, -1)  # (C, 1, 1, 2 · reach + 1)
    found = F.pad(pixels, (reach,) * 4, mode="replicate")
    found = F.conv2d(found, across, groups=channels)
    return F.conv2d(found, across.transpose(2, 3), groups=channels)
