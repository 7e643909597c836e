"""What every canvas has: messages over the picture, a toast, and a place to drop things."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from explorer.gui.kit.fonts import SEMIBOLD, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.messages import MessageStrip, Severity, Toast
from explorer.gui.kit.paint import begin, draw_text, tint
from explorer.gui.kit.surface import Surface
from explorer.gui.kit.theme import theme

PADDING = 24


class Stage(Surface):
    """The middle of the window; what stands on it places itself in `place`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.strip = MessageStrip(self)
        self.toast = Toast(self)
        self._drop = _DropTarget(self)
        self._drop.hide()
        self.strip.unfolded.connect(self._on_unfolded)
        self.setMinimumSize(320, 240)

    def place(self) -> None:
        """Put everything where it belongs."""

    def room(self) -> QRect:
        """What a message leaves of the stage, less the padding; the message is put in its place."""
        room = self.rect().adjusted(PADDING, PADDING, -PADDING, -PADDING)
        if self.strip.isVisibleTo(self):
            height = self.strip.heightForWidth(self.width() - 24)
            height = max(40, height if height > 0 else self.strip.sizeHint().height())
            self.strip.setGeometry(12, 12, self.width() - 24, height)
            room.setTop(12 + height + 12)
        return room

    def show_message(
        self,
        severity: Severity,
        sentence: str,
        details: str = "",
        actions: Sequence[tuple[str, str]] = (),
    ) -> None:
        """One sentence over the picture, which makes room for it."""
        self.strip.show_message(severity, sentence, actions=actions, details=details)
        self.place()

    @Slot()
    def clear_message(self) -> None:
        """Take the message away, because what it said is over."""
        self.strip.clear()
        self.place()

    def show_drop(self, dragging: bool) -> None:
        """Say that what is being dragged may be dropped."""
        self._drop.setGeometry(self.rect())
        self._drop.setVisible(dragging)
        self._drop.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.place()

    @Slot()
    def _on_unfolded(self) -> None:
        self.place()


class _DropTarget(QWidget):
    """Lies over the canvas while something to open is dragged over the window."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        colours = theme()
        painter.fillRect(self.rect(), tint(colours.canvas, 0.8))
        frame = QRectF(self.rect()).adjusted(16, 16, -16, -16)
        painter.setPen(QPen(colours.accent, 2, Qt.PenStyle.DashLine))
        painter.setBrush(tint(colours.accent, 0.12))
        painter.drawRoundedRect(frame, 8, 8)
        word = QRectF(0, 0, 140, 24)
        word.moveCenter(frame.center())
        mark = QRectF(word.left(), word.top() + 4, 16, 16)
        paint_icon(painter, "image", colours.accent_text, mark)
        text = word.adjusted(24, 0, 0, 0)
        draw_text(painter, text, "Drop to open", ui_font(14, SEMIBOLD), colours.accent_text)
