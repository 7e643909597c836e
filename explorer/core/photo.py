"""A decoded photo, as the models and the pictures use it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Photo:
    """A photo ready to be shown and run.

    pixels: (H, W, 3) uint8 sRGB, read-only. name: file name without its folder. sha256: hex digest
    of the file's bytes (of the pixels for the clipboard). source_size: (width, height) of the
    upright original. notes: what was done to it, e.g. "first frame of 12". path is for opening
    again and never leaves the machine. frames: how many pictures follow one another in its file.
    """

    pixels: NDArray[np.uint8] = field(repr=False)
    name: str
    sha256: str
    source_size: tuple[int, int]
    path: Path | None = None
    notes: tuple[str, ...] = ()
    frames: int = 1

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the pixels, after any scaling down."""
        return int(self.pixels.shape[1]), int(self.pixels.shape[0])
