"""A small boxed button for the rows of text in strips and the status bar, as Cancel."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from explorer.gui.kit.button import RADIUS, Button
from explorer.gui.kit.fonts import MEDIUM, ui_font
from explorer.gui.kit.paint import begin, box, draw_text, mix, text_width
from explorer.gui.kit.theme import theme
from explorer.gui.kit.tips import tip


class SmallButton(Button):
    """20 px high, raised, label only."""

    def __init__(self, text: str, *, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setText(text)
        self.setToolTip(tip(text, shortcut))

    def sizeHint(self) -> QSize:
        return QSize(math.ceil(text_width(self.text(), ui_font(12, MEDIUM))) + 22, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.rect())
        fill = colours.track if self.isDown() else mix(colours.raised, colours.hover, self.fade())
        box(painter, rect, RADIUS, fill, colours.line2)
        ink = colours.t1 if self.isEnabled() else colours.t4
        draw_text(painter, rect, self.text(), ui_font(12, MEDIUM), ink, align=0.5)
