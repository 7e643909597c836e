"""A box on a photo that the user draws, moves and sizes with the mouse or the keys."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from explorer.core.placement import Box
from explorer.gui.kit.look.paint import box, tint
from explorer.gui.kit.look.theme import theme

_LEAST = 3.0
"""Pixels of the photo a side of the smallest box that is meant as one."""
_HANDLE = 8.0
"""px of the widget a side of a corner that is taken hold of."""
_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class BoxDrawing:
    """From where the button was pressed to where the mouse is, in pixels of the photo."""

    def __init__(self) -> None:
        self._from: QPointF | None = None  # the corner that stays, of a box that is drawn or sized
        self._held: tuple[QPointF, Box] | None = None  # where a box that is moved was taken
        self._box: Box | None = None

    @property
    def active(self) -> bool:
        """Whether a box is being drawn or moved."""
        return self._from is not None or self._held is not None

    @property
    def box(self) -> Box | None:
        """The box as far as it is drawn."""
        return self._box

    def begin(self, point: QPointF, before: Box | None, near: float) -> None:
        """The button is pressed at a point of the photo.

        Parameters
        ----------
        before: the box that is there: a corner of it is pulled, its inside moved.
        near: how far a corner reaches, in pixels of the photo.
        """
        self._from = self._held = self._box = None
        if before is not None:
            x0, y0, x1, y1 = before
            for x, y, other in ((x0, y0, (x1, y1)), (x1, y0, (x0, y1)),
                                (x0, y1, (x1, y0)), (x1, y1, (x0, y0))):  # fmt: skip
                if abs(point.x() - x) <= near and abs(point.y() - y) <= near:
                    self._from, self._box = QPointF(*other), before
                    return
            if x0 < point.x() < x1 and y0 < point.y() < y1:
                self._held, self._box = (point, before), before
                return
        self._from = point

    def stretch(self, point: QPointF, size: tuple[int, int]) -> None:
        """The mouse has moved; the box stays on a photo of this size."""
        if self._held is not None:
            start, box = self._held
            by = point - start
            self._box = moved(box, by.x(), by.y(), size)
        elif self._from is not None:
            wide, high = size
            xs = sorted(min(max(x, 0.0), wide) for x in (self._from.x(), point.x()))
            ys = sorted(min(max(y, 0.0), high) for y in (self._from.y(), point.y()))
            self._box = xs[0], ys[0], xs[1], ys[1]

    def end(self) -> Box | None:
        """The button is let go: the box, or None where there is none to speak of."""
        found, self._from, self._held, self._box = self._box, None, None, None
        if found is None or min(found[2] - found[0], found[3] - found[1]) < _LEAST:
            return None
        return found


def moved(box: Box, across: float, down: float, size: tuple[int, int]) -> Box:
    """A box moved as far as the photo reaches."""
    x0, y0, x1, y1 = box
    across = min(max(across, -x0), size[0] - x1)
    down = min(max(down, -y0), size[1] - y1)
    return x0 + across, y0 + down, x1 + across, y1 + down


def keyed(
    box: Box, key: Qt.Key, sizing: bool, step: tuple[float, float], size: tuple[int, int]
) -> Box | None:
    """The box after an arrow key: moved by a step, or its far corner pulled; None for others."""
    by = _MOVES.get(key)
    if by is None:
        return None
    across, down = by[0] * step[0], by[1] * step[1]
    if not sizing:
        return moved(box, across, down, size)
    x0, y0, x1, y1 = box
    return (
        x0,
        y0,
        min(max(x1 + across, x0 + _LEAST), size[0]),
        min(max(y1 + down, y0 + _LEAST), size[1]),
    )


def paint_box(painter: QPainter, around: QRectF, handles: bool) -> None:
    """White between black hairlines; with corners to pull where it can be changed."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(12, 13, 15), 3.5))
    painter.drawRect(around)
    painter.setPen(QPen(QColor("white"), 1.5))
    painter.drawRect(around)
    if not handles:
        return
    painter.setPen(QPen(QColor(12, 13, 15), 1.0))
    painter.setBrush(QColor("white"))
    corners = (around.topLeft(), around.topRight(), around.bottomLeft(), around.bottomRight())
    for corner in corners:
        square = QRectF(0, 0, _HANDLE, _HANDLE)
        square.moveCenter(corner)
        painter.drawRect(square)


def outside(mask: NDArray[np.bool_]) -> QImage:
    """A veil over what lies outside of a mask (height, width)."""
    height, width = mask.shape
    veil = np.where(mask, 0, 150).astype(np.uint8)
    image = QImage(veil.data, width, height, width, QImage.Format.Format_Alpha8)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


_LEAST_PX = 6.0
"""px a side of the smallest box that is meant as one."""


class RubberBand:
    """From where the button was pressed to where the mouse is."""

    def __init__(self) -> None:
        self._from: QPointF | None = None
        self._box = QRectF()

    @property
    def active(self) -> bool:
        """Whether a box is being drawn."""
        return self._from is not None

    def begin(self, point: QPointF) -> None:
        """The button is pressed."""
        self._from, self._box = point, QRectF(point, point)

    def stretch(self, point: QPointF, within: QRectF) -> None:
        """The mouse has moved; the box stays in the widget."""
        if self._from is not None:
            self._box = QRectF(self._from, point).normalized().intersected(within)

    def end(self) -> QRectF | None:
        """The button is let go: the box, or None where there is none to speak of."""
        drawn, self._from = self._box, None
        self._box = QRectF()
        return drawn if min(drawn.width(), drawn.height()) >= _LEAST_PX else None

    def paint(self, painter: QPainter) -> None:
        """Draw the box, if there is one."""
        if self.active and not self._box.isEmpty():
            accent = theme().accent
            box(painter, self._box, 2.0, tint(accent, 0.14), accent, 1.5)
