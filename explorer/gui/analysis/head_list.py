"""All heads of a run, ranked by a statistic."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.gui.analysis.statistic_grid import shade
from explorer.gui.control.present.analysis_views import HeadsView, value_text
from explorer.gui.kit import IconButton, SectionTitle, Text, theme, ui_font
from explorer.gui.kit.lists import LIT, Index, Row, RowList
from explorer.gui.kit.paint import box, draw_text, paint_bar
from explorer.gui.panels.panel import PanelWidget

_ROW = 26


class _Heads(QAbstractListModel):
    """The rows of the table, ranked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: HeadsView | None = None

    def replace(self, view: HeadsView) -> None:
        """Show another ranking, or another chosen head."""
        self.beginResetModel()
        self.view = view
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if self.view is None else len(self.view.order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        view = self.view
        if view is None:
            return None
        row = view.order[index.row()]
        if role == LIT:
            return row == view.chosen
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            layer, head = view.table.layers[row], view.table.cells[row][1]
            return f"{layer}.{head} {value_text(view.table, view.by, row)}"
        return view.told(row) if role == Qt.ItemDataRole.ToolTipRole else None


class _HeadRow(Row):
    """Rank, colour, layer and head, a bar, and the value."""

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        view = index.model().view  # type: ignore[attr-defined]
        row, colours = view.order[index.row()], theme()
        left, middle = rect.left() + 8, rect.center().y()

        def place(start: float, wide: float) -> QRectF:
            return QRectF(left + start, rect.top(), wide, rect.height())

        draw_text(painter, place(0, 28), str(index.row() + 1), ui_font(11), colours.t3, 1.0)
        box(painter, QRectF(left + 38, middle - 5, 10, 10), 5.0, shade(float(view.shades[row])))
        table = view.table
        name = f"{table.layers[row]}.{table.cells[row][1]}"
        named = f"{table.parts[row]} {name}".strip()
        draw_text(painter, place(56, 76), named, ui_font(13), colours.t1)
        value = value_text(table, view.by, row)
        right = rect.right() - 10
        draw_text(painter, QRectF(right - 84, rect.top(), 84, rect.height()), value, ui_font(12),
                  colours.t1, 1.0)  # fmt: skip
        bar = QRectF(left + 136, middle - 2, max(20.0, right - 96 - (left + 136)), 4)
        paint_bar(painter, bar, float(view.shades[row]), accent=row == view.chosen)


class HeadList(PanelWidget):
    """In place of the panels on the right.

    Signals
    -------
    headRequested(int, int): a head, by the number of its site and its own.
    orderRequested(): the other order.
    """

    headRequested = Signal(int, int)
    orderRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = SectionTitle("Ranked")
        self._order = IconButton("arrow-left-right", "Largest or smallest first")
        self._title.add_right(self._order)
        self._by = Text("", px=12, token="t3")
        self._list = RowList("Heads, ranked", _ROW)
        self._model = _Heads(self._list)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_HeadRow(_ROW, self._list))
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self._by)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(8)
        title = QHBoxLayout()
        title.setContentsMargins(16, 0, 16, 0)
        title.addWidget(self._title)
        column.addLayout(title)
        column.addLayout(top)
        column.addWidget(self._list, 1)
        self._order.clicked.connect(self.orderRequested)
        self._list.rowRequested.connect(self._on_row)

    def show_content(self, content: HeadsView) -> None:
        """Show the ranking of a table."""
        self._model.replace(content)
        self._title.set_detail(f"{len(content.order)} heads")
        first = "largest" if content.falling else "smallest"
        self._by.set_text(f"{content.by.heading}, {first} first")
        if content.chosen in content.order:
            index = self._model.index(content.order.index(content.chosen))
            self._list.scrollTo(index)

    @Slot(int)
    def _on_row(self, row: int) -> None:
        view = self._model.view
        if view is not None:
            self.headRequested.emit(*view.table.cells[view.order[row]])
