"""The words around a matrix: those of the rows beside it, those of the columns above."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtGui import QImage

from explorer.core.map.token_groups import Label
from explorer.figures.devices import to_image
from explorer.figures.fonts import elide, width
from explorer.figures.frame import Colour, Frame, Palette
from explorer.figures.matrix.layout import EDGE, GAP, PAD, Labels, Layout, size_of
from explorer.figures.sheet import Sheet

_ABOVE = 6.0
"""From the ground of a column's label to the cells, logical px."""
_LONGEST = 260.0
"""A label that is pointed at, logical px."""
_PixelBox = tuple[int, int, int, int]


def write_labels(sheet: Sheet, layout: Layout, rows: Labels, cols: Labels) -> None:
    """Write the words around a matrix on a sheet that is drawn on in pixels.

    They are those of every head, so that their picture is kept: another head only has other cells.
    """
    if sheet.vector:
        LabelPainter(sheet, layout, sheet.palette, rows.labels, cols.labels).write()
        return
    for left, top, image in _bands(layout, rows, cols, replace(sheet.frame, hover=None)):
        sheet.picture(left, top, image)


@lru_cache(maxsize=4)
def _bands(
    layout: Layout, rows: Labels, cols: Labels, frame: Frame
) -> tuple[tuple[int, int, QImage], ...]:
    """The pictures of what is above the cells and beside them, with their corners, px."""

    def write(sheet: Sheet) -> None:
        fine = sheet.pixels()
        LabelPainter(fine, layout, frame.palette, rows.labels, cols.labels).write()

    whole = to_image(write, frame)
    out = round(EDGE * layout.scale) + 1  # where the frame of the query may lie
    low = max(0, min(layout.down.low - out, whole.height()))
    side = max(0, min(layout.across.low - out, whole.width()))
    above = whole.copy(0, 0, whole.width(), low)
    beside = whole.copy(0, low, side, whole.height() - low)
    return (0, 0, above), (0, low, beside)


