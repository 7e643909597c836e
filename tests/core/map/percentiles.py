"""The 99.7th percentile written out, to compare with."""

from __future__ import annotations

import numpy as np


def literal_percentile(values: np.ndarray[tuple[int], np.dtype[np.float32]]) -> float:
    """The 99.7th percentile, interpolated between the two nearest of the sorted values."""
    ordered = sorted(values.tolist())
    place = 0.997 * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (place - below) * (ordered[above] - ordered[below]))


def flat(*maps: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> float:
    return literal_percentile(np.concatenate([one.ravel() for one in maps]))
