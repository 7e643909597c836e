"""What is painted around the colours of the colour bar: ticks, numbers, edge and pointer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPolygonF

from explorer.core.map.levels import Levels
from explorer.core.selection import Ends
from explorer.gui.kit import theme, ui_font
from explorer.gui.kit.look.paint import box, draw_text, text_width, tint

NEAR = 8.0
"""How near to an end a press takes hold of it, px."""
POINTER = 6
"""Height of the pointer, px."""
_TICK, _RADIUS, _GAP = 5, 2.0, 6
_LINE = (0.8, 6.0)
"""Width of a line at either end of its scale, px, as in the view of lines."""


@dataclass(frozen=True, slots=True)
class BarPlace:
    """Where a bar lies in its widget, px, and what it is worth from end to end.

    axis: the values at its two sides, which stay while an end of the levels is dragged.
    """

    bar: QRectF
    axis: Ends
    levels: Levels

    def x_of(self, value: float) -> float:
        """Where a value lies, px from the left of the widget; values beyond lie at the ends."""
        low, high = self.axis
        share = min(max((value - low) / (high - low), 0.0), 1.0)
        return self.bar.left() + self.bar.width() * share

    def end_at(self, point: QPointF) -> int | None:
        """Which end of the levels a point takes hold of; None for neither."""
        if point.y() > self.bar.bottom() + 4:
            return None
        low, high = (abs(point.x() - self.x_of(value)) for value in self.levels.ends)
        return None if min(low, high) > NEAR else int(high < low)

    def number_at(self, point: QPointF) -> int | None:
        """Which end's number lies under a point; None for neither."""
        return next((end for end in (0, 1) if self.number_rect(end).contains(point)), None)

    def number_rect(self, end: int) -> QRectF:
        """Where the number of an end stands."""
        wide = text_width(self.levels.labels[-1 if end else 0], ui_font(11))
        left = self.x_of(self.levels.ends[end]) - wide * end
        return QRectF(left, self.bar.bottom() + 4, wide + 1, 18)


def paint_ticks(painter: QPainter, at: BarPlace) -> None:
    """Paint the ticks of the levels below a bar, and as many of their numbers as fit.

    The first number begins at its tick and the last one ends there.
    """
    bar, levels = at.bar, at.levels
    places = [at.x_of(value) for value in levels.ticks]
    colours, font, labels = theme(), ui_font(11), levels.labels
    widths = [text_width(text, font) for text in labels]
    last = len(labels) - 1
    starts = [x - width / 2 for x, width in zip(places, widths, strict=True)]
    starts[0], starts[last] = places[0], places[last] - widths[last]
    # in a narrow bar every second number, or those at the ends alone
    shown = next((every for every in (1, 2) if _apart(starts, widths, every)), last)
    for number, x in enumerate(places):
        left = round(min(max(x - 0.5, bar.left()), bar.right() - 1))
        painter.fillRect(QRectF(left, bar.bottom() + 1, 1, _TICK - 1), colours.edge)
        if number % shown == 0:
            place = QRectF(starts[number], bar.bottom() + 6, widths[number] + 1, 16)
            chosen = levels.chosen and number in (0, last)
            ink = colours.accent_text if chosen else colours.t2
            draw_text(painter, place, labels[number], font, ink)


def _apart(starts: Sequence[float], widths: Sequence[float], every: int) -> bool:
    """Tell whether every so many texts on a line leave a gap between them."""
    spans = list(zip(starts, widths, strict=True))[::every]
    return all(start + width + _GAP <= after for (start, width), (after, _) in pairwise(spans))


def paint_ramp(painter: QPainter, bar: QRectF, table: NDArray[np.uint8]) -> None:
    """Paint the colours of a table, (256, 3) uint8, from left to right."""
    row = np.ascontiguousarray(table)
    painter.drawImage(bar, QImage(row.data, 256, 1, row.nbytes, QImage.Format.Format_RGB888))


def paint_edge(painter: QPainter, bar: QRectF, rounded: bool) -> None:
    """Paint the edge of the colours, and the ground of the canvas in their corners.

    Without an edge the dark end is lost on a dark ground and the bright end on a bright one.
    """
    colours = theme()
    if rounded:
        corners = QPainterPath()
        corners.addRect(bar)
        corners.addRoundedRect(bar, _RADIUS, _RADIUS)
        painter.fillPath(corners, colours.canvas)
    ink = QColor("white") if colours.name == "dark" else QColor("black")
    box(painter, bar, _RADIUS, border=tint(ink, 0.16))


def paint_wedge(painter: QPainter, bar: QRectF) -> None:
    """Leave of the colours a line that gets wider, on the ground of the canvas."""
    middle = bar.center().y()
    for edge in (bar.top(), bar.bottom()):
        out = math.copysign(1.0, edge - middle)
        thin, wide = middle + out * _LINE[0] / 2, middle + out * _LINE[1] / 2
        corners = [
            QPointF(bar.left(), edge + out), QPointF(bar.right(), edge + out),
            QPointF(bar.right(), wide), QPointF(bar.left(), thin),
        ]  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().canvas)
        painter.drawPolygon(QPolygonF(corners))


def paint_uniform(painter: QPainter, bar: QRectF, x: float) -> None:
    """Paint a notch across the bar, light between dark, so that it shows on every colour."""
    left = round(min(max(x - 0.5, bar.left() + 1), bar.right() - 2))
    painter.fillRect(QRectF(left - 1, bar.top(), 3, bar.height()), QColor(0, 0, 0, 150))
    painter.fillRect(QRectF(left, bar.top(), 1, bar.height()), QColor(255, 255, 255, 230))


def paint_pointer(painter: QPainter, x: float, tip: float) -> None:
    """Paint a triangle that points down to (x, tip)."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().t1)
    corners = [QPointF(x - 4, tip - POINTER), QPointF(x + 4, tip - POINTER), QPointF(x, tip)]
    painter.drawPolygon(QPolygonF(corners))
