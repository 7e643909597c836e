"""What each layer would answer, as a table: a row a layer, the likeliest answers coloured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explorer.core.colormaps import table
from explorer.core.numbers import percent
from explorer.core.text import Alternative
from explorer.figures.frame import Colour, Frame
from explorer.figures.inks import mix, on
from explorer.figures.picture import Picture, need_graphics

if TYPE_CHECKING:
    from explorer.figures.page.parts import Part
    from explorer.figures.sheet import Sheet

MARGIN, LEFT, CELL, ROW, RIGHT = 24, 64, 176, 30, 150
LEAST, MOST = 84, 220
"""px: around everything, the layer's name, a cell across and down, the final answer."""
TOP, PX, SMALL = 92, 13, 11
HEADING = 22
"""px above the rows."""
LIGHTEST = 0.12
"""Of a cell's colour, for the smallest probability."""


@dataclass(frozen=True, slots=True)
class LensLine:
    """A row: the layer, its likeliest answers, and the final answer with its place here."""

    layer: str
    best: tuple[Alternative, ...]
    final: Alternative
    rank: int


@dataclass(frozen=True, eq=False)
class LensPage:
    """The whole table.

    Attributes
    ----------
    title, subtitle, note : str
        Above it and below.
    lines : tuple of LensLine
        From the input to the last layer; drawn with the last on top, as a stack of layers.
    colormap : str
        Whose colours the probabilities have.
    cell : int
        How wide a cell is, px.
    """

    title: str
    subtitle: str
    lines: tuple[LensLine, ...]
    note: str = ""
    colormap: str = "viridis"
    cell: int = CELL

    def fitted(self, width: float) -> LensPage:
        """The same table with cells that make it so wide, within reason, px."""
        columns = max(len(one.best) for one in self.lines)
        room = (width - 2 * MARGIN - LEFT - RIGHT) / columns
        return replace(self, cell=round(min(max(room, LEAST), MOST)))

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px."""
        columns = max(len(one.best) for one in self.lines)
        width = 2 * MARGIN + LEFT + self.cell * columns + RIGHT
        return width, TOP + ROW * len(self.lines) + 2 * MARGIN

    def paint(self, sheet: Sheet) -> None:
        """Draw the table into the frame of a sheet."""
        palette = sheet.palette
        width, _ = self.natural_size()
        room = width - 2 * MARGIN
        said = sheet.fitted(self.title, 16, room, 600)
        sheet.text(MARGIN, MARGIN, said, 16, palette.ink, 600, "la")
        said = sheet.fitted(self.subtitle, PX, room)
        sheet.text(MARGIN, MARGIN + 24, said, PX, palette.soft, 400, "la")
        columns = max(len(one.best) for one in self.lines)
        self.paint_table(sheet, (MARGIN, TOP), columns)
        note = sheet.fitted(self.note, SMALL, room)
        below = TOP + ROW * len(self.lines) + 12
        sheet.text(MARGIN, below, note, SMALL, palette.faint, 400, "la")

    @property
    def part(self) -> Part:
        """The table alone, as the picture of a page."""
        from explorer.figures.page.parts import Part

        drawn = LensTable(self)
        return Part(drawn, drawn.natural_size())

    def paint_table(self, sheet: Sheet, corner: tuple[float, float], columns: int) -> None:
        """Draw the rows with so many of their answers, and the headings above the corner."""
        left, top = corner
        palette = sheet.palette
        sheet.text(left, top - 8, "layer", SMALL, palette.faint, 400, "ls")
        for at in range(columns):
            x = left + LEFT + self.cell * at + 8
            sheet.text(x, top - 8, str(at + 1), SMALL, palette.faint, 400, "ls")
        end = left + LEFT + self.cell * columns + RIGHT
        final = sheet.fitted(f"rank of {self.lines[-1].final.piece}", SMALL, RIGHT - 16)
        sheet.text(end, top - 8, final, SMALL, palette.faint, 400, "rs")
        for number, line in enumerate(reversed(self.lines)):
            self._paint_line(sheet, line, (left, top + ROW * number), columns)

    def _paint_line(
        self, sheet: Sheet, line: LensLine, corner: tuple[float, float], columns: int
    ) -> None:
        palette, colours = sheet.palette, table(self.colormap)
        start, top = corner
        middle = top + ROW / 2
        sheet.text(start, middle, line.layer, PX, palette.ink, 600, "lm")
        for at, one in enumerate(line.best[:columns]):
            left = start + LEFT + self.cell * at
            red, green, blue = colours[round(255 * one.probability)].tolist()
            share = LIGHTEST + (1 - LIGHTEST) * one.probability
            fill: Colour = mix(palette.canvas, (red, green, blue), share)
            sheet.box((left + 1, top + 1, left + self.cell - 1, top + ROW - 1), fill, radius=3)
            ink, shown = on(fill), percent(one.probability)
            wide = sheet.wide(shown, SMALL) + 16
            weight = 600 if one.token == line.final.token else 400
            piece = sheet.fitted(one.piece, PX, self.cell - wide - 8, weight)
            sheet.text(left + 8, middle, piece, PX, ink, weight, "lm")
            sheet.text(left + self.cell - 8, middle, shown, SMALL, ink, 400, "rm")
        end = start + LEFT + self.cell * columns + RIGHT
        said = f"{line.rank:,}  ·  {percent(line.final.probability)}"
        sheet.text(end, middle, said, PX, palette.soft, 400, "rm")


@dataclass(frozen=True, eq=False)
class LensTable:
    """The rows of a lens for a room of any width, in which fewer answers stand where it is small.

    Attributes
    ----------
    page : LensPage
        Whose rows they are.
    """

    page: LensPage

    def _columns(self, width: float) -> tuple[int, int]:
        """How many answers of a layer have room, and how wide each is, px."""
        most = max(len(one.best) for one in self.page.lines)
        room = width - LEFT - RIGHT
        count = max(1, min(most, int(room // LEAST)))
        return count, round(min(max(room / count, LEAST), MOST))

    def natural_size(self) -> tuple[int, int]:
        """Return (width, height) in logical px at which everything is comfortably read."""
        width, _ = self.page.natural_size()
        return width - 2 * MARGIN, HEADING + ROW * len(self.page.lines)

    def extent(self, frame: Frame) -> tuple[float, float]:
        """Return (width, height) of the rows in a frame of this width."""
        count, cell = self._columns(frame.width)
        return LEFT + cell * count + RIGHT, HEADING + ROW * len(self.page.lines)

    def paint(self, sheet: Sheet) -> None:
        """Draw the rows into the frame of a sheet."""
        count, cell = self._columns(sheet.frame.width)
        replace(self.page, cell=cell).paint_table(sheet, (0, HEADING), count)


def lens_picture(page: LensPage, text: Mapping[str, str], long_edge: int = 1024) -> Picture:
    """The table as a picture that can be written.

    Parameters
    ----------
    page : LensPage
        What it shows.
    text : mapping
        What its file says of it.
    long_edge : int
        Longer side in pixels.

    Raises
    ------
    ExportError
        The system has nothing to draw text with.
    """
    need_graphics()
    width, height = page.natural_size()
    return Picture(dict(text), Frame(width, height, long_edge / max(width, height)), page.paint)
