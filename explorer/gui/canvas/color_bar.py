"""The colour bar under the picture: what each colour is worth, in numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent, QPolygonF, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.grid.thumbs import colour_table, indexed_image
from explorer.gui.kit import theme, ui_font
from explorer.gui.kit.paint import begin, box, draw_text, text_width, tint

MARGIN = 4
"""The bar begins and ends this far (px) inside the widget, so that the pointer fits at its ends."""

_POINTER, _BAR, _TICK, _HEIGHT = 6, 8, 5, 40
_TOP = _POINTER + 2
_RADIUS = 2.0


class ColorBar(QWidget):
    """A bar 8 px high with ticks and numbers below and a pointer above. Emits nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Colour scale")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(360 + 2 * MARGIN)
        self._ticks: tuple[float, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._uniform: float | None = None
        self._pointer: float | None = None
        ramp = np.arange(256, dtype=np.uint8)[None]
        self._ramp = indexed_image(ramp, colour_table(np.repeat(ramp.T, 3, axis=1)))

    def show_levels(
        self, ticks: Sequence[float], labels: Sequence[str], uniform: float | None = None
    ) -> None:
        """Number the bar; no ticks at all leave it blank.

        Parameters
        ----------
        ticks: values, rising; the first and the last are the ends of the bar.
        labels: what stands at each, as ``"0.003"`` or ``"≥ 0.012"``.
        uniform: the value of a map that is the same everywhere; None for no mark.

        Raises
        ------
        ValueError
            Not one label a tick, a single tick, or ticks that do not rise.
        """
        if len(ticks) != len(labels):
            raise ValueError(f"{len(labels)} labels for {len(ticks)} ticks")
        rising = all(low < high for low, high in pairwise(ticks))
        if len(ticks) == 1 or not rising:
            raise ValueError("the ticks of a colour bar rise from its first value to its last")
        self._ticks, self._labels = tuple(map(float, ticks)), tuple(labels)
        self._uniform = uniform
        self.setAccessibleDescription(f"{labels[0]} to {labels[-1]}" if labels else "")
        self.setToolTip(
            "" if uniform is None else f"A uniform map would be {uniform:.2g} everywhere"
        )
        self.update()

    def show_table(self, table: NDArray[np.uint8]) -> None:
        """Show another table, (256, 3) uint8; ``ValueError`` for another shape."""
        self._ramp.setColorTable(colour_table(table))
        self.update()

    def show_pointer(self, value: float | None) -> None:
        """Point at a value (at the end of the bar where it lies beyond), or at none."""
        self._pointer = None if value is None or math.isnan(value) else float(value)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320 + 2 * MARGIN, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def x_of(self, value: float) -> float:
        """Where a value lies, px from the left of the widget; values beyond lie at the ends."""
        width = self.width() - 2 * MARGIN
        low, high = self._ticks[0], self._ticks[-1]
        return MARGIN + width * min(max((value - low) / (high - low), 0.0), 1.0)

    def bar_rect(self) -> QRectF:
        """The coloured bar itself."""
        return QRectF(MARGIN, _TOP, self.width() - 2 * MARGIN, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._ticks:
            return
        painter = begin(self)
        self._paint_bar(painter)
        self._paint_ticks(painter)
        if self._uniform is not None and self._ticks[0] <= self._uniform <= self._ticks[-1]:
            self._paint_uniform(painter, self.x_of(self._uniform))
        if self._pointer is not None:
            self._paint_pointer(painter, self.x_of(self._pointer))
        painter.end()

    def _paint_bar(self, painter: QPainter) -> None:
        colours = theme()
        bar = self.bar_rect()
        brush = QBrush(self._ramp.convertToFormat(QImage.Format.Format_RGB32))
        brush.setTransform(
            QTransform.fromTranslate(bar.left(), 0).scale(bar.width() / self._ramp.width(), 1.0)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawRoundedRect(bar, _RADIUS, _RADIUS)
        # Without an edge the dark end is lost on a dark ground and the bright end on a bright one.
        ink = QColor("white") if colours.name == "dark" else QColor("black")
        box(painter, bar, _RADIUS, border=tint(ink, 0.16))

    def _paint_ticks(self, painter: QPainter) -> None:
        colours, font, bar = theme(), ui_font(11), self.bar_rect()
        last = len(self._ticks) - 1
        # The two ends come first: where there is little room the numbers between them give way.
        taken: list[tuple[float, float]] = []
        for number in (0, last, *range(1, last)):
            x = self.x_of(self._ticks[number])
            left = round(min(max(x - 0.5, bar.left()), bar.right() - 1))
            painter.fillRect(QRectF(left, bar.bottom() + 1, 1, _TICK - 1), colours.edge)
            text = self._labels[number]
            width = text_width(text, font)
            start = x if number == 0 else x - width if number == last else x - width / 2
            if any(start < end + 6 and start + width > begun - 6 for begun, end in taken):
                continue
            taken.append((start, start + width))
            place = QRectF(start, bar.bottom() + 6, width + 1, 16)
            draw_text(painter, place, text, font, colours.t2)

    def _paint_uniform(self, painter: QPainter, x: float) -> None:
        """A notch across the bar, light between dark, so that it shows on every colour."""
        bar = self.bar_rect()
        left = round(min(max(x - 0.5, bar.left() + 1), bar.right() - 2))
        painter.fillRect(QRectF(left - 1, bar.top(), 3, bar.height()), QColor(0, 0, 0, 150))
        painter.fillRect(QRectF(left, bar.top(), 1, bar.height()), QColor(255, 255, 255, 230))

    def _paint_pointer(self, painter: QPainter, x: float) -> None:
        tip = _TOP - 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().t1)
        corners = [QPointF(x - 4, tip - _POINTER), QPointF(x + 4, tip - _POINTER), QPointF(x, tip)]
        painter.drawPolygon(QPolygonF(corners))
