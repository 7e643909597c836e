"""A view that cannot be drawn says why, in one sentence in the middle of the frame."""

from __future__ import annotations

import numpy as np
from PIL import Image

from explorer.export.render import Pixels
from explorer.figures.figure import Frame, Target
from explorer.figures.typeset import draw_text, width

_PX, _LINE, _ROOM = 14, 22, 64


class NoteFigure:
    """A sentence, broken into lines where the frame is narrow."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def natural_size(self) -> tuple[int, int]:
        """As `Figure.natural_size`."""
        return 800, 200

    def extent(self, frame: Frame) -> tuple[float, float]:
        """As `Figure.extent`."""
        return float(frame.width), float(frame.height)

    def hit(self, frame: Frame, x: float, y: float) -> Target | None:
        """As `Figure.hit`: there is nothing to point at."""
        return None

    def paint(self, frame: Frame) -> Pixels:
        """As `Figure.paint`."""
        scale, px = frame.scale, max(1, round(_PX * frame.scale))
        page = Image.new(
            "RGB", (round(frame.width * scale), round(frame.height * scale)), frame.palette.canvas
        )
        lines: list[str] = []
        for word in self.sentence.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and width(longer, px) <= page.width - _ROOM * scale:
                lines[-1] = longer
            else:
                lines.append(word)
        top = page.height / 2 - (len(lines) - 1) / 2 * _LINE * scale
        for at, line in enumerate(lines):
            place = page.width / 2, top + at * _LINE * scale
            draw_text(page, place, line, px, frame.palette.soft, 400, "mm")
        return np.asarray(page)
