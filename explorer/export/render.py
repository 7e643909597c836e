"""Drawing a heatmap over its photo, in NumPy and Pillow: the one painter of screen and file.

A picture is a pure function of heatmap, photo, style and size, so that what is exported is what
was seen. Values become one of 256 levels, levels become colours by tables, and Pillow lays them
over the photo in 8 bits: a few milliseconds for a large picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from explorer.core.colormaps import table
from explorer.core.map.combine import quantised
from explorer.core.map.heatmap import Heatmap
from explorer.core.placement import Box, Placement
from explorer.core.sites.points import Marks
from explorer.export.point_paint import paint_circles, paint_light
from explorer.export.resample import bicubic_levels
from explorer.export.style import ACCENT, Style

Pixels = NDArray[np.uint8]

SATURATION, BRIGHTNESS = 0.60, 0.92
"""What the photo keeps under an overlay, so that colour comes from the map."""
_LUMA = (0.299, 0.587, 0.114)  # of ITU-R BT.601
_MUTING = tuple(
    BRIGHTNESS * ((1 - SATURATION) * luma + SATURATION * (source == target)) if source < 3 else 0.0
    for target in range(3)
    for source, luma in enumerate((*_LUMA, 0.0))
)
"""Both at once: a 3 x 4 matrix from (red, green, blue, 1) to the muted colour."""


@dataclass(frozen=True, eq=False)
class Backdrop:
    """A photo at the size of the picture."""

    photo: Image.Image

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)."""
        return self.photo.size

    @cached_property
    def dimmed(self) -> Image.Image:
        """The photo as it is muted for the overlay."""
        return self.photo.convert("RGB", _MUTING)

    @cached_property
    def black(self) -> Image.Image:
        """What lies below a map that is shown alone."""
        return Image.new("RGB", self.photo.size)

    @property
    def plain(self) -> Pixels:
        """The photo, (h, w, 3) uint8."""
        return np.asarray(self.photo)


def picture_size(photo: tuple[int, int], long_edge: int) -> tuple[int, int]:
    """(width, height) of the photo's shape whose longer edge is `long_edge` pixels."""
    width, height = photo
    scale = long_edge / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def backdrop(photo: Pixels, size: tuple[int, int], part: Box | None = None) -> Backdrop:
    """The photo scaled to a size; worth keeping while only the map changes.

    Parameters
    ----------
    photo: (H, W, 3).
    size: (width, height) in pixels of the picture.
    part: (x0, y0, x1, y1) of the photo, all of it when None.
    """
    image = Image.fromarray(photo)
    if image.size != size or part is not None:
        image = image.resize(size, Image.Resampling.BICUBIC, box=part, reducing_gap=3.0)
    return Backdrop(image)


@dataclass(frozen=True, eq=False)
class Overlay:
    """What is laid over a photo: levels and what they look like.

    Attributes
    ----------
    corner: (left, top) in whole pixels of the picture.
    levels: (h, w) uint8.
    table: (256, 4) uint8, red, green, blue and opacity of each level.
    """

    corner: tuple[int, int]
    levels: Pixels
    table: Pixels


def render(heatmap: Heatmap, scene: Backdrop, style: Style) -> Pixels:
    """The picture: (h, w, 3) uint8 at the backdrop's size, the query patch or object ringed.

    Attention to points is drawn as circles. Outside the model's input (a cropped photo) nothing is
    known: the overlay leaves the muted photo there, the spotlight and the map are dark.
    """
    picture, overlay = layers(heatmap, scene, style)
    if overlay is not None:
        picture = picture.copy()
        levels = Image.fromarray(overlay.levels)
        opacity = levels.point(overlay.table[:, 3].tolist())
        picture.paste(_coloured(levels, overlay.table), overlay.corner, opacity)
    for around in rings(heatmap):
        _outline(picture, around, heatmap.placement)
    return np.asarray(picture)


def layers(heatmap: Heatmap, scene: Backdrop, style: Style) -> tuple[Image.Image, Overlay | None]:
    """The ground of a picture and what is laid over it; rings are not among it.

    The screen lays the same over each other. Of attention to points all is in the ground.
    """
    if heatmap.points is not None:
        return _pointed(heatmap, heatmap.points, scene, style), None
    return _ground(scene, style), _overlay(heatmap, scene.size, style)


def rings(heatmap: Heatmap) -> tuple[Box, ...]:
    """What is ringed, (x0, y0, x1, y1) each in pixels of the photo."""
    place, found = heatmap.placement, list[Box]()
    if heatmap.query_cell is not None:
        found.append(place.patch_box(*heatmap.query_cell, *heatmap.query_grid))
    if heatmap.box is not None:
        found.append(place.on_photo(heatmap.box))
    return tuple(found)


def _ground(scene: Backdrop, style: Style) -> Image.Image:
    """What lies below the levels: the muted photo, the photo, or black."""
    if style.mode == "map":
        return scene.black
    return scene.dimmed if style.mode == "overlay" else scene.photo


def _overlay(heatmap: Heatmap, size: tuple[int, int], style: Style) -> Overlay:
    """The levels where the map shows; of the spotlight everywhere, since it darkens the rest."""
    region, inner = visible(heatmap.placement, heatmap.grid, size)
    left, top, right, bottom = region
    shape = max(right - left, 0), max(bottom - top, 0)
    levels = np.zeros(shape[::-1], np.uint8)
    if levels.size:
        levels = _levels(heatmap, inner, shape, style.smooth)
    if style.mode == "spotlight" and shape != size:
        padded = np.zeros(size[::-1], np.uint8)
        padded[top : top + shape[1], left : left + shape[0]] = levels
        left, top, levels = 0, 0, padded
    return Overlay((left, top), levels, _table(style))


