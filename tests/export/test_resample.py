"""Interpolated levels against Pillow, whose bicubic filter is the reference."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from explorer.core.map.combine import quantised
from explorer.export.resample import bicubic_levels, bicubic_weights


@given(
    st.integers(1, 40),
    st.integers(1, 300),
    st.floats(0, 0.45),
    st.floats(0.55, 1),
    st.integers(0, 2**31),
)
def test_weights_are_those_of_pillow(
    cells: int, pixels: int, start: float, end: float, seed: int
) -> None:
    values = np.random.default_rng(seed).random((1, cells), dtype=np.float32)
    x0, x1 = start * cells, end * cells
    image = Image.fromarray(values)
    expected = image.resize((pixels, 1), Image.Resampling.BICUBIC, box=(x0, 0, x1, 1))
    weights = bicubic_weights(cells, pixels, x0, x1)
    assert weights.shape == (pixels, cells)
    np.testing.assert_allclose(weights @ values[0], np.asarray(expected)[0], rtol=0, atol=1e-5)


@pytest.mark.parametrize("size", [(200, 90), (5, 7)])
def test_levels_are_those_of_the_interpolated_values(size: tuple[int, int]) -> None:
    values = np.random.default_rng(0).random((14, 11), dtype=np.float32)
    image = Image.fromarray(values)
    part = 1.5, 0.0, 11.0, 13.25
    resized = np.asarray(image.resize(size, Image.Resampling.BICUBIC, box=part))
    expected = quantised(resized, 0.7).astype(int)
    found = bicubic_levels(values, (0.0, 0.7), part, size)
    assert found.dtype == np.uint8
    assert found.shape == size[::-1]
    assert np.abs(found - expected).max() <= 1  # a value on the border of two levels
    assert (found != expected).mean() < 1e-3


def test_strange_numbers_have_a_level() -> None:
    values = np.array([[np.nan, np.inf], [-np.inf, 3e38]], np.float32)
    found = bicubic_levels(values, (0.0, 1e-30), (0, 0, 2, 2), (40, 40))
    assert found[0, -1] == 255
    assert found[-1, 0] == 0
