"""Where cells and words of a matrix lie: they fit, they are readable, they never overlap."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.figures.fonts import width
from explorer.figures.frame import Frame
from explorer.figures.matrix.figure import MatrixFigure
from explorer.figures.matrix.layout import LARGEST_CELL
from tests.figures.matrices import NOVEL, matrix, random_matrix
from tests.figures.recorder import Written, written

sizes = st.integers(1, 90)
frames = st.builds(
    Frame,
    width=st.integers(200, 1400),
    height=st.integers(160, 1000),
    scale=st.sampled_from([1.0, 1.25, 1.5, 2.0]),
    zoom=st.one_of(st.just(1.0), st.floats(1, 20)),
    x=st.floats(0, 3000),
    y=st.floats(0, 3000),
)


def figure_of(rows: int, cols: int, row: int = 0) -> MatrixFigure:
    return MatrixFigure(random_matrix(rows, cols, row % rows), "inferno")


@given(sizes, sizes, frames)
def test_at_zoom_1_all_of_it_fits_with_cells_no_larger_than_they_may_be(
    rows: int, cols: int, frame: Frame
) -> None:
    frame = replace(frame, zoom=1.0)
    figure = figure_of(rows, cols)
    extent = figure.extent(frame)
    assert extent[0] <= frame.width + 1e-6
    assert extent[1] <= frame.height + 1e-6
    cell = figure.layout(frame).cell
    assert all(own <= large + 1e-6 for own, large in zip(cell, LARGEST_CELL, strict=True))
    grown = all(own >= large - 1e-6 for own, large in zip(cell, LARGEST_CELL, strict=True))
    tight = extent[0] >= frame.width - 1 or extent[1] >= frame.height - 1
    assert grown or tight or cols == 1 or figure.layout(frame).cols.every > 1


@given(sizes, sizes, frames, st.floats(1, 30))
def test_cells_grow_with_the_zoom(rows: int, cols: int, frame: Frame, zoom: float) -> None:
    figure = figure_of(rows, cols)
    fit = figure.layout(replace(frame, zoom=1.0)).cell
    found = figure.layout(replace(frame, zoom=zoom)).cell
    assert found == pytest.approx((fit[0] * zoom, fit[1] * zoom))


def labels_in(figure: MatrixFigure, frame: Frame) -> list[Written]:
    """Every label that is drawn, but not the numbers of the cells."""
    layout = figure.layout(frame)
    corner = layout.across.low, layout.down.low
    return [
        one
        for one in written(figure, frame)
        if one.place[0] < corner[0] or one.place[1] < corner[1]
    ]


def bounds(label: Written) -> tuple[float, float, float, float]:
    """(along from, along to, across from, across to) in directions turned with the text; the ink
    of a line is about as high as its font."""
    x, y = label.place
    turn = np.radians(label.angle)
    along, across = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
    long = width(label.text, label.px, label.weight)
    start = along - {"l": 0.0, "m": long / 2, "r": long}[label.anchor[0]]
    return start, start + long, across - label.px / 2, across + label.px / 2


@settings(max_examples=60)
@given(sizes, sizes, st.integers(0, 89), frames)
def test_words_never_overlap_and_are_never_small(
    rows: int, cols: int, row: int, frame: Frame
) -> None:
    labels = labels_in(figure_of(rows, cols, row), frame)
    assert all(label.px >= round(11 * frame.scale) for label in labels)
    beside = [label for label in labels if label.anchor == "rm"]
    above = [label for label in labels if label.anchor != "rm"]
    for group in (beside, above):
        boxes = [bounds(label) for label in group]
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                meet = one[0] < other[1] and other[0] < one[1]
                assert not (meet and one[2] < other[3] - 0.5 and other[2] < one[3] - 0.5)


@settings(max_examples=60)
@given(sizes, sizes, st.integers(0, 89), frames)
def test_the_word_of_the_query_shows_while_its_row_does(
    rows: int, cols: int, row: int, frame: Frame
) -> None:
    figure = figure_of(rows, cols, row)
    layout = figure.layout(frame)
    heavy = [label for label in labels_in(figure, frame) if label.weight == 600]
    assert len(heavy) == (layout.query in layout.down.visible())


def test_few_words_stand_flat_above_their_columns() -> None:
    labels = labels_in(MatrixFigure(NOVEL, "inferno"), Frame(800, 424))
    above = {one.text: (one.px, one.angle) for one in labels if one.anchor == "mm"}
    assert above == {
        **dict.fromkeys(("この", "小説", "は", "人気", "です", "。"), (16, 0)),
        "</s>": (12, 0),
    }
    beside = [one.text for one in labels if one.anchor == "rm"]
    assert sorted(beside) == sorted(label.text for label in NOVEL.rows)


def test_more_words_turn_and_then_thin() -> None:
    found = {}
    for count in (8, 20, 45, 200):
        labels = labels_in(figure_of(count, count), Frame(800, 600))
        angles = [label.angle for label in labels if label.anchor != "rm"]
        found[count] = (set(angles), len(angles))
    assert found[8] == ({0}, 8) or found[8] == ({45}, 8)
    assert found[20] == ({45}, 20)
    assert found[45] == ({90}, 45)
    assert found[200][0] == {90}
    assert 30 < found[200][1] < 60, "every n-th"


@pytest.mark.parametrize("rows", [16, 20, 24])
def test_every_word_has_its_line_as_long_as_lines_fit(rows: int) -> None:
    words = [f"w{at}" for at in range(rows)]
    figure = MatrixFigure(matrix(np.zeros((rows, 12)), words, ["w"] * 12), "inferno")
    above = math.ceil(figure.layout(Frame(720, 300)).cols.reach)
    for spare, every in ((4, 1), (-13, 2)):
        layout = figure.layout(Frame(720, above + 12 * rows + spare))
        assert layout.rows.every == every
        assert (len(layout.labelled_rows()) == rows) is (every == 1)


def test_a_very_long_word_is_elided() -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
    figure = MatrixFigure(matrix([[1, 0]] * 2, [long, "a"], [long, "b"]), "inferno")
    texts = [label.text for label in labels_in(figure, Frame(800, 400))]
    cut = [text for text in texts if text.endswith("…")]
    assert len(cut) == 2
    assert all(long.startswith(text[:-1]) and len(text) > 8 for text in cut)


@given(sizes, sizes)
def test_the_natural_size_is_comfortable(rows: int, cols: int) -> None:
    figure = figure_of(rows, cols)
    size = figure.natural_size()
    cell = figure.layout(Frame(*size)).cell
    assert max(size) <= 1600, "no file grows beyond reason"
    if max(rows, cols) <= 9:
        assert cell[0] >= 90
        assert cell[1] >= 60


def test_the_natural_size_of_very_many_is_that_of_many() -> None:
    assert figure_of(1000, 1000).natural_size() == pytest.approx((1100, 850), abs=100)
