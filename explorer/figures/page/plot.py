"""Curves over an axis from 0 to 1 as a picture that lays itself out for its room."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.figures.frame import Frame
from explorer.figures.inks import mix
from explorer.figures.sheet import Sheet

Numbers = NDArray[np.float64]
_NATURAL = (420, 280)
_PX, _LEFT, _UNDER, _ABOVE = 11, 34, 40, 8
"""px: of the text, and what numbers and words take beside and below the plot."""
_OTHERS = 0.55
"""How much of its ink a curve has that is not the first."""


@dataclass(frozen=True, eq=False)
class PlotFigure:
    """Curves over a band.

    Attributes
    ----------
    x : (n,)
        From 0 to 1.
    curves : (curves, n)
        In [0, 1]; the first is drawn in the accent, the others dashed. NaN is left open.
    low, high : (n,)
        The edges of the band below them.
    below : str
        What the axis counts.
    """

    x: Numbers = field(repr=False)
    curves: Numbers = field(repr=False)
    low: Numbers = field(repr=False)
    high: Numbers = field(repr=False)
    below: str = ""

    def natural_size(self) -> tuple[int, int]:
        """Return (width, height) in logical px at which everything is comfortably read."""
        return _NATURAL

    def extent(self, frame: Frame) -> tuple[float, float]:
        """Return (width, height) of all of it: as large as there is room, within reason."""
        return max(160.0, frame.width), max(120.0, frame.height)

    def paint(self, sheet: Sheet) -> None:
        """Draw axes, band and curves into the frame of a sheet."""
        palette, frame = sheet.palette, sheet.frame
        x0, y0, x1, y1 = _LEFT, _ABOVE, frame.width - 6, frame.height - _UNDER
        for at in range(5):
            y = y1 - (y1 - y0) * at / 4
            rule = np.array([[[x0, y], [x1, y]]])  # (1, 2, 2)
            sheet.segments(rule, 1, mix(palette.canvas, palette.faint, 0.25))
            sheet.text(x0 - 5, y, f"{at / 4:g}", _PX, palette.faint, 400, "rm")
            x = x0 + (x1 - x0) * at / 4
            anchor = "ra" if at == 4 else "ma"
            sheet.text(x, y1 + 5, f"{at / 4:g}", _PX, palette.faint, 400, anchor)
        below = sheet.fitted(self.below, _PX, x1 - x0)
        sheet.text((x0 + x1) / 2, y1 + 21, below, _PX, palette.soft, 400, "ma")

        def points(curve: Numbers) -> Numbers:
            known = ~np.isnan(curve)
            x = x0 + (x1 - x0) * self.x[known]
            return np.stack([x, y1 - (y1 - y0) * curve[known]], axis=1)  # (known, 2)

        low, high = points(self.low), points(self.high)
        if len(low) > 1:
            edge = np.concatenate([low, high[::-1]])  # (2 known, 2)
            sheet.polygon(edge, mix(palette.canvas, palette.faint, 0.3))
        for at, curve in reversed(list(enumerate(self.curves))):
            found = points(curve)
            if len(found) < 2:
                continue
            lines = np.stack([found[:-1], found[1:]], axis=1)  # (known - 1, 2, 2)
            if at:
                sheet.segments(_dashed(lines), 1.4, mix(palette.canvas, palette.ink, _OTHERS))
            else:
                sheet.segments(lines, 2.2, palette.accent)


def _dashed(lines: Numbers) -> Numbers:
    """Short pieces along straight lines (n, 2, 2): half of each length is left open."""
    found = []
    for start, end in lines:
        long = float(np.hypot(*(end - start)))
        count = max(1, round(long / 8))
        for piece in range(count):
            parts = start + (end - start) * np.array([[piece / count], [(piece + 0.5) / count]])
            found.append(parts)  # (2, 2)
    return np.stack(found)
