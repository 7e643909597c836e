"""What is drawn over the cells of a matrix: values, the frame of the query, the hovered cell.

Every function takes a sheet that is drawn on in pixels.
"""

from __future__ import annotations

from explorer.core.numbers import written
from explorer.core.sites.arrays import Array
from explorer.export.render import Pixels
from explorer.figures.frame import Colour, Palette, Target
from explorer.figures.inks import on
from explorer.figures.matrix.cells import MASKED, Levels
from explorer.figures.matrix.layout import EDGE, Layout
from explorer.figures.sheet import Sheet

NUMBERS_FROM = (44.0, 24.0)
"""(width, height) in logical px of a cell from which on its value is written into it."""
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_INSIDE = 12.0
"""From this width and height on, logical px, the ring of the mouse lies inside its cell."""
_GUIDE = 0.6
"""How strongly the hovered row and column are drawn out to their labels, where cells are small."""
_PixelBox = tuple[int, int, int, int]


def write_numbers(
    sheet: Sheet,
    layout: Layout,
    values: Array,
    levels: Levels,
    table: Pixels,
    high: float,
) -> None:
    """Write the values of all cells that show wholly enough, if cells are large enough.

    Parameters
    ----------
    sheet, layout
        Where the cells lie.
    values, levels
        Of all cells.
    table
        The colours of the levels, (256, 3).
    high
        The end of the scale.
    """
    if not _large(layout):
        return
    scale = layout.scale
    rows = [at for at in layout.down.visible() if layout.down.shown(at) >= 16 * scale]
    cols = [at for at in layout.across.visible() if layout.across.shown(at) >= 36 * scale]
    middles = {col: layout.across.middle(col) or 0.0 for col in cols}
    for row in rows:
        asked, y = row == layout.query, layout.down.middle(row) or 0.0
        for col in cols:
            level = int(levels[row, col])
            if level == MASKED:
                continue
            red, green, blue = table[level].tolist()
            ink = on((red, green, blue))
            heavy = 500 if ink == _WHITE else 400  # which reads better there
            px = max(1, round((13 if asked else 12) * scale))
            value = written(float(values[row, col]), high)
            sheet.text(middles[col], y, value, px, ink, 600 if asked else heavy)


def _large(layout: Layout) -> bool:
    return all(own >= least for own, least in zip(layout.cell, NUMBERS_FROM, strict=True))


def frame_query(sheet: Sheet, layout: Layout, palette: Palette) -> None:
    """Draw 2 px of accent around the row that asks, 1 px of canvas between them."""
    if layout.query not in layout.down.visible():
        return
    left, right = layout.painted(layout.across, 0, layout.across.count - 1)
    top, bottom = layout.painted(layout.down, layout.query, layout.query)
    out, line = _lines(layout, EDGE), _lines(layout, 2)
    box = left - out, top - out, right + out, bottom + out
    _over_cells(sheet, layout, box, line, _lines(layout, 4), palette.accent)


def ring_cell(sheet: Sheet, layout: Layout, target: Target) -> None:
    """Ring the cell that is pointed at: white with black around it reads on any colour."""
    if target.row is None or target.col is None:
        return
    left, right = layout.painted(layout.across, target.col, target.col)
    top, bottom = layout.painted(layout.down, target.row, target.row)
    line, out = _lines(layout, 1.5), _lines(layout, 1)
    if min(layout.cell) < _INSIDE:  # a small cell would be covered
        left, top, right, bottom = left - line, top - line, right + line, bottom + line
    inner = left, top, right, bottom
    outer = left - out, top - out, right + out, bottom + out
    _over_cells(sheet, layout, outer, out, 3 * out, _BLACK)
    _over_cells(sheet, layout, inner, line, 2 * out, _WHITE)


def light_lines(sheet: Sheet, layout: Layout, target: Target, palette: Palette) -> None:
    """Draw thin lines from the cell that is pointed at to its labels, where these are not plain."""
    if _large(layout):
        return
    thin = max(1, round(layout.scale))
    low, high = layout.across.low, min(layout.across.high, layout.across.span(-1)[1])
    top, end = layout.down.low, min(layout.down.high, layout.down.span(-1)[1])
    ink = palette.faint
    if target.row is not None:
        first, last = layout.painted(layout.down, target.row, target.row)
        for y in (first - thin, last):
            sheet.box((low, max(y, top), high, min(y + thin, end)), ink, opacity=_GUIDE)
    if target.col is not None:
        first, last = layout.painted(layout.across, target.col, target.col)
        for x in (first - thin, last):
            sheet.box((max(x, low), top, min(x + thin, high), end), ink, opacity=_GUIDE)


def _over_cells(
    sheet: Sheet, layout: Layout, box: _PixelBox, line: int, radius: int, colour: Colour
) -> None:
    """A ring of which only that shows which lies on the cells or just beside them."""
    out = _lines(layout, EDGE)
    shown = layout.across.low - out, layout.down.low - out, sheet.width, sheet.height
    with sheet.clipped(shown):
        sheet.box(box, colour, radius, ring=line)


def _lines(layout: Layout, length: float) -> int:
    return max(1, round(length * layout.scale))
