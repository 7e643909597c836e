"""The cells of a matrix: levels to colours, thousands of cells at once.

Of cells smaller than a pixel the largest value shows, so that no peak is lost; masked cells are
left unpainted, since masked is not zero.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from explorer.core.map.combine import quantised
from explorer.core.selection import Ends
from explorer.core.sites.arrays import Array
from explorer.export.render import Pixels
from explorer.figures.frame import Colour
from explorer.figures.matrix.layout import Layout
from explorer.figures.matrix.ruler import Ruler
from explorer.figures.sheet import Packed, Sheet, packed

MASKED = -1
_HATCH = 7
"""Masked cells have a faint line every so many logical px, or zero would look the same."""

MOST_RECTANGLES = 10_000
"""So many cells are shapes of a vector file; more are an image in it."""
_FEW = 4
"""So many cells that share a pixel are compared one by one."""
_OVER = 0.2
"""By how much cells without a gap lie over the next one in a vector file, logical px: what is drawn
side by side would show the ground in between."""

Levels = NDArray[np.int16]


def levels_of_cells(values: Array, ends: Ends) -> Levels:
    """0 to 255 of every cell, MASKED where the value is NaN: the same shape."""
    low, high = ends
    levels = quantised(values, high, low).astype(np.int16)
    levels[np.isnan(values)] = MASKED
    return levels


def strongest(levels: Levels, rows: range, cols: range) -> tuple[int, int]:
    """The cell of the largest level among those that share a pixel: the one that is seen."""
    part = levels[rows.start : rows.stop, cols.start : cols.stop]
    row, col = np.unravel_index(int(part.argmax()), part.shape)
    return rows.start + int(row), cols.start + int(col)


def paint_cells(
    sheet: Sheet, levels: Levels, table: Pixels, layout: Layout, canvas: Colour, hatch: Colour
) -> None:
    """Draw what shows of the cells on a sheet that is drawn on in pixels.

    Parameters
    ----------
    sheet
        In a vector file few cells are rectangles, many an image whose cells are some pixels wide.
    levels
        0 to 255 of every cell, or MASKED: these are hatched.
    table
        The colours of the levels, (256, 3).
    layout
        Where the cells lie.
    canvas, hatch
        The colours of gaps and of the lines on masked cells.
    """
    if sheet.vector:
        (rows, _), (cols, _) = layout.down.runs(), layout.across.runs()
        if 0 < len(rows) * len(cols) <= MOST_RECTANGLES:
            _draw_rectangles(sheet, levels, table, layout, hatch)
            return
    (left, top), pixels = cell_pixels(levels, table, layout, canvas, hatch)
    if pixels.size:
        sheet.image((left, top, left + pixels.shape[1], top + pixels.shape[0]), pixels)


def _draw_rectangles(
    sheet: Sheet, levels: Levels, table: Pixels, layout: Layout, hatch: Colour
) -> None:
    """All cells of one level are one shape: a matrix of 24 words is 200 shapes, not 576."""
    (rows, _), (cols, _) = layout.down.runs(), layout.across.runs()
    seen = _pooled(levels, rows, cols, layout)
    across, down = _edges(layout.across, cols, layout), _edges(layout.down, rows, layout)
    row, col = np.divmod(np.arange(seen.size), len(cols))
    boxes = np.stack([across[col, 0], down[row, 0], across[col, 1], down[row, 1]], axis=-1)
    flat = seen.ravel()
    for level in np.unique(flat).tolist():
        if level != MASKED:
            red, green, blue = table[level].tolist()
            sheet.boxes(boxes[flat == level], (red, green, blue))
    if (flat == MASKED).any():
        _draw_hatch(sheet, boxes[flat == MASKED], layout, hatch)


def _edges(ruler: Ruler, firsts: NDArray[np.intp], layout: Layout) -> NDArray[np.float64]:
    """Where each run of cells that are drawn as one begins and ends: (runs, 2) pixels."""
    lasts = np.append(firsts[1:] - 1, ruler.visible().stop - 1)
    found = [
        layout.painted(ruler, first, last)
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)
    ]
    edges = np.clip(np.array(found, np.float64), ruler.low, ruler.high)
    if not layout.gap:
        edges[:-1, 1] += _OVER * layout.scale
    return edges


def _draw_hatch(sheet: Sheet, boxes: NDArray[np.float64], layout: Layout, ink: Colour) -> None:
    """The lines at 45° of masked cells."""
    every, begin = _HATCH * layout.scale, layout.across.start + layout.down.start
    lines = []
    for x0, y0, x1, y1 in boxes.tolist():
        for at in range(math.ceil((x0 + y0 - begin) / every), math.ceil((x1 + y1 - begin) / every)):
            total = at * every + begin  # x + y of all points of a line
            low, high = max(x0, total - y1), min(x1, total - y0)
            lines.append(((low, total - low), (high, total - high)))
    if lines:
        sheet.segments(np.array(lines), layout.scale * math.sqrt(0.5), ink)


def cell_pixels(
    levels: Levels, table: Pixels, layout: Layout, canvas: Colour, hatch: Colour
) -> tuple[tuple[int, int], Packed]:
    """What shows of the cells: ((left, top) in the picture, (h, w) uint32 as 0xffRRGGBB)."""
    (rows, heights), (cols, widths) = layout.down.runs(), layout.across.runs()
    if not len(rows) or not len(cols):
        return (0, 0), np.zeros((0, 0), np.uint32)
    seen = _pooled(levels, rows, cols, layout)
    colours = packed(np.concatenate([np.array([canvas, hatch], np.uint8), table]))
    ground, line, colours = colours[0], colours[1], np.delete(colours, 1)  # MASKED comes first
    # (r, c) -> (r, w) -> (h, w)
    lines = np.repeat(colours[seen + 1], widths, axis=1)
    pixels = np.repeat(lines, heights, axis=0)
    corner = _begin(layout.across), _begin(layout.down)
    if (seen == MASKED).any():
        masked = np.repeat(np.repeat(seen == MASKED, widths, axis=1), heights, axis=0)
        pixels[masked & _hatched(masked.shape, corner, layout)] = line
    if layout.gap:
        pixels[_gaps(layout.down, layout.gap)] = ground
        pixels[:, _gaps(layout.across, layout.gap)] = ground
    return corner, pixels


def _begin(ruler: Ruler) -> int:
    """The first pixel where a cell shows."""
    return max(ruler.low, ruler.span(0)[0])


def _pooled(
    levels: Levels, rows: NDArray[np.intp], cols: NDArray[np.intp], layout: Layout
) -> Levels:
    """The largest level of each run of cells that are drawn as one."""
    seen = levels[rows[0] : layout.down.visible().stop, cols[0] : layout.across.visible().stop]
    if len(rows) < seen.shape[0]:
        seen = _largest(seen, rows - rows[0])
    if len(cols) < seen.shape[1]:
        seen = _largest(seen.T, cols - cols[0]).T
    return seen


def _largest(levels: Levels, firsts: NDArray[np.intp]) -> Levels:
    """The largest of each run of rows that begin at `firsts`: (runs, cols)."""
    ends = np.append(firsts[1:], len(levels))
    longest = int((ends - firsts).max())
    if longest > _FEW:
        return np.maximum.reduceat(levels, firsts, axis=0)
    found = levels[firsts]
    for after in range(1, longest):  # several times as fast as `reduceat` for few
        found = np.maximum(found, levels[np.minimum(firsts + after, ends - 1)])
    return found


def _gaps(ruler: Ruler, gap: int) -> NDArray[np.intp]:
    """The pixels, from where cells begin to show, that lie between two cells."""
    seen = ruler.visible()
    ends = np.array([ruler.span(at)[1] for at in seen if at + 1 < ruler.count], np.intp)
    found = (ends[:, None] - 1 - np.arange(gap)).ravel()
    return found[(found >= _begin(ruler)) & (found < ruler.high)] - _begin(ruler)


def _hatched(shape: tuple[int, ...], corner: tuple[int, int], layout: Layout) -> NDArray[np.bool_]:
    """(h, w), True on lines at 45° that scroll with the cells."""
    x = np.arange(shape[1]) + (corner[0] - round(layout.across.start))
    y = np.arange(shape[0]) + (corner[1] - round(layout.down.start))
    every, line = max(2, round(_HATCH * layout.scale)), max(1, round(layout.scale))
    found: NDArray[np.bool_] = (x[None, :] + y[:, None]) % every < line
    return found
