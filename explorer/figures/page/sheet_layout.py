"""Where the maps of a contact sheet lie on a page, with the numbers of layers and heads."""

from __future__ import annotations

import math

from explorer.export.figure_settings import FigureSettings
from explorer.figures.page.head_sheet import HeadSheet
from explorer.figures.page.layout import LINE, Cells, cells, thinned
from explorer.figures.page.page_layout import PageLayout, fine_width
from explorer.figures.page.words import Words
from explorer.figures.sheet import Sheet


class SheetLayout(PageLayout):
    """A contact sheet."""

    def __init__(self, found: HeadSheet, said: Words, settings: FigureSettings) -> None:
        self._found = found
        colours = "grey" if found.style.mode == "spotlight" else found.style.colormap
        super().__init__(said, settings, found.levels, colours)

    def _place(self, top: float, most: float | None) -> float:
        found, label = self._found, self._sizes.label
        left = self._inner[0]
        if self._settings.labels:
            widest = max(fine_width(one, label) for one in found.rows)
            left += 1.2 * LINE * label + widest + 0.5 * label
            top += LINE * label
            most = None if most is None else most - LINE * label
        shape = len(found.rows), max(map(len, found.units))
        self.cells: Cells = cells((left, top, self._inner[1]), shape, found.aspect, most)
        self.every = thinned(found.cols, label, self.cells.width + self.cells.gap, fine_width)
        self._left = left
        return self.cells.bottom

    def _content(self, sheet: Sheet) -> None:
        self._cells(sheet)
        if self._settings.labels:
            self._labels(sheet)

    def _cells(self, sheet: Sheet) -> None:
        found, place = self._found, self.cells
        scale = sheet.frame.scale
        for row in range(place.rows):
            for col in range(len(found.units[row])):
                box = place.box(row, col)
                size = self._pixels(row, col, scale, sheet.vector)
                pixels = found.cell(row, col, size)
                if pixels is None:
                    continue
                sheet.image(box, pixels)
            mark = found.mark(row) if self._settings.mark and found.on_photo else None
            if mark is not None:
                for col in range(len(found.units[row])):
                    self._ring(sheet, place.box(row, col), mark)

    def _pixels(self, row: int, col: int, scale: float, vector: bool) -> tuple[int, int]:
        """The size at which a map is drawn: of the pixels it covers, or of whole patches."""
        place, found = self.cells, self._found
        if not vector:
            left, top, right, bottom = (round(one * scale) for one in place.box(row, col))
            return max(1, right - left), max(1, bottom - top)
        rows, cols = found.maps[row][col].shape
        if not found.style.smooth or not found.on_photo:
            each = max(1, min(8, 256 // max(rows, cols)))  # viewers soften what is small
            return cols * each, rows * each
        finest = 1.5  # pixels a px of the page: what is bicubic has no more to show
        return max(1, round(place.width * finest)), max(1, round(place.height * finest))

    def _ring(
        self,
        sheet: Sheet,
        box: tuple[float, float, float, float],
        mark: tuple[float, float, float, float],
    ) -> None:
        left, top, right, bottom = box
        across, down = right - left, bottom - top
        x0, y0 = left + mark[0] * across, top + mark[1] * down
        x1, y1 = left + mark[2] * across, top + mark[3] * down
        sheet.box((x0 - 0.5, y0 - 0.5, x1 + 0.5, y1 + 0.5), (255, 255, 255), ring=0.5)
        sheet.box((x0, y0, x1, y1), sheet.palette.accent, ring=0.5)

    def _labels(self, sheet: Sheet) -> None:
        found, place, size = self._found, self.cells, self._sizes.label
        layer, head = found.words
        faint, soft = sheet.palette.faint, sheet.palette.soft
        above = place.top - 0.3 * self._sizes.label
        for col, text in enumerate(found.cols[: place.cols]):
            if col % self.every == 0:
                x = (place.box(0, col)[0] + place.box(0, col)[2]) / 2
                sheet.text(x, above, text, size, soft, anchor="md")
        if fine_width(head, self._sizes.label) <= place.left - self._inner[0]:
            sheet.text(place.left - 0.4 * size, above, head, size, faint, anchor="rd")
        step = place.height + place.gap
        every = max(1, math.ceil(1.1 * self._sizes.label / step))
        for row, text in enumerate(found.rows):
            if row % every == 0:
                box = place.box(row, 0)
                middle = (box[1] + box[3]) / 2
                sheet.text(place.left - 0.4 * size, middle, text, size, soft, anchor="rm")
        middle = (place.top + place.bottom) / 2
        with sheet.turned(self._inner[0] + 0.6 * size, middle, 90) as turned:
            turned.text(0, 0, layer, size, faint, anchor="mm")
