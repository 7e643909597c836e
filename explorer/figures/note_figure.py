"""A view that cannot be drawn says why, in one sentence in the middle of the frame."""

from __future__ import annotations

from explorer.figures.fonts import width
from explorer.figures.frame import Frame, Target
from explorer.figures.sheet import Sheet

_PX, _LINE, _ROOM = 14, 22, 64


class NoteFigure:
    """A sentence, broken into lines where the frame is narrow."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def natural_size(self) -> tuple[int, int]:
        """(width, height) in logical px at which everything is comfortably read."""
        return 800, 200

    def extent(self, frame: Frame) -> tuple[float, float]:
        """(width, height) of the frame: there is nothing to scroll to."""
        return float(frame.width), float(frame.height)

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """Nothing: there is nothing to point at."""
        return None

    def paint(self, sheet: Sheet) -> None:
        """Write the sentence in lines."""
        frame = sheet.frame
        lines: list[str] = []
        for word in self.sentence.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and width(longer, _PX) <= frame.width - _ROOM:
                lines[-1] = longer
            else:
                lines.append(word)
        top = frame.height / 2 - (len(lines) - 1) / 2 * _LINE
        for at, line in enumerate(lines):
            sheet.text(frame.width / 2, top + at * _LINE, line, _PX, frame.palette.soft)
