"""Where everything of the grid of heads lies: arithmetic only, in logical pixels.

Columns are numbered from 0 (the mean), rows from 0. Content coordinates have their origin at the
top left of the whole grid, before any scrolling.
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
LEAST, MOST = 24, 64
"""Bounds of a cell's width."""
EDGE = 4
"""Room for the selection ring below the last row."""

ALONE = 160
"""The most width of a cell where a layer has one map only."""

_BESIDE = 8  # between a cell and the number of the row beside it
_TIGHT = 22  # cells lower than this lie closer together
_ASPECTS = (0.4, 4.0)  # a stranger map is drawn in a cell of this shape


@dataclass(frozen=True)
class GridShape:
    """What the grid has to show.

    Attributes
    ----------
    rows: the label of each layer, first one on top.
    columns: the label of each column; column 0 is the mean.
    aspect: width / height of a thumbnail, > 0.
    profiles: whether a strip with the sorted gates lies under each row.
    smooth: whether values blend into one another, as patches of a photo do; words of a text stay
        squares.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    aspect: float = 1.0
    profiles: bool = False
    smooth: bool = True

    def __post_init__(self) -> None:
        if not self.rows or not self.columns:
            raise ValueError("a grid has at least one row and one column")
        if not self.aspect > 0:
            raise ValueError(f"the aspect is a positive number, not {self.aspect}")


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
    """What lies at a point: a cell, a column header (``row`` None), a row number (``column``)."""

    row: int | None
    column: int | None

    @property
    def cell(self) -> Cell | None:
        if self.row is None or self.column is None:
            return None
        return self.row, self.column


@dataclass(frozen=True)
class GridLayout:
    """The places of a grid at one width and height; see :func:`lay_out`.

    Attributes
    ----------
    lefts: content x of each column.
    cell_width, cell_height: of a thumbnail.
    gap: between rows and between columns, other than after the mean.
    strip: height of a profile strip, 0 without profiles.
    tiles: how many rows stand beside each other; more than one where a row is a single cell.
    """

    rows: int
    lefts: tuple[int, ...]
    cell_width: int
    cell_height: int
    gap: int
    strip: int
    tiles: int = 1

    @property
    def columns(self) -> int:
        return len(self.lefts)

    @property
    def pitch(self) -> int:
        """From the top of one row to the top of the next."""
        return self.cell_height + self.gap + (self.strip + EDGE + 1 if self.strip else 0)

    @property
    def tile_pitch(self) -> int:
        """From the left of one row to the left of the next beside it."""
        return self.cell_width + _BESIDE + LABELS

    @property
    def lines(self) -> int:
        """Rows that stand under each other."""
        return -(-self.rows // self.tiles)

    @property
    def content_width(self) -> int:
        return self.lefts[-1] + (self.tiles - 1) * self.tile_pitch + self.cell_width + PAD

    @property
    def content_height(self) -> int:
        last = self.cell_height + (self.gap + self.strip if self.strip else 0)
        return HEADER + (self.lines - 1) * self.pitch + last + EDGE

    @property
    def fixed_right(self) -> int:
        """Right of the columns that do not scroll sideways: row numbers and mean."""
        if self.columns == 1:
            return self.content_width
        return (self.lefts[0] + self.cell_width + self.lefts[1]) // 2

    def shift(self, column: int, dx: int) -> int:
        """How far a column is scrolled sideways at scroll position ``dx``."""
        return dx if column > 0 else 0

    def cell(self, row: int, column: int, dx: int = 0, dy: int = 0) -> Box:
        """A thumbnail's place at scroll position (dx, dy)."""
        line, tile = divmod(row, self.tiles)
        left = self.lefts[column] - self.shift(column, dx) + tile * self.tile_pitch
        return Box(left, HEADER + line * self.pitch - dy, self.cell_width, self.cell_height)

    def profile(self, row: int, dx: int = 0, dy: int = 0) -> Box:
        """The place of a row's profile strip: under all its columns, from the mean to the last."""
        mean, last = self.cell(row, 0, dx, dy), self.cell(row, self.columns - 1, dx, dy)
        right = max(last.right, mean.right)
        return Box(mean.x, mean.bottom + self.gap, right - mean.x, self.strip)

    def header(self, column: int, dx: int = 0) -> Box:
        """The place of a column's header."""
        return Box(self.lefts[column] - self.shift(column, dx), 0, self.cell_width, HEADER)

    def row_number(self, row: int, dy: int = 0) -> Box:
        """The place of a row's number, whose text ends at its right side."""
        line, tile = divmod(row, self.tiles)
        top = HEADER + line * self.pitch - dy
        return Box(tile * self.tile_pitch, top, self.lefts[0] - 10, self.cell_height)

    def rows_between(self, top: int, bottom: int) -> range:
        """The rows that show between two heights of the content."""
        first = max(0, (top - HEADER) // self.pitch)
        last = min(self.lines - 1, (bottom - HEADER) // self.pitch)
        return range(first * self.tiles, min(self.rows, (last + 1) * self.tiles))

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
        tile = min(max(x - PAD + _BESIDE // 2, 0) // self.tile_pitch, self.tiles - 1)
        row = None if y < HEADER else self._row_at(y + dy, tile)
        x -= tile * self.tile_pitch
        column = self._column_at(x if x < self.fixed_right else x + dx)
        if y >= HEADER and row is None:
            return None
        if x < self.lefts[0] - EDGE:
            return Hit(row, None) if row is not None else None
        return Hit(row, column) if column is not None else None

    def _row_at(self, y: int, tile: int) -> int | None:
        row = (y - HEADER + self.gap // 2) // self.pitch * self.tiles + tile
        return row if 0 <= row < self.rows and y < self.content_height else None

    def _column_at(self, x: int) -> int | None:
        if x >= self.lefts[-1] + self.cell_width + EDGE:
            return None
        for column in range(self.columns - 1, 0, -1):
            before = self.lefts[column - 1] + self.cell_width
            if x >= (before + self.lefts[column]) // 2:
                return column
        return 0


def lay_out(shape: GridShape, width: int, height: int) -> GridLayout:
    """Find the largest cells that fit.

    Where every layer has one map only, two layers stand beside each other in larger cells.

    Cells are as wide as the panel allows, between 24 and 64 px; where the rows would then be
    higher than ``height`` they shrink together, aspect kept, down to 24 px wide. What still does
    not fit scrolls.

    Parameters
    ----------
    width: of the whole panel, padding included.
    height: the most that the grid may take.
    """
    natural = gap = 0
    most, columns = MOST, len(shape.columns)
    if columns == 1:
        most, columns = ALONE, _tiles(shape)
    for gap in (3, 2):
        natural = max(LEAST, min(most, _room(shape, width, gap) // columns))
        if _cell_height(shape, natural) >= _TIGHT:
            break
    layout = _arrange(shape, natural, gap, width if natural < most else None)
    for cell_width in range(natural - 1, LEAST - 1, -1):
        if layout.content_height <= height:
            break
        gap = 3 if _cell_height(shape, cell_width) >= _TIGHT else 2
        layout = _arrange(shape, cell_width, gap, None)
    return layout


def _tiles(shape: GridShape) -> int:
    """How many rows stand beside each other."""
    return 2 if len(shape.columns) == 1 and len(shape.rows) > 1 and not shape.profiles else 1


def _cell_height(shape: GridShape, cell_width: int) -> int:
    return round(cell_width / min(max(shape.aspect, _ASPECTS[0]), _ASPECTS[1]))


def _room(shape: GridShape, width: int, gap: int) -> int:
    """What the cells share: the width less padding, row numbers and gaps."""
    columns = len(shape.columns)
    gaps = (gap + 2) + (columns - 2) * gap
    if columns == 1:
        gaps = (_tiles(shape) - 1) * (LABELS + _BESIDE)
    return width - 2 * PAD - LABELS - gaps


def _arrange(shape: GridShape, cell_width: int, gap: int, fill: int | None) -> GridLayout:
    """Cells of one width; the gaps take up the last pixels of a panel ``fill`` px wide."""
    cell_height = _cell_height(shape, cell_width)
    strip = (10 if cell_height >= _TIGHT else 6) if shape.profiles else 0
    columns = len(shape.columns)
    spare = 0
    if fill is not None:
        spare = max(0, _room(shape, fill, gap) - columns * cell_width)
    lefts = [PAD + LABELS]
    for column in range(1, columns):
        # The mean stands 2 px further off, 3 where there is a pixel to spare.
        more = gap + 2 + min(1, spare) if column == 1 else gap
        shared = max(0, spare - 1)
        if column > 1:
            more += shared * (column - 1) // (columns - 2) - shared * (column - 2) // (columns - 2)
        lefts.append(lefts[-1] + cell_width + more)
    tiles = _tiles(shape)
    return GridLayout(len(shape.rows), tuple(lefts), cell_width, cell_height, gap, strip, tiles)


def rectangle(first: Cell, last: Cell) -> frozenset[Cell]:
    """Every cell between two corners, both included."""
    rows = range(min(first[0], last[0]), max(first[0], last[0]) + 1)
    columns = range(min(first[1], last[1]), max(first[1], last[1]) + 1)
    return frozenset((row, column) for row in rows for column in columns)
