"""A long map: the tiles of a region where they lie in all of it, numbers of tokens around them."""

from __future__ import annotations

from explorer.core.map.long.region import Region
from explorer.core.map.matrix import Matrix
from explorer.core.placement import Box
from explorer.core.sites.axes import Tokens
from explorer.figures.figure import Regional
from explorer.figures.fonts import width
from explorer.figures.frame import Frame, Palette, Target
from explorer.figures.inks import mix
from explorer.figures.matrix import marks as matrix_marks
from explorer.figures.matrix import tiled_layout
from explorer.figures.matrix.cells import levels_of_cells, paint_cells
from explorer.figures.matrix.figure import HATCH, MatrixFigure
from explorer.figures.matrix.labels import LabelPainter
from explorer.figures.matrix.layout import GAP, Layout
from explorer.figures.matrix.tiled_layout import SIDE, WORDS_FROM, field_of, ticks
from explorer.figures.sheet import Sheet

_NATURAL = (1100, 860)
_PX = 11
"""The size of the numbers, px."""
_TICK = 4.0


class TiledFigure(MatrixFigure, Regional):
    """A matrix of tiles in all of its map, of which the frame shows a part.

    whole: the tokens of the map. queries, keys: what they are called. base: a coarser picture of
    all of it, seen where the matrix does not reach. Raises ValueError for a colour map that does
    not exist.
    """

    def __init__(
        self,
        matrix: Matrix,
        colormap: str,
        queries: Tokens,
        keys: Tokens,
        whole: Region,
        base: Matrix | None = None,
    ) -> None:
        super().__init__(matrix, colormap)
        self.queries, self.keys, self.whole = queries, keys, whole
        self._inside = matrix.query_visible
        rows = list(matrix.rows)
        if self._inside:
            rows[matrix.row] = matrix.query
        self._named = tuple(rows)
        spans = ((side[0].tokens[0], side[-1].tokens[-1] + 1) for side in (rows, matrix.cols))
        self.part = Region(*spans)
        self._base = base
        if base is not None:
            self._base_levels = levels_of_cells(base.values, matrix.levels.ends)

    def layout(self, frame: Frame) -> Layout:
        """Where the tiles lie in a frame."""
        return tiled_layout.lay_out(self.matrix, self.whole, frame)

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        return _NATURAL

    def fits(self, frame: Frame) -> bool:
        """Numbers of tokens are thinned in every frame."""
        return True

    def same_map(self, other: object) -> bool:
        """Whether a figure shows the same tokens, so that it can be shown in the same frame."""
        return (
            isinstance(other, TiledFigure)
            and self.whole == other.whole
            and self.queries == other.queries
            and self.keys == other.keys
        )

    def seen(self, frame: Frame) -> Region:
        """The queries and keys of which something shows in a frame."""
        return tiled_layout.seen(self.whole, frame)

    def opened(self, frame: Frame) -> Frame:
        """The frame that shows the region that is known."""
        return tiled_layout.framed(self.whole, self.part, frame)

    def framed(self, frame: Frame, box: Box) -> Frame:
        """The frame in which what lies in a box of this one, logical px, is as large as can be."""
        field = field_of(self.whole, frame)
        spans = []
        for begin, pitch, at, low, high, (first, end) in (
            (field.top, field.down, frame.y, box[1], box[3], self.whole.rows),
            (field.left, field.across, frame.x, box[0], box[2], self.whole.cols),
        ):
            start = first + int((max(low - begin, 0.0) + at) / pitch)
            stop = first + int((max(high - begin, 0.0) + at) / pitch) + 1
            start = min(start, end - 1)
            spans.append((start, min(max(stop, start + 1), end)))
        return tiled_layout.framed(self.whole, Region(spans[0], spans[1]), frame)

    def largest(self, frame: Frame) -> float:
        """The largest zoom that helps."""
        return tiled_layout.most_zoom(self.whole, frame)

    def _draw(self, sheet: Sheet, frame: Frame) -> None:
        """Everything but what the mouse points at."""
        layout, palette = self.layout(frame), frame.palette
        hatch = mix(palette.canvas, palette.line, HATCH)
        pictures = [(layout, self._levels)]
        if self._base is not None:
            below = tiled_layout.lay_out(self._base, self.whole, frame)
            pictures.insert(0, (below, self._base_levels))
        for place, levels in pictures:
            paint_cells(sheet, levels, self._table, place, palette.canvas, hatch)
        if not self.matrix.tiled:
            self._write_numbers(sheet, layout)
        if self._inside:
            matrix_marks.frame_query(sheet, layout, palette)
        self._around(sheet, layout, frame)

    def _around(self, sheet: Sheet, layout: Layout, frame: Frame) -> None:
        """Words of single tokens where there is room for them, else numbers; the query's word."""
        field = field_of(self.whole, frame)
        labels = self._labels(sheet, layout, frame.palette)
        words = not self.matrix.tiled
        if words and field.across >= WORDS_FROM:
            labels.write_columns()
        else:
            self._numbers(sheet, frame, down=False)
        if words and field.down >= WORDS_FROM:
            labels.write_rows()
        else:
            self._numbers(sheet, frame, down=True)
        if self._inside:
            labels.write_query()

    def _numbers(self, sheet: Sheet, frame: Frame, down: bool) -> None:
        """The numbers of tokens in round steps, with a short line each."""
        field, scale, palette = field_of(self.whole, frame), frame.scale, frame.palette
        shown, layout = self.seen(frame), self.layout(frame)
        span = shown.rows if down else shown.cols
        pitch = field.down if down else field.across
        offset = frame.y if down else frame.x
        start = (field.top if down else field.left) - offset
        first = (self.whole.rows if down else self.whole.cols)[0]
        thin, px = max(1, round(scale)), max(1, round(_PX * scale))
        own = layout.pill_at(layout.query) if down and self._inside else None
        for token in ticks(*span, pitch, down):
            at = start + (token - first + 0.5) * pitch
            pixel = round(at * scale)
            ruler = layout.down if down else layout.across
            if not round((field.top if down else field.left) * scale) <= pixel < ruler.high:
                continue
            if own is not None and abs(pixel - own) < layout.pill + px / 2:
                continue  # the query's word covers it
            near = round((SIDE if down else field.top) * scale)
            tick, text = round(_TICK * scale), f"{token:,}"
            if down:
                sheet.box((near - tick, pixel, near, pixel + thin), palette.faint)
                x = near - round(GAP * scale)
                sheet.text(x, pixel, text, px, palette.faint, anchor="rm")
            elif pixel + width(text, px) / 2 <= sheet.width:
                sheet.box((pixel, near - tick, pixel + thin, near), palette.faint)
                y = near - round(GAP * scale) - px // 2
                sheet.text(pixel, y, text, px, palette.faint)

    def _labels(self, sheet: Sheet, layout: Layout, palette: Palette) -> LabelPainter:
        return LabelPainter(sheet, layout, palette, self._named, self.matrix.cols)

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """The cell or word at a point; nothing where the matrix does not reach."""
        found = super().hit(frame, x, y)
        rows, cols = self.matrix.values.shape
        if found is None or (found.row or 0) >= rows or (found.col or 0) >= cols:
            return None
        return found
