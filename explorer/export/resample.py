"""Enlarge the values of a map by bicubic interpolation, as Pillow does, in a matrix product.

A map has few cells and a picture many pixels: two products of small matrices take a fifth of the
time of a general resampler.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.core.placement import Box
from explorer.core.selection import Ends
from explorer.core.sites.arrays import Array

_FAR = 1e4
"""Of the highest level: what lies that far beyond has its colour in every picture."""
_BAND = 48
"""Lines of the picture that are worked out at a time."""
_A = -0.5
"""The parameter of Keys' kernel (1981), which Pillow uses too."""


def bicubic_levels(
    values: Array, ends: Ends, part: Box, size: tuple[int, int]
) -> NDArray[np.uint8]:
    """Interpolate a part of a map and write it as levels.

    Parameters
    ----------
    values: (rows, cols), what is not a number counts as 0.
    ends: the values of the levels 0 and 255; what lies beyond has these too.
    part: (x0, y0, x1, y1) of the map, in cells.
    size: (width, height) in pixels.

    Returns
    -------
    (height, width).
    """
    rows, cols = values.shape
    low, high = ends
    shares = (np.nan_to_num(values).astype(np.float64) - low) / (high - low)
    np.clip(shares, -_FAR, _FAR, out=shares)
    # a half more, so that cutting off the digits rounds; the weights of a pixel sum to 1
    scaled = 255 * shares + 0.5
    down = bicubic_weights(rows, size[1], part[1], part[3])
    across = bicubic_weights(cols, size[0], part[0], part[2])
    lines = down @ scaled.astype(np.float32)  # (height, cols)
    levels = np.empty((size[1], size[0]), np.uint8)
    for top in range(0, size[1], _BAND):  # each band stays in the cache of the processor
        band = lines[top : top + _BAND] @ across.T  # (_BAND, width)
        np.clip(band, 0, 255, out=band)
        levels[top : top + _BAND] = band
    return levels


@lru_cache(maxsize=64)
def bicubic_weights(cells: int, pixels: int, start: float, end: float) -> NDArray[np.float32]:
    """How much each cell counts for each pixel, along one axis.

    Parameters
    ----------
    cells: of the map.
    pixels: of the picture, over the cells from `start` to `end`.

    Returns
    -------
    (pixels, cells), each row sums to 1.
    """
    step = (end - start) / pixels
    wide = max(step, 1.0)  # of a pixel that covers several cells all of them count
    centre = start + (np.arange(pixels) + 0.5) * step
    cell = np.arange(cells)
    first = np.maximum(np.trunc(centre - 2 * wide + 0.5), 0)
    last = np.minimum(np.trunc(centre + 2 * wide + 0.5), cells)
    found = _kernel((cell + 0.5 - centre[:, None]) / wide)
    found[(cell < first[:, None]) | (cell >= last[:, None])] = 0
    found /= found.sum(axis=1, keepdims=True)
    weights: NDArray[np.float32] = found.astype(np.float32)
    weights.flags.writeable = False
    return weights


def _kernel(distance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Keys' cubic convolution kernel."""
    x = np.abs(distance)
    near = ((_A + 2) * x - (_A + 3)) * x * x + 1
    far = (((x - 5) * x + 8) * x - 4) * _A
    return np.where(x < 1, near, np.where(x < 2, far, 0.0))
