"""A sentence below a control, on as many lines as it needs, with an icon before it."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit.fonts import even_hyphens, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.paint import begin
from explorer.gui.kit.theme import theme

_ICON, _GAP = 14, 6
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Note(QWidget):
    """12 px text in a token's colour; its height follows its width. Hidden while it says nothing.

    token: a colour of ``Theme``, of the text and of the icon.
    """

    def __init__(self, icon: str, token: str = "t2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme().colour(token)  # a wrong name fails here rather than in paintEvent
        self._icon = icon
        self._token = token
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def text(self) -> str:
        """The whole sentence."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another sentence; "" for none."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self._fit()
        self.update()

    def _fit(self) -> None:
        metrics = QFontMetricsF(ui_font(12))
        room = QRectF(0, 0, max(1.0, self.width() - _ICON - _GAP), 10_000)
        shown = even_hyphens(self._text, ui_font(12))
        self.setFixedHeight(math.ceil(metrics.boundingRect(room, int(_WRAP), shown).height()) + 2)

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = theme().colour(self._token)
        painter = begin(self)
        font = ui_font(12)
        line = QFontMetricsF(font).height()
        paint_icon(painter, self._icon, colour, QRectF(0, 1 + (line - _ICON) / 2, _ICON, _ICON))
        painter.setFont(font)
        painter.setPen(colour)
        room = QRectF(self.rect()).adjusted(_ICON + _GAP, 1, 0, 0)
        painter.drawText(room, int(_WRAP), even_hyphens(self._text, font))
