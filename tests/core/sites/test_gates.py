"""The maps of channel gates and of spatial gates."""

from __future__ import annotations

import numpy as np

from tests.core.traces import channel_gate, spatial_gate


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
