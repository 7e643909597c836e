"""Means, maxima and levels against loops over every cell."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.core.map.combine import quantised, reduced, stacked

floats = st.floats(-4, 4, width=32)


def test_maps_of_one_grid_are_stacked_as_they_are() -> None:
    first, second = np.ones((2, 3, 4), np.float32), np.zeros((1, 3, 4), np.float32)
    np.testing.assert_array_equal(stacked([first, second]), np.concatenate([first, second]))


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 9), st.integers(0, 9))
def test_a_coarser_map_is_repeated_onto_the_finest(r: int, c: int, more: int, wider: int) -> None:
    rows, cols = r + more, c + wider
    coarse = np.arange(r * c, dtype=np.float32).reshape(1, r, c)
    result = stacked([coarse, np.zeros((1, rows, cols), np.float32)])
    assert result.shape == (2, rows, cols)
    for row in range(rows):
        for col in range(cols):
            # the coarse cell in which the upper left corner of the fine cell lies
            at_row, at_col = int(Fraction(row, rows) * r), int(Fraction(col, cols) * c)
            assert result[0, row, col] == coarse[0, at_row, at_col]


@given(arrays(np.float32, (3, 2, 4), elements=floats), st.sampled_from(["mean", "max"]))
def test_reduced_is_the_literal_mean_or_maximum_of_sizes(
    maps: np.ndarray[tuple[int, int, int], np.dtype[np.float32]], how: str
) -> None:
    result = reduced(maps, "max" if how == "max" else "mean")
    for row in range(2):
        for col in range(4):
            sizes = [abs(float(one[row, col])) for one in maps]
            expected = max(sizes) if how == "max" else sum(sizes) / 3
            assert result[row, col] == pytest.approx(expected, abs=1e-6)


@given(
    arrays(np.float32, 20, elements=st.floats(width=32)),
    st.floats(2e-30, 1e30),
)
def test_any_value_becomes_a_level(
    values: np.ndarray[tuple[int], np.dtype[np.float32]], high: float
) -> None:
    levels = quantised(values, high)
    assert levels.dtype == np.uint8
    for value, level in zip(values.tolist(), levels.tolist(), strict=True):
        if np.isnan(value):
            assert level == 0
        else:
            share = min(max(value / high, 0.0), 1.0)
            assert level == pytest.approx(255 * share, abs=0.51)
