"""The colours of a grid of heads with what both ends of them stand for."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPaintEvent
from PySide6.QtWidgets import QWidget

from explorer.core.colormaps import DIVERGING
from explorer.core.colormaps import table as colour_table
from explorer.core.map.levels import Levels
from explorer.core.numbers import tick
from explorer.gui.analysis.heads.statistic_grid import COLOURS
from explorer.gui.kit import theme, ui_font
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import begin, draw_text


class ScaleBar(QWidget):
    """A bar of colours; a signed one has 0 in its middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(30)
        self._low, self._middle, self._high, self._colours = "", "", "", COLOURS

    def show_ends(self, low: str, high: str, signed: bool = False) -> None:
        """Say what both ends stand for."""
        self._low, self._middle, self._high = say(low), "0" if signed else "", say(high)
        self._colours = DIVERGING if signed else COLOURS
        self.setAccessibleName(say(f"From {low} to {high}"))
        self.update()

    def show_levels(self, colormap: str, levels: Levels) -> None:
        """Show the scale of a map in the colours of a table."""
        low, high = levels.ends
        self._low, self._middle, self._high = (tick(one) for one in (low, (low + high) / 2, high))
        if levels.clipped:
            self._high = f"≥ {self._high}"
        self._colours = colormap
        self.setAccessibleName(say(f"From {self._low} to {self._high}"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        gradient = QLinearGradient(0, 0, self.width(), 0)
        colours = colour_table(self._colours)
        for at in range(21):
            gradient.setColorAt(at / 20, QColor(*colours[round(255 * at / 20)].tolist()))
        painter.fillRect(QRectF(0, 2, self.width(), 8), gradient)
        row, font, ink = QRectF(0, 13, self.width(), 15), ui_font(11), theme().t3
        draw_text(painter, row, self._low, font, ink)
        draw_text(painter, row, self._high, font, ink, align=1.0)
        draw_text(painter, row, self._middle, font, ink, align=0.5)
        painter.end()
