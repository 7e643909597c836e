"""The places that two maps differ in most, each with both values and the difference."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from explorer.analysis.compare import Change
from explorer.core.numbers import short
from explorer.gui.analysis.heads.statistic_grid import shade
from explorer.gui.kit import theme, ui_font
from explorer.gui.kit.language import say
from explorer.gui.kit.lists import LIT, Index, Row, RowList
from explorer.gui.kit.look.paint import box, draw_text

ROW = 26
_VALUE, _BAR = 58, 64


class _Changes(QAbstractListModel):
    """The changes, the largest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.changes: tuple[Change, ...] = ()
        self.lit: tuple[int, int] | None = None

    def replace(self, changes: tuple[Change, ...]) -> None:
        """Show other changes."""
        if changes != self.changes:
            self.beginResetModel()
            self.changes = changes
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.changes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        change = self.changes[index.row()]
        if role == LIT:
            return change.cell == self.lit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            values = f"A {short(change.a)}, B {short(change.b)}, {signed(change)}"
            return f"{say(change.place)}: {values}"
        return None


def signed(change: Change) -> str:
    """A less B with its sign: "+0.0068"."""
    said = short(change.difference)
    return said if change.difference < 0 else f"+{said}"


class _ChangeRow(Row):
    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        changes: tuple[Change, ...] = index.model().changes  # type: ignore[attr-defined]  # of this list
        change, colours = changes[index.row()], theme()
        largest = max(abs(one.difference) for one in changes)
        right = rect.right() - 14
        last = QRectF(right - _VALUE, rect.top(), _VALUE, rect.height())
        draw_text(painter, last, signed(change), ui_font(12), colours.t1, 1.0)
        bar = QRectF(last.left() - _BAR - 6, rect.center().y() - 4, _BAR, 8)
        middle = bar.center().x()
        painter.fillRect(QRectF(middle, bar.top() - 3, 1, bar.height() + 6), colours.line2)
        wide = abs(change.difference) / largest * bar.width() / 2
        left = middle if change.difference > 0 else middle - wide
        share = 0.5 + change.difference / (2 * largest)
        box(painter, QRectF(left, bar.top(), max(1.5, wide), 8), 2.0, shade(share, signed=True))
        for value, end in ((change.b, bar.left() - 10), (change.a, bar.left() - 10 - _VALUE)):
            place = QRectF(end - _VALUE, rect.top(), _VALUE, rect.height())
            draw_text(painter, place, short(value), ui_font(12), colours.t2, 1.0)
        free = bar.left() - 10 - 2 * _VALUE - 6 - rect.left() - 8
        name = QRectF(rect.left() + 8, rect.top(), free, rect.height())
        draw_text(painter, name, say(change.place), ui_font(12), colours.t1)


class ChangeList(RowList):
    """A click on a row lights its place in all three pictures.

    Signals
    -------
    placeRequested(object): the (row, column) of a place, or None for none.
    """

    placeRequested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Places that differ most", ROW, parent)
        self._changes = _Changes(self)
        self.setModel(self._changes)
        self.setItemDelegate(_ChangeRow(ROW, self))
        self.rowRequested.connect(self._on_row)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show other changes; none of them is lit."""
        self._changes.replace(changes)
        self.light(None)

    def light(self, cell: tuple[int, int] | None) -> None:
        """Light the row of a place."""
        self._changes.lit = cell
        self.viewport().update()

    @Slot(int)
    def _on_row(self, row: int) -> None:
        cell = self._changes.changes[row].cell
        lit = None if cell == self._changes.lit else cell
        self.light(lit)
        self.placeRequested.emit(lit)
