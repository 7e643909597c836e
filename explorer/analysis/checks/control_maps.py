"""Small maps of the control of random weights, all on the scale of the trained model's map."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.core.map.combine import quantised
from explorer.core.map.levels import Levels
from explorer.core.sites.arrays import Array

MOST = 6
"""Maps that are kept of a control, that of the trained model among them."""
OWN = "its own parameters"
"""What the part is called that is the model itself, whose name is ""."""
LARGEST = 128
"""Cells a side that are kept of each: every second one, or fewer, of a larger map."""


@dataclass(frozen=True, slots=True, eq=False)
class ControlMap:
    """A map with random weights down to a part.

    Attributes
    ----------
    part : str
        The last part that has random weights; "" for the model as it was trained.
    shades : (rows, cols) uint8
        Where each value lies on the scale, 0 to 255.
    """

    part: str
    shades: NDArray[np.uint8] = field(repr=False)


def short_part(name: str, longest: int) -> str:
    """Return the end of the path of a module, of so many characters, for below a plot or a map."""
    end = ".".join(name.split(".")[-2:])
    return end if len(end) <= longest else f"…{end[1 - longest :]}"


def kept_parts(count: int, most: int = MOST) -> frozenset[int]:
    """Of how many random parts a map is kept: the first, all, and between them more at the top."""
    return frozenset(np.geomspace(1, max(1, count), most - 1).round().astype(int).tolist())


def control_map(part: str, values: Array, levels: Levels) -> ControlMap:
    """Give the small map of values (rows, cols) on a scale; what is NaN counts as 0."""
    down, across = (-(-size // LARGEST) for size in values.shape)
    low, high = levels.ends
    return ControlMap(part, quantised(np.nan_to_num(values[::down, ::across]), high, low))
