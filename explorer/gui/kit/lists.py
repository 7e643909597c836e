"""A list whose rows a delegate paints: thousands are as quick as ten."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import box, by_keyboard, tint
from explorer.gui.kit.look.theme import theme
from explorer.gui.kit.surface import OverlayBar

ROW_RADIUS = 6.0
LIT = Qt.ItemDataRole.UserRole
"""The role of a model that tells which row stands out."""
Index = QModelIndex | QPersistentModelIndex

_KEYS = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Row(QStyledItemDelegate):
    """Paints a row over a ground that tells the lit one, the one under the mouse, and the focus.

    Every list says what a row shows in :meth:`paint_row`.
    """

    # Not an ABC: the metaclass of Qt's classes is another.

    def __init__(self, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._height = height

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        """Paint what the row says."""
        raise NotImplementedError

    def ground(self, rect: QRectF) -> QRectF:
        """Return the part of a row's place that is its own, px."""
        return rect

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, rect = theme(), self.ground(QRectF(option.rect))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        if index.data(LIT):
            box(painter, rect, ROW_RADIUS, tint(colours.accent, 0.16))
        elif option.state & QStyle.StateFlag.State_MouseOver and enabled:
            box(painter, rect, ROW_RADIUS, colours.hover)
        self.paint_row(painter, rect, index)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused and cast(RowList, self.parent()).ringed:
            box(painter, rect, ROW_RADIUS, border=colours.accent, width=2.0)
        painter.restore()


class RowList(QListView):
    """Rows to click, or to walk through by Up, Down, Page and Home and to open by Enter.

    Letters and all other keys go on to the window, whose shortcuts they are. ``ringed`` tells
    whether the focus came by the keyboard.

    Signals
    -------
    rowRequested(int): a row was clicked, or Enter or Space pressed on it.
    """

    rowRequested = Signal(int)

    def __init__(self, name: str, row: int, parent: QWidget | None = None) -> None:
        """Make a list; ``row`` is the height of a row in px."""
        super().__init__(parent)
        self.ringed = False
        self.setAccessibleName(say(name))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the arrow keys to the maps
        self._bar = OverlayBar(self)
        self.verticalScrollBar().setSingleStep(row)
        self.clicked.connect(self._on_clicked)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.rowRequested.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif key in _ENTER:
            if self.currentIndex().isValid():
                self.rowRequested.emit(self.currentIndex().row())
        elif key in _KEYS:
            super().keyPressEvent(event)
            event.accept()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ringed = by_keyboard(event, self.ringed)
        super().focusInEvent(event)
        model = self.model()
        if model is not None and not self.currentIndex().isValid():
            self.setCurrentIndex(model.index(0, 0))

    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._bar.place()
