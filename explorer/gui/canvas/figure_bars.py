"""The scroll bars of a figure: Qt's own, over its edges, there while there is more than shows."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QScrollBar, QWidget

from explorer.figures.figure import Figure, Regional
from explorer.figures.frame import Frame
from explorer.gui.canvas.figure_keys import room
from explorer.gui.kit.language import say

THICK = 10
"""px."""


class FigureBars(QObject):
    """A bar across and one down, over the edges of a view.

    Signals
    -------
    moved(): the user moved one of them; `place` says where to.
    """

    moved = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.across = QScrollBar(Qt.Orientation.Horizontal, view)
        self.down = QScrollBar(Qt.Orientation.Vertical, view)
        for bar, name in ((self.across, "Scroll sideways"), (self.down, "Scroll up and down")):
            bar.setAccessibleName(say(name))
            bar.setCursor(Qt.CursorShape.ArrowCursor)
            bar.setSingleStep(40)
            bar.hide()
            bar.valueChanged.connect(self.moved)

    def show_place(self, figure: Figure | None, frame: Frame) -> None:
        """Show which part of a figure is in its frame; a long map has its own ways."""
        more = (0.0, 0.0)
        if figure is not None and not isinstance(figure, Regional):
            more = room(figure, frame)
        width, height = self._view.width(), self._view.height()
        for bar, most, at, page in (
            (self.across, more[0], frame.x, frame.width),
            (self.down, more[1], frame.y, frame.height),
        ):
            with QSignalBlocker(bar):
                bar.setRange(0, math.ceil(most))
                bar.setPageStep(max(page, 1))
                bar.setValue(round(at))
            bar.setVisible(most > 0)
        corner = THICK if more[0] and more[1] else 0
        self.across.setGeometry(0, height - THICK, width - corner, THICK)
        self.down.setGeometry(width - THICK, 0, THICK, height - corner)

    def place(self) -> tuple[float, float]:
        """How far the bars are moved to the right and down, logical px."""
        return float(self.across.value()), float(self.down.value())
