"""The painted matrix: colours, numbers, frame, hover; and what lies under a point of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.colormaps import table
from explorer.core.map.matrix import resolve_matrix
from explorer.core.selection import Selection
from explorer.export.render import Pixels
from explorer.figures.figure import Figure, Zoomable
from explorer.figures.frame import PAPER, Frame, Palette, Target
from explorer.figures.matrix.figure import MatrixFigure
from explorer.figures.matrix.layout import EDGE, GAP
from tests.core.text_traces import text_trace
from tests.figures.matrices import NOVEL, matrix, random_matrix, words
from tests.figures.probes import paint

NIGHT = Palette(
    canvas=(12, 13, 15),
    raised=(47, 50, 56),
    ink=(236, 237, 240),
    soft=(176, 179, 188),
    faint=(142, 146, 157),
    line=(54, 57, 65),
    accent=(94, 146, 243),
    fill=(59, 111, 221),
    on_accent=(255, 255, 255),
)
INFERNO = table("inferno")

frames = st.builds(
    Frame,
    width=st.integers(1, 500),
    height=st.integers(1, 400),
    scale=st.sampled_from([0.3, 1.0, 1.25, 2.0]),
    zoom=st.one_of(st.just(1.0), st.floats(1, 60)),
    x=st.floats(0, 5000),
    y=st.floats(0, 5000),
    palette=st.sampled_from([PAPER, NIGHT]),
)
shapes = st.tuples(st.integers(1, 60), st.one_of(st.integers(1, 60), st.integers(300, 700)))


def colour(pixels: Pixels, x: float, y: float) -> tuple[int, ...]:
    return tuple(pixels[int(y), int(x)].tolist())


def middle(figure: MatrixFigure, frame: Frame, row: int, col: int) -> tuple[float, float]:
    """The middle of what shows of a cell, logical px."""
    layout = figure.layout(frame)
    x, y = layout.across.middle(col), layout.down.middle(row)
    assert x is not None
    assert y is not None
    return x / frame.scale, y / frame.scale


@settings(max_examples=80)
@given(shapes, st.booleans(), frames, st.data())
def test_under_every_point_lies_what_is_painted_there(
    shape: tuple[int, int], masked: bool, frame: Frame, data: st.DataObject
) -> None:
    content = random_matrix(*shape, row=data.draw(st.integers(0, shape[0] - 1)), masked=masked)
    figure = MatrixFigure(content, "inferno", numbers=False)
    pixels = paint(figure, frame)
    layout = figure.layout(frame)
    first, end = layout.down.span(content.row)
    out = round(EDGE * frame.scale) + 1
    for _ in range(12 * bool(pixels.size)):
        x = data.draw(st.integers(0, pixels.shape[1] - 1))
        y = data.draw(st.integers(0, pixels.shape[0] - 1))
        target = figure.hit(frame, (x + 0.5) / frame.scale, (y + 0.5) / frame.scale)
        around = first - out <= y < end + out  # the frame of the query may lie over its neighbours
        if target is None or target.row is None or target.col is None or around:
            continue
        value = content.values[target.row, target.col]
        seen = colour(pixels, x, y)
        if np.isnan(value):
            assert seen not in {tuple(one) for one in INFERNO.tolist()} or sum(seen) > 700
        elif seen != frame.palette.canvas:  # a gap
            assert seen == tuple(INFERNO[round(float(value) * 255)].tolist())


@settings(max_examples=80)
@given(shapes, frames)
def test_every_cell_that_shows_is_found_at_its_middle(shape: tuple[int, int], frame: Frame) -> None:
    figure = MatrixFigure(random_matrix(*shape), "inferno")
    layout = figure.layout(frame)
    if layout.down.pitch < 1 or layout.across.pitch < 1:
        return
    rows, cols = layout.down.visible(), layout.across.visible()
    for row in rows[:: max(1, len(rows) // 5)]:
        for col in cols[:: max(1, len(cols) // 5)]:
            assert figure.hit(frame, *middle(figure, frame, row, col)) == Target(row, col)


@settings(max_examples=80)
@given(shapes, frames)
def test_every_word_is_found_where_it_is_written(shape: tuple[int, int], frame: Frame) -> None:
    figure = MatrixFigure(random_matrix(*shape, row=shape[0] // 2), "inferno")
    layout = figure.layout(frame)
    scale = frame.scale
    for row in layout.labelled_rows():
        y = layout.down.middle(row)
        assert y is not None
        x = layout.across.low - (GAP + 2) * scale
        if x > layout.corner[0]:
            assert figure.hit(frame, x / scale, y / scale) == Target(row, None)
    turn = np.radians(layout.cols.angle or 90)  # above a flat word there is its column still
    for col in layout.labelled_columns():
        start = layout.across.middle(col)
        assert start is not None
        for along in (2, 12, 40):
            x = start + along * scale * np.cos(turn)
            y = layout.down.low - GAP * scale - along * scale * np.sin(turn)
            lies_in = layout.corner[1] <= y and x < layout.across.high - 1
            if lies_in and layout.across.pitch > 4:
                assert figure.hit(frame, x / scale, y / scale) == Target(None, col)


@settings(max_examples=60)
@given(shapes, frames)
def test_a_picture_has_the_size_of_its_frame(shape: tuple[int, int], frame: Frame) -> None:
    figure: Figure = MatrixFigure(random_matrix(*shape), "viridis_r")
    pixels = paint(figure, replace(frame, hover=Target(0, 0)))
    size = round(frame.height * frame.scale), round(frame.width * frame.scale), 3
    assert pixels.shape == size
    assert pixels.dtype == np.uint8


def test_it_can_be_zoomed() -> None:
    assert isinstance(MatrixFigure(NOVEL, "inferno"), Zoomable)


def test_a_colour_map_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="jet"):
        MatrixFigure(NOVEL, "jet")


def test_a_resolved_run_is_painted_in_its_own_levels() -> None:
    content = resolve_matrix(text_trace(), Selection(unit=0))
    figure, frame = MatrixFigure(content, "viridis", numbers=False), Frame(900, 600)
    row = (content.row + 2) % len(content.rows)
    level = round(min(float(content.values[row, 1]) / content.levels.high, 1.0) * 255)
    seen = colour(paint(figure, frame), *middle(figure, frame, row, 1))
    assert seen == tuple(table("viridis")[level].tolist())


@pytest.mark.parametrize("palette", [PAPER, NIGHT])
def test_masked_is_not_zero(palette: Palette) -> None:
    content = matrix([[0, np.nan], [0, 0], [0, 0]], "abc", "xy", row=2)
    figure, frame = MatrixFigure(content, "inferno"), Frame(400, 300, palette=palette)
    pixels = paint(figure, frame)
    layout = figure.layout(frame)
    cells = [
        pixels[slice(*layout.painted(layout.down, 0, 0)), slice(*layout.painted(ruler, col, col))]
        for ruler, col in ((layout.across, 0), (layout.across, 1))
    ]
    zero, masked = ({tuple(one) for one in cell.reshape(-1, 3).tolist()} for cell in cells)
    assert tuple(INFERNO[0].tolist()) in zero
    assert tuple(INFERNO[0].tolist()) not in masked
    assert palette.canvas in masked
    assert len(masked) == 2, "a hatch in one colour"


def test_of_cells_smaller_than_a_pixel_the_largest_is_seen_and_found() -> None:
    values = np.zeros((1024, 1024))
    values[700, 300] = 1.0
    content = matrix(values, words(1024), words(1024), row=3)
    figure, frame = MatrixFigure(content, "inferno"), Frame(500, 300)
    pixels = paint(figure, frame)
    rows, cols = np.nonzero((pixels == INFERNO[255]).all(axis=2))
    assert len(rows) == 1
    assert figure.hit(frame, cols[0] + 0.5, rows[0] + 0.5) == Target(700, 300)


@pytest.mark.parametrize(
    ("size", "shown"), [((330, 140), True), ((214, 140), False), ((330, 85), False)]
)
def test_numbers_are_written_from_44_by_24_px_on(size: tuple[int, int], shown: bool) -> None:
    content = matrix([[0.5] * 4] * 3, "abc", "wxyz")
    frame = Frame(*size)
    with_numbers, without = (MatrixFigure(content, "inferno", numbers) for numbers in (True, False))
    cell = with_numbers.layout(frame).cell
    assert (cell[0] >= 44 and cell[1] >= 24) == shown, "what this test is about"
    same = np.array_equal(paint(with_numbers, frame), paint(without, frame))
    assert same != shown


def test_numbers_are_black_on_bright_and_white_on_dark() -> None:
    content = matrix([[0.0, 1.0], [0.0, 0.0]], "ab", "xy", row=1)
    figure, frame = MatrixFigure(content, "inferno"), Frame(400, 300)
    pixels = paint(figure, frame)
    layout = figure.layout(frame)
    rows = slice(*layout.painted(layout.down, 0, 0))
    dark, bright = (
        pixels[rows, slice(*layout.painted(layout.across, at, at))].sum(axis=2) for at in (0, 1)
    )
    assert dark.max() > 700
    assert bright.min() < 100


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_query_is_framed_and_its_word_lies_on_the_accent(scale: float) -> None:
    figure, frame = MatrixFigure(NOVEL, "inferno"), Frame(800, 424, scale, palette=NIGHT)
    pixels = paint(figure, frame)
    layout = figure.layout(frame)
    first, end = layout.painted(layout.down, 3, 3)
    x = layout.across.span(1)[0] + 20
    thick = round(2 * scale)
    for start in (first - round(EDGE * scale), end + round(scale)):
        assert [colour(pixels, x, start + at) for at in range(thick)] == [NIGHT.accent] * thick
    assert colour(pixels, x, first - 1) == NIGHT.canvas, "a gap between row and frame"
    y = layout.down.middle(3)
    assert y is not None
    assert colour(pixels, layout.across.low - (GAP + 3) * scale, y) == NIGHT.fill
    assert colour(pixels, layout.across.low - (GAP + 3) * scale, y - end + first) == NIGHT.canvas


def test_what_the_mouse_points_at_is_lit_up() -> None:
    figure, frame = MatrixFigure(NOVEL, "inferno"), Frame(800, 424, palette=NIGHT)
    layout = figure.layout(frame)
    plain = paint(figure, frame)
    lit = paint(figure, replace(frame, hover=Target(1, 4)))
    changed = (plain != lit).any(axis=2)
    first, end = layout.painted(layout.down, 1, 1)
    left, right = layout.painted(layout.across, 4, 4)
    assert colour(lit, (left + right) / 2, first) == (255, 255, 255)
    assert colour(lit, left + 1, (first + end) / 2) == (255, 255, 255)
    assert sum(colour(lit, left - 1, (first + end) / 2)) < 60
    assert NIGHT.raised in {
        tuple(one) for one in lit[first:end, : layout.across.low].reshape(-1, 3)
    }
    assert NIGHT.raised in {tuple(one) for one in lit[: layout.down.low, left:right].reshape(-1, 3)}
    assert not changed[end + 3 :].any()
    assert not changed[layout.down.low : first - 3].any()
    assert np.array_equal(paint(figure, frame), plain), "what was kept is not spoilt"
    fresh = paint(MatrixFigure(NOVEL, "inferno"), replace(frame, hover=Target(1, 4)))
    assert np.array_equal(fresh, lit)


@pytest.mark.parametrize("target", [Target(1, None), Target(None, 4), Target(99, 0)])
def test_a_word_alone_may_be_pointed_at(target: Target) -> None:
    figure, frame = MatrixFigure(NOVEL, "inferno"), Frame(800, 424)
    layout = figure.layout(frame)
    changed = (paint(figure, frame) != paint(figure, replace(frame, hover=target))).any(axis=2)
    assert changed[:, : layout.across.low].any() == (target.row == 1)
    assert changed[: layout.down.low].any() == (target.col == 4)
    assert not changed[layout.down.low :, layout.across.low :].any()


@given(shapes, frames, st.floats(1, 40), st.data())
def test_zooming_keeps_the_cell_under_the_mouse(
    shape: tuple[int, int], frame: Frame, zoom: float, data: st.DataObject
) -> None:
    figure = MatrixFigure(random_matrix(*shape), "inferno")
    x, y = data.draw(st.floats(0, frame.width)), data.draw(st.floats(0, frame.height))
    found = figure.zoomed(frame, zoom, x, y)
    assert 1 <= found.zoom <= max(zoom, 1)
    old, new = figure.layout(frame), figure.layout(found)
    most = [max(0.0, new.extent[0] - frame.width), max(0.0, new.extent[1] - frame.height)]
    for side, (point, at) in enumerate(((x, found.x), (y, found.y))):
        assert 0 <= at <= most[side]
        if 0 < at < most[side]:
            shares = [
                (point - body[side]) / (body[side + 2] - body[side])
                for body in (old.body, new.body)
            ]
            size = new.body[side + 2] - new.body[side]
            assert shares[0] * size == pytest.approx(shares[1] * size, abs=1e-3)


def test_small_cells_can_be_zoomed_until_their_numbers_show() -> None:
    figure, frame = MatrixFigure(random_matrix(256, 256), "inferno"), Frame(500, 300)
    found = figure.zoomed(frame, 1000, 300, 200)
    assert min(np.array(figure.layout(found).cell) / (44, 24)) >= 1


@given(shapes, frames, st.data())
def test_the_query_is_scrolled_into_sight(
    shape: tuple[int, int], frame: Frame, data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, shape[0] - 1))
    figure = MatrixFigure(random_matrix(*shape, row=row), "inferno")
    frame = replace(frame, height=frame.height + 200, width=frame.width + 200, x=0.0)
    found = figure.revealed(frame)
    layout = figure.layout(found)
    first, end = layout.down.span(row)
    room = layout.down.high - layout.down.low
    assert layout.down.shown(row) >= min(end - first, room) - 2
    again = figure.revealed(found)
    assert again.y == pytest.approx(found.y, abs=2 / frame.scale)


def test_beyond_the_end_is_nothing_to_scroll_to() -> None:
    figure, frame = MatrixFigure(random_matrix(40, 40), "inferno"), Frame(400, 300, zoom=4.0)
    width, height = figure.extent(frame)
    last = replace(frame, x=width - frame.width, y=height - frame.height)
    beyond = replace(frame, x=1e6, y=1e6)
    assert np.array_equal(paint(figure, last), paint(figure, beyond))
    assert figure.hit(beyond, *middle(figure, beyond, 39, 39)) == Target(39, 39)
