"""Plain grounds to put things on: a filled one, and one that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

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
    """Scrolls its body up and down, never sideways; the thin bar lies over the body's padding,
    so that nothing moves when it comes."""

    def __init__(self, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        body.setObjectName("scrollBody")
        body.setAutoFillBackground(False)
        self.setWidget(body)
        body.setAutoFillBackground(False)  # setWidget turns it on
        own = self.verticalScrollBar()
        own.rangeChanged.connect(self._on_range)
        own.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(own.setValue)

    @Slot()
    def _on_range(self) -> None:
        own, bar = self.verticalScrollBar(), self._bar
        bar.setRange(own.minimum(), own.maximum())
        bar.setPageStep(own.pageStep())
        bar.setSingleStep(own.singleStep())
        bar.setVisible(own.maximum() > own.minimum())
        width = bar.sizeHint().width()
        bar.setGeometry(self.width() - width, 0, width, self.height())
        bar.raise_()

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        self._on_range()
