"""What is drawn over the cells of a matrix: values, the frame of the query, the hovered cell."""

from __future__ import annotations

from PIL import Image

from explorer.core.attention import Array
from explorer.export.render import Pixels
from explorer.figures.figure import Colour, Palette, Target
from explorer.figures.inks import on
from explorer.figures.matrix.cells import MASKED, Levels
from explorer.figures.matrix.layout import EDGE, Layout
from explorer.figures.shapes import PixelBox, ring
from explorer.figures.typeset import draw_text
from explorer.figures.weights import written

NUMBERS_FROM = (44.0, 24.0)
"""(width, height) in logical px of a cell from which on its value is written into it."""
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_INSIDE = 12.0
"""From this width and height on, logical px, the ring of the mouse lies inside its cell."""
_GUIDE = 0.6
"""How strongly the hovered row and column are drawn out to their labels, where cells are small."""


def write_numbers(
    page: Image.Image,
    layout: Layout,
    values: Array,
    levels: Levels,
    table: Pixels,
    high: float,
) -> None:
    """The values of all cells that show wholly enough, if cells are large enough.

    table: the colours of the levels, (256, 3). high: the end of the scale.
    """
    if not _large(layout):
        return
    scale = layout.scale
    rows = [at for at in layout.down.visible() if layout.down.shown(at) >= 16 * scale]
    cols = [at for at in layout.across.visible() if layout.across.shown(at) >= 36 * scale]
    for row in rows:
        asked, y = row == layout.query, layout.down.middle(row) or 0.0
        for col in cols:
            level = int(levels[row, col])
            if level == MASKED:
                continue
            red, green, blue = table[level].tolist()
            on_dark = on((red, green, blue)) == _WHITE  # which reads better there
            draw_text(
                page,
                (layout.across.middle(col) or 0.0, y),
                written(float(values[row, col]), high),
                max(1, round((13 if asked else 12) * scale)),
                _WHITE if on_dark else _BLACK,
                600 if asked else 500 if on_dark else 400,
                "mm",
            )


def _large(layout: Layout) -> bool:
    return all(own >= least for own, least in zip(layout.cell, NUMBERS_FROM, strict=True))


def frame_query(page: Image.Image, layout: Layout, palette: Palette) -> None:
    """2 px of accent around the row that asks, 1 px of canvas between them."""
    if layout.query not in layout.down.visible():
        return
    left, right = layout.painted(layout.across, 0, layout.across.count - 1)
    top, bottom = layout.painted(layout.down, layout.query, layout.query)
    out, line = _lines(layout, EDGE), _lines(layout, 2)
    box = left - out, top - out, right + out, bottom + out
    _over_cells(page, layout, box, line, _lines(layout, 4), palette.accent)


def ring_cell(page: Image.Image, layout: Layout, target: Target) -> None:
    """White with black around it, on the cell that is pointed at: both read on any colour."""
    if target.row is None or target.col is None:
        return
    left, right = layout.painted(layout.across, target.col, target.col)
    top, bottom = layout.painted(layout.down, target.row, target.row)
    line, out = _lines(layout, 1.5), _lines(layout, 1)
    if min(layout.cell) < _INSIDE:  # a small cell would be covered
        left, top, right, bottom = left - line, top - line, right + line, bottom + line
    inner = left, top, right, bottom
    outer = left - out, top - out, right + out, bottom + out
    _over_cells(page, layout, outer, out, 3 * out, _BLACK)
    _over_cells(page, layout, inner, line, 2 * out, _WHITE)


def light_lines(page: Image.Image, layout: Layout, target: Target, palette: Palette) -> None:
    """Thin lines from the cell that is pointed at to its labels, where these are not plain."""
    if _large(layout):
        return
    thin = max(1, round(layout.scale))
    low, high = layout.across.low, min(layout.across.high, layout.across.span(-1)[1])
    top, end = layout.down.low, min(layout.down.high, layout.down.span(-1)[1])
    if target.row is not None:
        first, last = layout.painted(layout.down, target.row, target.row)
        for y in (first - thin, last):
            _blend(page, (low, max(y, top), high, min(y + thin, end)), palette.faint)
    if target.col is not None:
        first, last = layout.painted(layout.across, target.col, target.col)
        for x in (first - thin, last):
            _blend(page, (max(x, low), top, min(x + thin, high), end), palette.faint)


def _blend(page: Image.Image, box: PixelBox, ink: Colour) -> None:
    size = box[2] - box[0], box[3] - box[1]
    if min(size) > 0:
        page.paste(ink, box, Image.new("L", size, round(_GUIDE * 255)))


def _over_cells(
    page: Image.Image, layout: Layout, box: PixelBox, line: int, radius: int, colour: Colour
) -> None:
    """A ring of which only that shows which lies on the cells or just beside them."""
    out = _lines(layout, EDGE)
    left = max(layout.across.low - out, box[0])
    top = max(layout.down.low - out, box[1])
    right, bottom = min(page.width, box[2]), min(page.height, box[3])
    if left >= right or top >= bottom:
        return
    part = page.crop((left, top, right, bottom))
    ring(part, (box[0] - left, box[1] - top, box[2] - left, box[3] - top), line, radius, colour)
    page.paste(part, (left, top))


def _lines(layout: Layout, length: float) -> int:
    return max(1, round(length * layout.scale))
