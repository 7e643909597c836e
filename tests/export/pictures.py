"""Heatmaps made by hand, and the picture of one written out pixel by pixel."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from explorer.core.colormaps import table
from explorer.core.map.heatmap import Heatmap
from explorer.core.map.levels import Levels
from explorer.core.placement import Placement
from explorer.export.style import Style

Pixels = NDArray[np.uint8]
Values = NDArray[np.float32]


def heatmap(
    values: Values,
    placement: Placement,
    high: float = 1.0,
    query_cell: tuple[int, int] | None = None,
    clipped: bool = False,
) -> Heatmap:
    """A heatmap with these values and nothing special else."""
    return Heatmap(
        values=np.asarray(values, np.float32),
        readout=np.asarray(values, np.float32),
        placement=placement,
        levels=Levels(high, clipped, "scale of this map alone"),
        title="Layer 7",
        subtitle="mean of 6 heads",
        quantity="attention weight of one patch",
        query_label="CLS",
        query_cell=query_cell,
        query_grid=(values.shape[0], values.shape[1]),
        uniform=1 / values.size,
        shares=(("patches", 1.0),),
        provenance={"Model": "toy", "Layer": "7"},
    )


def photo(width: int, height: int, seed: int = 0) -> Pixels:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def scaled(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """The photo at (width, height), by Pillow."""
    image = Image.fromarray(pixels)
    return np.asarray(image.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0))


Lookup = Callable[[float, float], float | None]
"""The value under a point of the photo, None outside the model's input."""


def patches(shown: Heatmap) -> Lookup:
    """Raw patches: the value of the patch in which the point lies."""

    def value(x: float, y: float) -> float | None:
        cell = shown.placement.patch_at(x, y, *shown.grid)
        return None if cell is None else float(shown.values[cell])

    return value


def literal(shown: Heatmap, plain: Pixels, style: Style, value: Lookup) -> NDArray[np.float64]:
    """The formulas of overlay, spotlight and map, one pixel after the other; NaN at an edge."""
    height, width = plain.shape[:2]
    colours = table(style.colormap)
    picture = np.zeros((height, width, 3))
    place = shown.placement
    across = np.linspace(place.x0, place.x1, shown.grid[1] + 1)  # the edges of the patches
    down = np.linspace(place.y0, place.y1, shown.grid[0] + 1)
    for row in range(height):
        for col in range(width):
            x, y = (col + 0.5) * place.width / width, (row + 0.5) * place.height / height
            if min(*abs(across - x), *abs(down - y)) < 1e-6:
                picture[row, col] = np.nan  # at the very edge of a patch rounding decides
                continue
            found = value(x, y)
            picture[row, col] = _pixel(plain[row, col], found, shown.levels.high, style, colours)
    return picture


def _pixel(
    photo_colour: Pixels, value: float | None, high: float, style: Style, colours: Pixels
) -> list[float]:
    red, green, blue = (float(part) for part in photo_colour)
    grey = 0.299 * red + 0.587 * green + 0.114 * blue
    # the photo loses 40 % of its saturation and 8 % of its brightness
    muted = [0.92 * (grey + 0.6 * (part - grey)) for part in (red, green, blue)]
    if value is None:
        dark = [0.14 * part for part in (red, green, blue)]
        return {"overlay": muted, "spotlight": dark, "map": [0.0, 0.0, 0.0]}[style.mode]
    level = round(255 * min(max(value / high, 0.0), 1.0))
    share = level / 255
    colour = [float(part) for part in colours[level]]
    if style.mode == "map":
        return colour
    if style.mode == "spotlight":
        return [part * (0.14 + 0.86 * share**0.55) for part in (red, green, blue)]
    alpha = style.opacity * (0.14 + 0.86 * min(1.0, share / 0.5) ** 0.9)
    return [m * (1 - alpha) + c * alpha for m, c in zip(muted, colour, strict=True)]
