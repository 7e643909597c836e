"""How alike a map stays while ever fewer of the model's weights are those that it learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from explorer.analysis.checks.control_maps import short_part
from explorer.analysis.checks.rank_correlation import ALIKE
from explorer.gui.analysis.axes_plot import AxesPlot
from explorer.gui.control.present.analysis.analysis_views import ControlView
from explorer.gui.kit.language import say

if TYPE_CHECKING:
    from explorer.gui.analysis.curve_frame import CurveFrame

_LABELS = 6
"""Parts that are named below the plot at most."""
LONGEST = 14
"""Characters of such a name."""


class ControlPlot(AxesPlot):
    """The rank correlation by part, from the head down, over a band of what is not alike."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Rank correlation with the trained model's map", parent)
        self.setMouseTracking(True)
        self._control: ControlView | None = None
        self.below = "random weights down to"
        self.y_range = -1.0, 1.04
        self.y_ticks = tuple((at, f"{at:g}".replace("-", "−")) for at in (-1, -0.5, 0, 0.5, 1))

    def show_control(self, control: ControlView | None) -> None:
        """Show what is known; None for nothing yet."""
        self._control = control
        if control is not None:
            last = max(1, control.parts)
            self.x_range = 0.0, float(last)
            step = max(1, -(-(last + 1) // _LABELS))
            self.x_ticks = tuple(
                (float(at), short_part(name, LONGEST))
                for at, name in enumerate(control.names)
                if at % step == 0
            )
            pairs = zip(control.names, control.correlations, strict=True)
            self.setAccessibleDescription(say("; ".join(f"{name}: {at:.2f}" for name, at in pairs)))
        self.changed()

    def has_content(self) -> bool:
        return self._control is not None

    def make_plot(self) -> CurveFrame:
        from explorer.gui.analysis.curve_frame import CurveFrame

        return CurveFrame(self, self.paint_over)

    def show_plot(self) -> None:
        if self._plot is None or self._control is None:
            return
        known = np.array(self._control.correlations)
        places = np.arange(len(known), dtype=float)
        plot = cast("CurveFrame", self._plot)
        band = np.full(len(known), -ALIKE), np.full(len(known), ALIKE)
        plot.show_curves(places, known[None], band, np.zeros(len(known)))
        self.settle(plot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        rect, control = self.plot_rect(), self._control
        if control is None:
            return
        across = (event.position().x() - rect.left()) / max(1, rect.width())
        at = round(across * self.x_range[1])
        told = ""
        if 0 <= at < len(control.names):
            told = f"{control.names[at]}: {control.correlations[at]:.3f}"
        QToolTip.showText(event.globalPosition().toPoint(), told, self)

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
        super().leaveEvent(event)
