"""Maps of a model held against the named protocols on many photos, and what that comes to.

Of each photo every map is measured: deletion and insertion, average drop and increase in confidence
as TorchCAM has them, the perturbation test of Chefer et al. 2021, and, where boxes are given, how
much of it lies in them and whether its peak does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

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
from explorer.analysis.checks.measured_maps import raw_map
from explorer.analysis.checks.measures import PROTOCOLS, Evaluation, Measure, Protocol
from explorer.analysis.checks.perturbed_photo import Baseline, perturbed_photo
from explorer.core.cancel import never
from explorer.core.placement import Box
from explorer.core.trace import Trace
from explorer.registry.subjects.protocol import Subject


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
