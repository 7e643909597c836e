"""Title and colour bar around a picture, for a figure that stands alone: on white, for a paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from explorer.core.colormaps import table
from explorer.core.map.levels import Levels
from explorer.export.object_boxes import BoxSets
from explorer.figures.frame import PAPER
from explorer.figures.object_boxes import draw_key

if TYPE_CHECKING:
    from explorer.figures.sheet import Sheet

INK, SOFT = PAPER.ink, PAPER.faint


@dataclass(frozen=True, slots=True)
class Page:
    """Where a picture lies on its page, px.

    unit: half the height of a line of text. lines: of the titles.
    """

    width: int
    height: int
    left: int
    top: int
    unit: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Legend:
    """What is written around a picture.

    Attributes
    ----------
    titles
        Above it, on one line if they fit, else one a line.
    quantity
        Below the colour bar.
    levels
        The numbers of the bar.
    colormap
        Of the bar; None where no colour stands for a value, and there is no bar.
    boxes
        Both sets of boxes that lie over the picture, for a key that tells them apart; else None.
    """

    titles: tuple[str, ...]
    quantity: str
    levels: Levels
    colormap: str | None
    boxes: BoxSets | None = None

    def page(self, width: int, height: int, fits: Callable[[str, int, int], bool]) -> Page:
        """The page around a picture of a size, px, whose longer edge of 1024 has lines of 20.

        fits: whether a title of a size fits into a width, px.
        """
        unit = max(6, round(max(width, height) / 64))
        titles = tuple(filter(None, self.titles))
        joined = " · ".join(titles)
        lines = (joined,) if fits(joined, round(1.25 * unit), width) else titles
        top = unit + 2 * unit * len(lines)
        bottom = (5 if self.colormap else 2) * unit + (2 * unit if self.boxes else 0)
        return Page(width + 2 * unit, top + height + unit + bottom, unit, top, unit, lines)

    def paint(self, sheet: Sheet, page: Page, width: int, height: int) -> None:
        """Draw titles and bar on a sheet of the page, around the picture's size, px."""
        unit = page.unit
        title_px, text_px = round(1.25 * unit), round(1.05 * unit)
        for at, line in enumerate(page.lines):
            said = sheet.fitted(line, title_px, width, 600)
            sheet.text(unit, unit // 2 + 2 * unit * at, said, title_px, INK, 600, "la")
        bottom = page.top + height + unit
        if self.boxes:
            draw_key(sheet, (unit, bottom - unit // 2), self.boxes, text_px, width, INK)
            bottom += 2 * unit
        note = self.quantity
        if self.colormap:
            self._bar(sheet, unit, bottom, width, unit)
            note = f"{note}, {self.levels.note}" if self.levels.note else note
        below = bottom + round(2.9 * unit) if self.colormap else bottom
        sheet.text(unit, below, sheet.fitted(note, text_px, width), text_px, SOFT, anchor="la")

    def _bar(self, sheet: Sheet, left: int, top: int, width: int, unit: int) -> None:
        """The colour bar, its top left corner at a place, with its numbers below it."""
        assert self.colormap is not None
        long = min(width, max(width * 2 // 5, 22 * unit))
        row = table(self.colormap)[np.arange(long) * 256 // long]  # (long, 3)
        pixels = np.repeat(row[None], unit // 2, axis=0)  # (unit // 2, long, 3)
        sheet.image((left, top, left + long, top + unit // 2), pixels)
        labels = self.levels.labels
        last, px = len(labels) - 1, round(1.05 * unit)
        widths = [sheet.wide(text, px) for text in labels]
        starts = [
            long * at / last - widths[at] * (at / last if at in (0, last) else 0.5)
            for at in range(last + 1)
        ]
        # a narrow bar keeps every second number, or those at its ends alone
        step = next((every for every in (1, 2) if _apart(starts, widths, every, unit)), last)
        for at, text in list(enumerate(labels))[::step]:
            anchor = "la" if at == 0 else "ra" if at == last else "ma"
            sheet.text(left + long * at / last, top + unit, text, px, INK, 400, anchor)


def _apart(starts: Sequence[float], widths: Sequence[float], every: int, gap: float) -> bool:
    """Whether every so many texts on a line leave a gap between them."""
    spans = list(zip(starts, widths, strict=True))[::every]
    return all(start + width + gap <= after for (start, width), (after, _) in pairwise(spans))
