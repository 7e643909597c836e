"""A halo around the mouse, so that an audience sees what is pointed at."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QCursor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.gui.kit.look.paint import begin
from explorer.gui.kit.look.theme import theme

RADIUS, RING = 26, 3
"""px."""
_EVERY_MS = 16


class CursorHalo(QWidget):
    """Follows the mouse over its window and lets every click through; hidden until it is begun."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        size = 2 * (RADIUS + RING)
        self.resize(size, size)
        self.hide()
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY_MS)
        self._clock.timeout.connect(self.follow)

    def show_it(self, shown: bool) -> None:
        """Begin to follow the mouse, or go."""
        if shown:
            self._clock.start()
            self.follow()
        else:
            self._clock.stop()
            self.hide()

    @Slot()
    def follow(self) -> None:
        """Go to where the mouse is; away where that is not over the window."""
        window = self._window
        at = window.mapFromGlobal(QCursor.pos())
        inside = window.rect().contains(at)
        self.setVisible(inside)
        corner = at - QPoint(self.width() // 2, self.height() // 2)
        if inside and corner != self.pos():
            self.move(corner)
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        fill, ring = QColor(theme().accent), QColor(theme().accent)
        fill.setAlphaF(0.14)
        ring.setAlphaF(0.7)
        painter.setBrush(fill)
        painter.setPen(QPen(ring, RING))
        painter.drawEllipse(QPointF(middle), RADIUS, RADIUS)
