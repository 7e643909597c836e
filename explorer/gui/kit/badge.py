"""The badge of a verdict: icon and word, never the colour alone."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit.fonts import MEDIUM, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.paint import begin, box, draw_text, text_width, tint
from explorer.gui.kit.theme import theme

Verdict = Literal["ok", "warn", "err"]

HEIGHT, _ICON, _LEFT, _GAP, _RIGHT = 20, 13, 8, 5, 8
VERDICT_ICONS = {"ok": "badge-check", "warn": "info", "err": "triangle-alert"}
TINTS = {"ok": 0.14, "warn": 0.14, "err": 0.12}  # the text keeps a contrast of 4.5


class Badge(QWidget):
    """``Verified``, ``Not verified``, ``Mismatch 3e-2``; the tool tip holds the figures."""

    def __init__(
        self, verdict: Verdict = "ok", text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._verdict: Verdict = verdict
        self._text = ""
        self.show_verdict(verdict, text)

    def show_verdict(self, verdict: Verdict, text: str, details: str = "") -> None:
        """Show a verdict in one or two words; ``details`` become the tool tip."""
        self._verdict, self._text = verdict, text
        self.setAccessibleName(text)
        self.setAccessibleDescription(details)
        self.setToolTip(details)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = _LEFT + _ICON + _GAP + text_width(self._text, ui_font(12, MEDIUM)) + _RIGHT
        return QSize(math.ceil(width), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        colour = colours.colour(self._verdict)
        painter = begin(self)
        rect = QRectF(self.rect())
        box(painter, rect, HEIGHT / 2, tint(colour, TINTS[self._verdict]))
        mark = QRectF(_LEFT, (HEIGHT - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, VERDICT_ICONS[self._verdict], colour, mark)
        text = rect.adjusted(mark.right() + _GAP, 0, 0, 0)
        draw_text(painter, text, self._text, ui_font(12, MEDIUM), colour)
