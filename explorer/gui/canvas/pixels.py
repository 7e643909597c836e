"""Between Qt's images and colours and those of the painters without Qt."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from explorer.figures.frame import Colour, Palette
from explorer.gui.kit.look.tokens import Theme


def to_image(pixels: NDArray[np.uint8]) -> QImage:
    """An image that owns its memory, of (H, W, 3) uint8."""
    height, width = pixels.shape[:2]
    lines = np.ascontiguousarray(pixels)
    return QImage(lines.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def to_pixels(image: QImage) -> NDArray[np.uint8]:
    """(H, W, 4) uint8 RGBA of any image."""
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(rgba.constBits(), np.uint8, rgba.sizeInBytes())
    rows = flat.reshape(rgba.height(), rgba.bytesPerLine())  # lines may be padded
    return rows[:, : 4 * rgba.width()].reshape(rgba.height(), rgba.width(), 4).copy()


@lru_cache(maxsize=8)
def palette_of(theme: Theme, ground: str = "canvas") -> Palette:
    """The colours of a theme as a figure on this ground takes them."""
    return Palette(
        canvas=_colour(theme.colour(ground)),
        raised=_colour(theme.sel),
        ink=_colour(theme.t1),
        soft=_colour(theme.t2),
        faint=_colour(theme.t3),
        line=_colour(theme.line2),
        accent=_colour(theme.accent),
        fill=_colour(theme.fill),
        on_accent=_colour(theme.on_fill),
    )


def _colour(colour: QColor) -> Colour:
    return colour.red(), colour.green(), colour.blue()
