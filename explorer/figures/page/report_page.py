"""A page of a report: a table of numbers, curves below it, and notes, as PNG, SVG or PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.figures.frame import PAPER, Colour, Frame
from explorer.figures.inks import head_inks, mix
from explorer.figures.picture import Picture, need_graphics

if TYPE_CHECKING:
    from explorer.figures.sheet import Sheet

Numbers = NDArray[np.float64]

_WIDTH, _MARGIN = 1120, 32
_ROW, _HEAD, _PX, _SMALL = 26, 44, 13, 11
_NAME = 236
"""px of the first column."""
_PLOT, _AXIS, _UNDER = 220, 40, 34
"""px: height of a plot, room for its numbers on the left, and below it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table: how it is written, what stands small behind it, whether it leads."""

    text: str
    small: str = ""
    leads: bool = False


@dataclass(frozen=True, eq=False)
class Table:
    """Rows of numbers.

    Attributes
    ----------
    columns : tuple of (str, str)
        Headings, each with what stands small below it.
    rows : tuple of (str, tuple of Cell)
        The name of each row, and its cells, one a column.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, eq=False)
class Plot:
    """Curves over an axis from 0 to 1.

    Attributes
    ----------
    title, below : str
        What stands above the plot, and what the axis counts.
    x : (n,)
        Where the points lie.
    curves : tuple of (n,) float64
        In the order of the rows of the table, whose colours they have; NaN is left open.
    """

    title: str
    below: str
    x: Numbers = field(repr=False)
    curves: tuple[Numbers, ...] = field(repr=False)


