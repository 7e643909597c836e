"""What the tests of photos share: a picture that tells every mix-up apart, and a refusal."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from explorer.inputs.images import read_photo
from explorer.inputs.photo_files import ImageError

RED, BLUE, WHITE, GREEN = (200, 40, 30), (20, 60, 180), (255, 255, 255), (30, 160, 60)
QUARTERS = (RED, BLUE, WHITE, GREEN)


def quarters(width: int = 48, height: int = 32) -> Image.Image:
    """Four flat quarters, none like another: red, blue, white, green, row by row."""
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[: height // 2, : width // 2] = RED
    pixels[: height // 2, width // 2 :] = BLUE
    pixels[height // 2 :, : width // 2] = WHITE
    pixels[height // 2 :, width // 2 :] = GREEN
    return Image.fromarray(pixels)


def corners(pixels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """The middle of each quarter, (4, 3), row by row."""
    height, width, _ = pixels.shape
    rows, cols = (height // 4, height * 3 // 4), (width // 4, width * 3 // 4)
    return np.array([pixels[r, c] for r in rows for c in cols], np.int64)


def sentence(path: Path) -> str:
    """What is said about a file that cannot be opened, after checking how it is said."""
    with pytest.raises(ImageError) as caught:
        read_photo(path)
    text = str(caught.value)
    assert text.endswith(".")
    assert text.isprintable()
    assert not (path.is_absolute() and path.name) or str(path.parent) not in text
    assert len(text) < 200
    return text
