"""How far two runs part in a pyqtgraph view. Imports pyqtgraph: import it with the first plot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QWidget

from explorer.analysis.partings import Parting
from explorer.gui.kit import theme
from explorer.gui.kit.look.paint import tint
from explorer.gui.plots.plot_frame import Over, PlotFrame

_SIZE, _ACROSS = 7, 0.34
"""px of a point, and how far the heads of a layer lie to both sides of it."""


class PartingFrame(PlotFrame):
    """A line through the mean maps, a point a head beside its layer."""

    def __init__(self, parent: QWidget, over: Over) -> None:
        super().__init__(parent, over)
        self.box.invertY(False)
        self.setAntialiasing(True)
        self.viewport().setAutoFillBackground(False)
        self._heads = pg.ScatterPlotItem(size=_SIZE, pxMode=True)
        self._mean = pg.PlotCurveItem()
        self._shown = pg.ScatterPlotItem(size=_SIZE, pxMode=True)
        for z, item in enumerate((self._heads, self._mean, self._shown)):
            item.setZValue(z)
            self.box.addItem(item, ignoreBounds=True)

    def show_parts(self, parts: Sequence[Parting], layer: int) -> None:
        """Show what moved, in percent; the point of the shown layer is in the accent."""
        colours = theme()
        across, heights = [], []
        for at, one in enumerate(parts):
            count = len(one.heads)
            for head, moved in enumerate(one.heads):
                if moved == moved:
                    side = 2 * head / (count - 1) - 1 if count > 1 else 0.0
                    across.append(at + _ACROSS * side)
                    heights.append(100 * moved)
        none = pg.mkPen(None)
        ink = pg.mkBrush(tint(colours.neutral, 0.85))
        self._heads.setData(across, heights, brush=ink, pen=none)
        means = np.array([100 * one.mean for one in parts])
        places = np.arange(len(parts), dtype=float)
        self._mean.setData(places, means, pen=pg.mkPen(colours.t1, width=1.6), connect="finite")
        there = [at for at in range(len(parts)) if means[at] == means[at]]
        brushes = [pg.mkBrush(colours.accent if at == layer else colours.t1) for at in there]
        self._shown.setData(places[there], means[there], brush=brushes, pen=none)
