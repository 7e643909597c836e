"""A painted widget of several items: the one under the mouse is lit, clicked and explained."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from explorer.gui.kit.focus import by_keyboard


class LitItems(QWidget):
    """`lit` is the number of the item under the mouse, -1 for none; `ringed` whether the focus
    came by the keyboard. Every kind of items says where they lie, what they tell and ask."""

    # Not an ABC: the metaclass of Qt's classes is another.

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lit = -1
        self.ringed = False
        self.setMouseTracking(True)

    def item_at(self, at: QPoint) -> int:
        """The number of the item at a point, -1 beside all of them."""
        raise NotImplementedError

    def tip(self, number: int) -> str:
        """The tool tip of an item."""
        raise NotImplementedError

    def ask(self, number: int) -> None:
        """An item was clicked."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.item_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self.ask(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._light(self.item_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._light(-1)

    def _light(self, number: int) -> None:
        if number != self.lit:
            self.lit = number
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ringed = by_keyboard(event, self.ringed)
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.item_at(event.pos())
            text = self.tip(number) if number >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)
