"""A confirmation that floats over a corner of its parent and leaves by itself."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QHideEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.gui.kit.fonts import MEDIUM
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.labels import Text
from explorer.gui.kit.link import LinkLabel
from explorer.gui.kit.motion import TOAST_MS
from explorer.gui.kit.paint import begin, box
from explorer.gui.kit.theme import theme

_HEIGHT, _MARGIN, _ICON, _LEAST = 44, 24, 16, 320


class Toast(QWidget):
    """``Saved chelsea.layer08.png  Show``; leaves after 4 s, but not under the mouse.

    Signals
    -------
    actionRequested: the link at its end was clicked.
    """

    actionRequested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = Text("", px=13, weight=MEDIUM, parent=self)
        self._link = LinkLabel("", parent=self)
        self._link.clicked.connect(self._on_link)
        row = QHBoxLayout(self)
        row.setContentsMargins(14 + _ICON + 8, 0, 16, 0)
        row.setSpacing(24)
        row.addWidget(self._text, 1)
        row.addWidget(self._link)
        self._floor = _MARGIN
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, action: str = "") -> None:
        """Show a confirmation; ``action`` is the word of its link, "" for none."""
        self._text.set_text(text)
        self._link.set_text(action)
        self._link.setVisible(bool(action))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def set_floor(self, px: int) -> None:
        """How far above the parent's lower edge it floats, so that it covers no number."""
        self._floor = px
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        room = cast(QWidget, self.parent()).size()
        width = max(_LEAST, self.sizeHint().width())
        width = min(width, max(0, room.width() - 2 * _MARGIN))
        left = (room.width() - width) // 2
        self.setGeometry(left, room.height() - self._floor - _HEIGHT, width, _HEIGHT)

    @Slot()
    def _on_link(self) -> None:
        self.hide()
        self.actionRequested.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        fill = colours.panel if colours.name == "light" else colours.raised
        box(painter, QRectF(self.rect()), 8.0, fill, colours.line2)
        mark = QRectF(14, (_HEIGHT - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, "circle-check", colours.ok, mark)
