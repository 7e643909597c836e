"""Where a figure is drawn, in which colours, and what lies under a point of it."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours around the map: sRGB, 0 to 255.

    canvas: behind everything. raised: behind a label that is pointed at. ink, soft, faint: text of
    falling importance. line: thin separators. accent: what the user chose; fill: the same behind
    text in on_accent, which reads on no lighter one.
    """

    canvas: Colour
    raised: Colour
    ink: Colour
    soft: Colour
    faint: Colour
    line: Colour
    accent: Colour
    fill: Colour
    on_accent: Colour


PAPER = Palette(
    canvas=(0xFF, 0xFF, 0xFF),
    raised=(0xF4, 0xF5, 0xF7),
    ink=(0x17, 0x18, 0x1B),
    soft=(0x4C, 0x51, 0x5C),
    faint=(0x63, 0x68, 0x74),
    line=(0xE3, 0xE5, 0xE9),
    accent=(0x2F, 0x62, 0xD9),
    fill=(0x2F, 0x62, 0xD9),
    on_accent=(0xFF, 0xFF, 0xFF),
)
"""For files, whatever the theme of the window: a figure goes into a paper."""


@dataclass(frozen=True, slots=True)
class Target:
    """What lies under a point: a cell of the matrix, a row (col None) or a column (row None)."""

    row: int | None
    col: int | None


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a figure is drawn.

    width, height: in logical px. scale: pixels a logical px. zoom: 1 shows the whole figure, more
    a part of it, whose top left corner lies at x, y in logical px of the zoomed figure. hover:
    what the mouse points at, drawn lit up.
    """

    width: int
    height: int
    scale: float = 1.0
    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0
    palette: Palette = PAPER
    hover: Target | None = None