@dataclass(frozen=True)
class LabelPainter:
    """Writes the labels of one layout onto a sheet that is drawn on in pixels."""

    sheet: Sheet
    layout: Layout
    palette: Palette
    rows: tuple[Label, ...]
    cols: tuple[Label, ...]

    def write(self) -> None:
        """Write all that are to be seen, the query's on its ground."""
        self.write_rows()
        self.write_query()
        self.write_columns()

    def write_rows(self) -> None:
        """Write the rows' labels that are to be seen, but not the query's."""
        for row in self.layout.labelled_rows():
            if row != self.layout.query:
                self._write_row(row)

    def write_query(self) -> None:
        """Write the label of the row that asks, on its ground."""
        own = self.layout.pill_at(self.layout.query)
        if own is not None:
            self._row_pill(self.layout.query, chosen=True, middle=own)

    def write_columns(self) -> None:
        """Write the columns' labels that are to be seen."""
        for col in self.layout.labelled_columns():
            self._write_column(col)

    def light_row(self, row: int) -> None:
        """Light the label of a row that is pointed at; the query's has its ground already."""
        layout = self.layout
        middle = layout.pill_at(row)
        if row == layout.query or middle is None:
            return
        own = layout.pill_at(layout.query)
        if own is not None and abs(own - middle) < 2 * layout.pill:  # both are to be read
            middle = own + math.copysign(2 * layout.pill, row - layout.query)
            if middle > layout.down.high - layout.pill:
                middle = own - 2 * layout.pill
        if layout.rows.every > 1:
            self._make_room(middle)
        self._row_pill(row, chosen=False, middle=middle)

    def light_column(self, col: int) -> None:
        """Light the label of a column that is pointed at."""
        layout, style, label = self.layout, self.layout.cols, self.cols[col]
        middle = layout.across.middle(col)
        if middle is None:
            return
        px = self._px(label, style.step)
        limit = style.limit if style.angle else _LONGEST
        text = elide(label.text, px, limit * layout.scale, 500)
        long, pad = width(text, px, 500), PAD * layout.scale
        if style.every > 1:
            half, top = style.line / 2 * layout.scale, round(layout.corner[1])
            for other in layout.labelled_columns():
                at = layout.across.middle(other) or 0.0
                if abs(at - middle) < 2 * half:
                    box = round(at - half), top, round(at + half), layout.down.low - 1
                    self._wipe(box)
        if style.angle:
            y = layout.down.low - GAP * layout.scale
            half = self._scaled(style.line + 2) / 2
            with self.sheet.turned(middle, y, style.angle) as sheet:
                pill = -pad / 2, -half, long + pad / 2, half
                self._pill(pill, chosen=False, sheet=sheet)
                sheet.text(0, 0, text, px, self.palette.ink, 500, "lm")
            return
        middle = max(min(middle, self.sheet.width - long / 2 - pad), long / 2 + pad)
        height = self._scaled(style.line + 6)
        bottom = layout.down.low - self._scaled(_ABOVE)
        left, right = round(middle - long / 2 - pad), round(middle + long / 2 + pad)
        self._pill((left, bottom - height, right, bottom), chosen=False)
        self.sheet.text(middle, bottom - height / 2, text, px, self.palette.ink, 500)

    def _write_row(self, row: int) -> None:
        layout, label = self.layout, self.rows[row]
        middle = layout.down.middle(row)
        if middle is None:
            return
        px = self._px(label, layout.rows.step)
        text = elide(label.text, px, layout.rows.limit * layout.scale)
        x = layout.across.low - (PAD + GAP) * layout.scale
        self.sheet.text(x, middle, text, px, self._ink(label), 400, "rm")

    def _make_room(self, middle: float) -> None:
        """Take away the labels of rows that one at `middle` would cover half."""
        layout = self.layout
        left, right = round(layout.corner[0]), layout.across.low - self._scaled(GAP)
        half = layout.rows.line / 2 * layout.scale
        for other in layout.labelled_rows():
            at = layout.down.middle(other) or 0.0
            if other != layout.query and abs(at - middle) < layout.pill + half:
                self._wipe((left, round(at - half), right, round(at + half)))

    def _wipe(self, box: _PixelBox) -> None:
        """Take away a label that another would cover half."""
        self.sheet.box(box, self.palette.canvas)

    def _row_pill(self, row: int, chosen: bool, middle: float) -> None:
        layout, label = self.layout, self.rows[row]
        weight = 600 if chosen else 500
        px = self._px(label, layout.rows.step)
        text = elide(label.text, px, layout.rows.limit * layout.scale, weight)
        right = layout.across.low - self._scaled(GAP)
        left = right - round(width(text, px, weight) + 2 * PAD * layout.scale)
        half = layout.pill
        self._pill((left, round(middle - half), right, round(middle + half)), chosen)
        ink = self.palette.on_accent if chosen else self.palette.ink
        x = right - PAD * layout.scale
        self.sheet.text(x, middle, text, px, ink, weight, "rm")

    def _write_column(self, col: int) -> None:
        layout, style, label = self.layout, self.layout.cols, self.cols[col]
        middle = layout.across.middle(col)
        if middle is None:
            return
        px = self._px(label, style.step)
        text = elide(label.text, px, style.limit * layout.scale)
        ink = self._ink(label)
        if style.angle:
            y = layout.down.low - GAP * layout.scale
            with self.sheet.turned(middle, y, style.angle) as sheet:
                sheet.text(0, 0, text, px, ink, 400, "lm")
        elif width(text, px) <= layout.across.shown(col):  # not of a column half out of sight
            y = layout.down.low - self._scaled(_ABOVE) - self._scaled(style.line + 6) / 2
            self.sheet.text(middle, y, text, px, ink)

    def _pill(
        self, box: tuple[float, float, float, float], chosen: bool, sheet: Sheet | None = None
    ) -> None:
        sheet, radius = sheet or self.sheet, self._scaled(6)
        sheet.box(box, self.palette.fill if chosen else self.palette.raised, radius)
        if not chosen:
            sheet.box(box, self.palette.line, radius, ring=max(1, self._scaled(1)))

    def _px(self, label: Label, step: int) -> int:
        return max(1, self._scaled(size_of(label, step)))

    def _ink(self, label: Label) -> Colour:
        return self.palette.faint if label.special else self.palette.soft

    def _scaled(self, length: float) -> int:
        return round(length * self.layout.scale)
