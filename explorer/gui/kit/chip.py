"""The chip over the picture that says what is asked, with an x where it can be undone."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from explorer.gui.kit.button import Button
from explorer.gui.kit.focus_ring import RingShape
from explorer.gui.kit.fonts import MEDIUM, SEMIBOLD, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.paint import Run, begin, box, draw_runs, mix, runs_width, tint
from explorer.gui.kit.theme import theme

HEIGHT, _PAD, _ICON, _GAP, _CROSS = 26, 10, 13, 6, 13


class Chip(Button):
    """A round box with an icon, a word and a value. Where it closes, Delete and Escape do too.

    Signals
    -------
    closeRequested: the x was clicked. ``clicked`` is a click anywhere else.
    """

    closeRequested = Signal()

    def __init__(
        self, text: str = "", value: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._value = value
        self._accent = False
        self._closable = False
        self._on_cross = False
        self.setText(text)
        self.show_value(text, value)

    def show_value(
        self, text: str, value: str = "", *, accent: bool = False, closable: bool = False
    ) -> None:
        """Show a word and a value; in the accent where the user chose it; closable to undo it."""
        self.setText(text)
        self._value, self._accent, self._closable = value, accent, closable
        self.setAccessibleName(f"{text} {value}".strip())
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another Lucide icon, "" for none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def ring_shape(self) -> RingShape:
        return RingShape(QRectF(self.rect()), HEIGHT / 2)

    def _cross(self) -> QRectF:
        if not self._closable:
            return QRectF()
        left = self.width() - _CROSS - 8
        return QRectF(left, (HEIGHT - _CROSS) / 2, _CROSS, _CROSS)

    def mousePressEvent(self, e: QMouseEvent) -> None:
        self._on_cross = self._cross().adjusted(-6, -7, 8, 7).contains(e.position())
        if not self._on_cross:
            super().mousePressEvent(e)

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        if self._on_cross:
            self._on_cross = False
            if self._cross().adjusted(-6, -7, 8, 7).contains(e.position()):
                self.closeRequested.emit()
            return
        super().mouseReleaseEvent(e)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Escape)
        if self._closable and e.key() in keys:
            self.closeRequested.emit()
            return
        super().keyPressEvent(e)

    def _runs(self) -> list[Run]:
        colours = theme()
        first = colours.accent_text if self._accent else colours.t1
        value = Run(self._value, ui_font(12, SEMIBOLD), first, 7.0)
        return [Run(self.text(), ui_font(12, MEDIUM), first), *([value] if self._value else [])]

    def sizeHint(self) -> QSize:
        width = _PAD + (_ICON + _GAP if self._icon else 0) + runs_width(self._runs())
        width += (5 + _CROSS + 8) if self._closable else _PAD
        return QSize(math.ceil(width), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.rect())
        if self._accent:
            fill = tint(colours.accent, 0.16 + 0.06 * self.fade())
            box(painter, rect, HEIGHT / 2, fill)
        else:
            fill = mix(colours.raised, colours.hover, self.fade())
            box(painter, rect, HEIGHT / 2, fill, colours.line2)
        left = float(_PAD)
        if self._icon:
            mark = QRectF(left, (HEIGHT - _ICON) / 2, _ICON, _ICON)
            paint_icon(
                painter, self._icon, colours.accent_text if self._accent else colours.t2, mark
            )
            left += _ICON + _GAP
        draw_runs(painter, rect.adjusted(left, 0, 0, 0), self._runs())
        if self._closable:
            ink = colours.accent_text if self._accent else colours.t2
            paint_icon(painter, "x", ink, self._cross())