def _pointed(heatmap: Heatmap, points: Marks, scene: Backdrop, style: Style) -> Image.Image:
    """Circles over the muted photo, over black, or as holes in the dark."""
    place, levels = heatmap.placement, heatmap.levels
    width, height = scene.size
    if style.mode == "spotlight":
        light = np.full((height, width), _LIGHT[0], np.float32)
        paint_light(light, points, place, levels, _LIGHT.astype(np.float32))
        mask = Image.fromarray(np.rint(255 * light).astype(np.uint8))
        picture = Image.new("RGB", scene.size)
        picture.paste(scene.photo, (0, 0), mask)
        return picture
    opacity = 1.0 if style.mode == "map" else style.opacity
    canvas = np.asarray(_ground(scene, style)).astype(np.float32)  # (h, w, 3)
    paint_circles(canvas, points, place, levels, style.colormap, opacity)
    return Image.fromarray(np.rint(canvas).astype(np.uint8))


def compare(before: Pixels, after: Pixels, split: float) -> Pixels:
    """`before` left of `split` (0 to 1 of the width), `after` right of it, a white line between."""
    width = before.shape[1]
    at = round(min(max(split, 0.0), 1.0) * width)
    picture = after.copy()
    picture[:, :at] = before[:, :at]
    line = max(1, round(max(before.shape[:2]) / 400))
    if 0 < at < width:
        picture[:, max(0, at - line // 2 - line % 2) : at + line // 2] = 255
    return picture


def visible(
    placement: Placement, grid: tuple[int, int], size: tuple[int, int]
) -> tuple[tuple[int, int, int, int], Box]:
    """Where the map shows on the picture.

    Whole pixels (left, top, right, bottom) of the picture, and the box (x0, y0, x1, y1) of the
    grid, in cells, that falls on exactly these pixels; it may reach beyond the grid by half a
    pixel.
    """
    rows, cols = grid
    left, right, x0, x1 = _span(placement.x0, placement.x1, placement.width, size[0], cols)
    top, bottom, y0, y1 = _span(placement.y0, placement.y1, placement.height, size[1], rows)
    return (left, top, right, bottom), (x0, y0, x1, y1)


def _span(
    start: float, end: float, photo: float, pixels: int, cells: int
) -> tuple[int, int, float, float]:
    """One direction of `visible`: first and last pixel, first and last cell coordinate."""
    scale = pixels / photo
    first = min(max(round(start * scale), 0), pixels)
    last = min(max(round(end * scale), 0), pixels)
    a = (first / scale - start) / (end - start) * cells
    b = (last / scale - start) / (end - start) * cells
    return first, last, a, b


def _levels(heatmap: Heatmap, inner: Box, size: tuple[int, int], smooth: bool) -> Pixels:
    """Values at (width, height) as levels 0 to 255: (h, w) uint8."""
    x0, y0, x1, y1 = inner
    width, height = size
    rows, cols = heatmap.grid
    if smooth:
        within = (max(x0, 0.0), max(y0, 0.0), min(x1, cols), min(y1, rows))
        return bicubic_levels(heatmap.values, heatmap.levels.ends, within, size)
    down = (y0 + (np.arange(height) + 0.5) * (y1 - y0) / height).astype(int)
    across = (x0 + (np.arange(width) + 0.5) * (x1 - x0) / width).astype(int)
    cells = quantised(heatmap.values, heatmap.levels.high, heatmap.levels.low)
    index: Pixels = cells[np.clip(down, 0, rows - 1)][:, np.clip(across, 0, cols - 1)]
    return index


_LEVEL = np.linspace(0, 1, 256)
_OPAQUE = 0.14 + 0.86 * np.minimum(1, _LEVEL / 0.5) ** 0.9
"""Opacity of an overlay by level, before the user's."""
_LIGHT = 0.14 + 0.86 * _LEVEL**0.55
"""Brightness of the spotlight by level."""


def _table(style: Style) -> Pixels:
    """Red, green, blue and opacity of the levels: (256, 4) uint8."""
    found = np.zeros((256, 4), np.uint8)
    if style.mode != "spotlight":  # which darkens
        found[:, :3] = table(style.colormap)
    opacity = {"overlay": style.opacity * _OPAQUE, "spotlight": 1 - _LIGHT, "map": np.ones(256)}
    found[:, 3] = np.rint(255 * opacity[style.mode])
    return found


def _coloured(levels: Image.Image, colours: Pixels) -> Image.Image:
    """Levels as colours of the table: the image is read again as one with a palette."""
    indexed = Image.frombuffer("P", levels.size, levels.tobytes(), "raw", "P", 0, 1)
    indexed.putpalette(colours[:, :3].tobytes())
    return indexed.convert("RGB")


def _outline(picture: Image.Image, around: Box, place: Placement) -> None:
    """A ring in the accent colour with a white one around it: both read on any colour.

    around: pixels of the photo.
    """
    width, height = picture.size
    x0, y0, x1, y1 = around
    fx, fy = width / place.width, height / place.height
    box = (round(x0 * fx), round(y0 * fy), round(x1 * fx) - 1, round(y1 * fy) - 1)
    if box[2] < box[0] or box[3] < box[1]:
        return
    line = max(1, round(max(width, height) / 400))
    draw = ImageDraw.Draw(picture)
    outer = (box[0] - line, box[1] - line, box[2] + line, box[3] + line)
    draw.rounded_rectangle(outer, radius=2 * line, outline=(255, 255, 255), width=line)
    draw.rounded_rectangle(box, radius=line, outline=ACCENT, width=line)
