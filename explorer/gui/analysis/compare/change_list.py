"""The places that two maps differ in most, each with both values and the difference."""

from __future__ import annotations

import math

from PySide6.QtCore import QAbstractListModel, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from explorer.analysis.compare import Change
from explorer.core.numbers import short
from explorer.gui.analysis.heads.statistic_grid import shade
from explorer.gui.kit import theme, ui_font
from explorer.gui.kit.language import say
from explorer.gui.kit.lists import LIT, Index, Row, RowList
from explorer.gui.kit.look.paint import box, draw_text, text_width

ROW = 26
_NAME, _BAR, _APART, _EDGE = 72, 64, 10, 14
"""px of a place's name at least, of the bar, between two columns, and right of the last."""


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


def value_widths(changes: tuple[Change, ...]) -> tuple[int, int, int]:
    """The widths of A, B and A less B, px: no number of these changes is shortened."""
    said = [(short(one.a), short(one.b), signed(one)) for one in changes]
    a, b, difference = (
        math.ceil(max(text_width(text, ui_font(12)) for text in column))
        for column in zip(*said, strict=True)
    )
    return a, b, difference


def signed(change: Change) -> str:
    """A less B with its sign: "+0.0068"."""
    said = short(change.difference)
    return said if change.difference < 0 else f"+{said}"


class _ChangeRow(Row):
    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        changes: tuple[Change, ...] = index.model().changes  # type: ignore[attr-defined]  # of this list
        change, colours = changes[index.row()], theme()
        largest = max(abs(one.difference) for one in changes)
        widths = value_widths(changes)
        free = rect.width() - sum(widths) - 3 * _APART - _EDGE - 8
        wide = _BAR if free - _BAR - _APART >= _NAME else 0  # the numbers tell it, too
        right = rect.right() - _EDGE

        def column(width: float) -> QRectF:
            nonlocal right
            place = QRectF(right - width, rect.top(), width, rect.height())
            right = place.left() - _APART
            return place

        draw_text(painter, column(widths[2]), signed(change), ui_font(12), colours.t1, 1.0)
        if wide:
            _paint_bar(painter, column(wide), change.difference / largest)
        for value, width in ((change.b, widths[1]), (change.a, widths[0])):
            draw_text(painter, column(width), short(value), ui_font(12), colours.t2, 1.0)
        name = QRectF(rect.left() + 8, rect.top(), right - rect.left() - 8, rect.height())
        draw_text(painter, name, say(change.place), ui_font(12), colours.t1)


def _paint_bar(painter: QPainter, room: QRectF, share: float) -> None:
    """Paint a bar from the middle, to the right for a positive share of the largest."""
    middle, top = room.center().x(), room.center().y() - 4
    painter.fillRect(QRectF(middle, top - 3, 1, 14), theme().line2)
    wide = abs(share) * room.width() / 2
    left = middle if share > 0 else middle - wide
    ink = shade(0.5 + share / 2, signed=True)
    box(painter, QRectF(left, top, max(1.5, wide), 8), 2.0, ink)


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
