"""How far each head looks, over the layers: a point a head, and the mean of each layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from explorer.core.numbers import nice_ceiling, tick
from explorer.gui.analysis.axes_plot import AxesPlot
from explorer.gui.control.present.analysis.heads_view import HeadsView
from explorer.gui.kit.language import say

if TYPE_CHECKING:
    from explorer.gui.analysis.heads.scatter_frame import ScatterFrame

NEAR = 12.0
"""px within which the mouse means a point."""


class HeadScatter(AxesPlot):
    """Points to hover and to click.

    Signals
    -------
    headRequested(int), headOpened(int): the row of the table of a head that was clicked, or twice.
    """

    headRequested = Signal(int)
    headOpened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Heads over the layers", parent)
        self.setMouseTracking(True)
        self._view: HeadsView | None = None
        self._points: NDArray[np.float64] = np.empty((0, 2))
        self._errors: NDArray[np.float64] = np.empty(0)

    def show_view(self, view: HeadsView) -> None:
        """Show the heads of a table."""
        self._view = view
        table = view.table
        sites = sorted({site for site, _ in table.cells})
        across = np.array([sites.index(site) for site, _ in table.cells], float)
        heights = table.values[view.height]
        self._points = np.stack([across, heights], axis=1)
        errors = table.errors[view.height] if table.errors else np.full(len(heights), np.nan)
        self._errors = np.nan_to_num(errors)
        high = nice_ceiling(float(np.nanmax(heights + self._errors)))
        self.x_range, self.y_range = (-0.6, len(sites) - 0.4), (0.0, high * 1.04)
        self.y_ticks = tuple((high * at / 4, tick(high * at / 4)) for at in range(5))
        step = max(1, len(sites) // 12)
        rows = {site: row for row, (site, _) in reversed(list(enumerate(table.cells)))}
        self.x_ticks = tuple(
            (at, str(table.layers[rows[site]])) for at, site in enumerate(sites) if at % step == 0
        )
        parts = list(dict.fromkeys(part for part in table.parts if part))
        self.below = "layer" if len(parts) < 2 else f"layer of {', '.join(parts)}"
        self.setAccessibleDescription(
            say("" if view.chosen is None else view.cells.tips[view.chosen])
        )
        self.changed()

    def has_content(self) -> bool:
        return self._view is not None

    def make_plot(self) -> ScatterFrame:
        from explorer.gui.analysis.heads.scatter_frame import ScatterFrame

        return ScatterFrame(self, self.paint_over)

    def show_plot(self) -> None:
        view = self._view
        if self._plot is None or view is None:
            return
        plot = cast("ScatterFrame", self._plot)
        plot.show_points(self._points, view.cells.shades, view.chosen, self._errors)
        self.settle(plot)

    def point_at(self, at: QPointF) -> int | None:
        """The row of the nearest head within reach; None for none."""
        best, found = NEAR, None
        for row, (x, y) in enumerate(self._points.tolist()):
            if y == y:
                across, down = self.place(x, y)
                away = float(np.hypot(across - at.x(), down - at.y()))
                if away < best:
                    best, found = away, row
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.point_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self.headRequested.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.point_at(event.position())
        if row is not None:
            self.headOpened.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.point_at(event.position())
        told = "" if row is None or self._view is None else self._view.cells.tips[row]
        QToolTip.showText(event.globalPosition().toPoint(), told, self)

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
        super().leaveEvent(event)
