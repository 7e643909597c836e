"""The coloured part of the colour bar in a pyqtgraph view: the colours and the two ends."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from explorer.core.map.combine import quantised
from explorer.core.selection import Ends
from explorer.gui.kit import theme
from explorer.gui.plots.plot_frame import Over, PlotFrame, Raster

BESIDE, ABOVE = 4, 3
"""How far the view reaches beyond the bar, px, so that a handle at its end shows whole."""
_COLOURS = 512


class ColorBarFrame(PlotFrame):
    """Colours from 0 to 1 along the bar, and a line at either end of the levels."""

    def __init__(self, parent: QWidget, over: Over) -> None:
        super().__init__(parent, over)
        self.viewport().setAutoFillBackground(False)
        self._ramp = Raster(0)
        self._handles = [pg.InfiniteLine(angle=90), pg.InfiniteLine(angle=90)]
        self._shown: tuple[object, ...] = ()
        for item in (self._ramp, *self._handles):
            self.box.addItem(item, ignoreBounds=True)

    def show_bar(
        self, bar: QRectF, axis: Ends, ends: Ends, table: NDArray[np.uint8], lit: bool
    ) -> None:
        """Show a bar.

        Parameters
        ----------
        bar: in the parent, px.
        axis: the values at the left and the right side of the bar.
        ends: the levels; what lies beyond has the colour of the end.
        table: (256, 3).
        lit: whether the ends show that they can be moved.
        """
        first, last = axis
        low, high = ((end - first) / (last - first) for end in ends)
        shown = bar.getRect(), low, high, table.tobytes(), lit, theme()
        if shown != self._shown:
            self._shown = shown
            self._draw(bar, (low, high), table, lit)
        self.repaint_soon()

    def _draw(self, bar: QRectF, ends: Ends, table: NDArray[np.uint8], lit: bool) -> None:
        """Draw a bar whose levels lie at these shares of its width."""
        self.setGeometry(bar.adjusted(-BESIDE, -ABOVE, BESIDE, ABOVE).toRect())
        beside = BESIDE / max(1.0, bar.width())
        self.box.setRange(
            xRange=(-beside, 1 + beside), yRange=(-ABOVE, bar.height() + ABOVE), padding=0
        )
        values = np.linspace(0, 1, _COLOURS, dtype=np.float32)[None]  # (1, colours)
        levels = quantised(values, ends[1], ends[0])
        self._ramp.show_levels(levels, _opaque(table), QRectF(0, 0, 1, bar.height()))
        for handle, place in zip(self._handles, ends, strict=True):
            handle.setPen(pg.mkPen(theme().t1, width=2, capStyle=Qt.PenCapStyle.FlatCap))
            handle.setPos(place)
            handle.setVisible(lit)


def _opaque(table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(256, 3) to (256, 4)."""
    return np.concatenate([table, np.full((256, 1), 255, np.uint8)], axis=1)
