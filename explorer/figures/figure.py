"""The views of a run on a text: what screen and files ask of all of them.

A figure draws itself on a sheet and says what lies under a point of its frame. It is a pure
function of its content and of the frame, so that what is exported is what was seen; the screen
asks for the colours of its theme, a file for those of paper. What only some can do they say by
their bases, which every step of the arrow keys asks for.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Protocol

from explorer.core.map.long.region import Region
from explorer.core.placement import Box
from explorer.figures.frame import Frame, Palette, Target

if TYPE_CHECKING:  # who only passes figures on needs no graphics
    from explorer.export.render import Pixels
    from explorer.figures.sheet import Sheet


class Figure(Protocol):
    """One view of a text run. Where it is smaller than the frame it lies in the middle of it."""

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        ...

    def extent(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the whole figure at the frame's zoom; more than the frame scrolls."""
        ...

    def paint(self, sheet: Sheet) -> None:
        """Draw into the frame of a sheet, whose ground has the colour of the canvas already."""
        ...

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """What lies at a point of the frame, in logical px; None for nothing."""
        ...


class Regional(ABC):
    """A figure of a map so long that only a region of it is known.

    Which region is wanted depends on the frame.
    """

    @abstractmethod
    def same_map(self, other: object) -> bool:
        """Whether another figure shows the same map, so that it can take this one's frame."""

    @abstractmethod
    def seen(self, frame: Frame) -> Region:
        """The queries and keys of which something shows in a frame."""

    @abstractmethod
    def opened(self, frame: Frame) -> Frame:
        """The frame that shows the region that is known."""

    @abstractmethod
    def framed(self, frame: Frame, box: Box) -> Frame:
        """The frame in which what lies in a box of this one is as large as it can be.

        The box is (left, top, right, bottom) in logical px.
        """


class Sliding:
    """A figure that is scrolled as a whole, and takes long to draw.

    What of it was drawn can be moved.
    """

    still: float = 0.0
    """What at the top of the frame stays where it is, logical px."""


class Following:
    """A figure of which what was chosen is brought into sight whenever another one is shown."""


class Inked(ABC):
    """A figure that shows values by the width and the strength of ink."""

    @abstractmethod
    def ramp(self, palette: Palette) -> Pixels:
        """(256, 3) colours of the ink from the least value of the scale to its largest."""


class Zoomable(ABC):
    """A figure that knows better than its extent how to follow: parts of it do not scroll."""

    @abstractmethod
    def extent(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the whole figure at the frame's zoom."""

    def fits(self, frame: Frame) -> bool:
        """Whether the frame is high enough for all of it, with all its words."""
        return self.extent(frame)[1] <= frame.height

    @abstractmethod
    def zoomed(self, frame: Frame, zoom: float, x: float, y: float) -> Frame:
        """The frame at another zoom, as far as that helps; what lies at a point stays there."""

    @abstractmethod
    def revealed(self, frame: Frame) -> Frame:
        """The frame scrolled just so far that what the user chose is in sight."""
