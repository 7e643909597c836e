"""What the pictures of texts have in common: one painter of screen and file.

A figure draws itself into a frame and says what lies under a point of it. It is a pure function of
its content and of the frame, so that what is exported is what was seen; the screen asks for the
colours of its theme, a file for those of paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from explorer.core.map.region import Region
from explorer.core.placement import Box
from explorer.export.render import Pixels

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


class Figure(Protocol):
    """One view of a text run. Where it is smaller than the frame it lies in the middle of it."""

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        ...

    def extent(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the whole figure at the frame's zoom; more than the frame scrolls."""
        ...

    def paint(self, frame: Frame) -> Pixels:
        """(round(height * scale), round(width * scale), 3) uint8."""
        ...

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """What lies at a point of the frame, in logical px; None for nothing."""
        ...


@runtime_checkable
class Regional(Protocol):
    """A figure of a map so long that only a region of it is known: which one is wanted depends on
    the frame."""

    def same_map(self, other: object) -> bool:
        """Whether another figure shows the same map, so that it can take this one's frame."""
        ...

    def seen(self, frame: Frame) -> Region:
        """The queries and keys of which something shows in a frame."""
        ...

    def opened(self, frame: Frame) -> Frame:
        """The frame that shows the region that is known."""
        ...

    def framed(self, frame: Frame, box: Box) -> Frame:
        """The frame in which what lies in a box (left, top, right, bottom) of this one, logical
        px, is as large as it can be."""
        ...


@runtime_checkable
class Zoomable(Protocol):
    """A figure that knows better than its extent how to follow: parts of it do not scroll."""

    def zoomed(self, frame: Frame, zoom: float, x: float, y: float) -> Frame:
        """The frame at another zoom, as far as that helps; what lies at a point stays there."""
        ...

    def revealed(self, frame: Frame) -> Frame:
        """The frame scrolled just so far that what the user chose is in sight."""
        ...
