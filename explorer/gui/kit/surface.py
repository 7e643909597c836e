"""Grounds to put things on: a filled one, one that scrolls, one that is split, one that catches."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QMoveEvent, QPalette, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QScrollArea,
    QScrollBar,
    QSplitter,
    QSplitterHandle,
    QWidget,
)

_ROLES = {"panel": QPalette.ColorRole.Window, "canvas": QPalette.ColorRole.Dark}
_WINDOWS_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


_GRIP = 4
"""px beside a handle of one pixel in which the mouse takes hold of it, too."""


class Surface(QWidget):
    """A widget filled with a colour of the theme, ``panel`` or ``canvas``."""

    def __init__(self, token: str = "panel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setBackgroundRole(_ROLES[token])
        self.setAutoFillBackground(True)


class OverlayBar(QScrollBar):
    """A vertical scroll bar over the edge of what it scrolls, so that nothing moves when it comes.

    ``area`` must call :meth:`place` whenever its size changes.
    """

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self.hide()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        own = area.verticalScrollBar()
        own.rangeChanged.connect(self.place)
        own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(own.setValue)

    @Slot()
    def place(self) -> None:
        """Go to the right edge of the area, with its range."""
        area = cast(QAbstractScrollArea, self.parent())
        own = area.verticalScrollBar()
        self.setRange(own.minimum(), own.maximum())
        self.setPageStep(own.pageStep())
        self.setSingleStep(own.singleStep())
        self.setVisible(own.maximum() > own.minimum())
        width = self.sizeHint().width()
        self.setGeometry(area.width() - width, 0, width, area.height())
        self.raise_()


class ScrollArea(QScrollArea):
    """Scrolls its body up and down, never sideways; the thin bar lies over the body's padding.

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
        filled = body.autoFillBackground()
        self.setWidget(body)
        body.setAutoFillBackground(filled)  # setWidget turns it on

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() in _WINDOWS_KEYS:
            arg__1.ignore()
        else:
            super().keyPressEvent(arg__1)

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        self._bar.place()


class _Handle(QSplitterHandle):
    """A line that the mouse also takes hold of behind it: a part may lie over what is before it."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        across = orientation == Qt.Orientation.Horizontal
        self.setContentsMargins(0, 0, _GRIP if across else 0, 0 if across else _GRIP)
        self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask)

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        # not Qt's own, which has it as wide on either side
        self.setMask(QRegion(self.contentsRect()))


class Splitter(QSplitter):
    """A splitter with handles of one pixel, wider to the mouse; its children are never hidden."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)


class Placeholder(QWidget):
    """The room in a splitter of a widget that is not in it, and may leave without a new parent.

    Another parent would have it styled again, with all that is in it.
    """

    def __init__(self, part: QWidget, parent: QWidget) -> None:
        """Make room in a splitter (`parent`) for a part of the same window."""
        super().__init__(parent)
        self._part = part
        self._holds = True

    def hold(self, holds: bool) -> None:
        """Have the widget stand here, or anywhere."""
        self._holds = holds
        self._put()

    def _put(self) -> None:
        window = self._part.parentWidget()
        if self._holds and window is not None:
            at = self.mapTo(window, QPoint())
            self._part.setGeometry(QRect(at, self.size()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._put()

    def moveEvent(self, event: QMoveEvent) -> None:
        self._put()


class ClickCatcher(QWidget):
    """Lies unseen around something that is over the window: a press on it takes that away.

    Signals
    -------
    pressed: somewhere beside what is on top.
    """

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
