"""A sheet to draw on in logical px, with soft edges, and how it lies in a frame.

Text comes from typeset.py and boxes from shapes.py; lines are ribbons that are drawn larger and
made smaller again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from explorer.export.render import Pixels
from explorer.figures import shapes
from explorer.figures.figure import Colour, Frame
from explorer.figures.typeset import draw_text, elide

Points = NDArray[np.float64]

TIE = 1e-6
"""px by which a middle on an edge may miss it, since what is drawn and what is found are computed
in different ways."""
_FINE = 1.5
"""Pixels a px from which on two sub-pixels are enough; below it is three."""


@dataclass(frozen=True, slots=True)
class Place:
    """How a sheet of some size lies in a frame: in its middle, or scrolled where it is larger.

    left, top: where its corner lies in logical px of the frame. zoom: px of the frame a px of it.
    """

    left: float
    top: float
    zoom: float

    def inside(self, x: float, y: float) -> tuple[float, float]:
        """A point of the frame as a point of the sheet."""
        return (x - self.left) / self.zoom, (y - self.top) / self.zoom


def placed(frame: Frame, width: float, height: float) -> Place:
    """The place of a sheet of this size, px at zoom 1."""
    corner = []
    for size, room, offset in (
        (width, frame.width, frame.x),
        (height, frame.height, frame.y),
    ):
        spare = room - size * frame.zoom
        corner.append(spare / 2 if spare >= 0 else -min(max(offset, 0.0), -spare))
    return Place(corner[0], corner[1], frame.zoom)


class Sheet:
    """What a figure draws on. Everything is in px of the sheet, wherever it lies in the frame."""

    def __init__(self, frame: Frame, place: Place) -> None:
        self.palette = frame.palette
        self._scale = frame.scale
        self._put(place)
        size = round(frame.width * frame.scale), round(frame.height * frame.scale)
        self._image = Image.new("RGB", size, frame.palette.canvas)

    def elsewhere(self, place: Place) -> Sheet:
        """The same picture, drawn on as if the sheet lay in another place of it."""
        other = copy(self)
        other._put(place)
        return other

    def pixels(self) -> Pixels:
        """What was drawn, (h, w, 3) uint8."""
        return np.asarray(self._image)

    def sees(self, box: Sequence[float]) -> bool:
        """Whether any of a box (left, top, right, bottom) lies in the frame."""
        left, top, right, bottom = self._box(box)
        return right > 0 and bottom > 0 and left < self._image.width and top < self._image.height

    def within(self, boxes: Points) -> list[int]:
        """The numbers of those of the boxes (n, 4) of which something lies in the frame."""
        (left, top), unit = self._corner, self._unit
        x0, y0, x1, y1 = boxes.T * unit + np.array([left, top, left, top])[:, None]
        rest = 0.5 + TIE  # as `sees` rounds
        seen = (x1 > rest) & (y1 > rest)
        seen &= (x0 - rest <= self._image.width - 1) & (y0 - rest <= self._image.height - 1)
        return np.flatnonzero(seen).tolist()

    def text(
        self,
        x: float,
        y: float,
        text: str,
        px: int,
        ink: Colour,
        weight: int = 400,
        anchor: str = "mm",
    ) -> None:
        """One line of text whose anchor lies at x, y."""
        at = self._corner[0] + x * self._unit, self._corner[1] + y * self._unit
        size = max(1, round(px * self._unit))
        draw_text(self._image, at, text, size, ink, weight, anchor)

    def fitted(self, text: str, px: int, room: float, weight: int = 400) -> str:
        """The text, cut short where it is wider than `room` px."""
        return elide(text, max(1, round(px * self._unit)), room * self._unit, weight)

    def box(
        self, box: Sequence[float], fill: Colour, radius: float = 0.0, ring: float = 0.0
    ) -> None:
        """A box with round corners, or only a ring along its inside that is `ring` px wide."""
        if not self.sees(box):
            return
        pixels, corner = self._box(box), round(radius * self._unit)
        if ring:
            shapes.ring(self._image, pixels, max(1, round(ring * self._unit)), corner, fill)
        else:
            shapes.fill_rounded(self._image, pixels, corner, fill)

    def ribbons(
        self, lines: Points, widths: Sequence[float] | Points, inks: Sequence[Colour]
    ) -> None:
        """Curves (n, points, 2) of some widths, a later one over an earlier one."""
        if not len(lines):
            return
        sub = 3 if self._unit < _FINE else 2
        corner, unit = np.array(self._corner), self._unit
        half = np.maximum(np.asarray(widths, np.float64) * unit, 0.75)[:, None, None] / 2
        centre = lines * unit + corner  # (n, points, 2) pixels
        edges = _outline(centre, half)  # (n, 2 * points, 2)
        low = np.floor(edges.min(axis=(0, 1))).astype(int) - 1
        high = np.ceil(edges.max(axis=(0, 1))).astype(int) + 1
        left, top = (int(one) for one in np.maximum(low, 0))
        right = min(int(high[0]), self._image.width)
        bottom = min(int(high[1]), self._image.height)
        if right <= left or bottom <= top:
            return
        size = (right - left) * sub, (bottom - top) * sub
        below = self._image.crop((left, top, right, bottom))
        large = below.resize(size, Image.Resampling.NEAREST)
        draw = ImageDraw.Draw(large)
        # a polygon takes the pixels whose middles it holds; Pillow counts from the middle
        scaled = (edges - (left, top)) * sub - 0.5
        for outline, ink in zip(scaled.reshape(len(lines), -1).tolist(), inks, strict=True):
            draw.polygon(outline, fill=ink)
        self._image.paste(large.reduce(sub), (left, top))

    def arrow(self, x0: float, y0: float, x1: float, y1: float, ink: Colour) -> None:
        """A thin line from one point to another, with an open head."""
        start, end = np.array([x0, y0]), np.array([x1, y1])
        along = (end - start) / max(float(np.hypot(*(end - start))), 1e-9)
        across = np.array([-along[1], along[0]])
        head = [end - 4 * along + 3.5 * across, end, end - 4 * along - 3.5 * across]
        self.ribbons(np.array([[start, (start + end) / 2, end], head]), (1.0, 1.2), (ink, ink))

    def _put(self, place: Place) -> None:
        self._unit = self._scale * place.zoom
        self._corner = place.left * self._scale, place.top * self._scale

    def _box(self, box: Sequence[float]) -> shapes.PixelBox:
        """A box as those pixels whose middles lie in it: what a point of the mouse finds."""
        (left, top), unit = self._corner, self._unit
        x0, y0, x1, y1 = box
        edges = left + x0 * unit, top + y0 * unit, left + x1 * unit, top + y1 * unit
        first, upper, last, lower = (math.ceil(edge - 0.5 - TIE) for edge in edges)
        return first, upper, last, lower


def _outline(centre: Points, half: Points) -> Points:
    """The edge of a ribbon around its middle, there and back: (n, 2 * points, 2)."""
    along = np.gradient(centre, axis=1)
    length = np.maximum(np.hypot(along[..., 0], along[..., 1]), 1e-9)[..., None]
    across = np.stack([-along[..., 1], along[..., 0]], axis=-1) / length * half
    return np.concatenate([centre + across, (centre - across)[:, ::-1]], axis=1)
