"""A splitter with a line of one pixel between its panels and a wider place to grip it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from explorer.gui.kit.motion import Fade
from explorer.gui.kit.paint import begin, mix
from explorer.gui.kit.theme import theme


class ThinSplitterHandle(QSplitterHandle):
    """One pixel wide to the layout; Qt itself makes a handle this thin wider to the mouse."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self._fade = Fade(self)
        self.setAccessibleName("Drag to resize the panels")

    def _upright(self) -> bool:
        return self.orientation() == Qt.Orientation.Horizontal

    def enterEvent(self, event: QEnterEvent) -> None:
        self._fade.go(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._fade.go(False)
        super().leaveEvent(event)

    def paintEvent(self, arg__1: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.contentsRect())
        line = QRectF(rect)
        if self._upright():
            line.setWidth(1)
        else:
            line.setHeight(1)
        line.moveCenter(rect.center())
        line.moveTopLeft(line.topLeft().toPoint().toPointF())
        painter.fillRect(line, mix(colours.line, colours.edge, self._fade.value))


class Splitter(QSplitter):
    """A QSplitter whose handles are thin lines; its children keep their size when squeezed."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return ThinSplitterHandle(self.orientation(), self)
