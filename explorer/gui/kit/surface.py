"""Plain grounds to put things on: a filled one, and one that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from explorer.gui.kit.paint import begin
from explorer.gui.kit.scroll_bar import OverlayBar
from explorer.gui.kit.theme import theme

_WINDOWS_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


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
    """Scrolls its body up and down, never sideways; the thin bar lies over the body's padding,
    so that nothing moves when it comes.

    Arrows, Home and End go on to the window, which moves through layers and heads by them: what
    has the focus in the body is not always what they are for. Page keys scroll.
    """

    def __init__(self, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = OverlayBar(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        body.setObjectName("scrollBody")
        body.setAutoFillBackground(False)
        self.setWidget(body)
        body.setAutoFillBackground(False)  # setWidget turns it on

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() in _WINDOWS_KEYS:
            arg__1.ignore()
        else:
            super().keyPressEvent(arg__1)

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        self._bar.place()
