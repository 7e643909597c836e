"""Strips of a walk-through: the numbers of a key, or of each of its heads, as cells of colour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.core.colormaps import table
from explorer.core.map.steps import pooled
from explorer.core.numbers import nice_ceiling, tick
from explorer.core.sites.arrays import Array
from explorer.explanation.quantities import Walkthrough
from explorer.export.render import Pixels
from explorer.figures.sheet import Sheet

ROW = 23.0
"""Height of a row of the table, px."""
_CELLS = 64
_CELL = 14.0
"""Least width of a cell of a head that is numbered, px."""
_SHARES = "head_weights"
"""The array that has no negative numbers, and is in colours of the map."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: the array that it shows, the step that makes it, where it lies."""

    quantity: str
    step: int
    left: float
    right: float


def highest(walk: Walkthrough, name: str) -> float:
    """The value at the ends of the strips of an array."""
    values = [walk[name].values]
    if name == "keys":
        values.append(walk["query"].values)
    if name == "weighted" and "output" in walk:
        values.append(walk["output"].values)
    cells = [pooled(one, _CELLS) for one in values]
    # what is masked is minus infinity
    largest = max(float(np.abs(one[np.isfinite(one)]).max(initial=0.0)) for one in cells)
    return nice_ceiling(largest) if largest > 0 else 1.0


def ends(name: str, high: float) -> str:
    """What the colours of the strips of an array go over, in words."""
    return f"0 to {tick(high)}" if name == _SHARES else f"± {tick(high)}"


def paint_heads(sheet: Sheet, column: Column, top: float, count: int) -> None:
    """Write the numbers of the heads above their cells, where there is room."""
    cell = (column.right - column.left) / count
    if cell < _CELL:
        return
    for head in range(count):
        x = column.left + cell * (head + 0.5)
        sheet.text(x, top + ROW / 2, str(head), 11, sheet.palette.faint)


def paint_strip(
    sheet: Sheet,
    column: Column,
    top: float,
    vector: Array,
    high: float,
    colormap: str,
    ring: bool = False,
) -> None:
    """Draw the numbers of one row of a column, `high` at the ends of the colours."""
    box = column.left, top + 4, column.right, top + ROW - 4
    line = sheet.palette.accent if ring else sheet.palette.line
    grown = 1.5 if ring else 1.0
    sheet.box((box[0] - grown, box[1] - grown, box[2] + grown, box[3] + grown), line, 3)
    cells = pooled(vector, _CELLS)
    if column.quantity == _SHARES:
        levels = np.clip(np.rint(255 * cells / high), 0, 255).astype(int)
        colours: Pixels = table(colormap)[levels]
    else:
        colours = signed(cells, high)
    sheet.image(box, colours[None])


def signed(values: Array, high: float) -> Pixels:
    """Signed values as sRGB colours, white at 0: (…) to (…, 3)."""
    levels = np.clip(np.rint((values / high + 1) * 127.5), 0, 255).astype(int)
    colours: Pixels = table("cet_d1a")[levels]
    return colours
