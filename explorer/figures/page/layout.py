"""Where title, cells, colour bar and caption lie on a page, in px of 1/96 inch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

MM = 96 / 25.4
"""px a mm."""
PT = 96 / 72
"""px a point."""
MARGIN = 0.35
"""Around everything, of the height of a line."""
LINE = 1.35
"""From a line of text to the next, of its size."""

Fits = Callable[[str, float], float]
"""How wide a text of a size is, px."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of text, px: title, labels, caption."""

    title: float
    label: float
    caption: float


def sizes(text_pt: float) -> Sizes:
    """The sizes of text that go with labels of so many points."""
    return Sizes((text_pt + 2) * PT, text_pt * PT, (text_pt + 1) * PT)


def wrapped(text: str, size: float, room: float, wide: Fits) -> tuple[str, ...]:
    """A text in lines no wider than `room`; a word that is wider has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and wide(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Cells:
    """Where the cells of a sheet lie: left and top of the first, size and gap, px."""

    left: float
    top: float
    width: float
    height: float
    gap: float
    rows: int
    cols: int

    @property
    def bottom(self) -> float:
        return self.top + self.rows * (self.height + self.gap) - self.gap

    def box(self, row: int, col: int) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) of a cell."""
        x = self.left + col * (self.width + self.gap)
        y = self.top + row * (self.height + self.gap)
        return x, y, x + self.width, y + self.height


def cells(
    room: tuple[float, float, float], shape: tuple[int, int], aspect: float, most: float | None
) -> Cells:
    """Cells of an aspect that fill a width.

    room: left, top, right. shape: (rows, columns). most: the height that there is, None for all.
    """
    left, top, right = room
    rows, cols = shape
    gap = min(2.0, (right - left) / cols / 12)
    width = (right - left - gap * (cols - 1)) / cols
    height = width / aspect
    if most is not None and rows * (height + gap) - gap > most:
        height = max((most - gap * (rows - 1)) / rows, 1.0)
        width = height * aspect
    return Cells(left, top, width, height, gap, rows, cols)


def thinned(labels: Sequence[str], size: float, step: float, wide: Fits) -> int:
    """Every how many of some labels stands, so that they leave a gap."""
    widest = max((wide(one, size) for one in labels), default=0.0)
    every = 1
    while every * step < widest + 0.4 * size and every < len(labels):
        every += 1
    return every
