"""A grid of layers and heads whose cells have the colour and number of a value of each head."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.core.colormaps import DIVERGING
from explorer.core.colormaps import table as colour_table
from explorer.figures.inks import on
from explorer.gui.control.present.analysis.head_cells import HeadCells
from explorer.gui.kit import theme, ui_font
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import begin, box, draw_text, text_width

COLOURS = "viridis"
_TOP, _GAP = 22.0, 2.0
_WIDE, _WIDEST = 46.0, 60.0
_LEFT, _LEFT_OF_PARTS = 30.0, 62.0
_NUMBERED = 14.0
"""px of a cell from which on its number is written, and the number of its row."""


def shade(share: float, signed: bool = False) -> QColor:
    """The colour of a share of the scale in [0, 1]."""
    return QColor(*colour_table(DIVERGING if signed else COLOURS)[round(255 * share)].tolist())


class StatisticGrid(QWidget):
    """Rows are the sites in the order of the run, columns the heads.

    Signals
    -------
    headRequested(int): the number of a clicked head among the cells.
    headOpened(int): of one that was clicked twice.
    """

    headRequested = Signal(int)
    headOpened = Signal(int)

    def __init__(
        self, name: str = "Heads by a statistic", high: float = 30.0, parent: QWidget | None = None
    ) -> None:
        """Show no heads yet; `high`: of a cell where there is room for it, px."""
        super().__init__(parent)
        self._high = high
        self.setAccessibleName(say(name))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._cells: HeadCells | None = None
        self._rows: list[tuple[int, int]] = []

    def show_cells(self, cells: HeadCells) -> None:
        """Show the heads of a run."""
        self._cells = cells
        sites = {site: at for at, site in enumerate(sorted({site for site, _ in cells.cells}))}
        self._rows = [(sites[site], head) for site, head in cells.cells]
        self.setAccessibleDescription(say("" if cells.chosen is None else cells.tips[cells.chosen]))
        self.updateGeometry()
        self.update()

    def _counts(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        down = 1 + max((row for row, _ in self._rows), default=0)
        return down, 1 + max((head for _, head in self._rows), default=0)

    def _left(self) -> float:
        """px for the names of the layers, longer ones where there are parts."""
        cells = self._cells
        if cells is None or all(one.isdigit() for one in cells.layers):
            return _LEFT
        widest = max(text_width(say(one), ui_font(11)) for one in set(cells.layers))
        return max(_LEFT_OF_PARTS, math.ceil(widest) + 9)

    def cell(self, at: int) -> QRectF:
        """Where the cell of a head is, px."""
        down, across = self._counts()
        left = self._left()
        wide = min(_WIDEST, (self.width() - left) / across)
        high = min(self._high, (self.height() - _TOP) / down)
        row, head = self._rows[at]
        return QRectF(left + head * wide, _TOP + row * high, wide, high).adjusted(
            0, 0, -_GAP, -_GAP
        )

    def row_at(self, point: QPointF) -> int | None:
        """The number of the head under a point; None for none."""
        found = (at for at in range(len(self._rows)) if self.cell(at).contains(point))
        return next(found, None)

    def sizeHint(self) -> QSize:
        down, across = self._counts()
        return QSize(round(self._left() + _WIDEST * across), round(_TOP + self._high * down))

    def minimumSizeHint(self) -> QSize:
        down, across = self._counts()
        return QSize(round(self._left() + 10 * across), round(_TOP + 6 * down))

    def paintEvent(self, event: QPaintEvent) -> None:
        cells = self._cells
        if cells is None or not self._rows:
            return
        painter = begin(self)
        self._paint_names(painter, cells)
        for at in range(len(self._rows)):
            self._paint_cell(painter, cells, at)
        painter.end()

    def _paint_names(self, painter: QPainter, cells: HeadCells) -> None:
        colours, font = theme(), ui_font(11)
        down, across = self._counts()
        chosen = None if cells.chosen is None else self._rows[cells.chosen]
        for head in range(across):
            first = next(at for at, one in enumerate(self._rows) if one[1] == head)
            place = self.cell(first)
            ink = colours.t1 if chosen is not None and chosen[1] == head else colours.t3
            if place.width() >= 12 or head % 2 == 0:
                over = QRectF(place.left(), 0, place.width(), 18)
                draw_text(painter, over, str(head), font, ink, 0.5)
        for row in range(down):
            first = next(at for at, one in enumerate(self._rows) if one[0] == row)
            place = self.cell(first)
            ink = colours.t1 if chosen is not None and chosen[0] == row else colours.t3
            left = QRectF(0, place.center().y() - 8, self._left() - 8, 16)
            if place.height() >= 10 or row % 2 == 0:
                draw_text(painter, left, say(cells.layers[first]), font, ink, 1.0)

    def _paint_cell(self, painter: QPainter, cells: HeadCells, at: int) -> None:
        place, share, colours = self.cell(at), float(cells.shades[at]), theme()
        if share != share:
            box(painter, place, 3.0, colours.track)
        else:
            fill = shade(share, cells.signed)
            box(painter, place, 3.0, fill)
            text, font = cells.texts[at], ui_font(11)
            fits = text and text_width(text, font) <= place.width() - 6
            if fits and place.height() >= _NUMBERED:
                ink = QColor(*on((fill.red(), fill.green(), fill.blue())))
                draw_text(painter, place, text, font, ink, 0.5)
        if at in cells.muted:
            dot = QRectF(place.right() - 9, place.center().y() - 3, 6, 6)
            box(painter, dot, 3.0, QColor("white"), QColor(12, 13, 15), 1.0)
        if at == cells.chosen:
            box(painter, place.adjusted(-2, -2, 2, 2), 4.0, border=colours.accent, width=2.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.row_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self.headRequested.emit(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.row_at(event.position())
        if at is not None:
            self.headOpened.emit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.row_at(event.position())
        told = "" if at is None or self._cells is None else self._cells.tips[at]
        QToolTip.showText(event.globalPosition().toPoint(), told, self)

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
        super().leaveEvent(event)
