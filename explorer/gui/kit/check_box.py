"""The check box: empty, checked, partly checked."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from explorer.gui.kit.focus_ring import RingShape, by_keyboard
from explorer.gui.kit.fonts import ui_font
from explorer.gui.kit.paint import begin, box, draw_text, text_width
from explorer.gui.kit.theme import theme

EDGE, _RADIUS, _GAP, _HEIGHT = 16, 4.0, 8, 20


class CheckBox(QCheckBox):
    """A QCheckBox that paints itself; ``toggled`` and ``clicked`` as ever."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _box(self) -> QRectF:
        return QRectF(0, (self.height() - EDGE) / 2, EDGE, EDGE)

    def ring(self) -> RingShape | None:
        """Where the focus ring goes; see ``focus_ring``."""
        return RingShape(self._box(), _RADIUS) if self._ringed else None

    def focusInEvent(self, e: QFocusEvent) -> None:
        self._ringed = by_keyboard(e, self._ringed)
        super().focusInEvent(e)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        label = text_width(self.text(), ui_font(12))
        return QSize(EDGE + (_GAP + math.ceil(label) if self.text() else 0), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, arg__1: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        square = self._box()
        on = self.checkState() != Qt.CheckState.Unchecked
        if not self.isEnabled():
            box(painter, square, _RADIUS, colours.track, None if on else colours.line2)
        elif on:
            fill = colours.fill_pressed if self.isDown() else colours.fill
            box(painter, square, _RADIUS, colours.fill_hover if self.underMouse() else fill)
        else:
            hover = colours.hover if self.underMouse() else None
            box(painter, square, _RADIUS, hover, colours.edge)
        if on:
            ink = colours.on_fill if self.isEnabled() else colours.t4
            if self.checkState() == Qt.CheckState.PartiallyChecked:
                box(painter, square.adjusted(4, 7, -4, -7), 1.0, ink)
            else:
                painter.setPen(QPen(ink, 1.75, c=Qt.PenCapStyle.RoundCap))
                corners = (QPointF(4.25, 8.25), QPointF(7.0, 11.0), QPointF(11.75, 5.5))
                painter.drawPolyline([square.topLeft() + corner for corner in corners])
        label = QRectF(self.rect()).adjusted(EDGE + _GAP, 0, 0, 0)
        ink = colours.t2 if self.isEnabled() else colours.t4
        draw_text(painter, label, self.text(), ui_font(12), ink)
