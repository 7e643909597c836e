"""A long map on its field: what lies where, what is painted, how it is zoomed and scrolled."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.core.colormaps import table
from explorer.core.map.long import long_map, region
from explorer.core.map.long.region import Region, whole
from explorer.core.map.matrix import refined_matrix, resolve_matrix
from explorer.core.selection import Selection
from explorer.figures.figure import Regional, Zoomable
from explorer.figures.frame import PAPER, Frame, Target
from explorer.figures.matrix.tiled_figure import TiledFigure
from explorer.figures.matrix.tiled_layout import (
    NUMBERS,
    SIDE,
    WORDS,
    WORDS_FROM,
    field_of,
    framed,
    most_zoom,
    seen,
    ticks,
)
from tests.core.text_traces import long_trace
from tests.figures.probes import paint

SIZE = 300
RUN = long_trace(SIZE)
ALL = Region((0, SIZE), (0, SIZE))
FRAME = Frame(600, 500)


@pytest.fixture(autouse=True)
def _short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "LONG", 16)
    monkeypatch.setattr(region, "TILES", 40)


def figure(part: Region | None = None, query: int = 200, based: bool = False) -> TiledFigure:
    selection = Selection(unit=1, query=query, region=part)
    matrix = resolve_matrix(RUN, selection)
    base = resolve_matrix(RUN, replace(selection, region=None)) if based else None
    axis = RUN.sites[0].queries
    return TiledFigure(matrix, "inferno", axis, axis, whole(RUN.sites[0]), base)


def test_it_is_what_the_views_ask_for() -> None:
    assert isinstance(figure(), Regional)
    assert isinstance(figure(), Zoomable)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("part", [None, Region((100, 140), (50, 90)), Region((7, 208), (3, 290))])
def test_what_lies_under_a_point_is_painted_there(part: Region | None, scale: float) -> None:
    drawn = figure(part)
    frame = replace(drawn.opened(replace(FRAME, scale=scale)), palette=PAPER)
    pixels = paint(drawn, frame)
    assert pixels.shape == (round(500 * scale), round(600 * scale), 3)
    colours = table("inferno")
    matrix, found = drawn.matrix, 0
    for x, y in np.random.default_rng(0).uniform((SIDE + 4, 100), (590, 490), (200, 2)):
        target = drawn.hit(frame, float(x), float(y))
        if target is None or target.row is None or target.col is None:
            continue
        value = matrix.values[target.row, target.col]
        if np.isnan(value) or abs(target.row - matrix.row) <= 1:  # the frame of the query
            continue
        level = int(np.clip(value / matrix.levels.high, 0, 1) * 255 + 0.5)
        left, top = int(x * scale) - 2, int(y * scale) - 2
        near = pixels[top : top + 5, left : left + 5]
        wanted = colours[level].astype(int)
        assert np.abs(near.reshape(-1, 3).astype(int) - wanted).max(axis=1).min() <= 3
        found += 1
    assert found > 25


def test_a_hit_is_the_tile_that_holds_the_token() -> None:
    for part in (None, Region((100, 130), (60, 90))):
        drawn = figure(part)
        frame = drawn.opened(FRAME)
        field = field_of(ALL, frame)
        for token in (110, 125):
            x = field.left - frame.x + (token - 40 + 0.5) * field.across
            y = field.top - frame.y + (token + 0.5) * field.down
            target = drawn.hit(frame, x, y)
            assert target is not None
            assert target.row is not None
            assert target.col is not None
            assert token in drawn.matrix.rows[target.row].tokens
            assert token - 40 in drawn.matrix.cols[target.col].tokens


def test_nothing_lies_where_the_picture_does_not_reach() -> None:
    drawn = figure(Region((100, 130), (60, 90)))
    assert drawn.hit(FRAME, 590, 490) is None
    assert drawn.hit(FRAME, 2, 2) is None


def test_what_is_seen_at_first_is_all() -> None:
    assert figure().seen(FRAME) == ALL
    assert figure().extent(FRAME) == pytest.approx((600, 500))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 290), st.integers(0, 290), st.integers(1, 300), st.integers(1, 300))
def test_a_part_that_is_framed_is_seen(row: int, col: int, high: int, wide: int) -> None:
    part = Region((row, min(row + high, SIZE)), (col, min(col + wide, SIZE)))
    frame = framed(ALL, part, FRAME)
    shown = seen(ALL, frame)
    assert shown.rows[0] <= part.rows[0] < part.rows[1] <= shown.rows[1]
    assert shown.cols[0] <= part.cols[0] < part.cols[1] <= shown.cols[1]
    assert 1 <= frame.zoom <= most_zoom(ALL, FRAME) * (1 + 1e-9)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(1, 60), st.floats(SIDE + 30, 580), st.floats(120, 480), st.floats(1, 60))
def test_zooming_keeps_the_token_under_the_mouse(
    first: float, x: float, y: float, then: float
) -> None:
    drawn = figure()
    frame = drawn.zoomed(FRAME, first, x, y)
    assert drawn.zoomed(frame, frame.zoom, x, y).x == pytest.approx(frame.x, abs=1e-6)

    def token(shown: Frame) -> tuple[float, float]:
        field = field_of(ALL, shown)
        return (x - field.left + shown.x) / field.across, (y - field.top + shown.y) / field.down

    closer = drawn.zoomed(frame, frame.zoom * then, x, y)
    field = field_of(ALL, closer)
    inside = all(
        1e-6 < at < size - room - 1e-6
        for at, size, room in zip(
            (closer.x, closer.y), field.extent, (closer.width, closer.height), strict=True
        )
    )
    if inside:  # at the edges there is no more to scroll to
        assert token(closer) == pytest.approx(token(frame), abs=1e-3)


def test_a_box_is_zoomed_into() -> None:
    drawn = figure()
    field = field_of(ALL, FRAME)
    box = (
        field.left + 60.5 * field.across, field.top + 120.5 * field.down,
        field.left + 89.5 * field.across, field.top + 149.5 * field.down,
    )  # fmt: skip
    shown = drawn.seen(drawn.framed(FRAME, box))
    assert shown.rows[0] <= 120
    assert shown.rows[1] >= 150
    assert shown.cols[0] <= 60
    assert shown.cols[1] >= 90
    assert max(shown.shape) < 60


def test_single_tokens_are_named_by_their_words_and_tiles_by_numbers() -> None:
    assert field_of(ALL, FRAME).top == NUMBERS
    close = framed(ALL, Region((100, 110), (60, 70)), FRAME)
    assert field_of(ALL, close).across >= WORDS_FROM
    assert field_of(ALL, close).top == WORDS
    drawn = figure(Region((95, 120), (50, 80)))
    words = paint(drawn, close)
    other = replace(drawn.matrix, cols=tuple(replace(one, text="") for one in drawn.matrix.cols))
    axis = RUN.sites[0].queries
    bare = paint(TiledFigure(other, "inferno", axis, axis, ALL), close)
    assert not np.array_equal(words[: int(WORDS)], bare[: int(WORDS)])
    np.testing.assert_array_equal(words[int(WORDS) + 4 :], bare[int(WORDS) + 4 :])


@given(st.floats(0.01, 70), st.booleans(), st.integers(0, 40_000))
def test_numbers_stand_at_round_tokens_and_apart(pitch: float, down: bool, first: int) -> None:
    found = ticks(first, first + 1000, pitch, down)
    step = found.step
    assert step * pitch >= 30 or step == 1
    assert str(step).rstrip("0") in ("1", "2", "5")
    assert all(token % step == 0 for token in found)


def test_the_query_is_framed_where_it_is_seen() -> None:
    with_query, without = figure(query=200), figure(query=20)
    assert with_query.matrix.query_visible
    assert not np.array_equal(paint(with_query, FRAME), paint(without, FRAME))
    outside = figure(Region((100, 130), (60, 90)), query=200)
    assert not outside.matrix.query_visible
    assert outside.revealed(FRAME) == FRAME
    paint(outside, outside.opened(FRAME))  # nothing to frame


def test_a_coarser_picture_lies_under_the_finer_one() -> None:
    part = Region((100, 140), (60, 100))
    bare, based = figure(part), figure(part, based=True)
    one, other = paint(bare, FRAME), paint(based, FRAME)
    layout = based.layout(FRAME)
    left, right = layout.across.span(0)[0], layout.across.span(layout.across.count - 1)[1]
    top, bottom = layout.down.span(0)[0], layout.down.span(layout.down.count - 1)[1]
    np.testing.assert_array_equal(one[top:bottom, left:right], other[top:bottom, left:right])
    corner = one[400:480, int(SIDE) + 6 : int(SIDE) + 60]
    assert (corner == np.array(PAPER.canvas)).all()
    assert not (other[400:480, int(SIDE) + 6 : int(SIDE) + 60] == np.array(PAPER.canvas)).all()


def test_the_same_map_is_known_again() -> None:
    drawn = figure()
    assert drawn.same_map(figure(Region((0, 50), (0, 50))))
    other = long_trace(SIZE + 1)
    matrix = resolve_matrix(other, Selection(unit=0))
    axis = other.sites[0].queries
    assert not drawn.same_map(TiledFigure(matrix, "inferno", axis, axis, whole(other.sites[0])))
    assert not drawn.same_map(None)


def test_what_the_mouse_points_at_is_lit_up() -> None:
    drawn = figure()
    plain = paint(drawn, FRAME)
    lit = paint(drawn, replace(FRAME, hover=Target(3, 2)))
    assert not np.array_equal(plain, lit)
    gone = paint(drawn, replace(FRAME, hover=Target(3000, 2)))
    np.testing.assert_array_equal(plain, gone)


def test_an_estimate_is_painted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_map, "COARSE", 900)
    first = next(refined_matrix(RUN, Selection()))
    assert not first.exact
    axis = RUN.sites[0].queries
    drawn = TiledFigure(first, "inferno", axis, axis, ALL)
    assert drawn.layout(FRAME).extent == pytest.approx((600, 500))
    paint(drawn, FRAME)


def test_a_colour_map_that_is_not_there_is_refused() -> None:
    axis = RUN.sites[0].queries
    with pytest.raises(ValueError, match="no-such"):
        TiledFigure(figure().matrix, "no-such", axis, axis, ALL)
