"""The maps of attention among patches."""

from __future__ import annotations

import pytest

from tests.core.traces import dot_product


def test_maps_leave_the_prefix_out() -> None:
    site = dot_product(heads=2, grid=(3, 4), prefix=("CLS", "register 0"))
    whole = site.weights()
    maps = site.maps(query=1, units=[1])
    for row in range(3):
        for col in range(4):
            assert maps[0, row, col] == pytest.approx(whole[1, 1, 2 + row * 4 + col], abs=1e-6)
