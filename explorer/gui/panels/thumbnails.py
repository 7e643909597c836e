"""Small pictures: the opened photo whole, and the row of samples to choose from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from explorer.gui.kit.buttons import Button
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import begin
from explorer.gui.kit.look.theme import theme
from explorer.gui.kit.tips import tip

_PHOTO_SHAPE = 3 / 2  # width to height of the frame, as most photos have it
_PHOTO_RADIUS, _THUMB_RADIUS = 4.0, 3.0
_THUMB_HEIGHT, _LOWER, _GAP, _MOST_IN_ROW = 36, 32, 8, 4
RIM = 2
"""px around a sample, for the mark of the chosen one."""
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
        """Show another photo.

        It is scaled down once, here: a large one quickly to twice the size that is kept, and only
        then smoothly.
        """
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


class Thumb(Button):
    """One sample; the middle of its photo fills it, inside a border that marks the chosen one."""

    def __init__(self, sample: Sample, image: Future[QImage], parent: QWidget) -> None:
        super().__init__(sample.title, parent)
        self.key = sample.key
        self._image = image  # is waited for when it is painted
        self.setToolTip(tip(sample.title))
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """Leave it to the panel what is checked: a click only asks."""

    def paintEvent(self, arg__1: QPaintEvent) -> None:
        painter = begin(self)
        rect = QRectF(self.rect()).adjusted(RIM, RIM, -RIM, -RIM)
        path = QPainterPath()
        path.addRoundedRect(rect, _THUMB_RADIUS, _THUMB_RADIUS)
        painter.setClipPath(path)
        painter.fillPath(path, theme().raised)
        image = self._image.result()
        if not image.isNull():
            source = QRectF(image.rect())
            scale = min(source.width() / rect.width(), source.height() / rect.height())
            seen = QRectF(0, 0, rect.width() * scale, rect.height() * scale)
            seen.moveCenter(source.center())
            painter.drawImage(rect, image, seen)
        painter.end()
        super().paintEvent(arg__1)


class SampleRow(QWidget):
    """Samples in one row up to four, else in rows of equal length.

    Each is ``RIM`` px larger on all sides than its picture.

    Signals
    -------
    sampleRequested(str): the key of the sample that was clicked.
    """

    sampleRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs: list[Thumb] = []
        self.setAccessibleName(say("Samples"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP - 2 * RIM)

    def show_samples(self, samples: Sequence[Sample]) -> None:
        """Replace the samples; they are read beside the window, which is built meanwhile."""
        for thumb in self._thumbs:
            self._grid.removeWidget(thumb)
            thumb.hide()
            thumb.deleteLater()
        reader = ThreadPoolExecutor(1, "samples")
        self._thumbs = [Thumb(one, reader.submit(small_image, one.path), self) for one in samples]
        reader.shutdown(wait=False)
        rows = math.ceil(len(samples) / _MOST_IN_ROW) or 1
        columns = math.ceil(len(samples) / rows)
        for number, thumb in enumerate(self._thumbs):
            # two rows are a little lower, so that the panel needs no scrolling for them
            thumb.setFixedHeight((_THUMB_HEIGHT if rows == 1 else _LOWER) + 2 * RIM)
            thumb.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            thumb.clicked.connect(self._on_clicked)
            self._grid.addWidget(thumb, *divmod(number, columns))
            thumb.show()

    def set_chosen(self, key: str) -> None:
        """Mark a sample as the opened photo; none where there is none of this key."""
        for thumb in self._thumbs:
            thumb.setChecked(thumb.key == key)

    @Slot()
    def _on_clicked(self) -> None:
        self.sampleRequested.emit(cast(Thumb, self.sender()).key)
