"""A link: text in the accent, with or without the mark of a page outside the program."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit.button import Button
from explorer.gui.kit.focus_ring import RingShape
from explorer.gui.kit.fonts import MEDIUM, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.paint import Run, begin, draw_runs, elide, text_width
from explorer.gui.kit.theme import theme

_ICON, _GAP = 12, 5


class LinkLabel(Button):
    """Clickable text; ``clicked`` as for any button."""

    def __init__(
        self,
        text: str,
        *,
        outside: bool = False,
        px: int = 12,
        weight: int = MEDIUM,
        parent: QWidget | None = None,
    ) -> None:
        """``outside``: it opens a page in the browser, which an icon says."""
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._outside = outside
        self._font = ui_font(px, weight)
        self.set_text(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def ring_shape(self) -> RingShape:
        return RingShape(QRectF(self.rect()), 3.0)

    def _tail(self) -> int:
        return _ICON + _GAP if self._outside else 0

    def sizeHint(self) -> QSize:
        width = math.ceil(text_width(self.text(), self._font)) + self._tail()
        return QSize(width, math.ceil(self._font.pixelSize() * 1.4))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.rect())
        ink = colours.accent_text if self.isEnabled() else colours.t4
        text = elide(self.text(), self._font, rect.width() - self._tail())
        draw_runs(painter, rect, [Run(text, self._font, ink)])
        width = text_width(text, self._font)
        if self.underMouse() and self.isEnabled():
            self._underline(painter, rect, width)
        if self._outside:
            mark = QRectF(width + _GAP, rect.center().y() - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, "external-link", ink, mark)

    def _underline(self, painter: QPainter, rect: QRectF, width: float) -> None:
        bottom = round(rect.center().y() + self._font.pixelSize() * 0.5)
        painter.fillRect(QRectF(0, bottom, width, 1), theme().accent_text)
