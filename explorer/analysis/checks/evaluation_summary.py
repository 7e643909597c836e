"""The means of measures over many photos, a row a method, and which method leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.checks.measures import Evaluation, Measure


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
