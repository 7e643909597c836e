"""A sheet that remembers what was written on it, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage, QPainter

from explorer.figures.figure import Figure
from explorer.figures.frame import Colour, Frame
from explorer.figures.sheet import Points, Sheet, pixel_size


@dataclass(frozen=True)
class Written:
    """A text with the place of its anchor and its size in pixels of the picture."""

    place: tuple[float, float]
    text: str
    px: int
    weight: int
    anchor: str
    angle: float


class Recorder(Sheet):
    """Draws as any sheet; its texts, and the widths of its ribbons, are kept
    in order, whoever of its copies drew them."""

    def __init__(self, painter: QPainter, frame: Frame) -> None:
        super().__init__(painter, frame, vector=True)  # which copies no picture of words
        self.texts: list[Written] = []
        self.widths: list[float] = []
        self._turn: tuple[float, float, float] | None = None

    def text(
        self,
        x: float,
        y: float,
        text: str,
        px: int,
        ink: Colour,
        weight: int = 400,
        anchor: str = "mm",
    ) -> None:
        left, top, angle = self._turn or (*self._at(x, y), 0.0)
        self.texts.append(Written((left, top), text, self._size(px), weight, anchor, angle))
        super().text(x, y, text, px, ink, weight, anchor)

    def ribbons(
        self, curves: Points, widths: Sequence[float] | Points, inks: Sequence[Colour]
    ) -> None:
        self.widths.extend(np.asarray(widths).tolist())
        super().ribbons(curves, widths, inks)

    @contextmanager
    def turned(self, x: float, y: float, angle: float) -> Iterator[Sheet]:
        with super().turned(x, y, angle) as other:
            assert isinstance(other, Recorder)
            other._turn = (*self._at(x, y), angle)
            yield other


def recorded(figure: Figure, frame: Frame) -> Recorder:
    """The sheet that a figure has drawn into a frame."""
    width, height = pixel_size(frame)
    image = QImage(max(width, 1), max(height, 1), QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        sheet = Recorder(painter, frame)
        figure.paint(sheet)
    return sheet


def written(figure: Figure, frame: Frame) -> list[Written]:
    """Every text that a figure writes into a frame."""
    return recorded(figure, frame).texts
