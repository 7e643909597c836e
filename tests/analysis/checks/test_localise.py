"""Maps against boxes and masks, counted pixel by pixel."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.checks.localise import RegionError, coverage, localised
from explorer.core.placement import Placement

WHOLE = Placement(0, 0, 12, 12, 12, 12)
boxes_of_pixels = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(1, 12), st.integers(1, 12)).map(
        lambda one: (one[0], one[1], min(12, one[0] + one[2]), min(12, one[1] + one[3]))
    ),
    min_size=1,
    max_size=4,
)


def mask_of(boxes: list[tuple[int, int, int, int]]) -> np.ndarray:
    mask = np.zeros((12, 12), bool)
    for x0, y0, x1, y1 in boxes:
        mask[y0:y1, x0:x1] = True
    return mask


@given(boxes_of_pixels)
def test_boxes_and_their_mask_say_the_same_as_counting_pixels(
    boxes: list[tuple[int, int, int, int]],
) -> None:
    values = np.random.default_rng(0).normal(0, 1, (3, 4))
    mask = mask_of(boxes)
    full = np.repeat(np.repeat(np.clip(values, 0, None), 4, axis=0), 3, axis=1)  # a value a pixel
    for region in (boxes, mask):
        found = localised(values, WHOLE, region)
        assert found.share == pytest.approx(full[mask].sum() / full.sum())
        assert found.area == pytest.approx(mask.mean())
        row, col = np.unravel_index(values.argmax(), values.shape)
        # the middle of a cell of 3 x 4 pixels: column 1 of three, between rows 1 and 2 of four
        assert found.peak == mask[4 * row + 2, 3 * col + 1]


@given(boxes_of_pixels)
def test_coverage_on_a_part_of_the_photo(boxes: list[tuple[int, int, int, int]]) -> None:
    """The model saw the middle of the photo only: what lies beside it counts for nothing."""
    part = Placement(3, 2, 11, 10, 12, 12)
    found = coverage(boxes, part, 4, 4)
    expected = mask_of(boxes)[2:10, 3:11].reshape(4, 2, 4, 2).mean(axis=(1, 3))
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_fractions_of_pixels_count() -> None:
    found = coverage([(0.5, 0.25, 1.5, 1)], Placement(0, 0, 2, 2, 2, 2), 2, 2)
    np.testing.assert_allclose(found, [[0.375, 0.375], [0, 0]])


def test_beyond_the_photo_the_share_is_of_the_map() -> None:
    """A padded photo: the map reaches beyond it."""
    found = localised(np.ones((2, 2)), Placement(-2, 0, 6, 4, 4, 4), [(0, 0, 4, 4)])
    assert (found.share, found.area) == (0.5, 0.5)
    assert "0.50 of it lies inside, on 0.50 of the area" in found.told


def test_a_map_without_anything_positive_has_no_share() -> None:
    assert math.isnan(localised(-np.ones((2, 2)), WHOLE, [(0, 0, 6, 6)]).share)


def test_refusals() -> None:
    with pytest.raises(RegionError, match="The mask has 3 × 2 pixels, the photo 12 × 12"):
        localised(np.ones((2, 2)), WHOLE, np.ones((2, 3), bool))
    with pytest.raises(RegionError, match="Nothing of the region"):
        localised(np.ones((2, 2)), WHOLE, [(20, 20, 30, 30)])
    with pytest.raises(RegionError, match="Nothing of the region"):
        localised(np.ones((2, 2)), WHOLE, np.zeros((12, 12), bool))
