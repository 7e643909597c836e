"""The percentile of many values is that of all together, in whatever order they come."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.map.levels import percentile_and_largest
from tests.core.map.percentiles import flat, literal_percentile


@given(
    st.integers(1, 40_000),
    st.integers(0, 2**32 - 1),
    st.sampled_from(("random", "sorted", "reversed", "few", "steps")),
)
def test_the_percentile_of_many_values_in_any_order(size: int, seed: int, order: str) -> None:
    values = np.random.default_rng(seed).exponential(size=size).astype(np.float32)
    if order == "few":
        values = np.round(values)
    elif order == "steps":  # what a sample at even distances would see one side of
        values[::2] = 0
    elif order != "random":
        values = np.sort(values)[:: 1 if order == "sorted" else -1]
    percentile, largest = percentile_and_largest([values])
    assert percentile == pytest.approx(literal_percentile(values), rel=1e-5)
    assert largest == values.max()


def test_what_is_no_number_has_no_percentile() -> None:
    values = np.linspace(0, 1, 10_000, dtype=np.float32)
    values[5000] = np.nan
    assert np.isnan(percentile_and_largest([values])).all()


@given(st.lists(st.integers(1, 900), min_size=1, max_size=6), st.integers(0, 99))
def test_the_percentile_of_many_values_is_that_of_all_together(sizes: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    parts = [rng.random(size).astype(np.float32) ** 9 for size in sizes]
    for held in (0, 10_000):  # one part after the other, and all at once
        percentile, largest = percentile_and_largest(iter(parts), sum(sizes), held)
        assert percentile == pytest.approx(flat(*parts), rel=1e-5)
        assert largest == max(map(np.max, parts))
