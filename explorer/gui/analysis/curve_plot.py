"""A curve of probabilities over a band of random ones, growing as it is worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from explorer.analysis.checks.faithfulness import Curves, Test
from explorer.gui.analysis.axes_plot import AxesPlot
from explorer.gui.kit.language import say

if TYPE_CHECKING:
    from explorer.gui.analysis.curve_frame import CurveFrame

_BELOW: dict[Test, str] = {"deletion": "share taken away", "insertion": "share put in"}


class CurvePlot(AxesPlot):
    """Deletion or insertion: the map on screen in the accent, others plain, random a band."""

    def __init__(self, test: Test, parent: QWidget | None = None) -> None:
        super().__init__(test.capitalize(), parent)
        self._test: Test = test
        self._curves: Curves | None = None
        quarters = tuple((at / 4, f"{at / 4:g}") for at in range(5))
        self.x_ticks = self.y_ticks = quarters
        self.below = _BELOW[test]

    def show_curves(self, curves: Curves | None) -> None:
        """Show what is known of both tests; None for nothing yet."""
        self._curves = curves
        if curves is not None and curves.complete:
            own, random = curves.areas(self._test)
            self.setAccessibleDescription(
                say(f"area {own[0]:.3f}, random {random.min():.3f} to {random.max():.3f}")
            )
        self.changed()

    def has_content(self) -> bool:
        return self._curves is not None

    def make_plot(self) -> CurveFrame:
        from explorer.gui.analysis.curve_frame import CurveFrame

        return CurveFrame(self, self.paint_over)

    def show_plot(self) -> None:
        if self._plot is None or self._curves is None:
            return
        plot = cast("CurveFrame", self._plot)
        maps, random = self._curves.of(self._test)
        band, mean = self._curves.band(self._test), random.mean(axis=0)
        plot.show_curves(self._curves.fractions, maps, band, mean)
        self.settle(plot)
