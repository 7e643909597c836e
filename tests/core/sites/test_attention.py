"""Maps against attention written out with loops, and the shape contract of every kind."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.core.sites.attention import Attention, Kind, frozen
from explorer.core.sites.axes import Channels, PatchGrid, Pixels, Whole
from tests.core.traces import channel_gate, dot_product, literal_attention, spatial_gate

SITES = [
    dot_product(),
    dot_product(heads=1, grid=(2, 2), prefix=()),
    dot_product(heads=3, grid=(2, 5), prefix=("CLS", "register 0")),
    channel_gate(),
    spatial_gate((3, 5)),
]
by_name = pytest.mark.parametrize("site", SITES, ids=lambda site: f"{site.kind}-{site.heads}")


@pytest.mark.parametrize("spread", [0.1, 2.0, 20.0])
def test_weights_are_the_literal_softmax(spread: float) -> None:
    site = dot_product(spread=spread)
    np.testing.assert_allclose(site.weights(), literal_attention(site), atol=1e-5)


def test_logits_are_scaled_inner_products() -> None:
    site = dot_product()
    expected = np.einsum("hqd,hkd->hqk", site.query, site.key, dtype=np.float64) / 5**0.5
    np.testing.assert_allclose(site.logits(), expected, atol=1e-5)


def test_logits_that_overflow_an_exponential_do_not() -> None:
    site = dot_product(spread=1e4)
    weights = site.weights()
    assert np.isfinite(weights).all()
    np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=1e-5)


def test_queries_come_as_asked_for() -> None:
    site = dot_product()
    whole = site.weights()
    np.testing.assert_allclose(site.weights([5, 0, 5]), whole[:, [5, 0, 5]], atol=1e-6)
    np.testing.assert_allclose(site.logits([2]), site.logits()[:, [2]], atol=1e-5)
    assert site.weights([]).shape == (site.heads, 0, site.key_axis.size)


def test_maps_leave_the_prefix_out() -> None:
    site = dot_product(heads=2, grid=(3, 4), prefix=("CLS", "register 0"))
    whole = site.weights()
    maps = site.maps(query=1, units=[1])
    for row in range(3):
        for col in range(4):
            assert maps[0, row, col] == pytest.approx(whole[1, 1, 2 + row * 4 + col], abs=1e-6)


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


def test_a_channel_is_shown_before_and_after_its_gate() -> None:
    site = channel_gate()
    np.testing.assert_array_equal(site.ungated(), site.features)
    np.testing.assert_array_equal(site.ungated([2]), site.features[2:3])
    for channel in range(site.units):
        expected = site.features[channel] * site.gate[channel]
        np.testing.assert_allclose(site.maps(0)[channel], expected, atol=1e-7)


def test_the_map_of_a_spatial_gate_is_the_gate() -> None:
    site = spatial_gate((3, 5))
    np.testing.assert_array_equal(site.maps(0)[0], site.gate)
    np.testing.assert_array_equal(site.weights().reshape(3, 5), site.gate)


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
