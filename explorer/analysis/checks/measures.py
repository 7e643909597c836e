"""What is measured of a map on a photo, by whose protocol, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Measure(StrEnum):
    """What is measured of a map on a photo."""

    DELETION = "deletion"
    INSERTION = "insertion"
    DROP = "average drop"
    INCREASE = "increase"
    POSITIVE = "positive"
    NEGATIVE = "negative"
    SHARE = "share in box"
    PEAK = "peak in box"

    @property
    def lower_is_better(self) -> bool:
        """Whether a smaller number speaks for a map."""
        return self in (Measure.DELETION, Measure.DROP, Measure.POSITIVE)

    @property
    def told(self) -> str:
        """What it is, and by whose protocol."""
        return _TOLD[self]


class Protocol(StrEnum):
    """Whose test it is, as its own code has it."""

    TORCHCAM = "torchcam"  # deletion, insertion, average drop and increase in confidence
    CHEFER = "chefer"  # the perturbation test, positive and negative
    BOXES = "boxes"  # share and peak inside of what was drawn

    @property
    def sign(self) -> Measure:
        """The measure that tells that it was carried out."""
        return _SIGNS[self]


_SIGNS = {
    Protocol.TORCHCAM: Measure.DELETION,
    Protocol.CHEFER: Measure.POSITIVE,
    Protocol.BOXES: Measure.PEAK,
}
PROTOCOLS = tuple(Protocol)
_RISE = "Petsiuk et al. 2018, as TorchCAM: 20 steps, zeros of the normalised input, softmax"
_CAM = "Chattopadhyay et al. 2018, as TorchCAM: the input times the map"
_CHEFER = "Chefer et al. 2021: accuracy while 0 to 90 % are black, area times 100"
_TOLD = {
    Measure.DELETION: f"area while the most important goes first ({_RISE})",
    Measure.INSERTION: f"area while the most important comes first ({_RISE})",
    Measure.DROP: f"share of the probability that is lost ({_CAM})",
    Measure.INCREASE: f"share of photos of which the model is then surer ({_CAM})",
    Measure.POSITIVE: f"{_CHEFER}, most important first",
    Measure.NEGATIVE: f"{_CHEFER}, least important first",
    Measure.SHARE: "share of the map that lies in the boxes (Kohlbrenner et al. 2020)",
    Measure.PEAK: "share of photos whose peak lies in a box (Zhang et al. 2016, pointing game)",
}


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What one map of one photo measures.

    Attributes
    ----------
    method : str
        The id of the map.
    values : mapping of Measure to float
        What there is; no share and peak where the photo has no box.
    deletion, insertion : tuple of float
        The curves of the probability; () where they were not asked for.
    positive, negative : tuple of bool
        Whether the answer is still the label at 0, 10, … 90 %; () where that was not asked for.
    """

    method: str
    values: Mapping[Measure, float]
    deletion: tuple[float, ...]
    insertion: tuple[float, ...]
    positive: tuple[bool, ...]
    negative: tuple[bool, ...]

    def follows(self, protocols: Iterable[Protocol]) -> bool:
        """Whether it was measured by all of these protocols."""
        return all(one.sign in self.values for one in protocols)

    def joined(self, other: Evaluation) -> Evaluation:
        """The same with what another one measured of the same map and photo."""
        return replace(
            other,
            values={**self.values, **other.values},
            deletion=other.deletion or self.deletion,
            insertion=other.insertion or self.insertion,
            positive=other.positive or self.positive,
            negative=other.negative or self.negative,
        )

    def record(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "method": self.method,
            "values": {one.value: number for one, number in self.values.items()},
            "deletion": self.deletion,
            "insertion": self.insertion,
            "positive": self.positive,
            "negative": self.negative,
        }

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Evaluation:
        """From what `record` gave; raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            method=str(record["method"]),
            values={Measure(name): float(one) for name, one in record["values"].items()},
            deletion=tuple(map(float, record["deletion"])),
            insertion=tuple(map(float, record["insertion"])),
            positive=tuple(map(bool, record["positive"])),
            negative=tuple(map(bool, record["negative"])),
        )
