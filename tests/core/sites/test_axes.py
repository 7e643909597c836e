"""Arithmetic of the axes: tokens to patches and back, and their words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.sites.axes import Axis, Channels, PatchGrid, Pixels, Whole, describe

grids = st.builds(
    PatchGrid,
    st.integers(1, 40),
    st.integers(1, 40),
    st.sampled_from([(), ("CLS",), ("CLS", "register 0", "register 1")]),
)


@given(grids, st.data())
def test_index_and_cell_undo_one_another(axis: PatchGrid, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, axis.rows - 1))
    col = data.draw(st.integers(0, axis.cols - 1))
    index = axis.index(row, col)
    assert len(axis.prefix) <= index < axis.size
    assert axis.cell(index) == (row, col)
    assert list(range(axis.size))[axis.patches].index(index) == row * axis.cols + col
    assert axis.label(index) == f"patch {row}, {col}"


@given(grids)
def test_prefix_tokens_are_no_patches(axis: PatchGrid) -> None:
    for at, name in enumerate(axis.prefix):
        assert axis.cell(at) is None
        assert axis.label(at) == name
    assert axis.size == len(axis.prefix) + axis.rows * axis.cols


@pytest.mark.parametrize("cell", [(3, 0), (0, 4), (-1, 0), (0, -1)])
def test_a_patch_outside_is_refused_with_the_limits(cell: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="rows go from 0 to 2, columns from 0 to 3"):
        PatchGrid(3, 4, ("CLS",)).index(*cell)


def test_labels_of_gates() -> None:
    assert Whole().label(0) == "whole picture"
    assert Channels(8).label(7) == "channel 7"
    assert Pixels(3, 5).label(7) == "position 1, 2"
    assert (Whole().size, Channels(8).size, Pixels(3, 5).size) == (1, 8, 15)


@pytest.mark.parametrize("axis", [Whole(), PatchGrid(2, 3, ("CLS",)), Channels(4), Pixels(2, 3)])
def test_described_axes_are_json(axis: Axis) -> None:
    described = describe(axis)
    assert json.loads(json.dumps(described)) == described
    assert described["size"] == axis.size


def test_a_described_grid_says_how_to_fold_the_tokens() -> None:
    assert describe(PatchGrid(2, 3, ("CLS",))) == {
        "type": "patches",
        "size": 7,
        "prefix": ["CLS"],
        "rows": 2,
        "cols": 3,
    }
