"""Where two runs part, by layer: the mean of the heads as a line, every head as a point."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from explorer.analysis.partings import Parting
from explorer.core.numbers import nice_ceiling, percent, tick
from explorer.gui.analysis.axes_plot import AxesPlot
from explorer.gui.kit import theme
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import tint

if TYPE_CHECKING:
    from explorer.gui.analysis.compare.parting_frame import PartingFrame


class PartingPlot(AxesPlot):
    """A click on a layer shows it.

    Signals
    -------
    layerRequested(int): the number of a layer of A.
    """

    layerRequested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Where A and B part, by layer", parent)
        self.setMouseTracking(True)
        self._parts: tuple[Parting, ...] = ()
        self._layer = 0
        self.below = "layer of A"

    def show_parts(self, parts: tuple[Parting, ...] | None, layer: int) -> None:
        """Show how much moved in every layer; None while that is worked out."""
        self._parts, self._layer = parts or (), layer
        if self._parts:
            known = [one.mean for one in self._parts]
            known += [moved for one in self._parts for moved in one.heads]
            high = 100 * float(np.nanmax([0.0, *known]))
            top = nice_ceiling(high) if high > 0 else 1.0
            self.x_range, self.y_range = (-0.6, len(self._parts) - 0.4), (0.0, top * 1.04)
            ends = (0, top / 2, top)
            self.y_ticks = tuple((at, f"{tick(at)} %" if at == top else tick(at)) for at in ends)
            step = max(1, len(self._parts) // 12)
            shown = range(0, len(self._parts), step)
            self.x_ticks = tuple((float(at), str(self._parts[at].layer)) for at in shown)
            said = (f"layer {one.layer}: {percent(one.mean)}" for one in self._parts)
            self.setAccessibleDescription(say("; ".join(said)))
        self.changed()

    def has_content(self) -> bool:
        return bool(self._parts)

    def make_plot(self) -> PartingFrame:
        from explorer.gui.analysis.compare.parting_frame import PartingFrame

        return PartingFrame(self, self.paint_over)

    def show_plot(self) -> None:
        if self._plot is None or not self._parts:
            return
        plot = cast("PartingFrame", self._plot)
        plot.show_parts(self._parts, self._layer)
        self.settle(plot)

    def _paint_axes(self, painter: QPainter) -> None:
        if self._parts:
            left, _ = self.place(self._layer - 0.4, 0)
            right, _ = self.place(self._layer + 0.4, 0)
            rect = self.plot_rect()
            band = QRectF(left, rect.top(), right - left, rect.height())
            painter.fillRect(band, tint(theme().accent, 0.16))
        super()._paint_axes(painter)

    def layer_at(self, x: float) -> int | None:
        """The layer at a place of the widget, px; None beside all of them."""
        rect = self.plot_rect()
        low, high = self.x_range
        at = round(low + (x - rect.left()) / max(1, rect.width()) * (high - low))
        return at if 0 <= at < len(self._parts) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        layer = self.layer_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and layer is not None:
            self.layerRequested.emit(layer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        layer = self.layer_at(event.position().x())
        told = ""
        if layer is not None:
            part = self._parts[layer]
            told = f"layer {part.layer}: {percent(part.mean)} of the mean map moved"
            if part.heads:
                worst = int(np.nanargmax(np.nan_to_num(part.heads)))
                told += f"\nmost in head {worst}: {percent(part.heads[worst])}"
        QToolTip.showText(event.globalPosition().toPoint(), told, self)

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
        super().leaveEvent(event)
