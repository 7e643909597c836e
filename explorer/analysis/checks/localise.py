"""How much of a map lies in a box or mask, and whether its peak does.

The pointing game (Zhang et al. 2016, Top-down Neural Attention) and attribution localisation
(Kohlbrenner et al. 2020), as Quantus has them: the share of the area is what a map that says
nothing would reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.core.foreign import Refusal
from explorer.core.placement import Box, Placement

Numbers = NDArray[np.float64]


class RegionError(Refusal, ValueError):
    """A box or mask that no map can be held against; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Localisation:
    """How a map and a region of the photo agree.

    Attributes
    ----------
    share : float
        Of the map's positive values the share that lies in the region, in [0, 1]; NaN for none.
    peak : bool
        Whether the middle of the cell with the largest value lies in it.
    area : float
        The share of the map's own area that the region covers, in [0, 1].
    """

    share: float
    peak: bool
    area: float

    @property
    def told(self) -> str:
        """In words: "0.72 of it lies inside, on 0.48 of the area; its peak lies inside"."""
        where = "inside" if self.peak else "outside"
        return (
            f"{self.share:.2f} of it lies inside, on {self.area:.2f} of the area; "
            f"its peak lies {where}"
        )


def localised(
    values: NDArray[np.floating], placement: Placement, region: Sequence[Box] | NDArray[np.bool_]
) -> Localisation:
    """Hold a map against boxes or a mask on its photo.

    Parameters
    ----------
    values : (rows, cols)
        A map over the model's input, each cell alike all over.
    placement : Placement
        Where that lies on the photo.
    region : sequence of Box, or (height, width) bool
        Boxes in pixels of the photo, which may overlap; or a mask of all of its pixels.

    Raises
    ------
    RegionError
        The mask is of another size, or nothing of the region lies in what the model saw.
    """
    if isinstance(region, np.ndarray):
        size = round(placement.height), round(placement.width)
        if region.shape != size:
            raise RegionError(
                f"The mask has {region.shape[1]} × {region.shape[0]} pixels, the photo "
                f"{size[1]} × {size[0]}. Scale it to the photo."
            )
        boxes = _runs(region)
    else:
        boxes = list(region)
    rows, cols = values.shape
    covered = coverage(boxes, placement, rows, cols)  # (rows, cols)
    if not covered.any():
        raise RegionError("Nothing of the region lies in what the model saw of the photo.")
    positive = np.clip(np.asarray(values, np.float64), 0, None)
    total = float(positive.sum())
    row, col = np.unravel_index(int(np.argmax(values)), values.shape)
    left, top, right, bottom = placement.patch_box(int(row), int(col), rows, cols)
    middle = (left + right) / 2, (top + bottom) / 2
    return Localisation(
        share=float((positive * covered).sum()) / total if total else float("nan"),
        peak=any(x0 <= middle[0] < x1 and y0 <= middle[1] < y1 for x0, y0, x1, y1 in boxes),
        area=float(covered.mean()),
    )


def coverage(boxes: Sequence[Box], placement: Placement, rows: int, cols: int) -> Numbers:
    """The share of each cell of a grid that boxes cover together, (rows, cols) in [0, 1].

    Exact: the plane is cut at every edge of a cell and of a box, and each piece lies in a box or
    beside all of them.
    """
    across = np.linspace(placement.x0, placement.x1, cols + 1)
    down = np.linspace(placement.y0, placement.y1, rows + 1)
    xs = np.unique(np.clip([*across, *(x for box in boxes for x in box[::2])], *across[[0, -1]]))
    ys = np.unique(np.clip([*down, *(y for box in boxes for y in box[1::2])], *down[[0, -1]]))
    inside = np.zeros((len(ys) - 1, len(xs) - 1), bool)  # of each piece
    for x0, y0, x1, y1 in boxes:
        left, right = np.searchsorted(xs, np.clip((x0, x1), *across[[0, -1]]))
        top, bottom = np.searchsorted(ys, np.clip((y0, y1), *down[[0, -1]]))
        inside[top:bottom, left:right] = True
    pieces = inside * np.outer(np.diff(ys), np.diff(xs))
    first_row = np.searchsorted(ys, down[:-1])
    first_col = np.searchsorted(xs, across[:-1])
    found = np.add.reduceat(np.add.reduceat(pieces, first_row, axis=0), first_col, axis=1)
    whole: Numbers = found / np.outer(np.diff(down), np.diff(across))
    return whole


def _runs(mask: NDArray[np.bool_]) -> list[Box]:
    """A mask as boxes: the runs of each row, those of equal rows together."""
    boxes: list[Box] = []
    edges = np.flatnonzero(np.r_[True, (mask[1:] != mask[:-1]).any(axis=1), True])
    for top, bottom in pairwise(edges):
        line = np.diff(np.r_[0, mask[top].astype(np.int8), 0])
        starts, ends = np.flatnonzero(line == 1), np.flatnonzero(line == -1)
        for left, right in zip(starts, ends, strict=True):
            boxes.append((float(left), float(top), float(right), float(bottom)))
    return boxes
