"""The columns of a step of attention: for each word its state, score, weight and share."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.core.map.steps import Steps, Vectors
from explorer.core.numbers import MINUS, nice_ceiling, written
from explorer.figures.fonts import width
from explorer.figures.frame import Colour
from explorer.figures.inks import attention_ink, mix
from explorer.figures.matrix.layout import size_of
from explorer.figures.sheet import Sheet
from explorer.figures.steps.formula import draw_formula
from explorer.figures.steps.layout import BOX, NUMBER, WORD, StepsLayout, lay_out
from explorer.figures.steps.notation import notation
from explorer.figures.steps.panels import NARROW, Names, Outcome
from explorer.figures.steps.strips import WIDE, draw_strip, ranges_of

MOST_FLOWS = 300
"""So many weights are seen to flow, the largest: thinner ones lie below them."""
_TRUNK = 14.0
"""Width of all weights together where they flow into the context vector, px."""
_TURNED = 8.0
"""How far within the panel at the right they flow straight, px."""
_APART = 4.0
"""Between the strips of key and value, px."""
_BAR = 26.0
"""Widest bar of a weight, px."""
_HEAD, _HEADS = 7.0, 64.0
"""Height of the bar of a head, and of all of them at most, px."""


class Drawing:
    """A step whose vectors are known: its layouts, its panels, and the painter of its columns."""

    def __init__(self, steps: Steps, vectors: Vectors, colormap: str) -> None:
        self._steps, self._vectors, self._colormap = steps, vectors, colormap
        letters = notation(steps)
        self._states = letters.states
        self._ranges = ranges_of(steps, vectors, len(letters.states))
        self.names = Names(steps, vectors, letters, self._ranges)
        self.outcome = Outcome(steps, vectors, letters, self._ranges)
        self._scores = [score_text(value) for value in vectors.scores.tolist()]
        widest = max(width(text, 12, 600) for text in self._scores)
        self.best = int(steps.weights.argmax())
        box = BOX if steps.each is None else min(max(BOX, _HEAD * len(steps.heads)), _HEADS)
        self.layout = lru_cache(maxsize=8)(
            lambda across, down, inline=False, short=False: lay_out(
                steps.keys,
                widest if steps.each is None else 24.0,
                self.names.width,
                self.outcome.width(0 if short else across),
                self.outcome.rows if not short and across >= NARROW else 0,
                (across, down),
                inline,
                box,
            )
        )

    def flow(self, sheet: Sheet) -> Colour:
        """The colour of the attention."""
        return attention_ink(self._colormap, sheet.palette)

    def paint_columns(
        self, sheet: Sheet, layout: StepsLayout, lit: frozenset[int], end: float
    ) -> None:
        """All columns in sight, the lit ones on a ground.

        The panel at the right covers them from x = `end` on.
        """
        middle = sum(layout.scores) / 2
        for at in sorted(lit):
            left, right = layout.columns[at : at + 2].tolist()
            top = layout.bars[0] - NUMBER
            box = left + 2, top, right - 2, layout.words + WORD
            sheet.box(box, sheet.palette.raised, radius=6)
        first = float(layout.columns[1]) - 6
        sheet.box((first, middle - 0.5, end, middle + 0.5), sheet.palette.faint)
        sheet.box((layout.left, layout.bars[1], layout.right, layout.bars[1] + 1),
                  sheet.palette.line)  # fmt: skip
        lefts, rights = layout.columns[:-1], layout.columns[1:]
        tops, bottoms = np.zeros_like(lefts), np.full_like(lefts, layout.height)
        for at in sheet.within(np.stack([lefts, tops, rights, bottoms], axis=1)):
            left, right = layout.columns[at : at + 2].tolist()
            self._state(sheet, layout, at, left, right)
            self._score(sheet, layout, at, left, right)
            self._weight(sheet, layout, at, (left + right) / 2)

    def paint_flows(self, sheet: Sheet, layout: StepsLayout, hidden: float) -> None:
        """From each weight a ribbon as wide as it is to the context vector, one on the other.

        The words have been scrolled under the panel at the right by `hidden` px; what lies below
        it comes from its edge.
        """
        weights = self._steps.weights.astype(np.float64)
        shown = np.flatnonzero(np.isfinite(self._vectors.scores))
        end, meeting = self.outcome.meeting(layout)
        goal = meeting + _TRUNK * (np.cumsum(weights) - weights / 2 - 0.5)
        start = np.minimum(layout.middles[shown] + hidden, layout.right - 4)
        turned, goals = np.full_like(start, layout.right + _TURNED), goal[shown]
        # a quadratic Bézier curve, straight up from the weight, then into the panel; then a line
        below, third = np.full_like(start, layout.sums[1]), (end - turned) / 3
        x = [start, start, (turned + 2 * start) / 3, turned,
             turned + third, end - third, np.full_like(start, end)]  # fmt: skip
        y = [below, (below + 2 * goals) / 3, *[goals] * 5]
        ink, canvas = self.flow(sheet), sheet.palette.canvas
        order = np.argsort(weights[shown])[-MOST_FLOWS:]
        curves: NDArray[np.float64] = np.stack([x, y], axis=-1)  # (7, words, 2)
        curves = curves.swapaxes(0, 1)[order]
        shares = weights[shown][order]
        strength = 0.3 + 0.7 * shares / max(float(shares.max()), 1e-9)
        inks = [mix(canvas, ink, share) for share in strength.tolist()]
        sheet.ribbons(curves, _TRUNK * shares, inks)

    def _state(self, sheet: Sheet, layout: StepsLayout, at: int, left: float, right: float) -> None:
        palette, label = sheet.palette, self._steps.keys[at]
        middle, (top, bottom) = (left + right) / 2, layout.states
        sheet.arrow(middle, top - 3, middle, layout.scores[1] + 2, palette.faint)
        vectors = (self._vectors.keys, self._vectors.values)[-len(self._states) :]
        highs = (self._ranges.key, self._ranges.value)[-len(self._states) :]
        x = middle - (len(vectors) - 1) * (WIDE + _APART) / 2
        for letter, own, high in zip(self._states, vectors, highs, strict=True):
            draw_strip(sheet, x, top, bottom, own[at], high)
            name = f"{letter}_{{{at + 1}}}"
            draw_formula(sheet, x, bottom + 11, name, 11, palette.faint, middle=True)
            x += WIDE + _APART
        size = size_of(label, 0)
        text = sheet.fitted(label.text, size, right - left - 8)
        masked = not np.isfinite(self._vectors.scores[at])
        ink = palette.faint if label.special or masked else palette.ink
        sheet.text(middle, layout.words + WORD / 2, text, size, ink)

    def _score(self, sheet: Sheet, layout: StepsLayout, at: int, left: float, right: float) -> None:
        palette, (top, bottom) = sheet.palette, layout.scores
        known, best = bool(np.isfinite(self._vectors.scores[at])), at == self.best
        middle = (left + right) / 2
        sheet.box((left + 6, top, right - 6, bottom), palette.faint if best else palette.line, 6)
        sheet.box((left + 7, top + 1, right - 7, bottom - 1), palette.canvas, 5)
        if self._steps.each is not None:
            self._each(sheet, layout, at, left, right)
            return
        ink, weight = (
            (palette.ink, 600) if best else (palette.soft if known else palette.faint, 400)
        )
        sheet.text(middle, (top + bottom) / 2, self._scores[at], 12, ink, weight)
        if known:
            sheet.arrow(middle, top - 3, middle, layout.bars[1] + 4, palette.faint)

    def _each(self, sheet: Sheet, layout: StepsLayout, at: int, left: float, right: float) -> None:
        """A bar for the weight of each head, one below the other, on one scale."""
        each, (top, bottom) = self._steps.each, layout.scores
        assert each is not None  # the caller has looked
        if not np.isfinite(self._vectors.scores[at]):
            return
        edges = np.linspace(top + 3, bottom - 3, len(each) + 1).tolist()
        high, room = nice_ceiling(float(each.max())), right - left - 20
        for value, low, up in zip(each[:, at].tolist(), edges, edges[1:], strict=False):
            track = left + 10, low + 0.5, left + 10 + room, max(up - 0.5, low + 1.5)
            sheet.box(track, sheet.palette.line)
            end = left + 10 + room * value / high
            sheet.box((track[0], track[1], max(end, track[0] + 1), track[3]), self.flow(sheet))
        middle = (left + right) / 2
        sheet.arrow(middle, top - 3, middle, layout.bars[1] + 4, sheet.palette.faint)

    def _weight(self, sheet: Sheet, layout: StepsLayout, at: int, middle: float) -> None:
        if not np.isfinite(self._vectors.scores[at]):
            return
        weights, (top, bottom) = self._steps.weights, layout.bars
        high = nice_ceiling(float(weights.max()))
        value, half = float(weights[at]), min(_BAR, float(np.diff(layout.columns).min()) - 16) / 2
        height = (bottom - top) * value / high
        box = middle - half, bottom - max(height, 1.0), middle + half, bottom
        sheet.box(box, self.flow(sheet))
        ink, weight = (sheet.palette.ink, 600) if at == self.best else (sheet.palette.soft, 400)
        y = bottom - max(height, 1.0) - NUMBER / 2
        sheet.text(middle, y, written(value, high), 11, ink, weight)


def score_text(value: float) -> str:
    """Two digits after the point, one from 100 on; a true minus; −∞ where a word is masked."""
    if math.isinf(value):
        return f"{MINUS}∞"
    return f"{value:.{2 if abs(value) < 99.995 else 1}f}".replace("-", MINUS)
