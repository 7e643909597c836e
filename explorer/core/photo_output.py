"""What a model gives for every pixel of a photo: which segment it is of, or how far away."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from explorer.core.numbers import percent, short
from explorer.core.placement import Placement
from explorer.core.sites.arrays import Array

NOWHERE = -1.0
"""The number of pixels that are of no segment."""
MOST_NAMED = 3
"""Segments that are named in the sentence on an output."""


class OutputSort(StrEnum):
    """What the values of an output are."""

    SEGMENTS = "segmentation"
    DEPTH = "depth"


@dataclass(frozen=True, slots=True)
class Segment:
    """Pixels that a model takes for one thing or one kind of thing.

    Attributes
    ----------
    number
        What its pixels have in the values of the output.
    label
        The name of its class.
    share
        Of the pixels, in [0, 1].
    score
        How sure the model is, in [0, 1]; None where it does not say.
    """

    number: int
    label: str
    share: float
    score: float | None = None


@dataclass(frozen=True, eq=False)
class PhotoOutput:
    """A value for every pixel that a model gives for a photo, as its library post-processes it.

    Attributes
    ----------
    sort
        What the values are.
    values
        (H, W) float32: the number of the segment, -1 for none, or a depth as the model has it.
    placement
        Where they lie on the photo.
    segments
        Largest first; () of a depth.
    """

    sort: OutputSort
    values: Array = field(repr=False)
    placement: Placement
    segments: tuple[Segment, ...] = ()

    @property
    def told(self) -> str:
        """What there is, in one sentence."""
        if self.sort is OutputSort.DEPTH:
            low, high = float(self.values.min()), float(self.values.max())
            return f"A depth for every pixel, from {short(low)} to {short(high)}."
        if not self.segments:
            return "No segment."
        named = ", ".join(f"{one.label} {percent(one.share)}" for one in self.segments[:MOST_NAMED])
        more = len(self.segments) - MOST_NAMED
        rest = f" and {more} more" if more > 0 else ""
        return f"{len(self.segments)} segment{'s' * (len(self.segments) > 1)}: {named}{rest}."


def segments_of(
    numbers: NDArray[np.integer], labels: dict[int, str], scores: dict[int, float]
) -> tuple[Segment, ...]:
    """The segments of a map of numbers (H, W), largest first; numbers without a label are none."""
    found, counts = np.unique(numbers, return_counts=True)
    every = [
        Segment(int(one), labels[int(one)], int(count) / numbers.size, scores.get(int(one)))
        for one, count in zip(found, counts, strict=True)
        if int(one) in labels
    ]
    return tuple(sorted(every, key=lambda one: -one.share))


def segment_rows(segments: tuple[Segment, ...]) -> list[dict[str, object]]:
    """The segments as plain values, for files."""
    return [
        {"number": one.number, "label": one.label, "share": one.share, "score": one.score}
        for one in segments
    ]
