"""Arrays of a site are copies that nobody writes to."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.core.sites.arrays import frozen


def test_frozen_is_a_copy_that_nobody_writes_to() -> None:
    original = np.arange(6, dtype=np.float64).reshape(2, 3).T
    copy = frozen(original)
    original[0, 0] = 9
    assert copy[0, 0] == 0
    assert copy.dtype == np.float32
    assert copy.flags.c_contiguous
    with pytest.raises(ValueError, match="read-only"):
        copy[0, 0] = 1


def test_frozen_copies_even_what_fits_already() -> None:
    original = np.zeros(3, np.float32)
    copy = frozen(original)
    original[0] = 1
    assert copy[0] == 0
