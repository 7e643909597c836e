"""Two rows of words joined by lines whose width and strength is the attention."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.core.colormaps import table
from explorer.core.map.matrix import Matrix
from explorer.core.numbers import tick, written
from explorer.core.placement import Box
from explorer.core.sites.attention import Kind
from explorer.export.render import Pixels
from explorer.figures.figure import Inked, Sliding
from explorer.figures.frame import Colour, Frame, Palette, Target
from explorer.figures.inks import attention_ink, head_inks, mix
from explorer.figures.lines.layout import NOTE, LinesLayout, Words, lay_out, natural_size
from explorer.figures.matrix.layout import size_of
from explorer.figures.sheet import TIE, Points, Sheet
from explorer.figures.sheet_figure import SheetFigure

LEAST = 0.02
"""Share of the scale below which a line is left out."""
MOST_LINES = 400
"""So many are drawn, those of the word that asks before others; more would be a surface."""
MOST_HEADS = 8
"""So many colours can be told apart."""
_WIDTH = (0.8, 6.0)
"""Of a line for nothing and for all of the scale, px."""
_HEAD_WIDTH = (0.8, 4.0)
_STRONG, _FADED = (0.6, 1.0), (0.08, 0.28)
"""How much of its colour a line has at both ends of the scale: of the word asked for, of others."""
_SIDE = 3.0
"""What the lines of two heads between the same words lie apart, px."""

Ints = NDArray[np.intp]


class LinesFigure(SheetFigure, Sliding, Inked):
    """The lines of a matrix; with `heads` each of two to eight heads has a colour of its own.

    The lines of the asking row are drawn in full strength, or those of the word that is pointed at;
    all others are faded. Where a query may not look there is no line. Which side looks is written
    above and stays there while the words are scrolled. Raises ValueError for a colour map that does
    not exist.
    """

    still = NOTE

    def __init__(self, matrix: Matrix, colormap: str, heads: bool = False) -> None:
        table(colormap)
        self._matrix = matrix
        self._colormap = colormap
        self._heads = heads and 2 <= len(matrix.stack) <= MOST_HEADS
        names = matrix.units if self._heads else ()
        self._lay_out = lru_cache(maxsize=8)(
            lambda width, height: lay_out(matrix.cols, matrix.rows, names, (width, height))
        )

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        return natural_size(self._matrix.cols, self._matrix.rows)

    def size(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the sheet in px at zoom 1."""
        layout = self._layout(frame)
        return layout.width, layout.height

    def chosen(self, frame: Frame) -> Box:
        """The word that asks, and above it the room of the note, which would lie over it."""
        left, top, right, bottom = self._layout(frame).queries.boxes[self._matrix.row].tolist()
        return left, top - NOTE, right, bottom

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """The word under a point: a query is a whole row, a key a whole column."""
        if y < NOTE:
            return None  # the note lies over what is scrolled there
        layout, inside = self._layout(frame), self.place(frame).inside(x + TIE, y + TIE)
        row, col = layout.queries.at(*inside), layout.keys.at(*inside)
        return None if row is None and col is None else Target(row, col)

    def paint(self, sheet: Sheet) -> None:
        """Draw lines, words, numbers and legend."""
        frame, whole = sheet.frame, sheet
        layout, sheet = self._layout(frame), sheet.on(self.place(frame))
        hover = frame.hover if frame.hover and self._has(frame.hover) else None
        active = hover or Target(self._matrix.row, None)
        many = self._lines(sheet, layout, active)
        self._words(sheet, layout.keys, active.col, None)
        lit = hover.row if hover else None
        self._words(sheet, layout.queries, lit, self._matrix.row)
        self._numbers(sheet, layout, active)
        for (x, y), name, ink in zip(
            layout.legend, self._matrix.units, self._inks(sheet), strict=False
        ):
            sheet.box((x, y - 2, x + 18, y + 2), ink, radius=2)
            sheet.text(x + 26, y, name, 12, sheet.palette.soft, anchor="lm")
        if frame.y > 0:  # what is scrolled lies below the note
            whole.box((0, 0, frame.width, NOTE), whole.palette.canvas)
        note = whole.fitted(self._note(layout, many), 11, frame.width)
        whole.text(frame.width / 2, NOTE / 2, note, 11, whole.palette.faint)

    def _has(self, target: Target) -> bool:
        """Whether there is such a word: the mouse may still point at the last matrix."""
        rows, cols = self._matrix.values.shape
        return bool((target.row or 0) < rows and (target.col or 0) < cols)

    def _layout(self, frame: Frame) -> LinesLayout:
        return self._lay_out(frame.width, frame.height)

    def _inks(self, sheet: Sheet) -> tuple[Colour, ...]:
        if self._heads:
            return head_inks(len(self._matrix.stack), sheet.palette)
        return (attention_ink(self._colormap, sheet.palette),)

    def ramp(self, palette: Palette) -> Pixels:
        """(256, 3) colours of the lines of the asking row; grey where heads have their own."""
        ink = palette.soft if self._heads else attention_ink(self._colormap, palette)
        shares = np.linspace(0, 1, 256)
        opaque = np.where(shares < LEAST, 0.0, _STRONG[0] + (_STRONG[1] - _STRONG[0]) * shares)
        colours = [mix(palette.canvas, ink, share) for share in opaque.tolist()]
        return np.array(colours, np.uint8)

    def _note(self, layout: LinesLayout, many: bool) -> str:
        high = self._matrix.levels.high
        one, other = ("above", "below") if layout.flat else ("left", "right")
        crossing = self._matrix.kind in (Kind.CROSS, Kind.SOFT)
        key, query = ("source", "target") if crossing else ("looked at", "looking")
        least = f"{key} {one}, {query} {other} · lines from {tick(LEAST * high)}"
        return f"{least}, the {MOST_LINES} strongest in sight" if many else least

    def _lines(self, sheet: Sheet, layout: LinesLayout, active: Target) -> bool:
        """Weak ones first, so that what matters lies on top; whether some were left out."""
        matrix = self._matrix
        maps = matrix.stack if self._heads else matrix.values[None]  # (maps, rows, cols)
        share = matrix.levels.shares(np.where(np.isfinite(matrix.values), maps, 0))
        unit, row, col = np.nonzero(share >= LEAST)
        strength = np.minimum(share[unit, row, col], 1)
        strong = np.ones(len(row), bool)
        if active.row is not None:
            strong &= row == active.row
        if active.col is not None:
            strong &= col == active.col
        near = sheet.within(_around(layout.keys.ends[col], layout.queries.ends[row]))
        seen = np.array(near, np.intp)[np.lexsort((strength[near], strong[near]))][-MOST_LINES:]
        unit, row, col = unit[seen], row[seen], col[seen]
        strength, strong = strength[seen], strong[seen]
        low, high = _HEAD_WIDTH if self._heads else _WIDTH
        inks, canvas = self._inks(sheet), sheet.palette.canvas
        opacity = np.where(
            strong,
            _STRONG[0] + (_STRONG[1] - _STRONG[0]) * strength,
            _FADED[0] + (_FADED[1] - _FADED[0]) * strength,
        )
        sheet.ribbons(
            self._curves(layout, unit, row, col, len(maps)),
            low + (high - low) * strength,
            [
                mix(canvas, inks[of], opaque)
                for of, opaque in zip(unit, opacity.tolist(), strict=True)
            ],
        )
        return len(near) > MOST_LINES

    def _curves(
        self, layout: LinesLayout, unit: Ints, row: Ints, col: Ints, maps: int
    ) -> NDArray[np.float64]:
        """(lines, 4, 2): straight at both ends, those of several heads side by side."""
        start, end = layout.keys.ends[col], layout.queries.ends[row]  # (lines, 2)
        beside = ((unit - (maps - 1) / 2) * _SIDE)[:, None]
        along, bent = np.array([0.0, 1 / 3, 2 / 3, 1.0]), np.array([0.0, 0.0, 1.0, 1.0])
        way = np.stack([bent, along] if layout.flat else [along, bent], axis=1)  # (4, 2)
        aside = np.array([1.0, 0.0] if layout.flat else [0.0, 1.0])
        curves: NDArray[np.float64] = start[:, None] + (end - start)[:, None] * way[None]
        curves += (beside * aside)[:, None]
        return curves

    def _words(self, sheet: Sheet, words: Words, lit: int | None, chosen: int | None) -> None:
        palette = sheet.palette
        for at in sheet.within(words.boxes):
            label, box = words.labels[at], words.boxes[at].tolist()
            ink = palette.faint if label.special else palette.soft
            weight = 400
            if at == chosen:
                sheet.box(box, palette.fill, radius=6)
                ink, weight = palette.on_accent, 600
            elif at == lit:
                sheet.box(box, palette.raised, radius=6)
                sheet.box(box, palette.faint, radius=6, ring=1)
                ink, weight = palette.ink, 500
            left, top, right, bottom = box
            x = {"m": (left + right) / 2, "l": left + 9, "r": right - 9}[words.anchor[0]]
            size = size_of(label, words.step)
            text = sheet.fitted(label.text, size, right - left - 12, weight)
            sheet.text(x, (top + bottom) / 2, text, size, ink, weight, words.anchor)

    def _numbers(self, sheet: Sheet, layout: LinesLayout, active: Target) -> None:
        """The values of the word that is asked for, beside the words on the other side."""
        values = self._matrix.values
        if active.row is not None:
            words, shown = layout.keys, values[active.row]
        else:
            words, shown = layout.queries, values[:, active.col]
        known = np.flatnonzero(shown >= LEAST * self._matrix.levels.high).tolist()  # NaN is not
        best = max(known, key=shown.__getitem__, default=None)
        if active.row is not None and active.col is not None:
            known = [at for at in known if at == active.col]
        for at in known:
            ink, weight = (sheet.palette.ink, 600) if at == best else (sheet.palette.faint, 400)
            x, y = words.numbers[at].tolist()
            sheet.text(
                x,
                y,
                written(float(shown[at]), self._matrix.levels.high),
                11,
                ink,
                weight,
                words.anchor,
            )


def _around(start: Points, end: Points) -> Points:
    """The boxes (lines, 4) that lines from (lines, 2) to (lines, 2) do not leave."""
    beside = _SIDE * MOST_HEADS / 2 + _WIDTH[1]
    return np.concatenate(
        [np.minimum(start, end) - beside, np.maximum(start, end) + beside], axis=1
    )
