"""The dashed field that says that a photo can be dropped; a click on it opens one instead."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit.button import Button
from explorer.gui.kit.focus_ring import RingShape
from explorer.gui.kit.fonts import SEMIBOLD, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.labels import key_width, paint_key
from explorer.gui.kit.menu import shortcut_text
from explorer.gui.kit.paint import begin, draw_text, text_width, tint
from explorer.gui.kit.theme import theme

_HEIGHT, _RADIUS, _GAP, _ICON = 36, 8.0, 7, 16
_REST, _DROP = "Drop an image, or", "Drop to open"


class DropTarget(Button):
    """``Drop an image, or Ctrl V``; while a drag hovers over the window, ``Drop to open``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Open an image", parent)
        self._dragging = False
        self._keys = shortcut_text(QKeySequence(QKeySequence.StandardKey.Paste))
        self.setToolTip("Drop an image here, paste one, or click to choose a file")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_dragging(self, dragging: bool) -> None:
        """Say that what is dragged can be dropped, or no longer."""
        self._dragging = dragging
        self.update()

    def ring_shape(self) -> RingShape:
        return RingShape(QRectF(self.rect()), _RADIUS)

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.rect())
        if self._dragging:
            pen = QPen(colours.accent, 1.5)
            painter.setBrush(tint(colours.accent, 0.12))
        else:
            pen = QPen(colours.edge if self.underMouse() else colours.line2, 1.0)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        pen.setDashPattern([4.0, 3.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        half = pen.widthF() / 2
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), _RADIUS, _RADIUS)
        if self._dragging:
            width = _ICON + _GAP + text_width(_DROP, ui_font(13, SEMIBOLD))
            left = max(8.0, (rect.width() - width) / 2)
            mark = QRectF(left, (rect.height() - _ICON) / 2, _ICON, _ICON)
            paint_icon(painter, "image", colours.accent_text, mark)
            text = rect.adjusted(mark.right() + _GAP, 0, 0, 0)
            draw_text(painter, text, _DROP, ui_font(13, SEMIBOLD), colours.accent_text)
            return
        words = text_width(_REST, ui_font(12))
        key = key_width(self._keys)
        left = max(8.0, (rect.width() - words - _GAP - key) / 2)
        text = QRectF(left, 0, rect.width() - left, rect.height())
        draw_text(painter, text, _REST, ui_font(12), colours.t3)
        paint_key(painter, left + words + _GAP, rect.center().y(), self._keys)
