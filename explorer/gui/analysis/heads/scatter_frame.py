"""The points of the heads in a pyqtgraph view. Imports pyqtgraph: import it with the first plot."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from explorer.gui.analysis.heads.statistic_grid import shade
from explorer.gui.kit import theme
from explorer.gui.plots.plot_frame import Over, PlotFrame

SIZE, SMALL, MANY = 11, 7, 400
"""px of a point, and of one among more than so many."""


class ScatterFrame(PlotFrame):
    """Points in the colours of a statistic, the chosen one ringed, a line through the means."""

    def __init__(self, parent: QWidget, over: Over) -> None:
        super().__init__(parent, over)
        self.box.invertY(False)
        self.setAntialiasing(True)
        self.viewport().setAutoFillBackground(False)
        self._mean = pg.PlotCurveItem()
        self._points = pg.ScatterPlotItem(size=SIZE, pxMode=True)
        self._ring = pg.ScatterPlotItem(size=SIZE + 7, pxMode=True)
        self._bars = pg.ErrorBarItem(beam=0.12)
        for z, item in enumerate((self._mean, self._bars, self._points, self._ring)):
            item.setZValue(z)
            self.box.addItem(item, ignoreBounds=True)

    def show_points(
        self,
        points: NDArray[np.float64],
        shades: NDArray[np.float64],
        chosen: int | None,
        errors: NDArray[np.float64],
    ) -> None:
        """Show the heads.

        Parameters
        ----------
        points : (n, 2)
            Number of the layer, and height; NaN for one that has none.
        shades : (n,)
            Where each lies on the scale of colours, in [0, 1]; NaN is grey.
        chosen : int or None
            The one that is ringed.
        errors : (n,)
            Standard errors of the heights; 0 for none.
        """
        colours = theme()
        there = np.flatnonzero(~np.isnan(points[:, 1]))
        brushes = [
            pg.mkBrush(colours.neutral if np.isnan(shades[row]) else shade(float(shades[row])))
            for row in there
        ]
        edge = pg.mkPen(colours.t3, width=1)
        self._points.setData(points[there, 0], points[there, 1], brush=brushes, pen=edge)
        many = len(points) > MANY
        self._points.setSize(SMALL if many else SIZE)
        self._bars.setVisible(bool(errors.any()))
        self._bars.setData(
            x=points[there, 0], y=points[there, 1], height=2 * errors[there], pen=edge
        )
        layers = np.unique(points[there, 0])
        means = [float(points[there][points[there, 0] == at, 1].mean()) for at in layers]
        dashed = pg.mkPen(colours.t3, width=1.2, style=Qt.PenStyle.DashLine)
        self._mean.setData(layers, np.array(means), pen=dashed)
        ringed = [] if chosen is None or chosen not in there else [chosen]
        ring = pg.mkPen(colours.accent, width=2)
        self._ring.setData(points[ringed, 0], points[ringed, 1], brush=pg.mkBrush(None), pen=ring)
