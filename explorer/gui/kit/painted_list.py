"""A list whose rows are painted: thousands are as quick as ten."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.gui.kit.paint import box, tint
from explorer.gui.kit.surface import OverlayBar
from explorer.gui.kit.theme import theme

ROW_RADIUS = 6.0
Index = QModelIndex | QPersistentModelIndex


class PaintedRow(QStyledItemDelegate):
    """Paints rows of one height, each over a ground that tells the lit one and that under the
    mouse. Every list says which row is lit and what a row shows."""

    # Not an ABC: the metaclass of Qt's classes is another.

    def __init__(self, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._height = height

    def is_lit(self, index: Index) -> bool:
        """Whether a row stands out."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        """What the row says."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, rect = theme(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_lit(index):
            box(painter, rect, ROW_RADIUS, tint(colours.accent, 0.16))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, rect, ROW_RADIUS, colours.hover)
        self.paint_row(painter, rect, index)
        painter.restore()


class PaintedList(QListView):
    """Rows of one height without frame, selection or editor; it scrolls by pixels."""

    def __init__(self, row: int, parent: QWidget | None = None) -> None:
        """row: height of a row, px."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = OverlayBar(self)
        self.verticalScrollBar().setSingleStep(row)

    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._bar.place()
