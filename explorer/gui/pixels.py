"""Between Qt's images and arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


def to_image(pixels: NDArray[np.uint8]) -> QImage:
    """An image that owns its memory, of (H, W, 3) uint8."""
    height, width = pixels.shape[:2]
    lines = np.ascontiguousarray(pixels)
    return QImage(
        lines.data, width, height, 3 * width, QImage.Format.Format_RGB888
    ).copy()


def to_pixels(image: QImage) -> NDArray[np.uint8]:
    """(H, W, 4) uint8 RGBA of any image."""
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(rgba.constBits(), np.uint8, rgba.sizeInBytes())
    rows = flat.reshape(rgba.height(), rgba.bytesPerLine())  # lines may be padded
    return rows[:, : 4 * rgba.width()].reshape(rgba.height(), rgba.width(), 4).copy()
