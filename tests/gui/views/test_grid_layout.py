"""Where the cells of the grid lie, for any grid in any panel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from explorer.gui.views.grid_keys import after_key
from explorer.gui.views.grid_layout import (
    ALONE,
    HEADER,
    LABELS,
    LEAST,
    MOST,
    PAD,
    GridLayout,
    GridShape,
    Hit,
    lay_out,
    rectangle,
)


def shape(rows: int, columns: int, aspect: float = 1.0, profiles: bool = False) -> GridShape:
    return GridShape(
        tuple(map(str, range(rows))), tuple(map(str, range(columns))), aspect, profiles
    )


shapes = st.builds(
    shape, st.integers(1, 48), st.integers(1, 25), st.floats(0.1, 10.0), st.booleans()
)
widths = st.integers(120, 900)
heights = st.integers(0, 2000)


@given(shapes, widths, heights, st.integers(0, 600), st.integers(0, 600))
def test_the_centre_of_a_cell_lies_in_that_cell(
    grid: GridShape, width: int, height: int, dx: int, dy: int
) -> None:
    layout = lay_out(grid, width, height)
    for row in range(layout.rows):
        for column in range(layout.columns):
            x, y = layout.cell(row, column, dx, dy).centre
            covered = column > 0 and x < layout.fixed_right
            if y >= HEADER and not covered:
                assert layout.hit(x, y, dx, dy) == Hit(row, column)


@given(shapes, widths, heights)
def test_headers_and_row_numbers_are_hit_beside_the_cells(
    grid: GridShape, width: int, height: int
) -> None:
    layout = lay_out(grid, width, height)
    for column in range(layout.columns):
        assert layout.hit(*layout.header(column).centre) == Hit(None, column)
    for row in range(layout.rows):
        x, y = layout.row_number(row).centre
        assert layout.hit(x, y) == Hit(row, None)
    assert layout.hit(2, 2) is None
    assert layout.hit(layout.lefts[0], layout.content_height + 1) is None


@given(shapes, widths, heights)
def test_cells_keep_their_bounds_and_never_overlap(
    grid: GridShape, width: int, height: int
) -> None:
    layout = lay_out(grid, width, height)
    assert LEAST <= layout.cell_width <= (MOST if layout.columns > 1 else ALONE)
    assert layout.cell_height >= 6
    for column in range(1, layout.columns):
        before, here = layout.cell(0, column - 1), layout.cell(0, column)
        assert here.x - before.right >= layout.gap
    if layout.tiles > 1:
        assert layout.row_number(1).x >= layout.cell(0, 0).right - PAD
        assert layout.cell(1, 0).x >= layout.cell(0, 0).right + LABELS
    if layout.rows > layout.tiles:
        bottom = layout.profile(0).bottom if grid.profiles else layout.cell(0, 0).bottom
        assert layout.cell(layout.tiles, 0).y >= bottom + layout.gap
    if layout.cell_width > LEAST:
        assert (
            layout.content_height <= height
            or layout.cell_width == lay_out(grid, width, layout.content_height).cell_width
        )


@given(shapes, widths, heights)
def test_what_is_wider_than_the_least_fits(grid: GridShape, width: int, height: int) -> None:
    layout = lay_out(grid, width, height)
    if layout.cell_width > LEAST:
        assert layout.content_width <= width
        assert layout.content_height <= height


def places(layout: GridLayout) -> tuple[int, int, int]:
    return layout.cell_width, layout.cell_height, layout.cell(0, layout.columns - 1).right


def test_the_measures_of_the_design() -> None:
    photo = lay_out(shape(12, 7, 36 / 24), 352, 500)
    assert places(photo) == (40, 27, 352 - PAD)
    assert photo.gap == 3
    assert photo.cell(0, 1).x - photo.cell(0, 0).right == 5
    assert photo.cell(0, 0).x == PAD + LABELS
    assert photo.pitch == 30
    matrices = lay_out(shape(3, 9, 30 / 26), 352, 500)
    assert places(matrices) == (30, 26, 352 - PAD)
    assert matrices.cell(0, 1).x - matrices.cell(0, 0).right == 6
    compact = lay_out(shape(12, 7, 36 / 24), 272, 500)
    assert (compact.cell_width, compact.cell_height, compact.gap) == (29, 19, 2)
    gates = lay_out(shape(8, 7, 36 / 24, profiles=True), 352, 500)
    assert (gates.pitch, gates.strip) == (45, 10)


def test_layers_of_one_map_stand_two_and_two() -> None:
    gates = lay_out(shape(4, 1, 36 / 24), 352, 500)
    assert gates.tiles == 2
    assert gates.cell(1, 0).right == 352 - PAD
    assert gates.cell(2, 0).x == gates.cell(0, 0).x
    assert gates.cell_width > MOST


def test_rows_shrink_with_their_columns_before_the_grid_scrolls() -> None:
    free = lay_out(shape(12, 7), 352, 2000)
    lower = lay_out(shape(12, 7), 352, free.content_height - 60)
    assert lower.cell_width < free.cell_width
    assert lower.cell_width == lower.cell_height
    assert lower.content_height <= free.content_height - 60
    least = lay_out(shape(12, 7), 352, 100)
    assert least.cell_width == LEAST
    assert least.content_height > 100


@given(shapes, widths, heights, st.integers(0, 2000), st.integers(0, 400))
def test_only_what_shows_is_named(
    grid: GridShape, width: int, height: int, top: int, tall: int
) -> None:
    layout = lay_out(grid, width, height)
    named = set(layout.rows_between(top, top + tall))
    for row in range(layout.rows):
        cell = layout.cell(row, 0)
        if cell.bottom > top and cell.y <= top + tall:
            assert row in named
    across = set(layout.columns_between(top, top + tall))
    for column in range(1, layout.columns):
        cell = layout.cell(0, column)
        assert (column in across) == (cell.right > top and cell.x < top + tall)


def test_a_rectangle_holds_both_its_corners() -> None:
    assert rectangle((3, 1), (2, 2)) == {(2, 1), (2, 2), (3, 1), (3, 2)}
    assert rectangle((5, 5), (5, 5)) == {(5, 5)}


@pytest.mark.parametrize(
    ("rows", "columns", "aspect"), [((), ("mean",), 1.0), (("0",), (), 1.0), (("0",), ("m",), 0.0)]
)
def test_a_shape_of_nothing_is_refused(
    rows: tuple[str, ...], columns: tuple[str, ...], aspect: float
) -> None:
    with pytest.raises(ValueError, match=r"grid has|positive"):
        GridShape(rows, columns, aspect)


def test_every_arrow_moves_through_layers_of_one_map() -> None:
    grid = shape(4, 1)
    assert after_key(Qt.Key.Key_Right, (1, 0), grid) == (2, 0)
    assert after_key(Qt.Key.Key_Left, (1, 0), grid) == (0, 0)
    assert after_key(Qt.Key.Key_Down, (3, 0), grid) == (3, 0)
