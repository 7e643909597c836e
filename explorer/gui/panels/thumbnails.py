"""Small pictures: the opened photo whole, and the row of samples to choose from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit.button import Button
from explorer.gui.kit.focus_ring import RingShape
from explorer.gui.kit.paint import begin, box
from explorer.gui.kit.theme import theme

_PHOTO_SHAPE = 3 / 2  # width to height of the frame, as most photos have it
_PHOTO_RADIUS, _THUMB_RADIUS = 4.0, 3.0
_THUMB_HEIGHT, _LOWER, _GAP, _MOST_IN_ROW = 36, 32, 8, 4
_KEPT = 1024  # px of the longer edge of the photo in its frame
_DECODED = 256  # px of the longer edge, enough for a thumbnail at three times the scale


@dataclass(frozen=True, slots=True)
class Sample:
    """A photo that ships with the program: ``key`` for the program, ``title`` for the user."""

    key: str
    title: str
    path: Path


def small_image(path: Path) -> QImage:
    """A file decoded no larger than a thumbnail needs; a null image where it cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        size.scale(_DECODED, _DECODED, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(size.expandedTo(QSize(1, 1)))
    return reader.read()


class PhotoFrame(QWidget):
    """The whole photo in a frame of one shape, so that nothing below it moves with the photo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._shape = QSizeF()  # of the photo itself: scaling a sliver rounds much of it away
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(138)

    def show_image(self, image: QImage) -> None:
        """Show another photo; it is scaled down once, here: a large one quickly to twice the size
        that is kept, and only then smoothly."""
        self._shape = QSizeF(image.size())
        fast = Qt.TransformationMode.FastTransformation
        smooth = Qt.TransformationMode.SmoothTransformation
        for most, how in ((2 * _KEPT, fast), (_KEPT, smooth)):
            if max(image.width(), image.height()) > most:
                image = image.scaled(most, most, Qt.AspectRatioMode.KeepAspectRatio, how)
        self._image = image
        self.update()

    def picture_rect(self) -> QRectF:
        """Where the photo lies in the widget, px."""
        if self._image.isNull():
            return QRectF()
        room = QSizeF(self.size())
        rect = QRectF(QPointF(), self._shape.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        rect.moveCenter(QRectF(self.rect()).center())
        return rect

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self.setFixedHeight(max(24, round(self.width() / _PHOTO_SHAPE)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), _PHOTO_RADIUS, _PHOTO_RADIUS)
        painter.fillPath(frame, theme().raised)
        if not self._image.isNull():
            painter.setClipPath(frame)
            painter.drawImage(self.picture_rect(), self._image)


class _Thumb(Button):
    """One sample; the middle of its photo fills it."""

    def __init__(self, sample: Sample, parent: QWidget) -> None:
        super().__init__(sample.title, parent)
        self.key = sample.key
        self._image = small_image(sample.path)
        self.setToolTip(sample.title)
        self.setCheckable(True)

    def ring_shape(self) -> RingShape:
        return RingShape(QRectF(self.rect()), _THUMB_RADIUS)

    def nextCheckState(self) -> None:
        """A click asks; only what is opened then is checked."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        rect = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(rect, _THUMB_RADIUS, _THUMB_RADIUS)
        painter.save()
        painter.setClipPath(path)
        painter.fillPath(path, theme().raised)
        if not self._image.isNull():
            source = QRectF(self._image.rect())
            scale = min(source.width() / rect.width(), source.height() / rect.height())
            seen = QRectF(0, 0, rect.width() * scale, rect.height() * scale)
            seen.moveCenter(source.center())
            painter.drawImage(rect, self._image, seen)
        painter.restore()
        if self.fade() and not self.isChecked():
            painter.setOpacity(self.fade())
            box(painter, rect, _THUMB_RADIUS, border=theme().edge, width=1.5)


class SampleRow(QWidget):
    """Samples in one row up to four, else in rows of equal length.

    The ring around the chosen one lies outside it; the panel paints it (``chosen_rect``), since
    a widget cannot paint outside itself.

    Signals
    -------
    sampleRequested(str): the key of the sample that was clicked.
    """

    sampleRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs: list[_Thumb] = []
        self.setAccessibleName("Samples")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_samples(self, samples: Sequence[Sample]) -> None:
        """Replace the samples."""
        for thumb in self._thumbs:
            thumb.hide()
            thumb.deleteLater()
        self._thumbs = [_Thumb(sample, self) for sample in samples]
        for thumb in self._thumbs:
            thumb.clicked.connect(self._on_clicked)
            thumb.show()
        self.setFixedHeight(self._height())
        self._place()

    def set_chosen(self, key: str) -> None:
        """Mark a sample as the opened photo; none where there is none of this key."""
        for thumb in self._thumbs:
            thumb.setChecked(thumb.key == key)
        self.update()

    def chosen_rect(self) -> QRect:
        """The marked sample, in the row's coordinates; empty where there is none."""
        marked = [thumb.geometry() for thumb in self._thumbs if thumb.isChecked()]
        return marked[0] if marked else QRect()

    def _columns(self) -> int:
        count = max(1, len(self._thumbs))
        rows = math.ceil(count / _MOST_IN_ROW)
        return math.ceil(count / rows)

    def _height(self) -> int:
        rows = math.ceil(len(self._thumbs) / self._columns())
        return max(0, rows * (self._thumb_height() + _GAP) - _GAP)

    def _thumb_height(self) -> int:
        """Two rows are a little lower, so that the panel needs no scrolling for them."""
        return _THUMB_HEIGHT if len(self._thumbs) <= _MOST_IN_ROW else _LOWER

    def _place(self) -> None:
        columns, height = self._columns(), self._thumb_height()
        for number, thumb in enumerate(self._thumbs):
            row, column = divmod(number, columns)
            edges = [round(at * (self.width() + _GAP) / columns) for at in (column, column + 1)]
            width = edges[1] - edges[0] - _GAP
            thumb.setGeometry(edges[0], row * (height + _GAP), width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    @Slot()
    def _on_clicked(self) -> None:
        self.sampleRequested.emit(cast(_Thumb, self.sender()).key)
