"""Where the cells of the grid lie, for any grid in any panel."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.gui.grid.grid_layout import (
    ALONE,
    LEAST,
    LOWEST,
    MOST,
    lay_out,
)
from explorer.gui.grid.grid_places import HEADING, LABELS, PAD, GridLayout, Hit
from explorer.gui.grid.grid_shape import GridShape, Section


def shape(rows: int, columns: int, aspect: float = 1.0, profiles: bool = False) -> GridShape:
    return GridShape(
        tuple(map(str, range(rows))), tuple(map(str, range(columns))), aspect, profiles
    )


def text(*rows: int, columns: int = 9, narrow: int = 0) -> GridShape:
    """Matrices of words in sections, the last of which has ``narrow`` columns."""
    counts = [columns] * len(rows)
    counts[-1] = narrow or columns
    return GridShape(
        tuple(str(row) for count in rows for row in range(count)),
        tuple(map(str, range(columns))),
        30 / 26,
        smooth=False,
        sections=tuple(
            Section(f"Site {number}", "a × b", count, counts[number])
            for number, count in enumerate(rows)
        ),
    )


pictures = st.builds(
    shape, st.integers(1, 48), st.integers(1, 25), st.floats(0.1, 10.0), st.booleans()
)
texts = st.builds(
    lambda rows, columns, narrow: text(*rows, columns=columns, narrow=min(narrow, columns)),
    st.lists(st.integers(1, 8), min_size=1, max_size=4),
    st.integers(1, 17),
    st.integers(0, 17),
)
shapes = st.one_of(pictures, texts)
widths = st.integers(120, 900)
heights = st.integers(0, 2000)


def under_heading(layout: GridLayout, y: int, dy: int) -> bool:
    places = [layout.heading(section, dy) for section in range(len(layout.headings))]
    return any(place.y <= y < place.bottom for place in places)


@given(shapes, widths, heights, st.integers(0, 600))
def test_the_centre_of_a_cell_lies_in_that_cell(
    grid: GridShape, width: int, height: int, dy: int
) -> None:
    layout = lay_out(grid, width, height)
    for row in range(layout.rows):
        for column in range(layout.widths[row]):
            x, y = layout.cell(row, column, dy).centre
            if y >= layout.covered and not under_heading(layout, y, dy):
                assert layout.hit(x, y, dy) == Hit(row, column)


@given(shapes, widths, heights)
def test_headers_and_row_numbers_are_hit_beside_the_cells(
    grid: GridShape, width: int, height: int
) -> None:
    layout = lay_out(grid, width, height)
    for place in range(len(layout.lefts) if layout.tiles == 1 else 0):
        assert layout.hit(*layout.column_header(place).centre) == Hit(None, place)
    for row in range(layout.rows):
        x, y = layout.row_number(row).centre
        assert layout.hit(x, y) == Hit(row, None)
    assert layout.hit(2, 2) is None
    assert layout.hit(layout.lefts[0], layout.content_height + 1) is None


@given(pictures, widths, heights)
def test_cells_keep_their_bounds_and_never_overlap(
    grid: GridShape, width: int, height: int
) -> None:
    layout = lay_out(grid, width, height)
    assert LEAST <= layout.cell_width <= (MOST if len(grid.columns) > 1 else ALONE)
    assert layout.cell_height >= 6
    places = [layout.cell(0, column) for column in range(len(grid.columns))]
    for number, here in enumerate(places):
        for before in places[:number]:
            beside = here.x - before.right >= layout.gap
            assert beside or here.y - before.bottom >= layout.gap
    if layout.tiles > 1:
        assert layout.row_number(1).x >= layout.cell(0, 0).right - PAD
        assert layout.cell(1, 0).x >= layout.cell(0, 0).right + LABELS
    if layout.rows > layout.tiles:
        bottom = layout.profile(0).bottom if grid.profiles else places[-1].bottom
        assert layout.cell(layout.tiles, 0).y >= bottom + layout.gap
    if layout.cell_width > LEAST:
        assert (
            layout.content_height <= height
            or layout.cell_width == lay_out(grid, width, layout.content_height).cell_width
        )


@given(pictures, widths, heights)
def test_what_is_wider_than_the_least_fits(grid: GridShape, width: int, height: int) -> None:
    layout = lay_out(grid, width, height)
    if layout.cell_width > LEAST:
        assert right_of(layout) <= width - PAD
        assert layout.content_height <= height


@given(shapes, st.integers(160, 900), heights)
def test_nothing_ever_scrolls_sideways(grid: GridShape, width: int, height: int) -> None:
    layout = lay_out(grid, width, height)
    for row in range(layout.rows):
        for column in range(layout.widths[row] if layout.tops[row] is not None else 0):
            assert layout.cell(row, column).right <= width - PAD


@given(shapes, widths, heights)
def test_the_cells_are_the_largest_that_fit(grid: GridShape, width: int, height: int) -> None:
    """Beside each other as they are, no larger ones do: those of a grid a little lower."""
    layout = lay_out(grid, width, height)
    for more in range(1, 4):
        taller = lay_out(grid, width, height + more)
        if taller.across == layout.across and taller.cell_height > layout.cell_height:
            assert taller.content_height > height


def right_of(layout: GridLayout) -> int:
    """The right side of the last place of a line."""
    return layout.lefts[-1] + (layout.tiles - 1) * layout.tile_pitch + layout.cell_width


def places(layout: GridLayout) -> tuple[int, int, int]:
    return layout.cell_width, layout.cell_height, right_of(layout)


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
    assert (gates.cell(1, 0).y - gates.cell(0, 0).y, gates.strip) == (45, 10)


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


def test_a_rectangle_holds_both_its_corners_and_keeps_to_its_section() -> None:
    plain = shape(12, 7)
    assert plain.rectangle((3, 1), (2, 2)) == {(2, 1), (2, 2), (3, 1), (3, 2)}
    assert plain.rectangle((5, 5), (5, 5)) == {(5, 5)}
    sections = text(3, 3, narrow=2)
    assert sections.rectangle((2, 1), (4, 2)) == {(2, 1), (2, 2)}
    assert sections.rectangle((4, 0), (5, 5)) == {(4, 0), (4, 1), (5, 0), (5, 1)}


@pytest.mark.parametrize(
    ("rows", "columns", "aspect"), [((), ("mean",), 1.0), (("0",), (), 1.0), (("0",), ("m",), 0.0)]
)
def test_a_shape_of_nothing_is_refused(
    rows: tuple[str, ...], columns: tuple[str, ...], aspect: float
) -> None:
    with pytest.raises(ValueError, match=r"grid has|positive"):
        GridShape(rows, columns, aspect)


@pytest.mark.parametrize(
    "sections",
    [
        (Section("A", "", 2), Section("B", "", 2)),
        (Section("A", "", 3), Section("B", "", 0)),
        (Section("A", "", 2), Section("A", "", 1)),
        (Section("A", "", 3, 5),),
        (Section("A", "", 3, -1),),
    ],
)
def test_sections_that_do_not_make_up_the_grid_are_refused(sections: tuple[Section, ...]) -> None:
    with pytest.raises(ValueError, match=r"section"):
        GridShape(("0", "1", "2"), ("mean", "0"), sections=sections)


def test_cells_are_named_with_their_section() -> None:
    named = GridShape(
        ("0", "1", "0"),
        ("mean", "0", "1"),
        sections=(Section("Cross", "target × source", 2), Section("Encoder", "", 1, 2)),
    )
    assert named.describe(1, 2) == "Cross, layer 1, head 1"
    assert named.describe(2, 0) == "Encoder, layer 0, mean"
    assert named.describe(2, 2) == named.describe(3, 0) == named.describe(-1, 0) == ""
    assert shape(12, 7).describe(8, 3) == "layer 8, head 3"


def test_the_measures_of_the_design_with_sections() -> None:
    layout = lay_out(text(3, 3, 3), 352, 500)
    assert places(layout) == (30, 26, 352 - PAD)
    assert [layout.cell(row, 0).y for row in (0, 3, 6)] == [46, 160, 274]
    assert [layout.heading(section).y for section in range(3)] == [21, 135, 249]
    assert layout.heading(1).height == HEADING
    assert layout.content_height == 362


def test_a_folded_section_takes_its_heading_only() -> None:
    grid = text(3, 3, 3)
    layout = lay_out(grid, 352, 500, frozenset({"Site 1"}))
    assert layout.tops[3:6] == (None, None, None)
    assert layout.heading(2).y - layout.heading(1).y == 26
    assert layout.cell(0, 0).y == 46
    assert not layout.has(4, 1)
    assert layout.has(6, 1)
    assert lay_out(grid, 352, 250).content_height > 250  # which scrolls, but not when folded
    assert lay_out(grid, 352, 250, frozenset({"Site 1", "Site 2"})).content_height <= 250
    alone = lay_out(grid, 352, 500, frozenset({"Site 0", "Site 1", "Site 2"}))
    assert alone.content_height == 21 + 2 * 26 + HEADING + 3


@given(texts, widths, heights, st.integers(0, 900))
def test_the_heading_of_what_shows_on_top_shows(
    grid: GridShape, width: int, height: int, dy: int
) -> None:
    layout = lay_out(grid, width, height)
    dy = min(dy, layout.content_height - layout.covered)
    tops = [layout.heading(section, dy).y for section in range(len(layout.headings))]
    assert all(after - before >= HEADING for before, after in pairwise(tops))
    for row in layout.rows_between(dy + layout.covered, dy + layout.covered):
        own = grid.group_of(row)
        place = layout.heading(own, dy)
        assert place.y <= layout.header
        assert own in layout.headings_between(dy, layout.covered) or place.bottom <= layout.header
        x, y = place.centre
        if y >= layout.header:
            assert layout.hit(x, y, dy) == Hit(None, None, own)


@given(texts, widths, heights)
def test_matrices_keep_their_width_and_get_lower(grid: GridShape, width: int, height: int) -> None:
    free, layout = lay_out(grid, width, 10_000), lay_out(grid, width, height)
    assert layout.cell_width >= LOWEST
    assert layout.cell_height >= LOWEST
    if layout.across == free.across:
        assert abs(layout.cell_width - free.cell_width) <= 1  # where the gaps are narrower
        assert layout.cell_height <= max(free.cell_height, LOWEST)
    assert layout.content_height <= height or layout.cell_height == LOWEST


@pytest.mark.parametrize(
    ("grid", "height", "cell", "lines"),
    [
        (shape(12, 13, 1.5), 560, (26, 17), 2),  # 12 layers of 12 heads of a photo
        (text(12, columns=13), 560, (40, 17), 2),  # and of a text
        (shape(12, 7, 4.0), 535, (64, 16), 2),  # a wide photo: rows of 10 px otherwise
        (shape(24, 17, 1.5), 535, (24, 16), 2),  # scrolls down, not sideways
        (shape(12, 7, 1.5), 535, (40, 27), 1),  # room enough as it is
    ],
)
def test_small_cells_stand_in_several_lines(
    grid: GridShape, height: int, cell: tuple[int, int], lines: int
) -> None:
    layout = lay_out(grid, 352, height)
    assert (layout.cell_width, layout.cell_height) == cell
    assert layout.lines(0) == lines
    if lines > 1:
        below = layout.cell(0, 1 + layout.across)
        assert below.x == layout.cell(0, 1).x
        assert below.y == layout.cell(0, 1).bottom + layout.gap
        label = layout.line_label(0, 1).centre
        assert layout.hit(*label) == Hit(0, None)  # the name of a line is of its layer
    seen = sorted(column for line in range(lines) for column in layout.line_columns(3, line))
    assert seen == list(range(1, len(grid.columns)))


def test_many_heads_fit_a_narrow_panel() -> None:
    layout = lay_out(text(3, 3, 3), 272, 500)
    assert places(layout) == (22, 19, 272 - PAD)


def test_one_matrix_takes_the_whole_width() -> None:
    free, low = (lay_out(text(1, columns=1), 352, height) for height in (500, 150))
    assert places(free) == (300, ALONE, 352 - PAD)
    assert low.cell_width == 300
    assert low.content_height == 150
