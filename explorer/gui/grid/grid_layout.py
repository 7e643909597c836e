"""Find the largest cells of the grid of heads that fit. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from explorer.gui.grid.grid_places import (
    BARE,
    BESIDE,
    EDGE,
    HEADER,
    HEADING,
    LABELS,
    NEAR,
    PAD,
    GridLayout,
)
from explorer.gui.grid.grid_shape import GridShape

LEAST, MOST = 24, 64
"""Bounds of a cell's width."""
LOWEST = 16
"""The least height of a cell that can be read, and the least width and height of a matrix."""
ALONE = 160
"""The most width of a cell where a layer has one map only; of a matrix of words, the height."""

BETWEEN = 5
"""Between two layers whose heads stand in several lines, beyond the gap between lines."""

_GAP, _TIGHT_GAP = 3, 2
_TIGHT = 22  # cells lower than this lie closer together; a matrix can be read down to this width
_ASPECTS = (0.4, 4.0)  # a stranger map is drawn in a cell of this shape
_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=64)  # a layout of widgets asks for the same heights again and again
def lay_out(
    shape: GridShape, width: int, height: int, folded: frozenset[str] = _NONE
) -> GridLayout:
    """Find the largest cells that fit.

    Cells are as wide as the panel allows, between 24 and 64 px; where the rows would then be
    higher than ``height`` they shrink together, aspect kept, down to 24 px wide. The heads of a
    layer stand in one line, unless its cells cannot be 24 px wide (a matrix of words 22) and 16 px
    high: then in as many lines as it takes, if all of that fits. What still does not fit scrolls
    down, never sideways. Where every layer has one map only, two layers stand beside each other in
    larger cells.

    Matrices of words have no aspect to keep: their cells stay as wide and get lower, both down to
    16 px, and where there is one column only it takes the whole width.

    Parameters
    ----------
    width
        Of the whole panel, padding included.
    height
        The most that the grid may take.
    folded
        The titles of the sections that show their heading only.
    """
    fallback: GridLayout | None = None
    least = LEAST if shape.smooth else _TIGHT
    for across in _arrangements(len(shape.columns) - 1):
        layout = _fitted(shape, width, height, folded, across)
        if layout.lefts[-1] + layout.cell_width + PAD > width:
            continue
        readable = layout.cell_width >= least and layout.cell_height >= LOWEST
        if readable and layout.content_height <= height:
            return layout
        fallback = fallback or layout
    return fallback or layout


