"""A row of small maps: the trained model's, and those with ever fewer of its weights."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.analysis.checks.control_maps import ControlMap, short_part
from explorer.core.colormaps import table
from explorer.gui.analysis.control_plot import LONGEST
from explorer.gui.control.present.analysis.analysis_views import ControlView
from explorer.gui.kit import theme, ui_font
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import begin, draw_text

_HIGH, _LOW, _WORDS, _GAP = 75, 34, 16, 10
"""px: height of a map, that in a low window, what its words take below it, between two."""


def _image(one: ControlMap, control: ControlView) -> QImage:
    pixels = np.ascontiguousarray(table(control.colormap)[one.shades])  # (h, w, 3)
    high, wide, _ = pixels.shape
    return QImage(pixels.data, wide, high, 3 * wide, QImage.Format.Format_RGB888).copy()


class ControlMaps(QWidget):
    """Each with the part below it down to which the weights are random, all on one scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("The map with random weights, part by part"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._control: ControlView | None = None
        self._images: list[QImage] = []
        self.show_low(False)

    def show_low(self, low: bool) -> None:
        """Take less height in a low window."""
        self._map = _LOW if low else _HIGH
        self.setFixedHeight(self._map + _WORDS)

    def show_control(self, control: ControlView | None) -> None:
        """Show the maps that are known; none for nothing yet."""
        if control is self._control:
            return
        self._control = control
        self._images = [] if control is None else [_image(one, control) for one in control.maps]
        told = ", ".join(self._told(at) for at in range(len(self._images)))
        self.setAccessibleDescription(told)
        self.update()

    def rect_of(self, at: int) -> QRectF:
        """Where a map lies, px."""
        assert self._control is not None
        each = (self.width() + _GAP) / max(1, len(self._images)) - _GAP
        wide = min(self._map * self._control.shape, each)
        step = max(wide + _GAP, min(112.0, each) + _GAP)
        high = wide / self._control.shape
        return QRectF(at * step, self._map - high, wide, high)

    def _told(self, at: int) -> str:
        assert self._control is not None
        part = self._control.maps[at].part
        return say(f"Random weights down to {part}") if part else say("this map")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            over = [
                at
                for at in range(len(self._images))
                if self.rect_of(at).contains(event.pos().toPointF())
            ]
            QToolTip.showText(event.globalPos(), self._told(over[0]) if over else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._control is None:
            return
        painter = begin(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for at, image in enumerate(self._images):
            rect = self.rect_of(at)
            painter.drawImage(rect, image)
            part = self._control.maps[at].part
            words = short_part(part, LONGEST) if part else say("this map")
            place = QRectF(rect.left(), rect.bottom() + 2, max(rect.width(), 60), _WORDS - 2)
            painter.setClipRect(place.adjusted(0, -_HIGH, 0, 0))
            draw_text(painter, place, words, ui_font(11), theme().t3, align=0.0)
            painter.setClipping(False)
        painter.end()
