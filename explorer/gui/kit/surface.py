"""Plain grounds to put things on: a filled one, and one that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from explorer.gui.kit.paint import begin
from explorer.gui.kit.theme import theme


class Surface(QWidget):
    """A widget filled with one colour of the theme, ``panel`` or ``canvas`` as a rule."""

    def __init__(self, token: str = "panel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme().colour(token)
        self._token = token
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        begin(self).fillRect(self.rect(), theme().colour(self._token))


class ScrollArea(QScrollArea):
    """Scrolls its body up and down with a thin bar, never sideways."""

    def __init__(self, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        body.setObjectName("scrollBody")
        body.setAutoFillBackground(False)
        self.setWidget(body)
        body.setAutoFillBackground(False)  # setWidget turns it on
