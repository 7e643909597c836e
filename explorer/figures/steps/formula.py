"""Short formulas with indices: `e_{tj} = s_t · h_j`."""

from __future__ import annotations

import re
from functools import lru_cache

from explorer.figures.fonts import width
from explorer.figures.frame import Colour
from explorer.figures.sheet import Sheet

SMALLEST = 9
"""Of an index, px."""
_INDEX = 0.72
"""Size of an index, in that of the formula."""
_LOWERED = 0.26
"""How far it lies below, in em."""


def formula_width(formula: str, px: int) -> float:
    """Width of a formula at a size, px."""
    return sum(width(text, _size(px, index)) for text, index in _parts(formula))


def draw_formula(
    sheet: Sheet, x: float, y: float, formula: str, px: int, ink: Colour, middle: bool = False
) -> None:
    """Write a formula whose line is centred on y and begins at x, or has its middle there."""
    x -= formula_width(formula, px) / 2 if middle else 0.0
    for text, index in _parts(formula):
        size = _size(px, index)
        sheet.text(x, y + (_LOWERED * px if index else 0.0), text, size, ink, anchor="lm")
        x += width(text, size)


def _size(px: int, index: bool) -> int:
    return max(SMALLEST, round(px * _INDEX)) if index else px


@lru_cache(maxsize=256)
def _parts(formula: str) -> tuple[tuple[str, bool], ...]:
    """(text, whether it is an index) in order; an index is one character or stands in braces."""
    found = []
    for text, braces, char in re.findall(r"([^_]+)|_(?:\{([^}]*)\}|(.))", formula):
        found.append((text, False) if text else (braces or char, True))
    return tuple(found)
