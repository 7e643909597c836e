"""The map of an architecture: input, blocks and outcome from left to right, one site lit."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from explorer.core.numbers import percent
from explorer.core.placement import Box
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens
from explorer.explanation.architecture import Architecture
from explorer.explanation.outline import marked
from explorer.export.render import Pixels
from explorer.figures.architecture.layout import (
    BUS,
    EDGE,
    NUMBERS,
    Item,
    Layout,
    Placed,
    grid_of,
    lay_out,
)
from explorer.figures.architecture.site_box import paint_site
from explorer.figures.figure import Following
from explorer.figures.frame import Frame, Target
from explorer.figures.sheet import Place, Sheet
from explorer.figures.sheet_figure import SheetFigure

_NATURAL = 420
_ROW = 19.0
"""A word of the input, px."""
_READABLE = 15.0
"""A patch from which on its number stands in it, px of the screen."""
_DIM = 0.62
"""Brightness of a photo under the numbers of its patches."""
_MOST_PIXELS = 512
_PINNED = 0.45
"""Share of the frame that a photo may take which stays in sight."""


class ArchitectureFigure(SheetFigure, Following):
    """Blocks as boxes, encoder and decoder side by side, where Q, K and V come from.

    A site is asked as a `Target` of its number in `row`, a patch as that of its token in `col`.

    The site that is shown is brought into sight.
    """

    def __init__(self, shown: Architecture, query: int = 0, foot: bool = True) -> None:
        """Draw the map of an architecture.

        Parameters
        ----------
        query : the number of the token that asks.
        foot : whether what it shows is written below it.
        """
        self._shown, self._query, self._foot = shown, query, foot
        trace = shown.trace
        self._photo: Pixels | None = None
        if trace.placements:
            pixels = trace.photo.pixels
            by = max(1, max(pixels.shape[:2]) // _MOST_PIXELS)
            self._photo = np.ascontiguousarray(pixels[::by, ::by])
            if grid_of(trace, shown.lit) is not None:
                self._photo = (self._photo * _DIM).astype(np.uint8)

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        layout = lay_out(self._shown, _NATURAL, self._foot)
        return round(layout.width), round(layout.height)

    def size(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the sheet in px at zoom 1."""
        layout = self._layout(frame)
        return layout.width, layout.height

    def chosen(self, frame: Frame) -> Box:
        """The block with the site that is shown."""
        layout = self._layout(frame)
        for placed in layout.lanes:
            for item in placed.items:
                if any(self._shown.lit in one.sites for one in item.blocks):
                    hidden = layout.lanes[0].items[0].box[2] if self._pinned(frame, layout) else 0.0
                    left = item.box[0] - EDGE - hidden
                    return left, 0.0, item.box[2] + EDGE, layout.height
        return 0.0, 0.0, layout.width, layout.height

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """The site of a box, or the patch of the photo."""
        inside, layout = self.place(frame).inside(x, y), self._layout(frame)
        first = layout.lanes[0].items[0]
        if self._pinned(frame, layout):
            pinned = self._input_place(frame).inside(x, y)
            if pinned[0] < first.box[2] + EDGE:
                return self._patch_at(first, *pinned)
        for placed in layout.lanes:
            for item in placed.items:
                for site, box in item.chips:
                    if _holds(box, inside):
                        return Target(site, None)
                if not _holds(item.box, inside):
                    continue
                if item.count:
                    return Target(item.blocks[0].sites[0], None)
                if item.kind == "input":
                    return self._patch_at(item, *inside)
        return None

    def paint(self, sheet: Sheet) -> None:
        """Draw lanes, boxes and arrows."""
        on, layout = sheet.on(self.place(sheet.frame)), self._layout(sheet.frame)
        for placed in layout.lanes:
            self._paint_lane(on, placed, layout)
        self._paint_bus(on, layout)
        if self._pinned(sheet.frame, layout):
            self._paint_pinned(sheet.on(self._input_place(sheet.frame)), layout)
        if self._foot:
            foot = on.fitted(self._shown.says, 12, layout.width - 2 * EDGE)
            on.text(EDGE, layout.height - 14, foot, 12, on.palette.soft, anchor="lm")

    def _pinned(self, frame: Frame, layout: Layout) -> bool:
        """Whether the photo stays in sight while the blocks are scrolled under it."""
        taken = layout.lanes[0].items[0].box[2] * frame.zoom
        return self._photo is not None and taken <= _PINNED * frame.width

    def _input_place(self, frame: Frame) -> Place:
        place = self.place(frame)
        return Place(max(place.left, 0.0), place.top, place.zoom)

    def _paint_pinned(self, sheet: Sheet, layout: Layout) -> None:
        """The photo over whatever was scrolled under it."""
        item, high = layout.lanes[0].items[0], layout.height
        sheet.box((0.0, 0.0, item.box[2] + 8, high), sheet.palette.canvas)
        self._paint_photo(sheet, item)
        self._paint_title(sheet, layout.lanes[0])

    # -- lanes ---------------------------------------------------------------------------------

    def _layout(self, frame: Frame) -> Layout:
        return lay_out(self._shown, frame.height, self._foot)

    def _paint_lane(self, sheet: Sheet, placed: Placed, layout: Layout) -> None:
        palette, items = sheet.palette, placed.items
        self._paint_title(sheet, placed)
        middle = layout.middle
        for one, other in pairwise(items):
            sheet.arrow(one.box[2] + 3, middle, other.box[0] - 3, middle, palette.faint)
        for item in items:
            match item.kind:
                case "input":
                    self._paint_input(sheet, item, placed.lane.part)
                case "plain":
                    self._paint_plain(sheet, item)
                case "outcome":
                    self._paint_outcome(sheet, item)
                case "many":
                    self._paint_many(sheet, item)
                case _:
                    self._paint_block(sheet, item)

    def _paint_title(self, sheet: Sheet, placed: Placed) -> None:
        """Which lane it is, and of how many blocks."""
        blocks, items = placed.lane.blocks, placed.items
        kinds = list(dict.fromkeys(one.kind for one in blocks))
        what = kinds[0] if len(blocks) == 1 else f"{len(blocks)} × {kinds[0]}" if blocks else ""
        what = f"{len(blocks)} blocks" if len(kinds) > 1 else what
        title = " · ".join(filter(None, (placed.lane.part, what if blocks else "")))
        left, right = items[0].box[0], items[-1].box[2]
        fitted = sheet.fitted(title, 12, right - left, 600)
        sheet.text(left, 16, fitted, 12, sheet.palette.ink, 600, "lm")

    def _paint_block(self, sheet: Sheet, item: Item) -> None:
        palette, block = sheet.palette, item.blocks[0]
        left, top, right, _ = item.box
        lit = self._shown.lit in block.sites
        sheet.box(item.box, palette.raised, 8, edge=palette.accent if lit else palette.line)
        name = sheet.fitted(f"{block.name}  {block.kind}" if lit else block.name, 13,
                            right - left - 40, 600)  # fmt: skip
        sheet.text(left + 10, top + 16, name, 13, palette.ink, 600, "lm")
        beside = ", ".join(block.beside)
        if beside:
            said = sheet.fitted(f"+ {beside}", 11, right - left - (60 if lit else 20))
            sheet.text(left + 10, top + 34, said, 11, palette.faint, anchor="lm")
        hover = sheet.frame.hover
        for site, box in item.chips:
            pointed = hover is not None and hover.row == site
            paint_site(sheet, self._shown.trace.sites[site], box, site == self._shown.lit, pointed)

    def _paint_many(self, sheet: Sheet, item: Item) -> None:
        palette, (left, top, right, bottom) = sheet.palette, item.box
        for step in (10.0, 5.0, 0.0):
            box = left + step, top + step, right - 10 + step, bottom - 10 + step
            sheet.box(box, palette.raised, 8, edge=palette.line)
        middle = (left + right - 10) / 2
        sheet.text(middle, (top + bottom) / 2 - 8, f"{len(item.blocks)} ×", 13, palette.ink, 600)
        ends = f"{item.blocks[0].name}–{item.blocks[-1].name}"
        said = sheet.fitted(ends, 11, right - left - 14)
        sheet.text(middle, (top + bottom) / 2 + 10, said, 11, palette.faint)

    def _paint_plain(self, sheet: Sheet, item: Item) -> None:
        palette, (left, top, right, _) = sheet.palette, item.box
        for at, name in enumerate(item.words):
            box = left, top + 30 * at + 2, right, top + 30 * at + 28
            sheet.box(box, palette.canvas, 6, edge=palette.line)
            said = sheet.fitted(name, 11, right - left - 12)
            sheet.text((left + right) / 2, top + 30 * at + 15, said, 11, palette.soft)

    def _paint_outcome(self, sheet: Sheet, item: Item) -> None:
        palette, (left, top, right, bottom) = sheet.palette, item.box
        trace, middle = self._shown.trace, (item.box[0] + item.box[2]) / 2
        first, second = trace.gives or "its output", ""
        after = trace.next_of(self._shown.lit, self._query)
        if trace.prediction is not None:
            first = trace.prediction.labels[0]
            second = percent(trace.prediction.probabilities[0])
        elif after is not None:
            first, second = after.piece, f"next word, {percent(after.probability)}"
        elif trace.classes:
            first, second = trace.classes[0].piece, percent(trace.classes[0].probability)
        sheet.box((left, top, right, bottom), palette.canvas, 8, edge=palette.line)
        y = (top + bottom) / 2
        said = sheet.fitted(first, 13, right - left - 12, 600)
        sheet.text(middle, y - 9 if second else y, said, 13, palette.ink, 600)
        sheet.text(middle, y + 10, second, 11, palette.soft)

    def _paint_bus(self, sheet: Sheet, layout: Layout) -> None:
        """What the encoder hands over, to each place of the decoder that looks at it."""
        if len(layout.lanes) < 2:
            return
        palette, sites = sheet.palette, self._shown.trace.sites
        encoder, decoder = layout.lanes
        start = encoder.right
        ends = [
            (box[2] - 12, box[1], at)
            for item in decoder.items
            for at, box in item.chips
            if sites[at].kind in (Kind.CROSS, Kind.SOFT)
        ]
        if not ends:
            return
        lit = sites[self._shown.lit].kind in (Kind.CROSS, Kind.SOFT)
        ink = palette.accent if lit else palette.faint
        x, middle = start + 14, layout.middle
        corner = np.array(
            [[[start + 3, middle], [x, middle]], [[x, middle], [x, BUS]],
             [[x, BUS], [max(end for end, _, _ in ends), BUS]]]
        )  # fmt: skip
        sheet.segments(corner, 1.4, ink)
        for end, upper, at in ends:
            now = palette.accent if at == self._shown.lit else palette.faint
            sheet.arrow(end, BUS, end, upper - 1, now)
        said = "K, V: what the encoder has made"
        sheet.text(x + 8, BUS - 9, said, 11, ink, 600 if lit else 400, "lm")

    # -- input ---------------------------------------------------------------------------------

    def _paint_input(self, sheet: Sheet, item: Item, part: str) -> None:
        if self._photo is not None:
            self._paint_photo(sheet, item)
            return
        palette, (left, top, right, bottom) = sheet.palette, item.box
        words, asked = self._words(part)
        room = int((bottom - top) // _ROW) - 1
        first = min(max(asked - room // 2, 0), max(len(words) - room, 0))
        rows = words[first : first + room]
        y = (top + bottom) / 2 - _ROW * len(rows) / 2
        for at, word in enumerate(rows):
            middle, own = y + _ROW * (at + 0.5), first + at == asked
            if own:
                box = left, middle - _ROW / 2 + 1, right, middle + _ROW / 2 - 1
                sheet.box(box, palette.fill, 5)
            ink = palette.on_accent if own else palette.soft
            said = sheet.fitted(word, 12, right - left - 12, 600 if own else 400)
            sheet.text(right - 8, middle, said, 12, ink, 600 if own else 400, "rm")
        if len(rows) < len(words):
            told = f"{len(rows)} of {len(words)}"
            sheet.text(right, bottom - 2, told, 11, palette.faint, anchor="rd")

    def _words(self, part: str) -> tuple[tuple[str, ...], int]:
        """The words that a lane is given, and which of them asks; -1 for none."""
        trace, site = self._shown.trace, self._shown.trace.sites[self._shown.lit]
        if part == "encoder":
            return trace.sentence.tokens.pieces, self._query if site.part == "encoder" else -1
        read = (*(one.key_axis for one in trace.sites if one.part == part), site.query_axis)
        axis = next((one for one in read if isinstance(one, Tokens)), None)
        if axis is None:
            return (), -1
        asked = -1 if trace.paired and site.part == "encoder" else self._query
        return (axis.pieces[: asked + 1] if part and asked >= 0 else axis.pieces), asked

    def _photo_box(self, item: Item) -> Box:
        assert self._photo is not None  # the caller has looked
        left, top, right, bottom = item.box
        if grid_of(self._shown.trace, self._shown.lit) is not None:
            left += NUMBERS
        high, wide = self._photo.shape[:2]
        scale = min((right - left) / wide, (bottom - top) / high)
        y = (top + bottom - high * scale) / 2
        return left, y, left + wide * scale, y + high * scale

    def _cells(self, item: Item) -> tuple[float, float, float, float, int, int] | None:
        """Left, top and size of the patches on the sheet, and how many rows and columns."""
        trace, grid = self._shown.trace, grid_of(self._shown.trace, self._shown.lit)
        if grid is None or self._photo is None:
            return None
        left, top, right, bottom = self._photo_box(item)
        place = trace.placement
        x, y = (right - left) / place.width, (bottom - top) / place.height
        wide, high = (place.x1 - place.x0) * x / grid.cols, (place.y1 - place.y0) * y / grid.rows
        return left + place.x0 * x, top + place.y0 * y, wide, high, grid.rows, grid.cols

    def _patch_at(self, item: Item, x: float, y: float) -> Target | None:
        cells, grid = self._cells(item), grid_of(self._shown.trace, self._shown.lit)
        if (
            cells is None
            or grid is None
            or self._shown.trace.sites[self._shown.lit].query_axis != grid
        ):
            return None
        left, top, wide, high, rows, cols = cells
        row, col = int((y - top) // high), int((x - left) // wide)
        return Target(None, grid.index(row, col)) if 0 <= row < rows and 0 <= col < cols else None

    def _paint_photo(self, sheet: Sheet, item: Item) -> None:
        palette, cells = sheet.palette, self._cells(item)
        assert self._photo is not None  # the caller has looked
        sheet.image(self._photo_box(item), self._photo, smooth=True)
        if cells is None:
            return
        left, top, wide, high, rows, cols = cells
        right, bottom = left + wide * cols, top + high * rows
        lines = [[[left + wide * at, top], [left + wide * at, bottom]] for at in range(cols + 1)]
        lines += [[[left, top + high * at], [right, top + high * at]] for at in range(rows + 1)]
        sheet.segments(np.array(lines), 0.6, (255, 255, 255))
        size = min(wide, high)
        px = max(5, round(size * 0.4))
        if size * sheet.frame.zoom * sheet.frame.scale >= _READABLE and rows * cols <= 2000:
            for row in range(rows):
                for col in range(cols):
                    at = left + wide * (col + 0.5), top + high * (row + 0.5)
                    sheet.text(*at, str(row * cols + col), px, (255, 255, 255))
        every = max(1, round(13 / high + 0.49))
        inside = left > self._photo_box(item)[0] + NUMBERS  # the numbers lie on the photo itself
        ink = (255, 255, 255) if inside else palette.soft
        for row in range(0, rows, every):
            y = top + high * (row + 0.5)
            sheet.text(left - 5, y, str(row * cols), 10, ink, anchor="rm")
        asked = self._asked()
        if asked is not None:
            box = (left + wide * asked[1] - 1, top + high * asked[0] - 1,
                   left + wide * (asked[1] + 1) + 1, top + high * (asked[0] + 1) + 1)  # fmt: skip
            sheet.box(box, palette.accent, 2, ring=2)

    def _asked(self) -> tuple[int, int] | None:
        grid = grid_of(self._shown.trace, self._shown.lit)
        if grid is None or self._shown.trace.sites[self._shown.lit].query_axis != grid:
            return None
        return grid.cell(self._query) if self._query < grid.size else None


def told(shown: Architecture, target: Target | None) -> str:
    """What lies under the mouse, in words; "" for nothing."""
    if target is None:
        return ""
    if target.row is not None:
        site = shown.trace.sites[target.row]
        return f"{site.name}: {marked(shown.trace, target.row)[2:]}"
    axis = shown.trace.sites[shown.lit].query_axis
    return axis.label(target.col) if target.col is not None else ""


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] < box[2] and box[1] <= point[1] < box[3]
