"""Where the cells and labels of a matrix lie in a frame: numbers only, nothing is drawn here.

Cells are as large as the frame lets them be, labels as large as the cells let them be: flat, then
turned by 45°, then by 90°, closer and closer, then every n-th only, but never below 11 px. Cells
lie on the rulers of explorer/figures/matrix/ruler.py, which painter and mouse share.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.core.map.token_groups import Label
from explorer.core.placement import Box
from explorer.figures.fonts import width
from explorer.figures.frame import PAPER, Frame
from explorer.figures.matrix.ruler import Ruler

LARGEST_CELL = (120.0, 72.0)
"""(width, height) in logical px that a cell grows to before the user zooms."""
_NATURAL_CELL, _NATURAL_BODY = (100.0, 64.0), (960, 720)

_SIZES = ((16, 14, 12), (14, 13, 12), (11, 11, 11), (11, 11, 11))
"""For each step the px of Japanese, of other text and of special tokens."""
_LINES = (20, 17, 14, 12)
"""For each step what two lines are apart at least, px."""
_COLUMN_STYLES = ((0, 0), (0, 1), (0, 2), (45, 0), (45, 1), (90, 1), (90, 2), (90, 3))
"""(degrees, step) in the order they are tried; of the last only every n-th is shown."""
_FLAT, _TURNED, _SIDE = 112.0, 150.0, 220.0
"""The longest label above a column, turned, and beside a row, px; but never beyond this share of
the frame:"""
_SHARE = 0.36

PAD, GAP, AIR, EDGE = 10, 10, 8, 3
"""px: inside a pill, between pill and cells, between labels, and around the cells for the frame of
the query."""
_SPACED = 6.0
"""Cells have gaps of 1 px from this width or height on."""
_SIN = math.sqrt(0.5)

Widths = NDArray[np.float64]


def size_of(label: Label, step: int) -> int:
    """The px of a label at a step: Japanese needs more than Latin, a special token less."""
    if label.special:
        return _SIZES[step][2]
    return _SIZES[step][0 if max(label.text, default="") >= "\u2e80" else 1]


class Labels:
    """The labels of one direction and their widths, measured once."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self.labels = tuple(labels)
        self._widths: dict[int, Widths] = {}

    def __len__(self) -> int:
        return len(self.labels)

    def widths(self, step: int) -> Widths:
        """(n,) px of each label at its heaviest, so that nothing moves when one is chosen."""
        if step not in self._widths:
            measured = [width(one.text, size_of(one, step), 600) for one in self.labels]
            self._widths[step] = np.array(measured, np.float64)
        return self._widths[step]

    def widest(self, step: int) -> float:
        """The largest of the widths."""
        return float(self.widths(step).max(initial=0.0))


@lru_cache(maxsize=32)
def labels_of(labels: tuple[Label, ...]) -> Labels:
    """The labels of one direction, measured once for all heads of a run."""
    return Labels(labels)


@dataclass(frozen=True, slots=True)
class Style:
    """How the labels of one direction are written; logical px.

    step: of the sizes. angle: degrees against the clock. every: each n-th has a label. limit:
    length beyond which a label is elided. reach: what the labels take from the cells on.
    """

    step: int
    angle: int
    every: int
    limit: float
    reach: float

    @property
    def line(self) -> int:
        """What two labels are apart at least."""
        return _LINES[self.step]

    def pill(self, pitch: float) -> float:
        """The height of the ground of one label, among cells that far apart."""
        return min(max(pitch - 2, self.line + 2), self.line + 6)


