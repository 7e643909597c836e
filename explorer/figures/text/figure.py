"""The sentence itself, shaded by the attention of one word, and that word in the other sentence."""

from __future__ import annotations

import re

import numpy as np

from explorer.core.colormaps import table
from explorer.core.map.matrix import Matrix
from explorer.core.numbers import written
from explorer.core.placement import Box
from explorer.core.sites.attention import Kind
from explorer.figures.frame import Colour, Frame, Target
from explorer.figures.inks import mix, on
from explorer.figures.matrix.cells import MASKED, levels_of_cells
from explorer.figures.sheet import TIE, Sheet
from explorer.figures.sheet_figure import SheetFigure
from explorer.figures.text.layout import (
    NUMBER,
    Piece,
    TextLayout,
    lay_out,
    natural_size,
    number_below,
    passage_of,
)


class TextFigure(SheetFigure):
    """The words of the keys on the colours of their weights, with the number below.

    The word that asks stands on the accent, or, where a text looks at itself, is ringed. Words that
    may not be looked at have no ground. texts: what keys and queries are words of, with its spaces.
    Raises ValueError for a colour map that does not exist.
    """

    def __init__(self, matrix: Matrix, texts: tuple[str, str], colormap: str) -> None:
        self._matrix = matrix
        self._own = matrix.kind in (Kind.MASKED, Kind.SELF)
        self._table = table(colormap)
        self._levels = levels_of_cells(matrix.values[matrix.row], matrix.levels.ends)  # (cols,)
        row, high = matrix.values[matrix.row], matrix.levels.high
        longest = written(1.0, high)
        if high < 0.01:  # where they are of different lengths
            numbers = (written(value, high) for value in row[np.isfinite(row)].tolist())
            longest = max(numbers, key=len, default="")
        # all digits are as wide, so that heads share a layout
        number = re.sub(r"\d", "0", longest)
        self._source = passage_of(matrix.cols, texts[0], True, number)
        self._target = None if self._own else passage_of(matrix.rows, texts[1], False)

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        return natural_size(self._source, self._target)

    def size(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the sheet in px at zoom 1."""
        layout = self._layout(frame)
        return layout.width, layout.height

    def chosen(self, frame: Frame) -> Box:
        """The word that asks."""
        layout = self._layout(frame)
        return (layout.shaded if self._own else layout.plain)[self._matrix.row].box

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """The word under a point: a query is a whole row, a key that cannot ask a whole column."""
        layout, inside = self._layout(frame), self.place(frame).inside(x, y)
        key, query = _at(layout.shaded, *inside), _at(layout.plain, *inside)
        if key is not None:
            return Target(key, None) if self._own else Target(None, key)
        return None if query is None else Target(query, None)

    def paint(self, sheet: Sheet) -> None:
        """Draw the words on their grounds, and their numbers."""
        frame = sheet.frame
        layout, sheet = self._layout(frame), sheet.on(self.place(frame))
        row, col = (frame.hover.row, frame.hover.col) if frame.hover else (None, None)
        if self._own and col is None:
            row, col = None, row
        known = np.flatnonzero(self._levels != MASKED)
        best = max(
            known.tolist(), key=self._matrix.values[self._matrix.row].__getitem__, default=-1
        )
        pad = np.array([-3.0, -3.0, 3.0, 24.0])  # the ring around, and the number below
        shaded = [layout.shaded[at] for at in sheet.within(layout.boxes + pad)]
        for piece in shaded:
            self._shaded(sheet, piece, number_below(layout.px), bold=piece.at == best)
        for piece in shaded:
            if self._own and piece.at == self._matrix.row:
                _ringed(sheet, piece, sheet.palette.accent)
            elif piece.at == col:
                _ringed(sheet, piece, sheet.palette.soft)
        for piece in layout.plain:
            self._plain(sheet, piece, lit=piece.at == row)
        if layout.plain:
            sheet.text(*layout.arrow, "↓" if layout.down else "→", 18, sheet.palette.faint)

    def _layout(self, frame: Frame) -> TextLayout:
        return lay_out(self._source, self._target, (frame.width, frame.height))

    def _shaded(self, sheet: Sheet, piece: Piece, below: float, bold: bool) -> None:
        left, _, right, bottom = piece.box
        level = int(self._levels[piece.at])
        ink = sheet.palette.faint
        if level != MASKED:
            red, green, blue = self._table[level].tolist()
            fill: Colour = (red, green, blue)
            ink = mix(fill, on(fill), 0.72) if piece.label.special else on(fill)
            sheet.box(piece.box, fill, radius=4, edge=sheet.palette.line)
            value = float(self._matrix.values[self._matrix.row, piece.at])
            number = written(value, self._matrix.levels.high)
            tone = sheet.palette.ink if bold else sheet.palette.faint
            middle = (left + right) / 2
            sheet.text(middle, bottom + below, number, NUMBER, tone, 600 if bold else 400)
        _write(sheet, piece, ink, 400)

    def _plain(self, sheet: Sheet, piece: Piece, lit: bool) -> None:
        if not sheet.sees(piece.box):
            return
        palette = sheet.palette
        if piece.at == self._matrix.row:
            sheet.box(piece.box, palette.fill, radius=6)
            _write(sheet, piece, palette.on_accent, 500)
            return
        if lit:
            sheet.box(piece.box, palette.raised, radius=6)
            sheet.box(piece.box, palette.line, radius=6, ring=1)
        _write(sheet, piece, palette.faint if piece.label.special else palette.ink, 400)


def _at(pieces: tuple[Piece, ...], x: float, y: float) -> int | None:
    """The word under a point."""
    for piece in pieces:
        left, top, right, bottom = piece.box
        # a middle of a pixel on the very edge is the box's that begins there, rounded as it may be
        if left - TIE <= x < right - TIE and top - TIE <= y < bottom - TIE:
            return piece.at
    return None


def _write(sheet: Sheet, piece: Piece, ink: Colour, weight: int) -> None:
    left, top, right, bottom = piece.box
    text = sheet.fitted(piece.label.text, piece.px, right - left, weight)
    sheet.text((left + right) / 2, (top + bottom) / 2, text, piece.px, ink, weight)


def _ringed(sheet: Sheet, piece: Piece, ink: Colour) -> None:
    """A ring just outside a ground, with the canvas between them: it reads on any colour."""
    left, top, right, bottom = piece.box
    sheet.box((left - 1, top - 1, right + 1, bottom + 1), sheet.palette.canvas, radius=5, ring=1)
    sheet.box((left - 3, top - 3, right + 3, bottom + 3), ink, radius=7, ring=2)
