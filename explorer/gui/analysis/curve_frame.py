"""Curves and a band in a pyqtgraph view. Imports pyqtgraph: import it with the first plot."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from explorer.gui.kit import theme
from explorer.gui.kit.look.paint import tint
from explorer.gui.plots.plot_frame import Over, PlotFrame

Numbers = NDArray[np.float64]


class CurveFrame(PlotFrame):
    """The first curve in the accent, the second one plain, others dashed, a band below them all."""

    def __init__(self, parent: QWidget, over: Over) -> None:
        super().__init__(parent, over)
        self.box.invertY(False)
        self.setAntialiasing(True)
        self.viewport().setAutoFillBackground(False)
        self._low, self._high = pg.PlotCurveItem(), pg.PlotCurveItem()
        self._band = pg.FillBetweenItem(self._low, self._high)
        self._mean = pg.PlotCurveItem()
        self._curves: list[pg.PlotCurveItem] = []
        for item in (self._low, self._high, self._band, self._mean):
            self.box.addItem(item, ignoreBounds=True)

    def show_curves(
        self, x: Numbers, curves: Numbers, band: tuple[Numbers, Numbers], mean: Numbers
    ) -> None:
        """Show curves (n, points) and a band, as far as they are.

        Parameters
        ----------
        band: its lower and upper edge, (points,). mean: of what it stands for, (points,).
        """
        colours = theme()
        known = ~np.isnan(curves[0])
        nothing = pg.mkPen(None)
        for item, edge in zip((self._low, self._high), band, strict=True):
            item.setData(x[known], edge[known], pen=nothing)
        self._band.setBrush(pg.mkBrush(tint(colours.neutral, 0.28)))
        self._mean.setData(x[known], mean[known], pen=pg.mkPen(tint(colours.neutral, 0.8), width=1))
        while len(self._curves) < len(curves):
            item = pg.PlotCurveItem()
            item.setZValue(3)
            self.box.addItem(item, ignoreBounds=True)
            self._curves.append(item)
        for at, item in enumerate(self._curves):
            item.setVisible(at < len(curves))
            if at < len(curves):
                style = Qt.PenStyle.SolidLine if at < 2 else Qt.PenStyle.DashLine
                ink = (colours.accent, colours.t1)[at] if at < 2 else colours.t2
                pen = pg.mkPen(ink, width=1.4 if at else 2.2, style=style)
                item.setData(x[known], curves[at][known], pen=pen)
