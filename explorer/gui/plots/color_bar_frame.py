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
    """Colours over an axis of values, and a line at either end of the levels."""

    def __init__(self, parent: QWidget, over: Over) -> None:
        super().__init__(parent, over)
        self.viewport().setAutoFillBackground(False)
        self._ramp = Raster(0)
        self._handles = [pg.InfiniteLine(angle=90), pg.InfiniteLine(angle=90)]
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
        self.setGeometry(bar.adjusted(-BESIDE, -ABOVE, BESIDE, ABOVE).toRect())
        first, last = axis
        a_pixel = (last - first) / max(1.0, bar.width())
        self.box.setRange(
            xRange=(first - BESIDE * a_pixel, last + BESIDE * a_pixel),
            yRange=(-ABOVE, bar.height() + ABOVE),
            padding=0,
        )
        values = np.linspace(first, last, _COLOURS, dtype=np.float32)[None]  # (1, colours)
        levels = quantised(values, ends[1], ends[0])
        self._ramp.show_levels(levels, _opaque(table), QRectF(first, 0, last - first, bar.height()))
        for handle, value in zip(self._handles, ends, strict=True):
            handle.setPen(pg.mkPen(theme().t1, width=2, capStyle=Qt.PenCapStyle.FlatCap))
            handle.setPos(value)
            handle.setVisible(lit)
        self.repaint_soon()


def _opaque(table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(256, 3) to (256, 4)."""
    return np.concatenate([table, np.full((256, 1), 255, np.uint8)], axis=1)
