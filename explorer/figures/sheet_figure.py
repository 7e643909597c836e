"""What figures have in common that are laid out as a sheet: how it is zoomed and scrolled."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

from explorer.core.placement import Box
from explorer.figures.figure import Zoomable
from explorer.figures.frame import Frame
from explorer.figures.sheet import Place, placed

MOST_ZOOM = 4.0


class SheetFigure(Zoomable):
    """A figure whose sheet is laid out for the frame at zoom 1 and then enlarged as a whole."""

    @abstractmethod
    def size(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the sheet in px at zoom 1."""

    @abstractmethod
    def chosen(self, frame: Frame) -> Box:
        """(left, top, right, bottom) on the sheet of what the user asks for."""

    def place(self, frame: Frame) -> Place:
        """Where the sheet lies in the frame."""
        return placed(frame, *self.size(frame))

    def extent(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the whole sheet at the frame's zoom, logical px."""
        width, height = self.size(frame)
        return width * frame.zoom, height * frame.zoom

    def zoomed(self, frame: Frame, zoom: float, x: float, y: float) -> Frame:
        """The frame at another zoom, as far as that helps; what lies at a point stays there."""
        inside = self.place(frame).inside(x, y)
        larger = replace(frame, zoom=min(max(zoom, 1.0), MOST_ZOOM))
        return self._scrolled(larger, inside[0] * larger.zoom - x, inside[1] * larger.zoom - y)

    def revealed(self, frame: Frame) -> Frame:
        """The frame scrolled just so far that what the user chose is in sight."""
        frame = self._scrolled(frame, frame.x, frame.y)  # it may be that of a wider figure
        place, box = self.place(frame), self.chosen(frame)
        by = []
        for corner, low, high, room in (
            (place.left, box[0], box[2], frame.width),
            (place.top, box[1], box[3], frame.height),
        ):
            first, last = corner + low * place.zoom, corner + high * place.zoom
            by.append(first if first < 0 else max(min(last - room, first), 0.0))
        return self._scrolled(frame, frame.x + by[0], frame.y + by[1])

    def _scrolled(self, frame: Frame, x: float, y: float) -> Frame:
        """The frame at a place, as far as there is something to see."""
        width, height = self.extent(frame)
        return replace(
            frame,
            x=min(max(x, 0.0), max(width - frame.width, 0.0)),
            y=min(max(y, 0.0), max(height - frame.height, 0.0)),
        )
