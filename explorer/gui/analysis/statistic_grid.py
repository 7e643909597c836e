"""A grid of layers and heads whose cells have the colour and number of a statistic."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.core.colormaps import table as colour_table
from explorer.figures.inks import on
from explorer.gui.control.present.analysis_views import HeadsView, value_text
from explorer.gui.kit import theme, ui_font
from explorer.gui.kit.paint import begin, box, draw_text, text_width

COLOURS = "viridis"
_LEFT, _TOP, _GAP = 30.0, 22.0, 2.0
_HIGH, _WIDE, _WIDEST = 30.0, 46.0, 60.0


def shade(share: float) -> QColor:
    """The colour of a share of the scale in [0, 1]."""
    return QColor(*colour_table(COLOURS)[round(255 * share)].tolist())


class StatisticGrid(QWidget):
    """Rows are the sites in the order of the run, columns the heads.

    Signals
    -------
    headRequested(int): the row of the table of a clicked head.
    headOpened(int): of one that was clicked twice.
    """

    headRequested = Signal(int)
    headOpened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Heads by a statistic")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._view: HeadsView | None = None
        self._rows: list[tuple[int, int]] = []

    def show_view(self, view: HeadsView) -> None:
        """Show the heads of a table."""
        self._view = view
        sites = sorted({site for site, _ in view.table.cells})
        self._rows = [(sites.index(site), head) for site, head in view.table.cells]
        self.setAccessibleDescription("" if view.chosen is None else view.told(view.chosen))
        self.updateGeometry()
        self.update()

    def _counts(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        down = 1 + max((row for row, _ in self._rows), default=0)
        return down, 1 + max((head for _, head in self._rows), default=0)

    def cell(self, row: int) -> QRectF:
        """Where the cell of a row of the table is, px."""
        down, across = self._counts()
        wide = min(_WIDEST, (self.width() - _LEFT) / across)
        high = min(_HIGH, (self.height() - _TOP) / down)
        at, head = self._rows[row]
        return QRectF(_LEFT + head * wide, _TOP + at * high, wide, high).adjusted(
            0, 0, -_GAP, -_GAP
        )

    def row_at(self, point: QPointF) -> int | None:
        """The row of the table under a point; None for none."""
        found = (row for row in range(len(self._rows)) if self.cell(row).contains(point))
        return next(found, None)

    def sizeHint(self) -> QSize:
        down, across = self._counts()
        return QSize(round(_LEFT + _WIDE * across), round(_TOP + _HIGH * down))

    def minimumSizeHint(self) -> QSize:
        down, across = self._counts()
        return QSize(round(_LEFT + 16 * across), round(_TOP + 8 * down))

    def paintEvent(self, event: QPaintEvent) -> None:
        view = self._view
        if view is None:
            return
        painter = begin(self)
        self._paint_names(painter, view)
        for row in range(len(self._rows)):
            self._paint_cell(painter, view, row)
        painter.end()

    def _paint_names(self, painter: QPainter, view: HeadsView) -> None:
        colours, font = theme(), ui_font(11)
        down, across = self._counts()
        chosen = None if view.chosen is None else self._rows[view.chosen]
        for head in range(across):
            first = next(row for row, one in enumerate(self._rows) if one[1] == head)
            place = self.cell(first)
            ink = colours.t1 if chosen is not None and chosen[1] == head else colours.t3
            draw_text(
                painter, QRectF(place.left(), 0, place.width(), 18), str(head), font, ink, 0.5
            )
        for at in range(down):
            first = next(row for row, one in enumerate(self._rows) if one[0] == at)
            place = self.cell(first)
            ink = colours.t1 if chosen is not None and chosen[0] == at else colours.t3
            name = str(view.table.layers[first])
            left = QRectF(0, place.top(), _LEFT - 8, place.height())
            if place.height() >= 10 or at % 2 == 0:
                draw_text(painter, left, name, font, ink, 1.0)

    def _paint_cell(self, painter: QPainter, view: HeadsView, row: int) -> None:
        place, share, colours = self.cell(row), float(view.shades[row]), theme()
        if share != share:
            box(painter, place, 3.0, colours.track)
        else:
            fill = shade(share)
            box(painter, place, 3.0, fill)
            text, font = value_text(view.table, view.by, row).split(" ")[0], ui_font(11)
            if text_width(text, font) <= place.width() - 6 and place.height() >= 14:
                ink = QColor(*on((fill.red(), fill.green(), fill.blue())))
                draw_text(painter, place, text, font, ink, 0.5)
        if row == view.chosen:
            box(painter, place.adjusted(-2, -2, 2, 2), 4.0, border=colours.accent, width=2.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self.headRequested.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if row is not None:
            self.headOpened.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        told = "" if row is None or self._view is None else self._view.told(row)
        QToolTip.showText(event.globalPosition().toPoint(), told, self)

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
        super().leaveEvent(event)


def ends(view: HeadsView) -> tuple[float, float]:
    """The smallest and largest value of the statistic that colours the cells."""
    values = view.table.values[view.by]
    return float(np.nanmin(values)), float(np.nanmax(values))
