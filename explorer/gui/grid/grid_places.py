"""Where everything of the grid of heads lies: arithmetic only, in logical pixels.

Columns are numbered from 0 (the mean), rows from 0 through all sections. Content coordinates have
their origin at the top left of the whole grid, before any scrolling.
"""

from __future__ import annotations

from dataclasses import dataclass

Cell = tuple[int, int]
"""(row, column), both from 0; column 0 is the mean."""

PAD = 16
"""Panel padding on both sides; a scroll bar lives in the right one, so no cell moves for it."""
LABELS = 20
"""Width of the row numbers, left of the cells."""
HEADER = 24
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
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def centre(self) -> tuple[int, int]:
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
        if self.row is None or self.column is None:
            return None
        return self.row, self.column


@dataclass(frozen=True)
class GridLayout:
    """The places of a grid at one width and height; ``grid_layout.lay_out`` makes it.

    Attributes
    ----------
    width: of the panel.
    tops: content y of each row, None where its section is folded.
    widths: the number of cells in each row, at least 1.
    headings: content y of each section's heading; none without sections.
    content_height: of everything.
    lefts: content x of each column.
    cell_width, cell_height: of a thumbnail.
    gap: between rows and between columns, other than after the mean.
    pitch: from the top of one row to the top of the next.
    strip: height of a profile strip, 0 without profiles.
    tiles: how many rows stand beside each other; more than one where a row is a single cell.
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
    pitch: int
    strip: int
    tiles: int = 1

    @property
    def rows(self) -> int:
        return len(self.tops)

    @property
    def columns(self) -> int:
        return len(self.lefts)

    @property
    def header(self) -> int:
        """Where the column headers end and what scrolls begins; the first heading is close."""
        return HEADER - NEAR if self.headings else HEADER

    @property
    def covered(self) -> int:
        """The height at the top of the view that always hides the rows."""
        return self.header + (HEADING if self.headings else 0)

    @property
    def tile_pitch(self) -> int:
        """From the left of one row to the left of the next beside it."""
        return self.cell_width + BESIDE + LABELS

    @property
    def content_width(self) -> int:
        return self.lefts[-1] + (self.tiles - 1) * self.tile_pitch + self.cell_width + PAD

    @property
    def fixed_right(self) -> int:
        """Right of the columns that do not scroll sideways: row numbers and mean."""
        if self.columns == 1:
            return self.content_width
        return (self.lefts[0] + self.cell_width + self.lefts[1]) // 2

    def has(self, row: int, column: int) -> bool:
        """Whether a cell has a place: it exists, and no folded section hides it."""
        if not (0 <= row < self.rows and 0 <= column < self.widths[row]):
            return False
        return self.tops[row] is not None

    def cell(self, row: int, column: int, dx: int = 0, dy: int = 0) -> Box:
        """A thumbnail's place at scroll position (dx, dy); ``LookupError`` where it has none."""
        left = self.lefts[column] - self._shift(column, dx) + self._tile(row) * self.tile_pitch
        return Box(left, self._top(row) - dy, self.cell_width, self.cell_height)

    def profile(self, row: int, dx: int = 0, dy: int = 0) -> Box:
        """The place of a row's profile strip: under all its columns, from the mean to the last."""
        mean, last = self.cell(row, 0, dx, dy), self.cell(row, self.widths[row] - 1, dx, dy)
        right = max(last.right, mean.right)
        return Box(mean.x, mean.bottom + self.gap, right - mean.x, self.strip)

    def column_header(self, column: int, dx: int = 0) -> Box:
        """The place of a column's header."""
        return Box(self.lefts[column] - self._shift(column, dx), 0, self.cell_width, HEADER)

    def row_number(self, row: int, dy: int = 0) -> Box:
        """The place of a row's number, whose text ends at its right side."""
        left, top = self._tile(row) * self.tile_pitch, self._top(row) - dy
        return Box(left, top, self.lefts[0] - 10, self.cell_height)

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
            if y is not None and y <= bottom and y + self.pitch > top
        ]

    def columns_between(self, left: int, right: int) -> range:
        """The columns but the mean that show between two x of the content."""
        shown = [
            column
            for column, x in enumerate(self.lefts)
            if column and x < right and x + self.cell_width > left
        ]
        return range(shown[0], shown[-1] + 1) if shown else range(0)

    def hit(self, x: int, y: int, dx: int = 0, dy: int = 0) -> Hit | None:
        """What lies at a point of the view at scroll position (dx, dy).

        Each gap belongs half to either neighbour, so that no click between two cells is lost.
        """
        if y < self.header:
            return self._hit_in_row(None, x, dx)
        for section in range(len(self.headings)):
            place = self.heading(section, dy)
            if place.y <= y < place.bottom:
                return Hit(None, None, section)
        tile = min(max(x - PAD + BESIDE // 2, 0) // self.tile_pitch, self.tiles - 1)
        row = self._row_at(y + dy, tile)
        if row is None:
            return None
        return self._hit_in_row(row, x - tile * self.tile_pitch, dx)

    def _hit_in_row(self, row: int | None, x: int, dx: int) -> Hit | None:
        """What lies at an x of a row, or of the column headers, in its first tile."""
        if x < self.lefts[0] - EDGE:
            return Hit(row, None) if row is not None else None
        column = self._column_at(x if x < self.fixed_right else x + dx)
        if column is None or (row is not None and column >= self.widths[row]):
            return None
        return Hit(row, column)

    def _row_at(self, y: int, tile: int) -> int | None:
        for row, top in enumerate(self.tops):
            first = None if top is None else top - self.gap // 2
            if first is not None and first <= y < first + self.pitch and self._tile(row) == tile:
                return row if y < self.content_height else None
        return None

    def _column_at(self, x: int) -> int | None:
        if x >= self.lefts[-1] + self.cell_width + EDGE:
            return None
        for column in range(self.columns - 1, 0, -1):
            before = self.lefts[column - 1] + self.cell_width
            if x >= (before + self.lefts[column]) // 2:
                return column
        return 0

    def _tile(self, row: int) -> int:
        return row % self.tiles

    def _top(self, row: int) -> int:
        top = self.tops[row]
        if top is None:
            raise LookupError(f"row {row} is folded away")
        return top

    def _shift(self, column: int, dx: int) -> int:
        """How far a column is scrolled sideways at scroll position ``dx``."""
        return dx if column > 0 else 0
