"""Matrices at the size of a thumbnail: squares, diagonals and masks survive."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from explorer.gui.grid.thumbs import Thumbs, squares

SIDES = st.integers(1, 70)
MATRICES = arrays.arrays(np.uint8, st.tuples(SIDES, SIDES))


@given(MATRICES, SIDES, SIDES)
def test_nothing_is_made_up_and_no_peak_is_lost(
    matrix: np.ndarray[tuple[int, int], np.dtype[np.uint8]], height: int, width: int
) -> None:
    sized = squares(matrix, height, width)
    assert sized.shape == (height, width)
    assert sized.dtype == np.uint8
    assert set(np.unique(sized)) <= set(np.unique(matrix))
    assert sized.max() == matrix.max()


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 5), st.integers(1, 5))
def test_whole_multiples_are_the_entries_themselves(
    rows: int, columns: int, tall: int, wide: int
) -> None:
    matrix = np.arange(rows * columns, dtype=np.uint8).reshape(rows, columns)
    expected = np.kron(matrix, np.ones((tall, wide), np.uint8))
    np.testing.assert_array_equal(squares(matrix, rows * tall, columns * wide), expected)


@pytest.mark.parametrize("tokens", [2, 7, 26, 30, 31, 40, 59, 300])
def test_a_diagonal_stays_one_line_at_any_length(tokens: int) -> None:
    sized = squares(np.eye(tokens, dtype=np.uint8) * 200, 26, 30)
    assert (sized.max(axis=0) == 200).all()
    assert (sized.max(axis=1) == 200).all()
    down, across = np.nonzero(sized)
    off = np.abs((down + 0.5) / 26 - (across + 0.5) / 30)
    assert off.max() <= 1 / min(tokens, 26) + 1 / 26


def test_masked_entries_are_transparent_even_where_they_hold_values() -> None:
    thumbs = Thumbs([1], smooth=False)
    thumbs.set_row(0, [np.full((2, 2), 90, np.uint8)], None, np.tri(2, dtype=np.bool_))
    tile = thumbs.tile(0, 0, QSize(20, 20), 1.0)
    assert tile is not None
    assert tile.pixelColor(14, 5).alpha() == 0
    assert tile.pixelColor(5, 14) == tile.pixelColor(5, 5) == QColor(90, 90, 90)


def test_a_masked_entry_does_not_shine_through_where_several_share_a_pixel() -> None:
    thumbs = Thumbs([1], smooth=False)
    levels = np.tile(np.array([[40, 255]], np.uint8), (60, 30))  # (60, 60)
    mask = np.tile(np.array([[True, False]]), (60, 30))
    thumbs.set_row(0, [levels], None, mask)
    tile = thumbs.tile(0, 0, QSize(30, 30), 1.0)
    assert tile is not None
    assert tile.pixelColor(15, 15) == QColor(40, 40, 40)


def test_a_mask_of_another_shape_or_kind_is_refused() -> None:
    thumbs = Thumbs([2], smooth=False)
    maps = [np.zeros((2, 3), np.uint8)] * 2
    for mask in (np.ones((3, 2), np.bool_), np.ones((2, 3), np.uint8)):
        with pytest.raises(ValueError, match="mask"):
            thumbs.set_row(0, maps, None, mask)
    thumbs.set_row(0, maps, None, np.ones((2, 3), np.bool_))
    assert thumbs.masked(0)
    thumbs.set_row(0, maps, None, None)
    assert not thumbs.masked(0)


def test_later_changes_of_the_arrays_do_not_show() -> None:
    thumbs = Thumbs([1], smooth=False)
    levels, mask = np.full((2, 2), 90, np.uint8), np.ones((2, 2), np.bool_)
    thumbs.set_row(0, [levels], None, mask)
    levels[:], mask[:] = 0, False
    tile = thumbs.tile(0, 0, QSize(20, 20), 1.0)
    assert tile is not None
    assert tile.pixelColor(5, 5) == QColor(90, 90, 90)
