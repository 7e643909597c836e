"""Several maps made one, and values made levels: the arithmetic that every picture shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.core.sites.arrays import Array

Reduce = Literal["mean", "max"]


def stacked(stacks: Sequence[Array]) -> Array:
    """Stacks of maps (n, rows, cols) as one, coarser ones repeated onto the finest grid."""
    rows, cols = max((stack.shape[1:] for stack in stacks), key=lambda shape: shape[0] * shape[1])
    return np.concatenate([_to_grid(stack, rows, cols) for stack in stacks])


def reduced(maps: Array, reduce: Reduce) -> Array:
    """The mean or the largest of the sizes |x|: (n, rows, cols) -> (rows, cols)."""
    sizes = np.abs(maps)
    values: Array = sizes.max(axis=0) if reduce == "max" else sizes.mean(axis=0)
    return values


def quantised(values: Array, high: float | Array, low: float | Array = 0.0) -> NDArray[np.uint8]:
    """Values from `low` to `high` as levels 0 to 255: the same shape.

    What lies beyond is at the ends, NaN at 0. Arrays of ends are broadcast against the values.
    """
    bottom, top = np.float32(low), np.float32(high)
    scaled = np.fmin(np.fmax(values, bottom), top)  # of a NaN and a number the number
    scaled -= bottom
    scaled /= top - bottom
    scaled *= np.float32(255)
    scaled += np.float32(0.5)
    return scaled.astype(np.uint8)


def _to_grid(stack: Array, rows: int, cols: int) -> Array:
    """(n, r, c) -> (n, rows, cols), nearest."""
    down = np.arange(rows) * stack.shape[1] // rows
    across = np.arange(cols) * stack.shape[2] // cols
    return stack[:, down][:, :, across]
