"""Maps of a model held against the named protocols on many photos, and what that comes to.

Of each photo every map is measured: deletion and insertion, average drop and increase in confidence
as TorchCAM has them, the perturbation test of Chefer et al. 2021, and, where boxes are given, how
much of it lies in them and whether its peak does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.attribution.method import AttributionError
from explorer.analysis.attribution.methods import METHODS, attributed, method_named
from explorer.analysis.checks.faithfulness import (
    Candidate,
    Curves,
    Perturbable,
    area,
    curves,
    dropped,
    perturbation,
    perturbation_area,
)
from explorer.analysis.checks.localise import localised
from explorer.analysis.checks.perturbed_photo import Baseline, perturbed_photo
from explorer.core.cancel import never
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.placement import Box
from explorer.core.selection import MEAN, Selection
from explorer.core.trace import Trace
from explorer.registry.subjects.protocol import Subject

Values = NDArray[np.floating]

RANDOM, CENTRE, LAST, BEST = "random", "centre", "last", "best"
PLAIN = {
    RANDOM: "Random",
    CENTRE: "Centred blob",
    LAST: "Raw map, last layer",
    BEST: "Raw map, best layer",
}
"""Maps that no method makes: what every other one must beat."""


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


def known_methods() -> tuple[str, ...]:
    """The ids that `maps_of` knows: those that no method makes, then the methods."""
    return (*PLAIN, *(one.id for one in METHODS))


def titled(method: str) -> str:
    """What a map is called in a table."""
    return PLAIN.get(method) or method_named(method).name


def check_methods(methods: Sequence[str]) -> None:
    """Raises AttributionError with the nearest name for a method that there is none of."""
    for one in methods:
        if one not in PLAIN:
            method_named(one)


def unsupported(methods: Sequence[str], trace: Trace, subject: Subject) -> dict[str, str]:
    """Of the methods that a model does not offer the sentence that says why."""
    found = {}
    for one in methods:
        if one not in PLAIN and (reason := method_named(one).supports(trace, subject)):
            found[one] = reason
    return found


def maps_of(
    subject: Subject, trace: Trace, methods: Sequence[str], best: int, seed: int
) -> list[Candidate]:
    """The maps of a photo, each with the id of its method.

    Parameters
    ----------
    subject, trace
        The loaded model, and its run on the photo.
    methods : sequence of str
        Ids, as `known_methods` has them.
    best : int
        The site that counts as the best one.
    seed : int
        Of the random map.

    Raises
    ------
    AttributionError
        The model does not offer a method.
    """
    last = trace.parts()[0][1][-1]
    grid = raw_map(trace, last).shape
    made: dict[str, Callable[[], Values]] = {
        RANDOM: lambda: np.random.default_rng(seed).random(grid),
        CENTRE: lambda: centred(*grid),
        LAST: lambda: raw_map(trace, last),
        BEST: lambda: raw_map(trace, best),
    }
    found = []
    for one in methods:
        values = made[one]() if one in made else attributed(trace, one, subject=subject).values
        if not np.isfinite(values).all():
            raise AttributionError(f"{titled(one)} gives numbers that are none here.")
        found.append(Candidate(one, values))
    return found


def raw_map(trace: Trace, site: int) -> Values:
    """What the window shows of a layer: the mean of its heads, of what it asks at first."""
    axis = trace.sites[site].query_axis
    query = getattr(axis, "first", 0)
    return resolve_heatmap(trace, Selection(layer=site, unit=MEAN, query=query)).values


def centred(rows: int, cols: int) -> Values:
    """A round blob in the middle: what a map reaches that knows where photographers aim."""
    down, across = ((np.arange(size) + 0.5) / size - 0.5 for size in (rows, cols))
    return np.exp(-(down[:, None] ** 2 + across**2) / (2 * 0.25**2))


def evaluated(
    subject: Subject,
    trace: Trace,
    maps: Sequence[Candidate],
    label: int | None = None,
    boxes: Sequence[Box] = (),
    cancelled: Callable[[], bool] = never,
    protocols: Sequence[Protocol] = PROTOCOLS,
) -> list[Evaluation]:
    """Hold the maps of one photo against every protocol, or some.

    Parameters
    ----------
    subject, trace
        The loaded model, and its run on the photo.
    maps : sequence of Candidate
        Each with the id of its method.
    label : int, optional
        The number of the class that the photo shows; without one what the model says of it.
    boxes : sequence of Box
        In pixels of the photo; none where nothing is known.
    cancelled : callable
        Is asked often.
    protocols : sequence of Protocol
        Which are carried out.

    Raises
    ------
    ModelError
        The model names no classes.
    Cancelled
        It was stopped.
    """
    zero = perturbed_photo(subject, trace, Baseline.ZERO)
    black = perturbed_photo(subject, trace, Baseline.BLACK)
    whole = zero.probabilities(np.ones((1, zero.places), np.float32))[0]
    answer = int(whole.argmax())
    shown = answer if label is None else label
    result = [Evaluation(one.name, {}, (), (), (), ()) for one in maps]
    if Protocol.TORCHCAM in protocols:
        *_, found = curves(zero, answer, maps, random=0, cancelled=cancelled)
        result = [
            one.joined(_by_torchcam(zero, answer, maps[at], found, at))
            for at, one in enumerate(result)
        ]
    if Protocol.CHEFER in protocols:
        result = [one.joined(_by_chefer(black, shown, maps[at])) for at, one in enumerate(result)]
    if Protocol.BOXES in protocols and boxes:
        result = [one.joined(_in_boxes(trace, boxes, maps[at])) for at, one in enumerate(result)]
    return result


def _by_torchcam(
    zero: Perturbable, answer: int, one: Candidate, found: Curves, at: int
) -> Evaluation:
    """Deletion, insertion, average drop and increase; `at` is the place of the map in `found`."""
    drop = dropped(zero, answer, one.values)
    values = {
        Measure.DELETION: float(area(found.deletion[at], found.fractions)),
        Measure.INSERTION: float(area(found.insertion[at], found.fractions)),
        Measure.DROP: drop.drop,
        Measure.INCREASE: float(drop.increased),
    }
    deletion, insertion = tuple(found.deletion[at].tolist()), tuple(found.insertion[at].tolist())
    return Evaluation(one.name, values, deletion, insertion, (), ())


def _by_chefer(black: Perturbable, label: int, one: Candidate) -> Evaluation:
    """The perturbation test, most important first and least."""
    positive = perturbation(black, label, one.values)
    negative = perturbation(black, label, one.values, negative=True)
    values = {
        Measure.POSITIVE: perturbation_area(positive.astype(np.float64)),
        Measure.NEGATIVE: perturbation_area(negative.astype(np.float64)),
    }
    return Evaluation(one.name, values, (), (), tuple(positive.tolist()), tuple(negative.tolist()))


def _in_boxes(trace: Trace, boxes: Sequence[Box], one: Candidate) -> Evaluation:
    """Share and peak inside of boxes in pixels of the photo."""
    inside = localised(one.values, trace.placement, boxes)
    values = {Measure.PEAK: float(inside.peak)}
    if not np.isnan(inside.share):
        values[Measure.SHARE] = inside.share
    return Evaluation(one.name, values, (), (), (), ())


def best_layer(runs: Iterable[tuple[Subject, Trace]]) -> int:
    """The site whose raw map tells most on some photos: insertion less deletion is largest."""
    total: NDArray[np.float64] = np.zeros(0)
    for subject, trace in runs:
        zero = perturbed_photo(subject, trace, Baseline.ZERO)
        whole = zero.probabilities(np.ones((1, zero.places), np.float32))[0]
        # of several kinds of sites those of the first
        raw = [Candidate(str(site), raw_map(trace, site)) for site in trace.parts()[0][1]]
        *_, found = curves(zero, int(whole.argmax()), raw, random=0)
        gain = area(found.insertion, found.fractions) - area(found.deletion, found.fractions)
        total = gain if not total.size else total + gain
    return int(total.argmax())


@dataclass(frozen=True, eq=False)
class Line:
    """A row of the summary.

    Attributes
    ----------
    method : str
        The id of the map.
    count : int
        Photos that it was measured on.
    means, errors : mapping of Measure to float
        Means and their standard errors (n - 1), of what was measured.
    deletion, insertion, positive, negative : (n,) float64
        Mean curves: probabilities, and accuracies; empty where they were not asked for.
    """

    method: str
    count: int
    means: Mapping[Measure, float]
    errors: Mapping[Measure, float]
    deletion: NDArray[np.float64]
    insertion: NDArray[np.float64]
    positive: NDArray[np.float64]
    negative: NDArray[np.float64]


def summary(photos: Sequence[Sequence[Evaluation]]) -> list[Line]:
    """The means over photos, a row a method, in the order of the first photo."""
    order = list(dict.fromkeys(one.method for photo in photos for one in photo))
    lines = []
    for method in order:
        some = [one for photo in photos for one in photo if one.method == method]
        means, errors = {}, {}
        for measure in Measure:
            numbers = [one.values[measure] for one in some if measure in one.values]
            if numbers:
                means[measure] = float(np.mean(numbers))
                spread = np.std(numbers, ddof=1) if len(numbers) > 1 else np.nan
                errors[measure] = float(spread / np.sqrt(len(numbers)))
        lines.append(
            Line(
                method=method,
                count=len(some),
                means=means,
                errors=errors,
                deletion=_mean([one.deletion for one in some]),
                insertion=_mean([one.insertion for one in some]),
                positive=_mean([one.positive for one in some]),
                negative=_mean([one.negative for one in some]),
            )
        )
    return lines


def _mean(curves: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """The mean of those that there are; nothing where there are none."""
    known = [one for one in curves if len(one)]
    found: NDArray[np.float64] = np.mean(known, axis=0) if known else np.zeros(0)
    return found


def leaders(lines: Sequence[Line]) -> dict[Measure, set[str]]:
    """The methods that are best in each measure: several where they are equal."""
    found = {}
    for measure in Measure:
        known = [one for one in lines if measure in one.means]
        if known:
            sign = 1 if measure.lower_is_better else -1
            best = min(sign * one.means[measure] for one in known)
            found[measure] = {one.method for one in known if sign * one.means[measure] == best}
    return found
