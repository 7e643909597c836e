"""Cells laid on whole pixels, in one direction: what painter and mouse share.

What lies under a point is then what is seen there, at any zoom and scale; of cells smaller than a
pixel all that share it are drawn as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]


@dataclass(frozen=True)
class Ruler:
    """The cells of one direction on the pixels of a picture.

    count: of cells, at least 1. start, pitch: of the first cell and from one to the next, px, not
    rounded. low, high: the first pixel where cells show, and the one after the last.
    """

    count: int
    start: float
    pitch: float
    low: int
    high: int

    @cached_property
    def _bounds(self) -> Ints:
        """The pixel where each cell begins, and the one after the last cell: (count + 1,).

        Of cells smaller than a pixel several begin together, each where its middle lies.
        """
        cells = np.arange(self.count + 1)
        if self.pitch >= 1:
            begins: Ints = np.floor(self.start + cells * self.pitch + 0.5).astype(np.intp)
            return begins
        middles = np.floor(self.start + (cells[:-1] + 0.5) * self.pitch).astype(np.intp)
        return np.append(middles, middles[-1] + 1)

    def span(self, cell: int) -> tuple[int, int]:
        """The first pixel of a cell and the one after its last, whether they show or not."""
        first = int(self._bounds[cell])
        return first, max(int(self._bounds[cell + 1]), first + 1)

    def cells_at(self, pixel: int) -> range:
        """The cells that share a pixel, none where nothing shows."""
        begins = self._bounds[:-1]
        stop = int(np.searchsorted(begins, pixel, "right"))
        if not self.low <= pixel < self.high or stop == 0 or pixel >= self._bounds[-1]:
            return range(0)
        return range(int(np.searchsorted(begins, begins[stop - 1], "left")), stop)

    def visible(self) -> range:
        """The cells of which something shows."""
        first = max(self.low, int(self._bounds[0]))
        last = min(self.high, int(self._bounds[-1])) - 1
        if last < first:
            return range(0)
        return range(self.cells_at(first).start, self.cells_at(last).stop)

    def runs(self) -> tuple[Ints, Ints]:
        """What shows of the cells.

        The first of each run of cells that are drawn as one, and how many pixels it takes.
        """
        seen = self.visible()
        if not seen:
            return np.zeros(0, np.intp), np.zeros(0, np.intp)
        begins, at = np.unique(self._bounds[seen.start : seen.stop], return_index=True)
        edges = np.clip(np.append(begins, self._bounds[seen.stop]), self.low, self.high)
        return at + seen.start, np.diff(edges)

    def shown(self, cell: int) -> int:
        """How many pixels of a cell show."""
        first, end = self.span(cell)
        return max(0, min(end, self.high) - max(first, self.low))

    def middle(self, cell: int) -> float | None:
        """The middle of what shows of a cell, px; None where nothing does."""
        first, end = self.span(cell)
        first, end = max(first, self.low), min(end, self.high)
        return (first + end) / 2 if end > first else None
