"""A box that is drawn with the mouse to say what to zoom into."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from explorer.gui.kit.look.paint import box, tint
from explorer.gui.kit.look.theme import theme

_LEAST_PX = 6.0
"""px a side of the smallest box that is meant as one."""


class RubberBand:
    """From where the button was pressed to where the mouse is."""

    def __init__(self) -> None:
        self._from: QPointF | None = None
        self._box = QRectF()

    @property
    def active(self) -> bool:
        """Whether a box is being drawn."""
        return self._from is not None

    def begin(self, point: QPointF) -> None:
        """The button is pressed."""
        self._from, self._box = point, QRectF(point, point)

    def stretch(self, point: QPointF, within: QRectF) -> None:
        """The mouse has moved; the box stays in the widget."""
        if self._from is not None:
            self._box = QRectF(self._from, point).normalized().intersected(within)

    def end(self) -> QRectF | None:
        """The button is let go: the box, or None where there is none to speak of."""
        drawn, self._from = self._box, None
        self._box = QRectF()
        return drawn if min(drawn.width(), drawn.height()) >= _LEAST_PX else None

    def paint(self, painter: QPainter) -> None:
        """Draw the box, if there is one."""
        if self.active and not self._box.isEmpty():
            accent = theme().accent
            box(painter, self._box, 2.0, tint(accent, 0.14), accent, 1.5)
