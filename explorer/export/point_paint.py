"""Drawing the points of deformable attention over a photo: circles whose area is the weight."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from explorer.core.colormaps import table
from explorer.core.map.combine import quantised
from explorer.core.map.levels import Levels
from explorer.core.placement import Placement
from explorer.core.sites.points import Marks

LARGEST = 1 / 45
"""Radius of a circle at the upper end of the scale, of the longer edge of the picture."""
LEAST = 1 / 500
"""Of the circle of the smallest weight, so that it can be seen."""
RIM = 0.6
"""Opacity of the white rim, by which circles of any colour are seen on any photo."""

Canvas = NDArray[np.float32]
"""(h, w, 3) from 0 to 255, or (h, w) from 0 to 1."""


def places_on(
    marks: Marks, placement: Placement, size: tuple[int, int]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Pixels (n, 2) of the points on a picture of (width, height).

    Also which of them, (n,), lie on what the model saw.
    """
    x0, y0 = placement.x0, placement.y0
    span = np.array([placement.x1 - x0, placement.y1 - y0])
    scale = np.array([size[0] / placement.width, size[1] / placement.height])
    seen = np.logical_and.reduce((marks.places >= 0) & (marks.places <= 1), axis=-1)
    return _settled((np.array([x0, y0]) + marks.places.astype(np.float64) * span) * scale), seen


def radii(weights: NDArray[np.float32], levels: Levels, long_edge: int) -> NDArray[np.float64]:
    """Of circles whose areas go with the weights between the levels, px."""
    shares = np.clip((weights.astype(np.float64) - levels.low) / (levels.high - levels.low), 0, 1)
    return _settled(np.maximum(LARGEST * np.sqrt(shares), LEAST) * long_edge)


def _settled(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """To a sixteenth of a pixel: the last digits of a model's numbers depend on its threads."""
    settled: NDArray[np.float64] = np.round(pixels * 16) / 16
    return settled


def paint_circles(
    canvas: Canvas,
    marks: Marks,
    placement: Placement,
    levels: Levels,
    colormap: str,
    opacity: float,
) -> None:
    """Lay coloured circles onto an image (h, w, 3), the strongest on top."""
    height, width = canvas.shape[:2]
    centres, seen = places_on(marks, placement, (width, height))
    sizes = radii(marks.weights, levels, max(width, height))
    steps = quantised(marks.weights, levels.high, levels.low)
    colours = table(colormap)[steps].astype(np.float32)  # (n, 3)
    line = max(1.0, max(width, height) / 900)
    for at in np.flatnonzero(seen):
        part, distance = _around(centres[at], sizes[at] + line, canvas)
        if part.size == 0:
            continue
        _blend(part, np.float32(255), RIM * opacity * _inside(distance, sizes[at] + line))
        _blend(part, colours[at], max(opacity, 0.02) * _inside(distance, sizes[at]))


def paint_light(
    light: Canvas, marks: Marks, placement: Placement, levels: Levels, brightness: Canvas
) -> None:
    """Brighten (h, w) within the circles; brightness: of the levels 0 to 255."""
    height, width = light.shape
    centres, seen = places_on(marks, placement, (width, height))
    sizes = radii(marks.weights, levels, max(width, height))
    light_of = brightness[quantised(marks.weights, levels.high, levels.low)]
    for at in np.flatnonzero(seen):
        part, distance = _around(centres[at], sizes[at], light)
        if part.size:
            np.maximum(part, light_of[at] * _inside(distance, sizes[at]), out=part)


def _around(
    centre: NDArray[np.float64], radius: float, canvas: Canvas
) -> tuple[Canvas, NDArray[np.float64]]:
    """The part of a canvas that a circle can touch.

    A view of it, and its pixels' distance from the centre, (h, w).
    """
    height, width = canvas.shape[:2]
    left, top = np.maximum(np.floor(centre - radius - 1), 0).astype(int)
    right, bottom = np.minimum(np.ceil(centre + radius + 1), (width, height)).astype(int)
    part = canvas[top : max(top, bottom), left : max(left, right)]
    rows, cols = part.shape[:2]
    down, across = top + np.arange(rows) + 0.5 - centre[1], left + np.arange(cols) + 0.5 - centre[0]
    distance: NDArray[np.float64] = np.hypot(down[:, None], across)
    return part, distance


def _inside(distance: NDArray[np.float64], radius: float) -> NDArray[np.float32]:
    """How much of each pixel lies within a circle, 0 to 1."""
    covered: NDArray[np.float32] = np.clip(radius + 0.5 - distance, 0, 1).astype(np.float32)
    return covered


def _blend(
    part: Canvas, colour: NDArray[np.float32] | np.float32, share: NDArray[np.float32]
) -> None:
    """Lay a colour over a part of an image by shares (h, w)."""
    part += (colour - part) * share[..., None]
