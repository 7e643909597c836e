"""A page in the middle of its rulers in mm; what is larger than the room is scrolled."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from explorer.gui.control.figure.figure_state import PageImage, Room
from explorer.gui.kit import theme, ui_font
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import begin, draw_text, text_width, tint

RULER, MARGIN = 20, 24
"""px: a ruler across, and around the page."""
_CHECK = 8
"""Edge of a field of the chequer behind what is transparent, px."""
_LIGHT, _GREY = QColor("#FFFFFF"), QColor("#E3E5E9")


class Paper(QWidget):
    """The page itself, in the middle of its room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._words = ""

    def show_image(self, image: QImage | None, words: str) -> None:
        """Show a page; without one the words in its place."""
        self._image, self._words = image, words
        size = QSize(0, 0) if image is None else image.deviceIndependentSize().toSize()
        self.setMinimumSize(size + QSize(2 * MARGIN, 2 * MARGIN) if image else QSize(0, 0))
        self.setAccessibleDescription(say(words))
        self.update()

    def place(self) -> QRect:
        """Where the page lies, px; an empty box where there is none."""
        if self._image is None:
            return QRect()
        size = self._image.deviceIndependentSize()
        left = max(MARGIN, (self.width() - size.width()) // 2)
        top = max(MARGIN, (self.height() - size.height()) // 2)
        return QRect(QPoint(int(left), int(top)), size.toSize())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        if self._image is None:
            room = QRectF(self.rect()).adjusted(40, 0, -40, 0)
            draw_text(painter, room, say(self._words), ui_font(13), theme().t2, 0.5)
            painter.end()
            return
        place = self.place()
        if self._image.hasAlphaChannel():
            _chequer(painter, place)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(place.topLeft(), self._image)
        painter.end()


def _chequer(painter: QPainter, place: QRect) -> None:
    painter.fillRect(place, _LIGHT)
    for row in range(math.ceil(place.height() / _CHECK)):
        for col in range(row % 2, math.ceil(place.width() / _CHECK), 2):
            field = QRect(place.left() + col * _CHECK, place.top() + row * _CHECK, _CHECK, _CHECK)
            painter.fillRect(field.intersected(place), _GREY)


class Ruler(QWidget):
    """Millimetres along one side of the page: ticks at 1, 5 and 10, numbers every 20."""

    def __init__(self, across: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._across = across
        self._start, self._long, self._mm = 0.0, 0.0, 0.0
        self.setAccessibleName(say("Ruler across, mm" if across else "Ruler down, mm"))

    def show_extent(self, start: float, long: float, millimetres: float) -> None:
        """Show where the page begins and how long it is, px, and how many mm that is."""
        if (start, long, millimetres) != (self._start, self._long, self._mm):
            self._start, self._long, self._mm = start, long, millimetres
            self.setAccessibleDescription(say(f"{millimetres:.0f} mm"))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter = theme(), begin(self)
        painter.fillRect(self.rect(), colours.panel)
        if not self._across:  # drawn as the other one, turned
            painter.translate(0, self.height())
            painter.rotate(-90)
        room = self.width() if self._across else self.height()
        start = self._start if self._across else room - self._start - self._long
        if self._mm and self._long:
            painter.fillRect(QRectF(start, 0, self._long, RULER), tint(colours.accent, 0.16))
            self._ticks(painter, start, room)
        edge = QRectF(0, RULER - 1, room, 1)
        painter.fillRect(edge, colours.line)
        painter.end()

    def _ticks(self, painter: QPainter, start: float, room: float) -> None:
        colours, each = theme(), self._long / self._mm
        every = 1 if each >= 3 else 5 if each >= 0.8 else 10
        numbered = 20 if 20 * each >= 30 else 50 if 50 * each >= 30 else 100
        for at in range(0, math.floor(self._mm) + 1, every):
            # down the page: what is turned counts from the other end
            x = start + at * each if self._across else start + self._long - at * each
            if not -40 <= x <= room + 40:
                continue
            high = 10 if at % 10 == 0 else 7 if at % 5 == 0 else 4
            painter.fillRect(QRectF(x, RULER - 1 - high, 1, high), colours.edge)
            if at % numbered == 0:
                words, font = str(at), ui_font(11)
                wide = text_width(words, font)
                left = x + 3 if self._across else x - wide - 3
                box = QRectF(left, 0, wide + 2, RULER - 5)
                draw_text(painter, box, words, font, colours.t3)


class PageView(QScrollArea):
    """The page, its rulers, and scroll bars where it is larger than the room.

    Signals
    -------
    roomChanged(Room): there is another room for the page.
    """

    roomChanged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = Room()
        self._millimetres: tuple[float, float] | None = None
        self._ruled = True
        self.paper = Paper()
        self.across, self.down = Ruler(True, self), Ruler(False, self)
        self._corner = QWidget(self)
        self._corner.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self.paper)
        self.paper.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(say("Preview of the figure"))
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._rule)
            bar.rangeChanged.connect(self._rule)

    def show_page(self, page: PageImage | None, grey: bool, ruled: bool, words: str) -> None:
        """Show a page.

        Parameters
        ----------
        grey
            As a black-and-white printer gives it.
        ruled
            Whether rulers are shown, of a page that has a size in mm.
        words
            What stands in its place where there is none.
        """
        image = None
        if page is not None and page.pixels is not None:
            image = _image(page, grey)
        self._millimetres = page.millimetres if page is not None else None
        self._ruled = ruled
        self.paper.show_image(image, words if page is None else page.note)
        self._fit()
        self._rule()

    def _fit(self) -> None:
        """Give the rulers their room, and say how much is left for the page."""
        ruled = RULER if self._ruled and self._millimetres else 0
        if self.viewportMargins().left() != ruled:
            self.setViewportMargins(ruled, ruled, 0, 0)
        for part in (self.across, self.down, self._corner):
            part.setVisible(bool(ruled))
        self.across.setGeometry(RULER, 0, self.width() - RULER, RULER)
        self.down.setGeometry(0, RULER, RULER, self.height() - RULER)
        self._corner.setGeometry(0, 0, RULER, RULER)
        lost = 2 * MARGIN + RULER
        width, height = max(64, self.width() - lost), max(64, self.height() - lost)
        # of a screen that does not know how large it is 96 dpi are as good as anything
        inch = self.screen().physicalDotsPerInch()
        inch = inch if 40 <= inch <= 400 else 96.0
        room = Room(width, height, self.devicePixelRatioF(), inch)
        if room != self._room:
            self._room = room
            self.roomChanged.emit(room)

    @Slot()
    def _rule(self) -> None:
        place = self.paper.place()
        wide, high = self._millimetres or (0.0, 0.0)
        left = place.left() - self.horizontalScrollBar().value()
        top = place.top() - self.verticalScrollBar().value()
        self.across.show_extent(left, place.width(), wide)
        self.down.show_extent(top, place.height(), high)

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        self._fit()
        self._rule()


def _image(page: PageImage, grey: bool) -> QImage:
    """The pixels of a page as an image of the screen's."""
    assert page.pixels is not None
    pixels = page.pixels
    height, width, channels = pixels.shape
    if grey:
        shade = pixels[..., :3] @ np.array([0.2126, 0.7152, 0.0722])  # (h, w)
        light = np.rint(shade).astype(np.uint8)[..., None].repeat(3, axis=2)
        pixels = np.concatenate([light, pixels[..., 3:]], axis=2)
    clear = channels == 4
    form = QImage.Format.Format_RGBA8888 if clear else QImage.Format.Format_RGB888
    lines = np.ascontiguousarray(pixels)
    image = QImage(lines.data, width, height, lines.strides[0], form).copy()
    image.setDevicePixelRatio(page.ratio)
    return image
