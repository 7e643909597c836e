"""Formulas typeset on a sheet: fractions, roots, sums, sub- and superscripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from explorer.explanation.expression import (
    Call,
    Expression,
    Fraction,
    Root,
    Row,
    Sum,
    Symbol,
    Text,
)
from explorer.figures.fonts import width
from explorer.figures.frame import Colour
from explorer.figures.sheet import Sheet

ASCENT, DESCENT = 0.76, 0.24
"""Of a line of letters, in em."""
_INDEX = 0.68
"""Size of an index, in that of what it stands at."""
_LOWERED, _RAISED = 0.24, 0.42
"""How far indices stand from the line, in em."""
_AXIS = 0.28
"""Height of the line of a fraction above that of the letters, in em."""
_PAD = 0.12
"""Between a line and what stands above or below it, in em."""
_SPACED = frozenset("=·+−×÷⊙*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text at a place: x from the left, y of its baseline, down from that of the formula."""

    x: float
    y: float
    text: str
    px: int
    quantity: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A formula that was laid out, px; lines are (x0, y0, x1, y1), y as of pieces."""

    width: float
    ascent: float
    descent: float
    pieces: tuple[Piece, ...] = ()
    lines: tuple[tuple[float, float, float, float], ...] = ()

    def moved(self, x: float, y: float) -> Laid:
        """The same, elsewhere."""
        return replace(
            self,
            ascent=self.ascent - y,
            descent=self.descent + y,
            pieces=tuple(replace(one, x=one.x + x, y=one.y + y) for one in self.pieces),
            lines=tuple((a + x, b + y, c + x, d + y) for a, b, c, d in self.lines),
        )


@lru_cache(maxsize=256)
def lay_out(expression: Expression, px: int) -> Laid:
    """Lay a formula out at a size of its letters, px."""
    match expression:
        case Symbol(letter, below, above, quantity):
            return _symbol(letter, below, above, quantity, px)
        case Text(text):
            space = 0.22 * px if text in _SPACED else 0.0
            return _beside([_letters(text, px).moved(space, 0)], 2 * space)
        case Row(parts):
            return _beside([lay_out(part, px) for part in parts])
        case Fraction(top, bottom):
            return _fraction(lay_out(top, px), lay_out(bottom, px), px)
        case Root(inside):
            return _root(lay_out(inside, px), px)
        case Call(name, inside, over):
            return _call(name, lay_out(inside, px), over, px)
        case Sum(over, term):
            return _sum(over, lay_out(term, px), px)


def draw(
    sheet: Sheet, x: float, y: float, laid: Laid, ink: Colour, lit: Colour, which: str
) -> None:
    """Draw a formula with its baseline at y.

    Parameters
    ----------
    lit, which : the colour of the symbols that stand for the array of this id.
    """
    for one in laid.pieces:
        chosen = bool(which) and one.quantity == which
        sheet.text(x + one.x, y + one.y, one.text, one.px, lit if chosen else ink,
                   600 if chosen else 400, "ls")  # fmt: skip
    if laid.lines:
        lines = np.array(laid.lines).reshape(-1, 2, 2) + np.array([x, y])
        sheet.segments(lines, 1.2, ink)


def _letters(text: str, px: int, quantity: str = "") -> Laid:
    piece = Piece(0.0, 0.0, text, px, quantity)
    return Laid(width(text, px), ASCENT * px, DESCENT * px, (piece,))


def _beside(parts: Sequence[Laid], more: float = 0.0) -> Laid:
    """Parts one after the other on one line."""
    x, placed = 0.0, []
    for part in parts:
        placed.append(part.moved(x, 0))
        x += part.width
    return _joined(x + more, placed)


def _joined(wide: float, parts: Sequence[Laid]) -> Laid:
    return Laid(
        wide,
        max((part.ascent for part in parts), default=0.0),
        max((part.descent for part in parts), default=0.0),
        tuple(piece for part in parts for piece in part.pieces),
        tuple(line for part in parts for line in part.lines),
    )


def _small(px: int) -> int:
    return max(9, round(px * _INDEX))


def _symbol(letter: str, below: str, above: str, quantity: str, px: int) -> Laid:
    base = _letters(letter, px, quantity)
    parts, wide = [base], base.width
    for text, shift in ((below, _LOWERED * px), (above, -_RAISED * px)):
        if text:
            index = _letters(text, _small(px), quantity).moved(base.width, shift)
            parts.append(index)
            wide = max(wide, base.width + index.width)
    return _joined(wide, parts)


def _fraction(top: Laid, bottom: Laid, px: int) -> Laid:
    axis, pad = _AXIS * px, _PAD * px
    wide = max(top.width, bottom.width) + 0.3 * px
    above = top.moved((wide - top.width) / 2, -axis - pad - top.descent)
    under = bottom.moved((wide - bottom.width) / 2, -axis + pad + bottom.ascent)
    line = Laid(wide, axis, -axis, (), ((0.0, -axis, wide, -axis),))
    # what stands beside it keeps off the line
    return _joined(wide + 0.2 * px, [one.moved(0.1 * px, 0) for one in (above, under, line)])


def _root(inside: Laid, px: int) -> Laid:
    hook, top = 0.5 * px, inside.ascent + _PAD * px
    lines = (
        (0.0, -0.3 * px, 0.12 * px, -0.36 * px),
        (0.12 * px, -0.36 * px, 0.26 * px, inside.descent),
        (0.26 * px, inside.descent, hook, -top),
        (hook, -top, hook + inside.width + 0.1 * px, -top),
    )
    wide = hook + inside.width + 0.15 * px
    return _joined(wide, [Laid(wide, top, inside.descent, (), lines), inside.moved(hook, 0)])


def _call(name: str, inside: Laid, over: str, px: int) -> Laid:
    head = _letters(name, px)
    parts = [head]
    if over:
        parts.append(_letters(over, _small(px)).moved(0, _LOWERED * px))
    tall = max(1.0, (inside.ascent + inside.descent) / ((ASCENT + DESCENT) * px * 1.15))
    size = round(px * tall)
    shift = (inside.descent - inside.ascent) / 2 + (ASCENT - DESCENT) * size / 2
    brackets = [_letters(sign, size).moved(0, shift) for sign in "()"]
    return _beside([*parts, brackets[0], inside, brackets[1]])


def _sum(over: str, term: Laid, px: int) -> Laid:
    sign, index = _letters("Σ", round(1.25 * px)), _letters(over, _small(px))
    wide = max(sign.width, index.width)
    under = index.moved((wide - index.width) / 2, sign.descent + index.ascent * 0.75)
    both = _joined(wide, [sign.moved((wide - sign.width) / 2, 0), under])
    return _beside([both, term.moved(0.12 * px, 0)], 0.12 * px)
