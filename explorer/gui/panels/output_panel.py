"""What the model gives for every pixel: its segments or a depth, beside the map."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.core.numbers import percent
from explorer.gui.control.present.session_views import OutputView
from explorer.gui.kit import SectionTitle, theme, ui_font
from explorer.gui.kit.boxes import vbox
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import box, draw_text
from explorer.gui.panels.panel import PanelWidget

_PAD, _ROW, _SWATCH = 16, 22, 12


class _Picture(QWidget):
    """The picture, as wide as the panel, and the legend of its colours below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._view: OutputView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_view(self, view: OutputView) -> None:
        """Show an output."""
        height, width = view.pixels.shape[:2]
        image = QImage(view.pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        self._pixmap, self._view = QPixmap.fromImage(image), view
        self.setAccessibleDescription(say(view.told))
        self.setToolTip(say(view.told))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self._height(self.width()))

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._height(self.width()))

    def _height(self, width: int) -> int:
        rows = 0 if self._view is None else len(self._view.rows)
        return self._picture_height(width) + (8 + rows * _ROW if rows else 0)

    def _picture_height(self, width: int) -> int:
        if self._pixmap.isNull():
            return 0
        return max(1, round(width * self._pixmap.height() / self._pixmap.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None:
            return
        painter, colours = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        height = self._picture_height(self.width())
        painter.drawPixmap(0, 0, self.width(), height, self._pixmap)
        y = height + 8
        for label, share, colour in self._view.rows:
            row = QRectF(0, y, self.width(), _ROW)
            swatch = QRectF(0, y + (_ROW - _SWATCH) / 2, _SWATCH, _SWATCH)
            box(painter, swatch, 3.0, QColor(*colour))
            name = row.adjusted(_SWATCH + 8, 0, -56, 0)
            draw_text(painter, name, label, ui_font(12), colours.t1)
            draw_text(painter, row, percent(share), ui_font(12), colours.t3, 1.0)
            y += _ROW
        painter.end()


class OutputPanel(PanelWidget):
    """Heading, the picture of the output, and which colour is what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = SectionTitle("Segments", parent=self)
        self._picture = _Picture(self)
        self._picture.setAccessibleName(say("What the model gives for every pixel"))
        vbox(self._title, self._picture, owner=self, margins=(_PAD, 9, _PAD, _PAD), spacing=6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_content(self, content: Any) -> None:
        """Show an `OutputView`."""
        assert isinstance(content, OutputView)
        self._title.set_title(content.title)
        self._title.set_detail(f"{len(content.rows)} listed" if content.rows else "")
        self._picture.show_view(content)
