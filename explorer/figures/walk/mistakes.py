"""Common mistakes beside the right weights: a row of bars each, over the same keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from explorer.core.numbers import nice_ceiling, percent, short, tick
from explorer.core.placement import Box
from explorer.explanation.mistakes import Mistake
from explorer.figures.frame import Colour, Frame, Target
from explorer.figures.sheet import Sheet
from explorer.figures.sheet_figure import SheetFigure

_EDGE, _NAME, _ROW = 16.0, 250.0, 58.0
_HEAD = 22.0
MOST = 24
"""Keys that are drawn: of more the strongest with and without the mistakes."""


class MistakesFigure(SheetFigure):
    """The right weights above, each mistake below, and what it would change."""

    def __init__(
        self, mistakes: Sequence[Mistake], keys: Sequence[str], say: Callable[[str], str] = str
    ) -> None:
        self._say = say
        self._mistakes = tuple(mistakes)
        self._keys = tuple(keys)
        right = mistakes[0].right
        largest = np.max([right, *(one.wrong for one in mistakes)], axis=0)
        order = np.argsort(-largest, kind="stable")[:MOST]
        self._shown = sorted(order.tolist()) if len(right) <= MOST else order.tolist()
        self._high = nice_ceiling(float(largest.max()))

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        return 1100, round(_HEAD + _ROW * (len(self._mistakes) + 1) + 8)

    def size(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the sheet in px at zoom 1."""
        return max(frame.width, 640), max(frame.height, self.natural_size()[1])

    def chosen(self, frame: Frame) -> Box:
        """All of it."""
        return 0.0, 0.0, *self.size(frame)

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """Nothing can be asked here."""
        return None

    def paint(self, sheet: Sheet) -> None:
        """Draw a row of bars for the right weights and for each mistake."""
        wide, _ = self.size(sheet.frame)
        on, palette = sheet.on(self.place(sheet.frame)), sheet.palette
        left, right = _EDGE + _NAME, wide - _EDGE
        edges = np.linspace(left, right, len(self._shown) + 1)
        for at, key in enumerate(self._shown):
            label = on.fitted(self._keys[key].removeprefix("patch "), 11, edges[1] - edges[0] - 4)
            on.text((edges[at] + edges[at + 1]) / 2, 12, label, 11, palette.faint)
        first = self._mistakes[0]
        self._row(on, 0, "as it is", f"0 to {tick(self._high)}", first.right, edges, palette.accent)
        for number, one in enumerate(self._mistakes, 1):
            told = f"{percent(one.moved)} elsewhere"
            if abs(one.total - 1) > 1e-3:
                told = f"sums to {short(one.total)}"
            self._row(on, number, one.name, told, one.wrong, edges, palette.soft)

    def _row(
        self,
        sheet: Sheet,
        number: int,
        name: str,
        told: str,
        values: np.ndarray,
        edges: np.ndarray,
        ink: Colour,
    ) -> None:
        palette, top = sheet.palette, _HEAD + _ROW * number
        base = top + _ROW - 10
        title = sheet.fitted(self._say(name), 13, _NAME - 16, 600)
        sheet.text(_EDGE, top + 20, title, 13, palette.ink, 600, "lm")
        sheet.text(_EDGE, top + 38, self._say(told), 12, palette.soft, anchor="lm")
        sheet.box((float(edges[0]), base, float(edges[-1]), base + 1), palette.line)
        for at, key in enumerate(self._shown):
            low, high = float(edges[at]), float(edges[at + 1])
            half = min((high - low) / 2 - 2, 16.0)
            middle = (low + high) / 2
            tall = (_ROW - 16) * float(values[key]) / self._high
            sheet.box((middle - half, base - max(tall, 1.0), middle + half, base), ink)
