"""Curves and a band in a pyqtgraph view. Imports pyqtgraph: import it with the first plot."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from explorer.gui.kit import theme
from explorer.gui.kit.paint import tint
from explorer.gui.plots.plot_frame import Over, PlotFrame

Numbers = NDArray[np.float64]


class CurveFrame(PlotFrame):
    """The first curve in the accent, the others dashed, a band below them all."""

    def __init__(self, parent: QWidget, over: Over) -> None:
        super().__init__(parent, over)
        self.box.invertY(False)
        self.setAntialiasing(True)
        self.viewport().setAutoFillBackground(False)
        self._low, self._high = pg.PlotCurveItem(), pg.PlotCurveItem()
        self._band = pg.FillBetweenItem(self._low, self._high)
        self._curves: list[pg.PlotCurveItem] = []
        for item in (self._low, self._high, self._band):
            self.box.addItem(item, ignoreBounds=True)

    def show_curves(self, x: Numbers, curves: Numbers, band: tuple[Numbers, Numbers]) -> None:
        """Show curves (n, points) and the lower and upper edge of a band, as far as they are."""
        colours = theme()
        known = ~np.isnan(curves[0])
        nothing = pg.mkPen(None)
        for item, edge in zip((self._low, self._high), band, strict=True):
            item.setData(x[known], edge[known], pen=nothing)
        self._band.setBrush(pg.mkBrush(tint(colours.neutral, 0.28)))
        while len(self._curves) < len(curves):
            item = pg.PlotCurveItem()
            item.setZValue(3)
            self.box.addItem(item, ignoreBounds=True)
            self._curves.append(item)
        for at, item in enumerate(self._curves):
            item.setVisible(at < len(curves))
            if at < len(curves):
                first = at == 0
                style = Qt.PenStyle.SolidLine if first else Qt.PenStyle.DashLine
                ink = colours.accent if first else colours.t2
                pen = pg.mkPen(ink, width=2.2 if first else 1.4, style=style)
                item.setData(x[known], curves[at][known], pen=pen)
