"""The 99.7th percentile of the values of many arrays, and the largest, without a copy of all."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from explorer.core.sites.arrays import Array

PERCENTILE = 99.7
HELD = 2**22
"""Values that are held at once while the percentile of more is looked for."""
_SAMPLE, _MARGIN = 2048, 3
"""How many values tell roughly where the largest begin, and how many times as many are kept."""


def percentile_and_largest(
    values: Iterable[Array], count: int = 0, held: int = HELD
) -> tuple[float, float]:
    """The 99.7th percentile and the largest of the values of all arrays together.

    Parameters
    ----------
    count
        How many values there are in all, where that is known to be many: of more than `held` the
        largest alone are kept, among which the percentile lies, and no copy of them all.
    """
    parts = iter(values)
    if count <= held:
        flat = np.concatenate([part.ravel() for part in parts])
        if np.isnan(flat.max()):
            return math.nan, math.nan
        count, parts = flat.size, iter((flat,))
    place = PERCENTILE / 100 * (count - 1)
    below = math.floor(place)
    flat = np.empty(0, np.float32)
    for part in parts:
        flat = _largest(np.concatenate([flat, part.ravel()]), count - below)
    ordered = np.sort(flat)
    first, second = float(ordered[0]), float(ordered[min(1, len(ordered) - 1)])
    return first + (second - first) * (place - below), float(ordered[-1])


def _largest(values: Array, count: int) -> Array:
    """The largest values, so many or all that there are, in no order.

    A sample tells below which value none of them lies; so few are left to be put in order.
    """
    if len(values) <= count:
        return values
    sample = np.sort(values[:: max(1, len(values) // _SAMPLE)])
    rank = int(len(sample) * (1 - _MARGIN * count / len(values)))
    if rank > 0:
        candidates = values[values >= sample[rank]]
        if len(candidates) >= count:
            values = candidates
    return np.partition(values, len(values) - count)[-count:]