@dataclass(frozen=True)
class Layout:
    """A matrix in a frame.

    scale: px of the picture a logical px. corner: left and top of the labels' bands, px of the
    picture. across, down: the rulers of columns and rows. cols, rows: how they are labelled.
    query: the row whose label always shows. extent: (width, height) of all of it, logical px.
    """

    scale: float
    corner: tuple[float, float]
    across: Ruler
    down: Ruler
    cols: Style
    rows: Style
    query: int
    extent: tuple[float, float]

    @property
    def cell(self) -> tuple[float, float]:
        """(width, height) of a cell, logical px."""
        return self.across.pitch / self.scale, self.down.pitch / self.scale

    @property
    def gap(self) -> int:
        """Between two cells, px of the picture; none between small ones."""
        return max(1, round(self.scale)) if min(self.cell) >= _SPACED else 0

    def painted(self, ruler: Ruler, first: int, last: int) -> tuple[int, int]:
        """The first pixel of a cell and the one after the colours of another, shown or not."""
        end = ruler.span(last)[1]
        return ruler.span(first)[0], end - (self.gap if last + 1 < ruler.count else 0)

    @property
    def body(self) -> Box:
        """(left, top, right, bottom) of all cells in logical px of the frame.

        They may reach beyond it.
        """
        (left, right), (top, bottom) = (
            (one.start / self.scale, (one.start + one.count * one.pitch) / self.scale)
            for one in (self.across, self.down)
        )
        return left, top, right, bottom

    @property
    def pill(self) -> float:
        """Half the height of the ground of a row's label, px of the picture."""
        return self.rows.pill(self.cell[1]) / 2 * self.scale

    def pill_at(self, row: int) -> float | None:
        """The middle of the ground of a row's label, never cut at the edge of the picture.

        None where the row does not show, or there is none: it is below 0.
        """
        if row < 0:
            return None
        middle = self.down.middle(row)
        return None if middle is None else max(min(middle, self.down.high - self.pill), self.pill)

    def row_at(self, x: int, y: int) -> int | None:
        """The row whose label lies at a pixel."""
        if not self.corner[0] <= x < self.across.low or not self.down.cells_at(y):
            return None
        own = self.pill_at(self.query)
        if own is not None and abs(own - y) <= self.pill:
            return self.query
        return self._labelled_at(self.down, self.rows, y)

    def column_at(self, x: int, y: int) -> int | None:
        """The column whose label lies at a pixel."""
        if not self.corner[1] <= y < self.down.low:
            return None
        # labels turned by 45° lean over the columns to their right
        lean = max(0, self.down.low - round(GAP * self.scale) - y) if self.cols.angle == 45 else 0
        return self._labelled_at(self.across, self.cols, x - lean)

    def _labelled_at(self, ruler: Ruler, style: Style, pixel: int) -> int | None:
        """The cell beside a pixel; of labels that are larger than cells the one written there."""
        cells = ruler.cells_at(pixel)
        if not cells or style.every == 1:
            return cells.start if cells else None
        near = round(cells.start / style.every) * style.every
        middle = ruler.middle(near) if near < ruler.count else None
        written = middle is not None and abs(middle - pixel) <= style.line * self.scale / 2
        return near if written else cells.start

    def labelled_rows(self) -> list[int]:
        """The rows that have a label: every n-th that shows, but none that the query's covers."""
        found = self._labelled(self.down, self.rows)
        own = self.pill_at(self.query)
        if own is None:
            return found
        room = self.pill + 0.35 * self.rows.line * self.scale
        apart = [at for at in found if abs((self.down.middle(at) or 0.0) - own) >= room]
        return [*apart, self.query]

    def labelled_columns(self) -> list[int]:
        """The columns that have a label: every n-th that shows."""
        return self._labelled(self.across, self.cols)

    def _labelled(self, ruler: Ruler, style: Style) -> list[int]:
        seen = ruler.visible()
        first = -(-seen.start // style.every) * style.every
        need = min(style.line * self.scale, ruler.pitch) - 1
        # of a cell that is scrolled half away its label goes where there is no room for it
        return [at for at in range(first, seen.stop, style.every) if ruler.shown(at) >= need]


def lay_out(rows: Labels, cols: Labels, query: int, frame: Frame) -> Layout:
    """The matrix in a frame; at zoom 1 all of it, as large as it fits."""
    return _laid_out(rows, cols, query, replace(frame, palette=PAPER, hover=None))


@lru_cache(maxsize=32)
def _laid_out(rows: Labels, cols: Labels, query: int, frame: Frame) -> Layout:
    (across, down), fitting = _fit(rows, cols, frame.width, frame.height)
    cell = across * frame.zoom, down * frame.zoom
    style = fitting if frame.zoom == 1 else _style(cols, cell[0])
    return _placed(rows, cols, query, cell, style, frame)


def natural_size(rows: Labels, cols: Labels) -> tuple[int, int]:
    """(width, height) in logical px: cells of 100 x 64 while these are few, smaller ones after."""
    across = min(max(_NATURAL_CELL[0], min(cols.widest(0), _FLAT) + AIR), LARGEST_CELL[0])
    cell = (
        min(across, _NATURAL_BODY[0] / len(cols)),
        min(_NATURAL_CELL[1], _NATURAL_BODY[1] / len(rows)),
    )
    frame = Frame(*_NATURAL_BODY)
    layout = _placed(rows, cols, 0, cell, _style(cols, cell[0]), frame)
    # in a frame of this size the labels are no shorter
    least = layout.rows.reach / _SHARE, layout.cols.reach / _SHARE if layout.cols.angle else 0.0
    return math.ceil(max(layout.extent[0], least[0])), math.ceil(max(layout.extent[1], least[1]))


def _fit(
    rows: Labels, cols: Labels, width: int, height: int
) -> tuple[tuple[float, float], tuple[int, int]]:
    """(width, height) of a cell at zoom 1, logical px.

    Also the first of the ways to label columns that suits it.
    """
    across, down, angle, step = 0.0, 0.0, 0, 0
    for angle, step in _COLUMN_STYLES:
        top, over = _header(cols, angle, step, height)
        room = height - top
        lowest = (room - _LINES[-1] / 2) / (len(rows) - 0.5)  # the last label ends in the frame
        down = _least((room - EDGE) / len(rows), lowest, LARGEST_CELL[1])
        free = width - _side(rows, down, width).reach
        # and so does the one that goes furthest to the right
        ends = (free - over) / (np.arange(len(cols)) + 0.5)
        across = _least((free - EDGE) / len(cols), float(ends.min()), LARGEST_CELL[0])
        if _suits(cols, angle, step, across):
            break
    return (across, down), (angle, step)


def _least(*rooms: float) -> float:
    return max(min(rooms), 1e-3)


def _suits(cols: Labels, angle: int, step: int, across: float) -> bool:
    """Whether labels of a style stand side by side above columns of this width."""
    if angle == 0:
        return min(cols.widest(step), _FLAT) + AIR <= across
    return _LINES[step] <= across * (_SIN if angle == 45 else 1)


def _style(cols: Labels, across: float) -> tuple[int, int]:
    """The first way to label columns of a width that suits them, or else the last."""
    suiting = (style for style in _COLUMN_STYLES if _suits(cols, *style, across))
    return next(suiting, _COLUMN_STYLES[-1])


def _header(cols: Labels, angle: int, step: int, height: int) -> tuple[float, Widths]:
    """What labels take above the columns, and how far each goes right of its column's middle."""
    line, flat = _LINES[step], _LINES[step] + 6.0 + GAP - 2
    if angle == 0:
        return flat, np.zeros(len(cols))
    lengths = np.minimum(cols.widths(step), _turned(height))
    if angle == 90:
        return max(flat, GAP + float(lengths.max()) + 2), np.full(len(cols), line / 2)
    reach = GAP + (float(lengths.max()) + line / 2) * _SIN
    return max(flat, reach), (lengths + line / 2) * _SIN


def _turned(height: int) -> float:
    """The length of a turned label."""
    return min(_TURNED, max(_SHARE * height - GAP, 0.0))


def _side(rows: Labels, down: float, width: int) -> Style:
    """How rows of a height are labelled, at the left."""
    step = next((at for at, line in enumerate(_LINES) if line <= down), len(_LINES) - 1)
    limit = min(_SIDE, max(_SHARE * width - PAD - 2 * GAP, 0.0))
    reach = min(rows.widest(step), limit) + PAD + 2 * GAP
    return Style(step, 0, _every(step, down), limit, reach)


def _every(step: int, pitch: float) -> int:
    """Each how-many-th label there is room for, among cells that far apart."""
    return max(1, math.ceil(_LINES[step] / pitch - 1e-9))


def _top(cols: Labels, across: float, style: tuple[int, int], height: int) -> tuple[Style, Widths]:
    """How columns of a width are labelled, and how far each label goes right of its middle."""
    angle, step = style
    reach, over = _header(cols, angle, step, height)
    every = _every(step, across) if angle == 90 else 1
    limit = min(_FLAT, across - AIR) if angle == 0 else _turned(height)
    return Style(step, angle, every, limit, reach), over


def _placed(
    rows: Labels,
    cols: Labels,
    query: int,
    cell: tuple[float, float],
    style: tuple[int, int],
    frame: Frame,
) -> Layout:
    """Cells of a size in a frame, scrolled as far as there is something to see."""
    across, down = cell
    side = _side(rows, down, frame.width)
    top, over = _top(cols, across, style, frame.height)
    beyond = over - (len(cols) - 0.5 - np.arange(len(cols))) * across
    right = max(float(EDGE), float(beyond.max()))
    bottom = max(float(EDGE), (side.line - down) / 2)
    extent = side.reach + len(cols) * across + right, top.reach + len(rows) * down + bottom
    spare = frame.width - extent[0], frame.height - extent[1]
    x, y = min(max(frame.x, 0), max(0, -spare[0])), min(max(frame.y, 0), max(0, -spare[1]))
    left, upper = max(0.0, spare[0] / 2), max(0.0, spare[1] / 2)
    begin, scale = (left + side.reach, upper + top.reach), frame.scale
    return Layout(
        scale=scale,
        corner=(left * scale, upper * scale),
        across=Ruler(
            count=len(cols),
            start=(begin[0] - x) * scale,
            pitch=across * scale,
            low=round(begin[0] * scale),
            high=round(frame.width * scale),
        ),
        down=Ruler(
            count=len(rows),
            start=(begin[1] - y) * scale,
            pitch=down * scale,
            low=round(begin[1] * scale),
            high=round(frame.height * scale),
        ),
        cols=top,
        rows=side,
        query=query,
        extent=extent,
    )
