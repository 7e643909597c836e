"""The matrix of a text, target x source or token x token: painted, and asked what lies where."""

from __future__ import annotations

import math
from dataclasses import replace

from explorer.core.colormaps import table
from explorer.core.map.matrix import Matrix
from explorer.core.placement import Box
from explorer.figures.figure import Zoomable
from explorer.figures.frame import Frame, Palette, Target
from explorer.figures.inks import mix
from explorer.figures.matrix import layout as matrix_layout
from explorer.figures.matrix import marks as matrix_marks
from explorer.figures.matrix.cells import levels_of_cells, paint_cells, strongest
from explorer.figures.matrix.labels import LabelPainter, write_labels
from explorer.figures.matrix.layout import LARGEST_CELL, Layout, labels_of
from explorer.figures.sheet import Sheet

HATCH = 0.5
"""How strongly masked cells are hatched, between nothing and a thin line."""


class MatrixFigure(Zoomable):
    """A matrix with its words; the row that asks is framed, its word on the accent.

    numbers: whether values are written into cells that are large enough. Raises ValueError for a
    colour map that does not exist.
    """

    def __init__(self, matrix: Matrix, colormap: str, numbers: bool = True) -> None:
        self.matrix, self.colormap, self.numbers = matrix, colormap, numbers
        self._table = table(colormap)
        self._levels = levels_of_cells(matrix.values, matrix.levels.ends)
        self._rows, self._cols = labels_of(matrix.rows), labels_of(matrix.cols)

    def layout(self, frame: Frame) -> Layout:
        """Where everything lies in a frame."""
        return matrix_layout.lay_out(self._rows, self._cols, self.matrix.row, frame)

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        return matrix_layout.natural_size(self._rows, self._cols)

    def extent(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of all of it at the frame's zoom, logical px."""
        return self.layout(frame).extent

    def fits(self, frame: Frame) -> bool:
        """Whether every row has its word."""
        return self.layout(frame).rows.every == 1

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """The cell or word at a point.

        Of cells smaller than a pixel it is the one that is seen, the largest.
        """
        layout = self.layout(frame)
        at = math.floor(x * frame.scale), math.floor(y * frame.scale)
        cols, rows = layout.across.cells_at(at[0]), layout.down.cells_at(at[1])
        if rows and cols:
            return Target(*strongest(self._levels, rows, cols))
        row, col = layout.row_at(*at), layout.column_at(*at)
        return Target(row, col) if row is not None or col is not None else None

    def zoomed(self, frame: Frame, zoom: float, x: float, y: float) -> Frame:
        """The frame at another zoom, up to the largest cells.

        At least twice as large as they fit. The words keep their size, so it is the cells that are
        followed.
        """
        most = self.largest(frame)
        old = self.layout(frame).body
        found = replace(frame, zoom=min(max(zoom, 1.0), most), x=0.0, y=0.0)
        layout = self.layout(found)
        new = layout.body
        left, top = (
            new[side] - at + (at - old[side]) * _length(new, side) / _length(old, side)
            for side, at in enumerate((x, y))
        )
        return _scrolled(found, layout, left, top)

    def largest(self, frame: Frame) -> float:
        """The largest zoom that helps."""
        fit = self.layout(replace(frame, zoom=1.0)).cell
        return max(2.0, *(large / own for large, own in zip(LARGEST_CELL, fit, strict=True)))

    def revealed(self, frame: Frame) -> Frame:
        """The frame scrolled just so far that the row that asks is in sight."""
        layout = self.layout(frame)
        frame = _scrolled(frame, layout, frame.x, frame.y)
        if not self.matrix.query_visible:
            return frame
        first, end = layout.down.span(self.matrix.row)
        low, high = layout.down.low, layout.down.high
        by = max(0, end - high)
        if first < low or end - first > high - low:
            by = first - low
        return _scrolled(frame, layout, frame.x, frame.y + by / frame.scale)

    def paint(self, sheet: Sheet) -> None:
        """Draw cells, numbers and words, and light up what the mouse points at."""
        fine, frame = sheet.pixels(), sheet.frame
        self._draw(fine, frame)
        if frame.hover is not None:
            self._light_up(fine, frame, frame.hover)

    def _draw(self, sheet: Sheet, frame: Frame) -> None:
        """Everything but what the mouse points at."""
        layout, palette = self.layout(frame), frame.palette
        hatch = mix(palette.canvas, palette.line, HATCH)
        paint_cells(sheet, self._levels, self._table, layout, palette.canvas, hatch)
        if self.numbers:
            self._write_numbers(sheet, layout)
        write_labels(sheet, layout, self._rows, self._cols)
        matrix_marks.frame_query(sheet, layout, palette)

    def _write_numbers(self, sheet: Sheet, layout: Layout) -> None:
        values, high = self.matrix.values, self.matrix.levels.high
        matrix_marks.write_numbers(sheet, layout, values, self._levels, self._table, high)

    def _light_up(self, sheet: Sheet, frame: Frame, target: Target) -> None:
        """What the mouse points at; nothing where the matrix has no such row or column."""
        layout = self.layout(frame)
        rows, cols = self.matrix.values.shape
        if not ((target.row or 0) < rows and (target.col or 0) < cols):
            return
        matrix_marks.light_lines(sheet, layout, target, frame.palette)
        matrix_marks.ring_cell(sheet, layout, target)
        labels = self._labels(sheet, layout, frame.palette)
        if target.row is not None:
            labels.light_row(target.row)
        if target.col is not None:
            labels.light_column(target.col)

    def _labels(self, sheet: Sheet, layout: Layout, palette: Palette) -> LabelPainter:
        return LabelPainter(sheet, layout, palette, self._rows.labels, self._cols.labels)


def _length(box: Box, side: int) -> float:
    return box[side + 2] - box[side]


def _scrolled(frame: Frame, layout: Layout, x: float, y: float) -> Frame:
    """The frame at a place, as far as there is something to see."""
    most_x, most_y = layout.extent[0] - frame.width, layout.extent[1] - frame.height
    x, y = min(max(x, 0.0), max(most_x, 0.0)), min(max(y, 0.0), max(most_y, 0.0))
    return replace(frame, x=x, y=y)
