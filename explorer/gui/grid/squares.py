"""A matrix at the size of its thumbnail, entries kept as squares: NumPy only."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Entry = TypeVar("Entry", np.uint8, np.bool_)


def squares(matrix: NDArray[Entry], height: int, width: int) -> NDArray[Entry]:
    """A matrix of levels (or a mask) in ``height`` x ``width`` pixels.

    Along an axis with no more entries than pixels, each pixel shows the entry at its middle. Along
    one with more, each pixel shows the largest of its entries: picking one would lose most of a
    diagonal or make false ones (aliasing), and their mean would dim it. A thumbnail of a long text
    so tells where there is attention, and less how much lies around it.

    Parameters
    ----------
    matrix: (h, w), h and w at least 1.
    """
    return _along(_along(matrix, 0, height), 1, width)


def _along(matrix: NDArray[Entry], axis: int, pixels: int) -> NDArray[Entry]:
    entries = matrix.shape[axis]
    sized: NDArray[Entry]
    if entries > pixels:
        sized = np.maximum.reduceat(matrix, np.arange(pixels) * entries // pixels, axis=axis)
    else:
        middle = (2 * np.arange(pixels) + 1) * entries // (2 * pixels)
        sized = np.take(matrix, middle, axis=axis)
    return sized