@dataclass(frozen=True, eq=False)
class ReportPage:
    """Title, table, plots beside each other, and notes.

    Attributes
    ----------
    title, subtitle : str
        The first two lines.
    table : Table
        At most eight rows have a colour of their own.
    plots : tuple of Plot
        Below the table.
    notes : tuple of str
        At the bottom, each on a line that is cut where it is too long.
    """

    title: str
    subtitle: str
    table: Table
    plots: tuple[Plot, ...] = ()
    notes: tuple[str, ...] = ()

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px."""
        return _WIDTH, round(self._notes_top + 18 * len(self.notes) + _MARGIN)

    @property
    def _table_top(self) -> float:
        return _MARGIN + 56

    @property
    def _plots_top(self) -> float:
        return self._table_top + _HEAD + _ROW * len(self.table.rows) + 28

    @property
    def _notes_top(self) -> float:
        plots = 24 + _PLOT + _UNDER + 16 if self.plots else 0
        return self._plots_top + plots

    def paint(self, sheet: Sheet) -> None:
        """Draw the page into the frame of a sheet."""
        palette, room = sheet.palette, _WIDTH - 2 * _MARGIN
        inks = _inks(len(self.table.rows))
        title = sheet.fitted(self.title, 18, room, 600)
        sheet.text(_MARGIN, _MARGIN, title, 18, palette.ink, 600, "la")
        said = sheet.fitted(self.subtitle, _PX, room)
        sheet.text(_MARGIN, _MARGIN + 28, said, _PX, palette.soft, 400, "la")
        self._paint_table(sheet, inks)
        wide = (room - 24 * (len(self.plots) - 1)) / max(1, len(self.plots))
        for at, plot in enumerate(self.plots):
            _paint_plot(sheet, plot, inks, _MARGIN + at * (wide + 24), self._plots_top, wide)
        for at, note in enumerate(self.notes):
            line = sheet.fitted(note, _SMALL, room)
            y = self._notes_top + 18 * at
            sheet.text(_MARGIN, y, line, _SMALL, palette.faint, 400, "la")

    def _paint_table(self, sheet: Sheet, inks: Sequence[Colour]) -> None:
        palette, table = sheet.palette, self.table
        room = _WIDTH - 2 * _MARGIN
        step = (room - _NAME) / max(1, len(table.columns))
        top = self._table_top
        for at, (name, small) in enumerate(table.columns):
            right = _MARGIN + _NAME + step * (at + 1)
            for text, y, px, ink, weight in (
                (name, top, 12, palette.ink, 600),
                (small, top + 18, _SMALL, palette.faint, 400),
            ):
                fitted = sheet.fitted(text, px, step - 8, weight)
                sheet.text(right, y, fitted, px, ink, weight, "ra")
        for number, (name, cells) in enumerate(table.rows):
            y = top + _HEAD + _ROW * number
            sheet.box((_MARGIN, y - 3, _MARGIN + room, y - 2), palette.line)
            middle = y + _ROW / 2 - 2
            sheet.box((_MARGIN, middle - 5, _MARGIN + 10, middle + 5), inks[number], radius=5)
            said = sheet.fitted(name, _PX, _NAME - 24)
            sheet.text(_MARGIN + 18, middle, said, _PX, palette.ink, 400, "lm")
            for at, cell in enumerate(cells):
                right = _MARGIN + _NAME + step * (at + 1)
                wide = sheet.wide(cell.small, _SMALL) + 4 if cell.small else 0
                if cell.small:
                    sheet.text(right, middle, cell.small, _SMALL, palette.faint, 400, "rm")
                weight = 600 if cell.leads else 400
                sheet.text(right - wide, middle, cell.text, _PX, palette.ink, weight, "rm")


def _inks(count: int) -> list[Colour]:
    """A colour a row; those beyond eight are grey."""
    own = list(head_inks(min(count, 8), PAPER))
    return own + [PAPER.faint] * (count - len(own))


def _paint_plot(
    sheet: Sheet, plot: Plot, inks: Sequence[Colour], left: float, top: float, wide: float
) -> None:
    palette = sheet.palette
    sheet.text(left, top, sheet.fitted(plot.title, 12, wide, 600), 12, palette.ink, 600, "la")
    x0, y0, x1, y1 = left + _AXIS, top + 24, left + wide, top + 24 + _PLOT
    high = _ceiling(plot.curves)
    for at in range(5):
        y = y1 - (y1 - y0) * at / 4
        line = np.array([[[x0, y], [x1, y]]])
        sheet.segments(line, 1, mix(palette.canvas, palette.faint, 0.25))
        sheet.text(x0 - 6, y, f"{high * at / 4:.2g}", _SMALL, palette.faint, 400, "rm")
        x = x0 + (x1 - x0) * at / 4
        anchor = "la" if at == 0 else "ra" if at == 4 else "ma"
        sheet.text(x, y1 + 6, f"{at / 4:.2g}", _SMALL, palette.faint, 400, anchor)
    below = sheet.fitted(plot.below, _SMALL, wide)
    sheet.text((x0 + x1) / 2, y1 + 20, below, _SMALL, palette.soft, 400, "ma")
    for curve, ink in zip(plot.curves, inks, strict=False):
        points = np.stack([x0 + (x1 - x0) * plot.x, y1 - (y1 - y0) * curve / high], axis=1)
        lines = np.stack([points[:-1], points[1:]], axis=1)  # (n - 1, 2, 2)
        lines = lines[~np.isnan(lines).any(axis=(1, 2))]
        if len(lines):
            sheet.segments(lines, 1.6, ink)


def _ceiling(curves: Sequence[Numbers]) -> float:
    """The top of an axis: 1 for probabilities, or less where all of them are small."""
    largest = max((float(np.nanmax(one)) for one in curves if not np.isnan(one).all()), default=1.0)
    return next((one for one in (0.1, 0.25, 0.5, 1.0) if largest <= one), largest)


def report_picture(page: ReportPage, text: Mapping[str, str]) -> Picture:
    """The page as a picture that can be written.

    Parameters
    ----------
    page : ReportPage
        What it shows.
    text : mapping
        What the file says of it.

    Raises
    ------
    ExportError
        The system has nothing to draw text with.
    """
    need_graphics()
    width, height = page.natural_size()
    return Picture(dict(text), Frame(width, height), page.paint)
