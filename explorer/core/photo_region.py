"""A part of a photo that maps are held against: boxes, or a mask of its pixels."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.core.placement import Box

DRAWN = "drawn"


@dataclass(frozen=True, eq=False)
class PhotoRegion:
    """Boxes or a mask on one photo.

    Attributes
    ----------
    photo : str
        The SHA-256 of the photo: of another one it says nothing.
    boxes : tuple of Box
        In pixels of the photo; () where there is a mask.
    mask : (height, width) bool or None
        True within.
    name : str
        Of the file that it was read from, or "drawn".
    """

    photo: str
    boxes: tuple[Box, ...] = ()
    mask: NDArray[np.bool_] | None = field(default=None, repr=False)
    name: str = DRAWN

    @property
    def box(self) -> Box | None:
        """The smallest box around all of it."""
        if self.mask is not None:
            rows, cols = np.flatnonzero(self.mask.any(1)), np.flatnonzero(self.mask.any(0))
            if not rows.size:
                return None
            return float(cols[0]), float(rows[0]), float(cols[-1] + 1), float(rows[-1] + 1)
        if not self.boxes:
            return None
        x0, y0, x1, y1 = zip(*self.boxes, strict=True)
        return min(x0), min(y0), max(x1), max(y1)

    @property
    def told(self) -> str:
        """What it is, in words: "the box", "2 boxes of car.json", "the mask of car.png"."""
        of = "" if self.name == DRAWN else f" of {self.name}"
        if self.mask is not None:
            return f"the mask{of}"
        return f"the box{of}" if len(self.boxes) == 1 else f"{len(self.boxes)} boxes{of}"
