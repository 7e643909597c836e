"""A list of heads, ranked by a value: rank, colour, name, a bar, and the value."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from explorer.gui.analysis.heads.statistic_grid import shade
from explorer.gui.control.present.analysis.head_cells import HeadCells
from explorer.gui.kit import theme, ui_font
from explorer.gui.kit.language import say
from explorer.gui.kit.lists import LIT, Index, Row, RowList
from explorer.gui.kit.look.paint import box, draw_text, paint_bar, text_width
from explorer.gui.kit.tips import plain_tip

ROW = 26


class _Heads(QAbstractListModel):
    """The heads in their order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells: HeadCells | None = None

    def replace(self, cells: HeadCells | None) -> None:
        """Show another ranking, or another chosen head."""
        if self.cells is not None and cells is not None and self.cells.order == cells.order:
            self.cells = cells
            self.dataChanged.emit(self.index(0), self.index(len(cells.order) - 1))
            return
        self.beginResetModel()
        self.cells = cells
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if self.cells is None else len(self.cells.order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cells = self.cells
        if cells is None or not index.isValid():
            return None
        at = cells.order[index.row()]
        if role == LIT:
            return at == cells.chosen
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{say(cells.name(at))} {say(cells.values[at])}"
        return plain_tip(cells.tips[at]) if role == Qt.ItemDataRole.ToolTipRole else None


class _HeadRow(Row):
    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        cells: HeadCells = index.model().cells  # type: ignore[attr-defined]  # of this list
        at, colours = cells.order[index.row()], theme()
        left, middle = rect.left() + 8, rect.center().y()

        def place(start: float, wide: float) -> QRectF:
            return QRectF(left + start, rect.top(), wide, rect.height())

        draw_text(painter, place(0, 28), str(index.row() + 1), ui_font(11), colours.t3, 1.0)
        share = float(cells.shades[at])
        box(painter, QRectF(left + 38, middle - 5, 10, 10), 5.0, shade(share, cells.signed))
        words = say(cells.name(at))
        named = text_width(words, ui_font(13)) + 14
        name = min(max(52.0, named), 120.0)
        draw_text(painter, place(56, name), words, ui_font(13), colours.t1)
        right = rect.right() - 16
        said = say(cells.values[at])
        value = max(72.0, text_width(said, ui_font(12)) + 4)
        numbers = QRectF(right - value, rect.top(), value, rect.height())
        draw_text(painter, numbers, said, ui_font(12), colours.t1, 1.0)
        start = left + 56 + name
        bar = QRectF(start, middle - 2, right - value - 12 - start, 4)
        if bar.width() < 20:
            return
        if cells.signed:
            _paint_signed(painter, bar, share, at == cells.chosen)
        else:
            paint_bar(painter, bar, share, accent=at == cells.chosen)


def _paint_signed(painter: QPainter, bar: QRectF, share: float, accent: bool) -> None:
    """A bar to the left of the middle for a fall, to the right for a rise."""
    colours, middle = theme(), bar.center().x()
    box(painter, bar, 2.0, colours.track)
    end = bar.left() + share * bar.width()
    part = QRectF(min(middle, end), bar.top(), max(1.5, abs(end - middle)), bar.height())
    box(painter, part, 2.0, colours.accent if accent else colours.neutral)
    painter.fillRect(QRectF(middle - 0.5, bar.top() - 3, 1, bar.height() + 6), colours.t3)


class RankedHeads(RowList):
    """Up and Down walk through the heads, Enter or a click chooses one.

    Signals
    -------
    headChosen(int): the number of a head among the cells.
    """

    headChosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, ROW, parent)
        self._heads = _Heads(self)
        self.setModel(self._heads)
        self.setItemDelegate(_HeadRow(ROW, self))
        self.rowRequested.connect(self._on_row)

    def show_cells(self, cells: HeadCells | None) -> None:
        """Show a ranking, with the chosen head in sight."""
        self._heads.replace(cells)
        if cells is not None and cells.chosen in cells.order:
            self.scrollTo(self._heads.index(cells.order.index(cells.chosen)))

    @Slot(int)
    def _on_row(self, row: int) -> None:
        cells = self._heads.cells
        if cells is not None and row < len(cells.order):
            self.headChosen.emit(cells.order[row])
