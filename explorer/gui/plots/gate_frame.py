"""The bars of the gate strip in a pyqtgraph view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QWidget

from explorer.gui.kit import Theme, theme
from explorer.gui.kit.look.paint import tint
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
        bars = [_Bars() for _ in range(5)]
        self._under_lit, self._under_chosen, self._bars, self._lit, self._chosen = bars
        self._hatch = _Bars()
        self._hatch.setZValue(len(self._lines) + len(bars))
        self.box.addItem(self._hatch, ignoreBounds=True)
        self._values = pg.ScatterPlotItem(pen=None, symbol="s", pxMode=True)
        self._values.setZValue(len(self._lines) + len(bars) + 1)
        self.box.addItem(self._values, ignoreBounds=True)
        self._placed: tuple[GateLayout, Theme] | None = None
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
        if (layout, colours) != self._placed:
            self._place(layout, colours)
        # of bars thinner than 2 px the highest of each pixel
        heights = np.clip(layout.columns(values) if layout.joined else values, 0, 1)
        count = max(layout.count, 1)
        pixel = count / max(1, len(heights))
        places = (np.arange(len(heights)) + 0.5) * pixel
        ink = 1.0 if layout.joined else layout.ink / layout.pitch
        self._bars.show_bars(places, heights, pixel * ink, colours.neutral)
        full, wide = np.ones(len(values), np.float32), max(1.0, 5 * count / layout.width)
        lit = None if lit == chosen else lit
        self._under_lit.show_bar(lit, full, wide, colours.hover)
        self._under_chosen.show_bar(chosen, full, wide, tint(colours.accent, 0.2))
        self._lit.show_bar(None if layout.joined else lit, values, ink, colours.t3)
        # the one bar that matters can be seen, however many there are and however low it is
        sharp = max(layout.ink / layout.pitch, _SHARP * count / layout.width)
        tall = np.maximum(values, np.float32(1 / layout.height))
        self._chosen.show_bar(chosen, tall, sharp, colours.accent)
        self.repaint_soon()

    def show_held(self, held: Mapping[int | None, float]) -> None:
        """Hatch the slots whose gates are held, and mark the value that each is held at."""
        known = {slot: value for slot, value in held.items() if slot is not None}
        colours = theme()
        slots = np.array(sorted(known), float) + 0.5
        self._hatch.show_bars(slots, np.ones(len(slots), np.float32), 1.0, colours.t3)
        self._hatch.setOpts(brush=QBrush(colours.t3, Qt.BrushStyle.BDiagPattern))
        values = np.clip([known[slot] for slot in sorted(known)], 0, 1)
        self._values.setData(x=slots, y=values, size=7, brush=pg.mkBrush(colours.t1))
        self.repaint_soon()

    def _place(self, layout: GateLayout, colours: Theme) -> None:
        """Put the plot where a layout has it, its lines in the colours of a theme."""
        self._placed = layout, colours
        plot = QRect(
            round(layout.left), round(layout.top), round(layout.width), round(layout.height)
        )
        self.setGeometry(plot.adjusted(0, -_EDGE, 0, _EDGE))
        edge = _EDGE / layout.height
        self.box.setRange(xRange=(0, max(layout.count, 1)), yRange=(-edge, 1 + edge), padding=0)
        for line, token in zip(self._lines, ("line", "line2", "line"), strict=True):
            line.setPen(pg.mkPen(colours.colour(token), width=1))


class _Bars(pg.BarGraphItem):  # type: ignore[misc]  # it has no types
    """Bars of one width and colour, without edges; what shows already is not made again."""

    def __init__(self) -> None:
        self._shown: tuple[bytes, bytes, float, int] | None = None
        self._bounds = QRectF()
        super().__init__(x=[], height=[], width=1, pen=pg.mkPen(None))

    def show_bars(
        self, places: NDArray[Any], heights: Values, width: float, colour: QColor
    ) -> None:
        """Show a bar of each height with its middle at each place; none for empty arrays."""
        shown = places.tobytes(), heights.tobytes(), width, colour.rgba()
        if shown == self._shown:
            return
        self._shown, self._bounds = shown, QRectF()
        if len(places):
            left, right = float(places[0]) - width / 2, float(places[-1]) + width / 2
            self._bounds = QRectF(left, 0, right - left, float(heights.max()))
        self.setOpts(x=places, height=heights, width=width, brush=colour)

    def show_bar(self, slot: int | None, heights: Values, width: float, colour: QColor) -> None:
        """Show the bar of a slot, or none."""
        at = [] if slot is None else [slot]
        self.show_bars(np.array(at) + 0.5, np.clip(heights[at], 0, 1), width, colour)

    def boundingRect(self) -> QRectF:
        """Where the bars are; pyqtgraph asks the view how wide an edge would be each time."""
        return self._bounds
