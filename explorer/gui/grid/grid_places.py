"""Where everything of the grid of heads lies: arithmetic only, no Qt.

Columns are numbered from 0 (the mean), rows from 0 through all sections. The heads of a layer stand
in one line where that leaves cells large enough to be read, else in several. Content coordinates
have their origin at the top left of the whole grid, before any scrolling; all are logical pixels.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from explorer.gui.grid.grid_shape import Cell

PAD = 16
"""Panel padding on both sides; a scroll bar lives in the right one, so no cell moves for it."""
LABELS = 20
"""Width of the row numbers, left of the cells."""
HEADER = 24
BARE = 4
"""px above the first maps where there are no column headers."""
"""Height of the column headers."""
HEADING = 22
"""Height of a section's heading."""
EDGE = 4
"""Room for the selection ring below the last row."""
NEAR = 3
"""Between a heading and the rows below it."""
BESIDE = 8
"""Between a cell and the number of the row beside it."""


@dataclass(frozen=True)
class Box:
    """A rectangle of whole logical pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The x after the last one."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The y after the last one."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[int, int]:
        """(x, y) of the middle."""
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True)
class Hit:
    """What lies at a point.

    A cell, a column header (``row`` None), a row number (``column`` None), or the heading of a
    section (both None).
    """

    row: int | None
    column: int | None
    section: int | None = None

    @property
    def cell(self) -> Cell | None:
        """The cell, where it is one."""
        if self.row is None or self.column is None:
            return None
        return self.row, self.column


@dataclass(frozen=True)
class GridLayout:
    """The places of a grid at one width and height; `lay_out` makes it.

    Attributes
    ----------
    width
        Of the panel.
    tops
        Content y of each row, None where its section is folded.
    widths
        The number of cells in each row, at least 1.
    headings
        Content y of each section's heading; none without sections.
    content_height
        Of everything.
    lefts
        x of each place in a line: the mean, then as many heads as stand beside each other.
    cell_width, cell_height
        Of a thumbnail.
    gap
        Between lines and between places, other than after the mean.
    strip
        Height of a profile strip, 0 without profiles.
    tiles
        How many rows stand beside each other; more than one where a row is a single cell.
    """

    width: int
    tops: tuple[int | None, ...]
    widths: tuple[int, ...]
    headings: tuple[int, ...]
    content_height: int
    lefts: tuple[int, ...]
    cell_width: int
    cell_height: int
    gap: int
    strip: int
    tiles: int = 1

    @property
    def rows(self) -> int:
        """How many rows there are, folded ones included."""
        return len(self.tops)

    @cached_property
    def across(self) -> int:
        """How many heads stand beside each other, right of the mean."""
        return max(len(self.lefts) - 1, 1)

    @cached_property
    def pitch(self) -> int:
        """From the top of one line of cells to the top of the next."""
        return self.cell_height + self.gap

    @cached_property
    def header(self) -> int:
        """Where the column headers end and what scrolls begins; the first heading is close.

        Maps that stand beside each other, one a layer, have no headers.
        """
        if self.tiles > 1:
            return BARE
        return HEADER - NEAR if self.headings else HEADER

    @cached_property
    def covered(self) -> int:
        """The height at the top of the view that always hides the rows."""
        return self.header + (HEADING if self.headings else 0)

    @cached_property
    def tile_pitch(self) -> int:
        """From the left of one row to the left of the next beside it."""
        return self.cell_width + BESIDE + LABELS

    def lines(self, row: int) -> int:
        """How many lines the cells of a row take."""
        return -(-max(self.widths[row] - 1, 1) // self.across)

    def has(self, row: int, column: int) -> bool:
        """Whether a cell has a place: it exists, and no folded section hides it."""
        return (
            0 <= row < self.rows and 0 <= column < self.widths[row] and self.tops[row] is not None
        )

    def cell(self, row: int, column: int, dy: int = 0) -> Box:
        """A thumbnail's place, scrolled down by ``dy``; ``LookupError`` where it has none."""
        line, place = divmod(column - 1, self.across) if column else (0, -1)
        left = self.lefts[place + 1] + row % self.tiles * self.tile_pitch
        top = self.tops[row]
        if top is None:
            raise LookupError(f"row {row} is folded away")
        return Box(left, top + line * self.pitch - dy, self.cell_width, self.cell_height)

    def profile(self, row: int, dy: int = 0) -> Box:
        """The place of a row's profile strip: under all its lines, as wide as the first."""
        mean, last = self.cell(row, 0, dy), self.cell(row, self._ends(row), dy)
        top = mean.y + self.lines(row) * self.pitch
        return Box(mean.x, top, last.right - mean.x, self.strip)

    def column_header(self, place: int) -> Box:
        """Where the header over a place of the lines is."""
        return Box(self.lefts[place], 0, self.cell_width, HEADER)

    def row_number(self, row: int, dy: int = 0) -> Box:
        """The place of a row's number, whose text ends at its right side."""
        left, top = row % self.tiles * self.tile_pitch, self._top(row) - dy
        return Box(left, top, self.lefts[0] - 10, self.cell_height)

    def line_label(self, row: int, line: int, dy: int = 0) -> Box:
        """Where the columns of a further line, from 1, are named: below the mean."""
        return Box(self.lefts[0], self._top(row) + line * self.pitch - dy, self.cell_width,
                   self.cell_height)  # fmt: skip

    def line_columns(self, row: int, line: int) -> range:
        """The columns in a line of a row but the mean."""
        first = 1 + line * self.across
        return range(first, min(first + self.across, self.widths[row]))

    def band(self, row: int, dy: int = 0) -> Box:
        """All that shows whether a row is chosen, from edge to edge of the panel."""
        top = self._top(row) - dy - EDGE - 1
        return Box(0, top, self.width, self._height(row) + 2 * EDGE + 2)

    def heading(self, section: int, dy: int = 0) -> Box:
        """The place of a section's heading, over the whole panel.

        It stays below the column headers while rows of its section pass under it.
        """
        natural = self.headings[section] - dy
        stuck = min(self.header, self.end(section) - dy - HEADING)
        return Box(0, max(natural, stuck), self.width, HEADING)

    def end(self, section: int) -> int:
        """Content y where a section and the room below it end."""
        following = section + 1
        return self.headings[following] if following < len(self.headings) else self.content_height

    def headings_between(self, dy: int, bottom: int) -> list[int]:
        """The sections whose heading shows in a view that ends at y ``bottom``."""
        places = [self.heading(section, dy) for section in range(len(self.headings))]
        return [
            section
            for section, place in enumerate(places)
            if place.bottom > self.header and place.y <= bottom
        ]

    def rows_between(self, top: int, bottom: int) -> list[int]:
        """The rows that show between two heights of the content."""
        return [
            row
            for row, y in enumerate(self.tops)
            if y is not None and y <= bottom and y + self._height(row) + self.gap > top
        ]

    def hit(self, x: int, y: int, dy: int = 0) -> Hit | None:
        """What lies at a point of the view, scrolled down by ``dy``.

        Each gap belongs half to either neighbour, so that no click between two cells is lost.
        """
        if y < self.header:
            place = self._place_at(x)
            return None if x < self.lefts[0] - EDGE or place is None else Hit(None, place)
        for section in range(len(self.headings)):
            box = self.heading(section, dy)
            if box.y <= y < box.bottom:
                return Hit(None, None, section)
        tile = min(max(x - PAD + BESIDE // 2, 0) // self.tile_pitch, self.tiles - 1)
        row = self._row_at(y + dy, tile)
        if row is None:
            return None
        x -= tile * self.tile_pitch
        line = (y + dy - self._top(row) + self.gap // 2) // self.pitch
        line = min(max(line, 0), self.lines(row) - 1)
        place = self._place_at(x)
        if x < self.lefts[0] - EDGE or (place == 0 and line):
            return Hit(row, None)
        if place is None:
            return None
        column = line * self.across + place if place else 0
        return Hit(row, column) if column < self.widths[row] else None

    def _row_at(self, y: int, tile: int) -> int | None:
        if y >= self.content_height:
            return None
        for row in range(tile, self.rows, self.tiles):
            top = self.tops[row]
            first = None if top is None else top - self.gap // 2
            if first is not None and first <= y < first + self._height(row) + self.gap:
                return row
        return None

    def _place_at(self, x: int) -> int | None:
        """The place of a line at an x of the first tile; what is left of the mean is the mean's."""
        if x >= self.lefts[-1] + self.cell_width + EDGE:
            return None
        middles = [
            (before + self.cell_width + after) // 2
            for before, after in zip(self.lefts, self.lefts[1:], strict=False)
        ]
        return bisect_right(middles, x)

    def _ends(self, row: int) -> int:
        """The last column of the first line of a row."""
        return min(self.widths[row] - 1, len(self.lefts) - 1)

    def _height(self, row: int) -> int:
        """From the top of a row to the end of its last line or strip."""
        cells = self.lines(row) * self.pitch - self.gap
        return cells + (self.gap + self.strip if self.strip else 0)

    def _top(self, row: int) -> int:
        top = self.tops[row]
        if top is None:
            raise LookupError(f"row {row} is folded away")
        return top
