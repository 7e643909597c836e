"""Where the two rows of words of the line view lie: numbers only, nothing is drawn here.

Keys above and queries below, as a sentence is read; where the words do not fit side by side, keys
left and queries right, one below the other. The note above them lies on the frame, not on the
sheet, so that it is in sight however far the words are scrolled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.map.token_groups import Label
from explorer.figures.fonts import right_to_left, width
from explorer.figures.matrix.layout import size_of

Floats = NDArray[np.float64]
_Both = tuple[tuple[Label, ...], tuple[Label, ...]]

EDGE, PAD, GAP = 20, 9, 6
"""px: around everything, inside the ground of a word, and between word, number and lines."""
WORD, NUMBER, NOTE = 30, 18, 26
"""Height of a word, of the number beside it, of the note above and of a line of the legend, px."""
_NARROWEST, _WIDEST = 36, 220
"""Of a word, px; longer ones are cut short."""
_SPREAD = 44.0
"""Between words that have room, px at most."""
_BAND = (56.0, 440.0)
"""What the lines have between two rows, px at least and at most."""
_SPAN = (120.0, 340.0)
"""The same between two columns."""
_WIDEST_PITCH = 34.0
"""From word to word in a column, px at most."""
_STEPS = (24.0, 19.0, 15.0)
"""What words of each size are apart in a column at least; where none fits, columns scroll."""
_BESIDE = 2.0 * (EDGE + 34)
"""What numbers and edges take beside two columns."""
_SWATCH = 46
"""What an entry of the legend takes beside its text."""


@dataclass(frozen=True)
class Words:
    """One row or column of words: their labels and boxes, what is written where the lines end.

    boxes (n, 4): left, top, right, bottom. ends (n, 2): where lines meet the word. numbers (n, 2):
    where its number goes; anchor: how that and the word are aligned. step: their size, as
    `size_of` has it.
    """

    labels: tuple[Label, ...]
    boxes: Floats
    ends: Floats
    numbers: Floats
    anchor: str
    step: int = 0

    def at(self, x: float, y: float) -> int | None:
        """The word under a point."""
        left, top, right, bottom = self.boxes.T
        found = np.flatnonzero((left <= x) & (x < right) & (top <= y) & (y < bottom))
        return int(found[0]) if len(found) else None


@dataclass(frozen=True)
class LinesLayout:
    """A sheet of `width` x `height` px. legend: where the entries of the legend begin."""

    width: float
    height: float
    flat: bool
    keys: Words
    queries: Words
    legend: tuple[tuple[float, float], ...]


def lay_out(
    keys: Sequence[Label],
    queries: Sequence[Label],
    names: Sequence[str],
    frame: tuple[float, float],
) -> LinesLayout:
    """The layout for a frame of (width, height) px; `names` are those of the legend."""
    labels, widths = (tuple(keys), tuple(queries)), (_widths(keys), _widths(queries))
    flat = max(map(_side_by_side, widths)) <= frame[0]
    across = frame[0]
    if not flat:
        across = max(across, float(widths[0].max() + widths[1].max()) + _SPAN[0] + _BESIDE)
    legend, top = _legend(names, across)
    arranged = _rows if flat else _columns
    above, below, height = arranged(labels, widths, top, (across, frame[1]))
    return LinesLayout(across, height, flat, above, below, legend)


def natural_size(keys: Sequence[Label], queries: Sequence[Label]) -> tuple[int, int]:
    """Both rows side by side while they are not too wide for that."""
    wide = max(_side_by_side(_widths(one)) for one in (keys, queries))
    if wide > 1200:
        most = max(len(keys), len(queries))
        return 720, round(2 * EDGE + 28 * most + 2 * NOTE)
    spread = 0.8 * _SPREAD * max(len(keys), len(queries))
    return round(max(wide + spread, 480)), 400


def _widths(labels: Sequence[Label]) -> Floats:
    """Of each word with its ground, at its heaviest."""
    measured = [width(one.text, size_of(one, 0), 600) + 2 * PAD for one in labels]
    return np.clip(np.array(measured, np.float64), _NARROWEST, _WIDEST)


def _side_by_side(widths: Floats) -> float:
    return float(widths.sum()) + 2 * EDGE


def _legend(names: Sequence[str], across: float) -> tuple[tuple[tuple[float, float], ...], float]:
    """Where the names begin, in centred lines, and where the words may begin below them."""
    lines: list[list[float]] = [[]]
    for name in names:
        wide = width(name, 12) + _SWATCH
        if lines[-1] and sum(lines[-1]) + wide > across - 2 * EDGE:
            lines.append([])
        lines[-1].append(wide)
    found = []
    for at, line in enumerate(lines):
        x = (across - sum(line)) / 2 + 8
        for wide in line:
            found.append((x, NOTE * (at + 1.5)))
            x += wide
    return tuple(found), NOTE * (len(lines) + 1) + 6.0 if names else NOTE + 4.0


def _rows(
    labels: _Both, widths: tuple[Floats, Floats], top: float, frame: tuple[float, float]
) -> tuple[Words, Words, float]:
    """Keys above, queries below, and the height of it all."""
    around = top + 2 * (NUMBER + WORD) + EDGE
    band = float(np.clip(frame[1] - around, *_BAND))

    def row(words: tuple[Label, ...], wide: Floats, below: bool) -> Words:
        gaps = max(len(wide) - 1, 1)
        gap = min(max((frame[0] - 2 * EDGE - wide.sum()) / gaps, 0.0), _SPREAD)
        lefts = np.cumsum(wide + gap) - wide - gap
        lefts += (frame[0] - wide.sum() - gap * (len(wide) - 1)) / 2
        if right_to_left(one.text for one in words if not one.special):
            lefts = frame[0] - lefts - wide
        y = top + NUMBER + (WORD + band if below else 0)
        middle, flat = lefts + wide / 2, np.zeros(len(wide))
        return Words(
            words,
            np.stack([lefts, flat + y, lefts + wide, flat + y + WORD], axis=1),
            np.stack([middle, flat + (y - GAP if below else y + WORD + GAP)], axis=1),
            np.stack([middle, flat + (y + WORD + 9 if below else y - 9)], axis=1),
            "mm",
        )

    return row(labels[0], widths[0], False), row(labels[1], widths[1], True), around + band


def _columns(
    labels: _Both, widths: tuple[Floats, Floats], top: float, frame: tuple[float, float]
) -> tuple[Words, Words, float]:
    """Keys left, queries right, and the height of it all."""
    most = max(map(len, labels))
    room = (frame[1] - top - EDGE) / most
    step = next((at for at, least in enumerate(_STEPS) if least <= room), 0)
    pitch = float(np.clip(room, _STEPS[step], _WIDEST_PITCH))
    longest = [float(wide.max()) for wide in widths]
    span = float(np.clip(frame[0] - sum(longest) - _BESIDE, *_SPAN))
    edge = (frame[0] - span + longest[0] - longest[1]) / 2  # where the keys end

    def column(words: tuple[Label, ...], wide: Floats, right: bool) -> Words:
        tops = top + pitch * ((most - len(words)) / 2 + np.arange(len(words)))
        x, middle, flat = edge + span * right, tops + pitch / 2, np.zeros(len(words))
        lefts = flat + x if right else x - wide
        return Words(
            words,
            np.stack([lefts, tops + 1, lefts + wide, tops + pitch - 1], axis=1),
            np.stack([flat + (x - GAP if right else x + GAP), middle], axis=1),
            np.stack([flat + (x + wide.max() if right else x - wide.max()), middle], axis=1),
            "lm" if right else "rm",
            step,
        )

    height = top + pitch * most + EDGE
    return column(labels[0], widths[0], False), column(labels[1], widths[1], True), height
