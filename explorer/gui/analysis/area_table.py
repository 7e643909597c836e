"""The areas under the curves of a check, one row a map; its marks are the legend of the plots."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.control.present.analysis.analysis_views import AreaRow
from explorer.gui.kit import REGULAR, SEMIBOLD, theme, ui_font
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import begin, draw_text, tint

_ROW, _DENSE, _HEAD = 26, 20, 22
_MARK = 26
_RIGHTS = (0.50, 0.68, 0.84, 1.0)
"""Where the columns end, as shares of the width."""


class AreaTable(QWidget):
    """Name, and of both tests the area and how many random maps it beats."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[AreaRow, ...] = ()
        self._row = _ROW
        self.setAccessibleName(say("Areas under the curves"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(
            say(
                "Area under the curve, and how many of the random maps it beats.\n"
                "Deletion: low is good. Insertion: high is good."
            )
        )

    def show_rows(self, rows: tuple[AreaRow, ...]) -> None:
        """Show the areas as far as they are."""
        if rows == self._rows:
            return
        self._rows = rows
        self.setAccessibleDescription(say("; ".join(_said(one) for one in rows)))
        self.updateGeometry()
        self.update()

    def show_dense(self, dense: bool) -> None:
        """Leave less height to a row, as in a low window."""
        self._row = _DENSE if dense else _ROW
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, _HEAD + self._row * max(3, len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(250, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = begin(self), theme()
        rights = [round(share * self.width()) for share in _RIGHTS]
        head = QRectF(0, 0, self.width(), _HEAD)
        draw_text(painter, head, say("Area under the curve"), ui_font(12, SEMIBOLD), colours.t1)
        for name, right in (("deletion ↓", rights[1]), ("insertion ↑", rights[3])):
            place = QRectF(0, 0, right, _HEAD)
            draw_text(painter, place, say(name), ui_font(11), colours.t3, 1.0)
        for at, row in enumerate(self._rows):
            top = _HEAD + self._row * at
            painter.fillRect(QRectF(0, top, self.width(), 1), colours.line)
            last = at == len(self._rows) - 1
            _paint_mark(painter, QRectF(0, top, _MARK - 8, self._row), at, last)
            font = ui_font(13, SEMIBOLD if at == 0 else REGULAR)
            named = QRectF(_MARK, top, rights[0] - _MARK - 34, self._row)
            draw_text(painter, named, say(row.name), font, colours.t1 if at == 0 else colours.t2)
            cells = (*row.deletion, *row.insertion)
            for number, (text, right) in enumerate(zip(cells, rights, strict=True)):
                quiet = number % 2 == 1
                place = QRectF(0, top, right, self._row)
                shown = ui_font(11) if quiet else font
                ink = colours.t3 if quiet else colours.t1
                draw_text(painter, place, say(text), shown, ink, 1.0)
        painter.end()


def _paint_mark(painter: QPainter, place: QRectF, at: int, last: bool) -> None:
    """The line of a map, or the ground of the random ones."""
    colours, middle = theme(), place.center().y()
    if last:
        painter.fillRect(
            QRectF(place.left(), middle - 5, place.width(), 10), tint(colours.neutral, 0.4)
        )
        return
    style = Qt.PenStyle.SolidLine if at < 2 else Qt.PenStyle.DashLine
    ink = colours.accent if at == 0 else colours.t1 if at == 1 else colours.t2
    painter.setPen(QPen(ink, 2.2 if at == 0 else 1.4, style))
    painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))


def _said(row: AreaRow) -> str:
    (deleted, below), (inserted, above) = row.deletion, row.insertion
    if not (below or above):  # nothing stands beside the numbers
        return f"{row.name}: deletion {deleted}, insertion {inserted}"
    return f"{row.name}: deletion {deleted} {below}, insertion {inserted} {above}"
