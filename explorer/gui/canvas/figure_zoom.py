"""How a figure in a frame is zoomed and scrolled: arithmetic, no widget."""

from __future__ import annotations

from dataclasses import replace

from explorer.figures.figure import Figure, Zoomable
from explorer.figures.frame import Frame

LARGEST = 4.0
"""The zoom of a figure that does not say itself how far it helps."""


def zoomed(figure: Figure, frame: Frame, zoom: float, x: float, y: float) -> Frame:
    """The frame at another zoom, at least 1.

    What lies at a point of it stays there, as far as the figure reaches.
    """
    if isinstance(figure, Zoomable):
        return figure.zoomed(frame, zoom, x, y)
    found = replace(frame, zoom=min(max(zoom, 1.0), LARGEST), x=0.0, y=0.0)
    old, new = figure.extent(frame), figure.extent(found)
    across = x - _start(old[0], frame.width, frame.x), y - _start(old[1], frame.height, frame.y)
    return scrolled(
        figure,
        found,
        across[0] * new[0] / max(old[0], 1.0) - x,
        across[1] * new[1] / max(old[1], 1.0) - y,
    )


def scrolled(figure: Figure, frame: Frame, x: float, y: float) -> Frame:
    """The frame scrolled to a place, as far as there is something to see."""
    most_x, most_y = room(figure, frame)
    return replace(frame, x=min(max(x, 0.0), most_x), y=min(max(y, 0.0), most_y))


def room(figure: Figure, frame: Frame) -> tuple[float, float]:
    """How far a figure can be scrolled to the right and down, logical px."""
    width, height = figure.extent(frame)
    return _more(width - frame.width), _more(height - frame.height)


def _more(spare: float) -> float:
    """A part of a pixel is nothing to scroll to."""
    return spare if spare >= 1 else 0.0


def _start(size: float, frame: float, offset: float) -> float:
    """Where a figure of a size begins in a frame: in its middle, or scrolled."""
    return (frame - size) / 2 if size <= frame else -offset
