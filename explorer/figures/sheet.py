"""Drawing on a QPainter: text, boxes, ribbons, arrows, cells and images of a figure.

One language for every device: the widget, a picture of pixels, SVG and PDF (see devices.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from explorer.export.render import Pixels
from explorer.figures.fonts import drawn, elide, figure_font, line_height, width
from explorer.figures.frame import Colour, Frame

Points = NDArray[np.float64]
Packed = NDArray[np.uint32]
"""Pixels as Qt draws them at once: 0xffRRGGBB."""

TIE = 1e-6
"""px by which a middle on an edge may miss it, since what is drawn and what is found are computed
in different ways."""
_FLAT = Qt.PenCapStyle.FlatCap
_THINNEST = 0.75
"""Of a ribbon, pixels."""


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
    """What a figure draws on; everything is in px of the sheet, wherever it lies in the frame.

    Parameters
    ----------
    painter
        Its units are the pixels of the frame: logical px times the frame's scale.
    frame
        What is drawn into.
    vector
        Whether the device keeps shapes: then text and cells stay what they are.

    Attributes
    ----------
    width, height
        Of the frame, pixels.
    """

    def __init__(self, painter: QPainter, frame: Frame, vector: bool = False) -> None:
        self.frame, self.palette, self.vector = frame, frame.palette, vector
        self.width, self.height = pixel_size(frame)
        self._painter = painter
        self._font: list[QFont] = []  # that of the painter, shared by all who draw on it
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(figure_font("", 12))  # whatever that of the application is
        self._put(Place(0.0, 0.0, 1.0))

    def on(self, place: Place) -> Sheet:
        """The same picture, drawn on as if the sheet lay in this place of the frame."""
        other = copy(self)
        other._put(place)
        return other

    def pixels(self) -> Sheet:
        """The same picture, drawn on in its pixels."""
        return self.on(Place(0.0, 0.0, 1 / self.frame.scale))

    @contextmanager
    def turned(self, x: float, y: float, angle: float) -> Iterator[Sheet]:
        """The same picture, drawn on as if it were turned about a point, which becomes (0, 0).

        angle: degrees against the clock.
        """
        other = copy(self)
        other._corner, other._turned = (0.0, 0.0), True
        self._painter.save()
        self._painter.translate(*self._at(x, y))
        self._painter.rotate(-angle)
        try:
            yield other
        finally:
            self._restore()

    @contextmanager
    def clipped(self, box: Sequence[float]) -> Iterator[None]:
        """Draw only within a box; a vector file shows all there is, since nothing scrolls in it."""
        if self.vector:  # QSvgGenerator forgets the outer one of two clips
            yield
            return
        self._painter.save()
        self._painter.setClipRect(_rect(self._box(box)), Qt.ClipOperation.IntersectClip)
        try:
            yield
        finally:
            self._restore()

    @contextmanager
    def within_box(self, left: int, top: int, frame: Frame) -> Iterator[Sheet]:
        """A sheet of a frame of its own, whose corner lies at a pixel of this one."""
        self._painter.save()
        self._painter.translate(left, top)
        self._painter.setClipRect(QRectF(0, 0, *pixel_size(frame)))
        try:
            yield Sheet(self._painter, frame, self.vector)
        finally:
            self._restore()

    def sees(self, box: Sequence[float]) -> bool:
        """Whether any of a box (left, top, right, bottom) lies in the frame."""
        left, top, right, bottom = self._box(box)
        return right > 0 and bottom > 0 and left < self.width and top < self.height

    def within(self, boxes: Points) -> list[int]:
        """The numbers of those of the boxes (n, 4) of which something lies in the frame."""
        (left, top), unit = self._corner, self._unit
        x0, y0, x1, y1 = boxes.T * unit + np.array([left, top, left, top])[:, None]
        rest = 0.5 + TIE  # as `sees` rounds
        seen = (x1 > rest) & (y1 > rest)
        seen &= (x0 - rest <= self.width - 1) & (y0 - rest <= self.height - 1)
        return np.flatnonzero(seen).tolist()

    def fill(self, colour: Colour) -> None:
        """One colour all over the frame."""
        self._painter.fillRect(QRectF(0, 0, self.width, self.height), QColor(*colour))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        px: float,
        ink: Colour,
        weight: int = 400,
        anchor: str = "mm",
    ) -> None:
        """One line of text.

        Parameters
        ----------
        x, y
            Where the anchor of the text goes.
        text
            Shaped, and written from right to left where its script is.
        px
            Size of the font.
        ink
            Its colour.
        weight
            400, 500 or 600; Japanese is drawn in its medium weight from 500 on.
        anchor
            Two letters: l, m or r for the left end, middle or right end of the line; a, m, s or d
            for the top of the line, its middle, the baseline or the bottom of the line.
        """
        if not text:
            return
        unit = self._unit
        size = max(1, round(px * unit))
        left, base = self._corner[0] + x * unit, self._corner[1] + y * unit
        if anchor[0] != "l":
            left -= width(text, size, weight) * (0.5 if anchor[0] == "m" else 1.0)
        ascent, descent = line_height(size)
        line = anchor[1]
        if line == "m":
            base += (ascent - descent) / 2
        elif line != "s":
            base += ascent if line == "a" else -descent
        if not self._turned and not self.vector:
            base = math.floor(base + 0.5)  # lines of letters stand on whole pixels
        font = figure_font(text, size, weight)
        if not self._font or font is not self._font[0]:
            self._painter.setFont(font)
            self._font[:] = [font]
        self._painter.setPen(QColor(*ink))
        self._painter.drawText(QPointF(left, base), drawn(text))

    def wide(self, text: str, px: float, weight: int = 400) -> float:
        """How wide a text is, px of the sheet."""
        return width(text, self._size(px), weight) / self._unit

    def fitted(self, text: str, px: float, room: float, weight: int = 400) -> str:
        """The text, cut short where it is wider than `room` px."""
        return elide(text, self._size(px), room * self._unit, weight)

    def box(
        self,
        box: Sequence[float],
        fill: Colour,
        radius: float = 0.0,
        ring: float = 0.0,
        opacity: float = 1.0,
        edge: Colour | None = None,
    ) -> None:
        """A box with round corners, or only a ring along its inside that is `ring` px wide.

        edge: the colour of a line of 1 px along the inside of a filled box.
        """
        left, top, right, bottom = self._box(box)
        if right <= left or bottom <= top:
            return
        seen = right > 0 and bottom > 0 and left < self.width and top < self.height
        if not seen and not self._turned:
            return
        rect, corner = _rect((left, top, right, bottom)), round(radius * self._unit)
        colour = QColor(*fill)
        colour.setAlphaF(opacity)
        line = max(1, round(ring * self._unit)) if ring else 0
        if line and min(right - left, bottom - top) > 2 * line:
            half = line / 2
            pen = QPen(colour, line, Qt.PenStyle.SolidLine)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            self._painter.setPen(pen)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            inner = rect.adjusted(half, half, -half, -half)
            self._painter.drawRoundedRect(inner, max(corner - half, 0), max(corner - half, 0))
        elif edge is not None:
            thin = max(1, round(self._unit))
            self._painter.setPen(QPen(QColor(*edge), thin))
            self._painter.setBrush(colour)
            inner = rect.adjusted(thin / 2, thin / 2, -thin / 2, -thin / 2)
            self._painter.drawRoundedRect(inner, corner - thin / 2, corner - thin / 2)
        elif corner:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(colour)
            self._painter.drawRoundedRect(rect, corner, corner)
        else:
            self._painter.fillRect(rect, colour)

    def boxes(self, boxes: Points, fill: Colour) -> None:
        """Boxes (n, 4) in one colour, as one shape: they lie where they are, on no whole pixels."""
        path = QPainterPath()
        (left, top), unit = self._corner, self._unit
        for x0, y0, x1, y1 in boxes.tolist():
            path.addRect(left + x0 * unit, top + y0 * unit, (x1 - x0) * unit, (y1 - y0) * unit)
        path.setFillRule(Qt.FillRule.WindingFill)
        self._painter.fillPath(path, QColor(*fill))

    def polygon(self, points: Points, fill: Colour) -> None:
        """A filled polygon (n, 2)."""
        path = QPainterPath(QPointF(*self._at(*points[0].tolist())))
        for x, y in points[1:].tolist():
            path.lineTo(*self._at(x, y))
        path.closeSubpath()
        self._painter.fillPath(path, QColor(*fill))

    def segments(self, lines: Points, thick: float, ink: Colour) -> None:
        """Straight lines (n, 2, 2) in one colour."""
        path = QPainterPath()
        for start, end in lines.tolist():
            path.moveTo(*self._at(*start))
            path.lineTo(*self._at(*end))
        pen = QPen(QColor(*ink), thick * self._unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        self._painter.strokePath(path, pen)

    def line(
        self, points: Points, thick: float, ink: Colour, dashed: bool = False, closed: bool = False
    ) -> None:
        """A line through points (n, 2), in dashes where asked; closed: back to the first one."""
        path = QPainterPath(QPointF(*self._at(*points[0].tolist())))
        for x, y in points[1:].tolist():
            path.lineTo(*self._at(x, y))
        if closed:
            path.closeSubpath()
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        pen = QPen(QColor(*ink), max(thick * self._unit, _THINNEST), style, _FLAT)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.strokePath(path, pen)

    def ribbons(
        self, curves: Points, widths: Sequence[float] | Points, inks: Sequence[Colour]
    ) -> None:
        """Curves of some widths, a later one over an earlier one.

        curves: (n, 3 k + 1, 2), k cubic Bézier curves each: ends and between them two handles.
        """
        corner, unit = np.array(self._corner), self._unit
        pen = QPen(QColor(), 1.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        thick = np.maximum(np.asarray(widths, np.float64) * unit, _THINNEST).tolist()
        for points, wide, ink in zip((curves * unit + corner).tolist(), thick, inks, strict=True):
            path = QPainterPath(QPointF(*points[0]))
            for at in range(1, len(points), 3):
                path.cubicTo(*points[at], *points[at + 1], *points[at + 2])
            pen.setWidthF(wide)
            pen.setColor(QColor(*ink))
            self._painter.strokePath(path, pen)

    def arrow(self, x0: float, y0: float, x1: float, y1: float, ink: Colour) -> None:
        """A thin line from one point to another, with an open head."""
        start, end = np.array([x0, y0]), np.array([x1, y1])
        along = (end - start) / max(float(np.hypot(*(end - start))), 1e-9)
        across = np.array([-along[1], along[0]])
        path = QPainterPath(QPointF(*self._at(x0, y0)))
        path.lineTo(*self._at(x1, y1))
        path.moveTo(*self._at(*(end - 4 * along + 3.5 * across).tolist()))
        path.lineTo(*self._at(x1, y1))
        path.lineTo(*self._at(*(end - 4 * along - 3.5 * across).tolist()))
        thick = max(1.1 * self._unit, _THINNEST)
        pen = QPen(QColor(*ink), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.strokePath(path, pen)

    def image(self, box: Sequence[float], pixels: Pixels | Packed, smooth: bool = False) -> None:
        """An image as large as a box: (h, w, 3) or packed; smooth: as a photo, not as cells."""
        height, wide = pixels.shape[:2]
        lines = np.ascontiguousarray(pixels)
        kind = QImage.Format.Format_RGB888 if pixels.ndim == 3 else QImage.Format.Format_RGB32
        image = QImage(lines.data, wide, height, lines.strides[0], kind)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        rect = _rect(self._box(box))
        if rect.size().toSize() == image.size():  # sizes of both kinds are never equal
            self._painter.drawImage(rect.topLeft(), image)
        else:
            self._painter.drawImage(rect, image)

    def picture(self, x: int, y: int, image: QImage) -> None:
        """A picture that was drawn before, its corner at a pixel of this one."""
        if not image.isNull():
            self._painter.drawImage(QPointF(x, y), image)

    def _restore(self) -> None:
        self._painter.restore()
        self._font.clear()

    def _put(self, place: Place) -> None:
        self._unit = self.frame.scale * place.zoom
        self._corner = place.left * self.frame.scale, place.top * self.frame.scale
        self._turned = False

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._corner[0] + x * self._unit, self._corner[1] + y * self._unit

    def _size(self, px: float) -> int:
        return max(1, round(px * self._unit))

    def _box(self, box: Sequence[float]) -> tuple[int, int, int, int]:
        """A box as those pixels whose middles lie in it: what a point of the mouse finds."""
        (left, top), unit = self._corner, self._unit
        x0, y0, x1, y1 = box
        left, top, ceil = left - 0.5 - TIE, top - 0.5 - TIE, math.ceil
        first, upper = ceil(left + x0 * unit), ceil(top + y0 * unit)
        return first, upper, ceil(left + x1 * unit), ceil(top + y1 * unit)


def packed(colours: Pixels) -> Packed:
    """Pack sRGB colours (..., 3) in one number each, (...)."""
    red, green, blue = np.moveaxis(colours.astype(np.uint32), -1, 0)
    found: Packed = 0xFF000000 | red << 16 | green << 8 | blue
    return found.astype(np.uint32)


def pixel_size(frame: Frame) -> tuple[int, int]:
    """(width, height) of a frame in pixels."""
    return round(frame.width * frame.scale), round(frame.height * frame.scale)


def _rect(box: tuple[int, int, int, int]) -> QRectF:
    left, top, right, bottom = box
    return QRectF(left, top, right - left, bottom - top)
