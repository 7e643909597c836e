"""The arrays of a site: read-only float32, and masks of booleans."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Mask = NDArray[np.bool_]


def frozen(array: NDArray[np.floating]) -> Array:
    """A read-only float32 array that nothing else writes to."""
    result = np.array(array, dtype=np.float32, order="C")
    result.flags.writeable = False
    return result
