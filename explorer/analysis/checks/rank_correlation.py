"""Spearman's rank correlation of two maps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
ALIKE = 0.5
"""The correlation from which a map of random weights counts as much the same."""


def spearman(one: NDArray[np.floating], other: NDArray[np.floating]) -> float:
    """Spearman's rank correlation; equal values share their mean rank. NaN for a constant."""
    ranks = [_ranks(np.asarray(values, np.float64).reshape(-1)) for values in (one, other)]
    first, second = (rank - rank.mean() for rank in ranks)
    spread = float(np.sqrt((first @ first) * (second @ second)))
    return float(first @ second) / spread if spread > 0 else float("nan")


def _ranks(values: Numbers) -> Numbers:
    """The rank of each value, the mean of their ranks for equal ones."""
    _, which, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    found: Numbers = (last - (count - 1) / 2)[which]
    return found
