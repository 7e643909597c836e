"""The bars of the gate strip in a pyqtgraph view."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from explorer.gui.kit import theme
from explorer.gui.kit.paint import tint
from explorer.gui.plots.gate_layout import GateLayout, Values
from explorer.gui.plots.plot_frame import Over, PlotFrame

_EDGE = 2
"""How far the view reaches above and below the plot, px, so that the lines at 0 and 1 show."""
_SHARP = 2.0
"""The least width of the chosen bar, px, however many there are."""


class GateFrame(PlotFrame):
    """Bars side by side; x counts slots from the left, y is the gate."""

    def __init__(self, parent: QWidget, over: Over) -> None:
        super().__init__(parent, over)
        self.box.invertY(False)
        self.setAntialiasing(True)
        self.viewport().setAutoFillBackground(False)
        self._lines = [pg.InfiniteLine(pos=value, angle=0) for value in (0.0, 0.5, 1.0)]
        bars = [pg.BarGraphItem(x=[], height=[], width=1, pen=pg.mkPen(None)) for _ in range(5)]
        self._under_lit, self._under_chosen, self._bars, self._lit, self._chosen = bars
        items = (*self._lines, *bars)
        for z, item in enumerate(items):
            item.setZValue(z)
            self.box.addItem(item, ignoreBounds=True)

    def show_bars(
        self, layout: GateLayout, values: Values, chosen: int | None, lit: int | None
    ) -> None:
        """Show the gates.

        Parameters
        ----------
        layout: of the plot in the parent.
        values: (count,) from left to right.
        chosen, lit: the slot in the accent, and the one under the mouse; None for none.
        """
        colours = theme()
        plot = QRect(
            round(layout.left), round(layout.top), round(layout.width), round(layout.height)
        )
        self.setGeometry(plot.adjusted(0, -_EDGE, 0, _EDGE))
        count, edge = max(layout.count, 1), _EDGE / layout.height
        self.box.setRange(xRange=(0, count), yRange=(-edge, 1 + edge), padding=0)
        for line, token in zip(self._lines, ("line", "line2", "line"), strict=True):
            line.setPen(pg.mkPen(colours.colour(token), width=1))
        # of bars thinner than 2 px the highest of each pixel
        heights = np.clip(layout.columns(values) if layout.joined else values, 0, 1)
        pixel = count / max(1, len(heights))
        places = (np.arange(len(heights)) + 0.5) * pixel
        ink = 1.0 if layout.joined else layout.ink / layout.pitch
        _show(self._bars, places, heights, pixel * ink, colours.neutral)
        full, wide = np.ones(len(values), np.float32), max(1.0, 5 * count / layout.width)
        lit = None if lit == chosen else lit
        _show_one(self._under_lit, lit, full, wide, colours.hover)
        _show_one(self._under_chosen, chosen, full, wide, tint(colours.accent, 0.2))
        _show_one(self._lit, None if layout.joined else lit, values, ink, colours.t3)
        # the one bar that matters can be seen, however many there are and however low it is
        sharp = max(layout.ink / layout.pitch, _SHARP * count / layout.width)
        tall = np.maximum(values, np.float32(1 / layout.height))
        _show_one(self._chosen, chosen, tall, sharp, colours.accent)
        self.viewport().update()


def _show_one(
    item: pg.BarGraphItem, slot: int | None, heights: Values, width: float, colour: QColor
) -> None:
    """Show the bar of a slot, or none."""
    at = [] if slot is None else [slot]
    _show(item, np.array(at) + 0.5, np.clip(heights[at], 0, 1), width, colour)


def _show(
    item: pg.BarGraphItem,
    places: NDArray[Any],
    heights: Values,
    width: float,
    colour: QColor,
) -> None:
    item.setOpts(x=places, height=heights, width=width, brush=colour)
