"""The shape contract of every kind of attention and of gate."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import Channels, PatchGrid, Pixels, Whole
from tests.core.traces import channel_gate, dot_product, spatial_gate

SITES = [
    dot_product(),
    dot_product(heads=1, grid=(2, 2), prefix=()),
    dot_product(heads=3, grid=(2, 5), prefix=("CLS", "register 0")),
    channel_gate(),
    spatial_gate((3, 5)),
]
by_name = pytest.mark.parametrize("site", SITES, ids=lambda site: f"{site.kind}-{site.heads}")


@by_name
def test_shape_contract(site: Attention) -> None:
    weights = site.weights()
    assert weights.dtype == np.float32
    assert weights.shape == (site.heads, site.query_axis.size, site.key_axis.size)
    assert site.maps(0).shape == (site.units, *site.grid)
    assert site.maps(0).dtype == np.float32
    assert site.maps(0, [site.units - 1]).shape == (1, *site.grid)
    np.testing.assert_array_equal(site.maps(0, [site.units - 1])[0], site.maps(0)[-1])
    if site.kind is Kind.SELF:
        np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=1e-5)
    else:
        assert 0 <= weights.min() <= weights.max() <= 1


def test_axes_say_what_rows_and_columns_stand_for() -> None:
    assert dot_product().key_axis == PatchGrid(3, 4, ("CLS",))
    assert (channel_gate().query_axis, channel_gate().key_axis) == (Whole(), Channels(6))
    assert spatial_gate((3, 5)).key_axis == Pixels(3, 5)