def _arrangements(heads: int) -> Iterator[int]:
    """How many heads may stand beside each other: all, half of them, a third, down to one."""
    before = -1
    for lines in range(1, max(heads, 1) + 1):
        across = -(-heads // lines)
        if across != before:
            before = across
            yield across


def _fitted(
    shape: GridShape, width: int, height: int, folded: frozenset[str], across: int
) -> GridLayout:
    """The largest cells with so many heads beside each other, at least the least ones."""
    gap, size, fill = _GAP, (0, 0), False
    for gap in (_GAP, _TIGHT_GAP):
        size, fill = _cell(shape, width, height, folded, across, gap)
        if size[1] >= _TIGHT:
            break
    return _arranged(shape, folded, width, size, gap, across, fill)


def _cell(
    shape: GridShape, width: int, height: int, folded: frozenset[str], across: int, gap: int
) -> tuple[tuple[int, int], bool]:
    """The (width, height) of the largest cell, and whether it is as wide as the panel allows."""
    single = len(shape.columns) == 1
    most = (ALONE if shape.smooth else width) if single else MOST
    count = _tiles(shape) if single else across + 1
    natural = min(most, _room(shape, width, gap, across) // count)
    if natural < (LEAST if shape.smooth else LOWEST):
        natural = LEAST if shape.smooth else LOWEST
    tallest = _cell_height(shape, natural)
    least = _arranged(shape, folded, width, (natural, 0), gap, across, False)
    lines = sum(
        least.lines(row) for row in range(0, least.rows, least.tiles) if least.tops[row] is not None
    )
    if least.content_height + lines * tallest <= height or not lines:
        return (natural, tallest), natural < most
    highest = max(height - least.content_height, 0) // lines
    if not shape.smooth:
        return (natural, max(highest, LOWEST)), natural < most
    # The widest cell whose height is rounded to no more than the highest.
    fitting = max(min(int((highest + 0.5) * _aspect(shape)), natural), LEAST)
    if fitting > LEAST and _cell_height(shape, fitting) > highest:
        fitting -= 1
    return (fitting, _cell_height(shape, fitting)), fitting == natural < most


def _tiles(shape: GridShape) -> int:
    """How many rows stand beside each other."""
    alone = len(shape.columns) == 1 and len(shape.rows) > 1
    return 2 if alone and shape.smooth and not (shape.profiles or shape.sections) else 1


def _aspect(shape: GridShape) -> float:
    return min(max(shape.aspect, _ASPECTS[0]), _ASPECTS[1])


def _cell_height(shape: GridShape, cell_width: int) -> int:
    height = round(cell_width / _aspect(shape))
    return height if shape.smooth else min(max(height, LOWEST), ALONE)


def _room(shape: GridShape, width: int, gap: int, across: int) -> int:
    """What the cells share: the width less padding, row numbers and gaps."""
    gaps = (gap + 2) + (across - 1) * gap
    if len(shape.columns) == 1:
        gaps = (_tiles(shape) - 1) * (LABELS + BESIDE)
    return width - 2 * PAD - LABELS - gaps


def _arranged(
    shape: GridShape,
    folded: frozenset[str],
    width: int,
    cell: tuple[int, int],
    gap: int,
    across: int,
    fill: bool,
) -> GridLayout:
    """Cells of one (width, height); with ``fill`` the gaps take up the panel's last pixels."""
    cell_width, cell_height = cell
    places = across + 1 if len(shape.columns) > 1 else 1
    spare = max(0, _room(shape, width, gap, across) - places * cell_width) if fill else 0
    lefts = [PAD + LABELS]
    for place in range(1, places):
        # The mean stands 2 px further off, 3 where there is a pixel to spare.
        more = gap + 2 + min(1, spare) if place == 1 else gap
        shared = max(0, spare - 1)
        if place > 1:
            more += shared * (place - 1) // (places - 2) - shared * (place - 2) // (places - 2)
        lefts.append(lefts[-1] + cell_width + more)

    tiles = _tiles(shape)
    strip = (10 if gap == _GAP else 6) if shape.profiles else 0
    after = gap + (strip + EDGE + 1 if strip else 0)  # from a row's last cells to the next row
    several = len(shape.columns) - 1 > across
    tops: list[int | None] = []
    headings: list[int] = []
    y = BARE if tiles > 1 else HEADER - EDGE if shape.sections else HEADER
    for group, rows in enumerate(shape.groups):
        if shape.sections:
            headings.append(y + EDGE - NEAR)
            y += HEADING + EDGE
            if shape.sections[group].title in folded:
                tops += [None] * len(rows)
                continue
        for number, row in enumerate(rows):
            if number and not number % tiles:
                y += after + (BETWEEN if several else 0)
            tops.append(y)
            if number % tiles == tiles - 1 or number == len(rows) - 1:
                lines = -(-max(shape.widths[row] - 1, 1) // across) if across else 1
                y += lines * (cell_height + gap) - gap
        y += (gap + strip if strip else 0) + EDGE
    return GridLayout(
        width=width,
        tops=tuple(tops),
        widths=shape.widths,
        headings=tuple(headings),
        content_height=y,
        lefts=tuple(lefts),
        cell_width=cell_width,
        cell_height=cell_height,
        gap=gap,
        strip=strip,
        tiles=tiles,
    )
