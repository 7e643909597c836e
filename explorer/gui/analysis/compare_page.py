"""A, B and A − B in place of the picture, as they are exported."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.figures.devices import to_image
from explorer.figures.frame import PAPER
from explorer.gui.control.present.analysis_views import CompareView
from explorer.gui.kit import GhostButton, Line, SectionTitle, theme, ui_font
from explorer.gui.kit.paint import begin, draw_text
from explorer.gui.panels.panel import PanelWidget

_EDGE, _SHARP = 160, 3
"""px of the longer side of each picture before all are fitted into the page, so that the words
beside them are read; and the pixels of a photo in each of these."""


class ComparePictures(QWidget):
    """The three pictures on the white that they are exported on, as large as they fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: CompareView | None = None
        self._drawn: tuple[tuple[object, ...], QImage] | None = None

    def show_content(self, content: CompareView) -> None:
        """Show a comparison."""
        self._content = content
        self.setAccessibleName("A, B and A − B")
        self.setAccessibleDescription(content.detail)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(900, 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        content = self._content
        if content is None:
            return
        painter = begin(self)
        if content.runs is None:
            draw_text(painter, self.rect().toRectF(), content.detail, ui_font(13), theme().t2, 0.5)
        else:
            image = self._image(content)
            left = (self.width() - image.width() / self.devicePixelRatioF()) / 2
            painter.drawImage(round(left), 16, image)
        painter.end()

    def _image(self, content: CompareView) -> QImage:
        ratio = self.devicePixelRatioF()
        key = content.runs, content.style, self.width(), self.height(), ratio
        if self._drawn is not None and self._drawn[0] == key:
            return self._drawn[1]
        assert content.runs is not None
        picture = content.runs.picture(content.style, _EDGE, _SHARP)
        frame, paint = picture.frame, picture.drawn
        assert callable(paint)
        room = self.width() - 32, self.height() - 32
        fit = min(room[0] / frame.width, room[1] / frame.height)
        image = to_image(paint, replace(frame, scale=max(fit, 0.05) * ratio, palette=PAPER))
        image.setDevicePixelRatio(ratio)
        self._drawn = key, image
        return image


class ComparePage(PanelWidget):
    """The page with its heading.

    Signals
    -------
    swapRequested(), backRequested()
    """

    swapRequested = Signal()
    backRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = SectionTitle("Compare")
        swap = GhostButton("Swap A and B", "arrow-left-right", shortcut="Shift+P")
        back = GhostButton("Leave", "chevron-left", shortcut="Esc")
        self.pictures = ComparePictures()
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 16, 6)
        head.addWidget(self._title, 1)
        head.addWidget(swap)
        head.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self.pictures, 1)
        swap.clicked.connect(self.swapRequested)
        back.clicked.connect(self.backRequested)

    def show_content(self, content: CompareView) -> None:
        """Show a comparison."""
        self._title.set_detail(content.detail)
        self.pictures.show_content(content)
