"""What the grid of heads has to show, and the largest cells that fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.gui.grid.grid_places import (
    BESIDE,
    EDGE,
    HEADER,
    HEADING,
    LABELS,
    NEAR,
    PAD,
    Cell,
    GridLayout,
)

LEAST, MOST = 24, 64
"""Bounds of a cell's width, px."""
LOWEST = 16
"""The least width and height of a matrix of words."""
ALONE = 160
"""The most width of a cell where a layer has one map only; of a matrix of words, the height."""

_TIGHT = 22  # cells lower than this lie closer together
_ASPECTS = (0.4, 4.0)  # a stranger map is drawn in a cell of this shape
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Section:
    """Rows that belong together under a heading, as every layer of one kind of attention.

    Attributes
    ----------
    title, detail: of the heading, as ``"Cross"`` and ``"target × source"``.
    rows: how many rows it has, at least 1.
    columns: how many of the grid's columns its rows have, from the first; 0 for all.
    """

    title: str
    detail: str
    rows: int
    columns: int = 0


@dataclass(frozen=True)
class GridShape:
    """What the grid has to show.

    Attributes
    ----------
    rows: the label of each layer, first one on top, sections one after the other.
    columns: the label of each column; column 0 is the mean.
    aspect: width / height of a thumbnail, > 0.
    profiles: whether a strip with the sorted gates lies under each row.
    smooth: whether values blend into one another, as patches of a photo do; words of a text stay
        squares.
    sections: the rows in groups, each below a heading that folds it; () for no headings.

    Raises
    ------
    ValueError
        No row or no column, an aspect that is not positive, or sections that do not make up the
        rows or share a title.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    aspect: float = 1.0
    profiles: bool = False
    smooth: bool = True
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        if not self.rows or not self.columns:
            raise ValueError("a grid has at least one row and one column")
        if not self.aspect > 0:
            raise ValueError(f"the aspect is a positive number, not {self.aspect}")
        if not self.sections:
            return
        counts = [section.rows for section in self.sections]
        if min(counts) < 1 or sum(counts) != len(self.rows):
            raise ValueError(f"sections of {counts} rows do not make up {len(self.rows)} rows")
        if any(not 0 <= section.columns <= len(self.columns) for section in self.sections):
            raise ValueError(f"a section has more columns than the grid's {len(self.columns)}")
        if len({section.title for section in self.sections}) < len(self.sections):
            raise ValueError("each section has a title of its own")

    @property
    def groups(self) -> tuple[range, ...]:
        """The rows of each section; all rows in one where there are no sections."""
        if not self.sections:
            return (range(len(self.rows)),)
        ends = [0]
        for section in self.sections:
            ends.append(ends[-1] + section.rows)
        return tuple(map(range, ends, ends[1:]))

    def group_of(self, row: int) -> int:
        """Which of the groups a row is in."""
        return next(number for number, rows in enumerate(self.groups) if row in rows)

    def columns_in(self, row: int) -> int:
        """How many cells a row has."""
        own = self.sections[self.group_of(row)].columns if self.sections else 0
        return own or len(self.columns)

    def has(self, row: int, column: int) -> bool:
        """Whether there is such a cell."""
        return 0 <= row < len(self.rows) and 0 <= column < self.columns_in(row)

    def shown(self, folded: frozenset[str]) -> list[int]:
        """The rows that no section of these titles hides."""
        if not self.sections:
            return list(range(len(self.rows)))
        return [
            row
            for section, rows in zip(self.sections, self.groups, strict=True)
            if section.title not in folded
            for row in rows
        ]

    def rectangle(self, first: Cell, last: Cell) -> frozenset[Cell]:
        """Every cell between two corners, both included, that there is in the section of the
        first: maps of different sections have different axes."""
        group = self.groups[self.group_of(first[0])]
        columns = range(min(first[1], last[1]), max(first[1], last[1]) + 1)
        rows = range(min(first[0], last[0]), max(first[0], last[0]) + 1)
        return frozenset(
            (row, column)
            for row in rows
            for column in columns
            if row in group and self.has(row, column)
        )

    def describe(self, row: int, column: int) -> str:
        """A cell in words, as "layer 8, head 2" or "Cross, layer 2, mean"; "" for none."""
        if not self.has(row, column):
            return ""
        label = self.columns[column]
        words = [f"layer {self.rows[row]}", f"head {label}" if column else label]
        if self.sections:
            words.insert(0, self.sections[self.group_of(row)].title)
        return ", ".join(words)


def lay_out(
    shape: GridShape, width: int, height: int, folded: frozenset[str] = _NONE
) -> GridLayout:
    """Find the largest cells that fit.

    Cells are as wide as the panel allows, between 24 and 64 px; where the rows would then be
    higher than ``height`` they shrink together, aspect kept, down to 24 px wide. What still does
    not fit scrolls. Where every layer has one map only, two layers stand beside each other in
    larger cells.

    Matrices of words have no aspect to keep: their cells stay as wide and get lower, both down to
    16 px, and where there is one column only it takes the whole width.

    Parameters
    ----------
    width: of the whole panel, padding included.
    height: the most that the grid may take.
    folded: the titles of the sections that show their heading only.
    """
    most, columns = MOST, len(shape.columns)
    if columns == 1:
        most, columns = ALONE if shape.smooth else width, _tiles(shape)
    natural = gap = 0
    for gap in (3, 2):
        natural = min(most, _room(shape, width, gap) // columns)
        if natural < (LEAST if shape.smooth else LOWEST):
            natural = LEAST  # as it scrolls anyway
        if _cell_height(shape, natural) >= _TIGHT:
            break
    across = width if natural < most else 0
    layout = _arrange(shape, folded, width, (natural, _cell_height(shape, natural)), gap, across)
    for cell in _smaller(shape, natural):
        if layout.content_height <= height:
            break
        gap = 3 if cell[1] >= _TIGHT else 2
        fill = across if cell[0] == natural else 0
        layout = _arrange(shape, folded, width, cell, gap, fill)
    return layout


def _smaller(shape: GridShape, natural: int) -> Iterator[tuple[int, int]]:
    """(width, height) of ever smaller cells."""
    if shape.smooth:
        for width in range(natural - 1, LEAST - 1, -1):
            yield width, _cell_height(shape, width)
    else:
        for height in range(_cell_height(shape, natural) - 1, LOWEST - 1, -1):
            yield natural, height


def _tiles(shape: GridShape) -> int:
    """How many rows stand beside each other."""
    alone = len(shape.columns) == 1 and len(shape.rows) > 1
    return 2 if alone and shape.smooth and not (shape.profiles or shape.sections) else 1


def _cell_height(shape: GridShape, cell_width: int) -> int:
    height = round(cell_width / min(max(shape.aspect, _ASPECTS[0]), _ASPECTS[1]))
    return height if shape.smooth else min(max(height, LOWEST), ALONE)


def _room(shape: GridShape, width: int, gap: int) -> int:
    """What the cells share: the width less padding, row numbers and gaps."""
    columns = len(shape.columns)
    gaps = (gap + 2) + (columns - 2) * gap
    if columns == 1:
        gaps = (_tiles(shape) - 1) * (LABELS + BESIDE)
    return width - 2 * PAD - LABELS - gaps


def _arrange(
    shape: GridShape,
    folded: frozenset[str],
    width: int,
    cell: tuple[int, int],
    gap: int,
    fill: int,
) -> GridLayout:
    """Cells of one (width, height); the gaps take up the last pixels of a panel ``fill`` wide."""
    cell_width, cell_height = cell
    columns = len(shape.columns)
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
    strip = (10 if cell_height >= _TIGHT else 6) if shape.profiles else 0
    pitch = cell_height + gap + (strip + EDGE + 1 if strip else 0)
    tops: list[int | None] = []
    headings: list[int] = []
    y = HEADER - EDGE if shape.sections else HEADER
    for group, rows in enumerate(shape.groups):
        if shape.sections:
            headings.append(y + EDGE - NEAR)
            y += HEADING + EDGE
            if shape.sections[group].title in folded:
                tops += [None] * len(rows)
                continue
        tops += [y + line // tiles * pitch for line in range(len(rows))]
        lines = -(-len(rows) // tiles)
        last = cell_height + (gap + strip if strip else 0)
        y += (lines - 1) * pitch + last + EDGE
    return GridLayout(
        width=width,
        tops=tuple(tops),
        widths=tuple(map(shape.columns_in, range(len(shape.rows)))),
        headings=tuple(headings),
        content_height=y,
        lefts=tuple(lefts),
        cell_width=cell_width,
        cell_height=cell_height,
        gap=gap,
        pitch=pitch,
        strip=strip,
        tiles=tiles,
    )
