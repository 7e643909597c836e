"""The control of random weights as a picture: the curve by part, and small maps below it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.core.colormaps import table
from explorer.core.numbers import MINUS
from explorer.figures.frame import Frame
from explorer.figures.inks import mix
from explorer.figures.sheet import Sheet

_NATURAL = (560, 400)
_PX, _LEFT, _UNDER, _ABOVE, _GAP = 11, 34, 40, 8, 14
"""px: of the text, and what numbers and words take beside and below the plot."""
_MAP = 0.28
"""Of the height, the small maps at most."""
_LABELS = 6
"""Parts that are named below the plot at most."""
_LEAST = 75
"""px for each of them."""

SmallMap = tuple[str, NDArray[np.uint8]]
"""What stands below a small map, and its values as levels 0 to 255, (rows, cols)."""


@dataclass(frozen=True, eq=False)
class ControlFigure:
    """A curve of rank correlations from −1 to 1, and small maps below it.

    Attributes
    ----------
    names : tuple of str
        Down to which part the weights are random, a point of the curve each; the first is the
        trained model.
    correlations : (n,)
        With the map of the trained model; NaN is left open.
    parts : int
        How many there are in all.
    alike : float
        From which size on maps are alike: a band below that.
    maps : tuple of (str, array)
        Small maps, of one scale.
    colormap : str
        Whose colours these have.
    shape : float
        Their width for a height of 1.
    """

    names: tuple[str, ...]
    correlations: NDArray[np.float64] = field(repr=False)
    parts: int
    alike: float
    maps: tuple[SmallMap, ...] = field(repr=False)
    colormap: str
    shape: float = 1.5

    def natural_size(self) -> tuple[int, int]:
        """Return (width, height) in logical px at which everything is comfortably read."""
        return _NATURAL

    def extent(self, frame: Frame) -> tuple[float, float]:
        """Return (width, height) of all of it: as large as there is room, within reason."""
        return max(240.0, frame.width), max(220.0, frame.height)

    def paint(self, sheet: Sheet) -> None:
        """Draw axes, band, curve and small maps into the frame of a sheet."""
        frame, count = sheet.frame, len(self.maps)
        wide = (frame.width - _LEFT - 6 - _GAP * (count - 1)) / max(1, count)
        high = min(wide / self.shape, _MAP * frame.height) if count else 0.0
        below = high + 2 * _PX + _GAP if count else 0.0
        self._paint_curve(sheet, frame.height - below)
        wide, pixels = high * self.shape, table(self.colormap)
        step = (frame.width - _LEFT - 6) / max(1, count)
        for at, (said, shades) in enumerate(self.maps):
            left, top = _LEFT + step * at, frame.height - high - 1.6 * _PX
            sheet.image((left, top, left + wide, top + high), pixels[shades], smooth=True)
            fitted = sheet.fitted(said, _PX, step - 4)
            sheet.text(left, top + high + 4, fitted, _PX, sheet.palette.soft, 400, "la")

    def _paint_curve(self, sheet: Sheet, height: float) -> None:
        palette = sheet.palette
        x0, y0, x1, y1 = _LEFT, _ABOVE, sheet.frame.width - 6, height - _UNDER

        def place(at: float, value: float) -> tuple[float, float]:
            return x0 + (x1 - x0) * at / max(1, self.parts), y1 - (y1 - y0) * (value + 1) / 2

        corners = [(0, -self.alike), (self.parts, -self.alike)]
        corners += [(self.parts, self.alike), (0, self.alike)]
        edge = np.array([place(*one) for one in corners])  # (4, 2)
        sheet.polygon(edge, mix(palette.canvas, palette.faint, 0.3))
        for value in (-1.0, -0.5, 0.0, 0.5, 1.0):
            _, y = place(0, value)
            rule = np.array([[[x0, y], [x1, y]]])  # (1, 2, 2)
            sheet.segments(rule, 1, mix(palette.canvas, palette.faint, 0.25))
            said = f"{value:g}".replace("-", MINUS)
            sheet.text(x0 - 5, y, said, _PX, palette.faint, 400, "rm")
        labels = min(_LABELS, max(2, int((x1 - x0) // _LEAST)))
        step = max(1, -(-(self.parts + 1) // labels))
        # those at the ends stand beside their points, and leave as much for the next one
        room = (x1 - x0) * step / max(1, self.parts) * 2 / 3 - 4
        for at in range(0, len(self.names), step):
            said = sheet.fitted(self.names[at], _PX, room)
            half = sheet.wide(said, _PX) / 2
            x = min(max(place(at, 0)[0], x0 + half), x1 - half)
            sheet.text(x, y1 + 5, said, _PX, palette.faint, 400, "ma")
        said = sheet.fitted("random weights down to", _PX, x1 - x0)
        sheet.text((x0 + x1) / 2, y1 + 21, said, _PX, palette.soft, 400, "ma")
        points = np.array([place(at, one) for at, one in enumerate(self.correlations)])  # (n, 2)
        lines = np.stack([points[:-1], points[1:]], axis=1)  # (n - 1, 2, 2)
        lines = lines[~np.isnan(lines).any(axis=(1, 2))]
        if len(lines):
            sheet.segments(lines, 2.2, palette.accent)
