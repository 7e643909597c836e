"""The statistics as strips: a line a head, the chosen one in the accent with its value and rank."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.analysis.head_table import Statistic
from explorer.gui.control.present.analysis.heads_view import Strip
from explorer.gui.kit import MEDIUM, REGULAR, SEMIBOLD, theme, ui_font
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import begin, box, draw_text, tint

_ROW, _NAME, _VALUE, _PLACE = 26, 116, 112, 88


class StatisticStrips(QWidget):
    """A click on a strip colours and ranks by its statistic.

    Signals
    -------
    statisticRequested(str)
    """

    statisticRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips: tuple[Strip, ...] = ()
        self._by = Statistic.ENTROPY
        self.setAccessibleName(say("Statistics of the chosen head"))
        self.setToolTip(say("One line a head, the chosen one in the accent; a click colours by it"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_strips(self, strips: tuple[Strip, ...], by: Statistic) -> None:
        """Show the statistics of the heads, that which colours them lit."""
        self._strips, self._by = strips, by
        said = (f"{one.statistic.heading}: {one.value}, {one.place}" for one in strips if one.value)
        self.setAccessibleDescription(say("; ".join(said)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, _ROW * max(1, len(self._strips)))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 4 * _ROW)

    def _row(self, at: int) -> QRectF:
        high = min(_ROW, self.height() / max(1, len(self._strips)))
        return QRectF(0, at * high, self.width(), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        for at, strip in enumerate(self._strips):
            self._paint(painter, self._row(at), strip)
        painter.end()

    def _paint(self, painter: QPainter, row: QRectF, strip: Strip) -> None:
        colours, lit = theme(), strip.statistic is self._by
        if lit:
            box(painter, row.adjusted(0, 1, 0, -1), 4.0, tint(colours.accent, 0.16))
        name = QRectF(8, row.top(), _NAME - 8, row.height())
        font = ui_font(12, MEDIUM if lit else REGULAR)
        draw_text(painter, name, say(strip.statistic.heading), font, colours.t1)
        right = row.width() - 8
        place = QRectF(right - _PLACE, row.top(), _PLACE, row.height())
        draw_text(painter, place, say(strip.place), ui_font(11), colours.t3, 1.0)
        value = QRectF(right - _PLACE - _VALUE, row.top(), _VALUE - 8, row.height())
        draw_text(painter, value, say(strip.value), ui_font(12, SEMIBOLD), colours.t1, 1.0)
        left, end = float(_NAME + 4), value.left() - 4
        if end - left < 30:
            return
        middle = row.center().y()
        painter.fillRect(QRectF(left, middle - 0.5, end - left, 1), colours.line)
        ink = tint(colours.neutral, 0.55)
        for share in strip.shades[~np.isnan(strip.shades)].tolist():
            painter.fillRect(QRectF(left + share * (end - left) - 0.5, middle - 6, 1, 12), ink)
        if strip.chosen is not None:
            x = left + float(strip.shades[strip.chosen]) * (end - left)
            painter.fillRect(QRectF(x - 1.5, middle - 8, 3, 16), colours.accent)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        for at, strip in enumerate(self._strips):
            if self._row(at).contains(event.position()):
                self.statisticRequested.emit(strip.statistic.value)
