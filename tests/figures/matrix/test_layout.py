"""Where cells and words of a matrix lie: they fit, they are readable, they never overlap."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from explorer.figures.figure import Frame
from explorer.figures.matrix import labels as matrix_labels
from explorer.figures.matrix.figure import MatrixFigure
from explorer.figures.matrix.layout import LARGEST_CELL
from explorer.figures.typeset import width
from tests.figures.matrices import NOVEL, matrix, random_matrix
from tests.figures.probes import paint

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


Written = list[tuple[tuple[float, float], str, int, int, str, float]]


def written(figure: MatrixFigure, frame: Frame, monkeypatch: pytest.MonkeyPatch) -> Written:
    """Every label that is drawn: (place, text, px, weight, anchor, angle)."""
    found: Written = []

    def note(
        image: Image.Image,
        xy: tuple[float, float],
        text: str,
        px: int,
        ink: Any,
        weight: int = 400,
        anchor: str = "la",
        angle: float = 0,
    ) -> None:
        found.append((xy, text, px, weight, anchor, angle))

    with monkeypatch.context() as patch:
        patch.setattr(matrix_labels, "draw_text", note)
        paint(figure, frame)
    return found


def bounds(label: Any) -> tuple[float, float, float, float]:
    """(along from, along to, across from, across to) in directions turned with the text; the ink
    of a line is about as high as its font."""
    (x, y), text, px, weight, anchor, angle = label
    turn = np.radians(angle)
    along, across = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
    long = width(text, px, weight)
    start = along - {"l": 0.0, "m": long / 2, "r": long}[anchor[0]]
    return start, start + long, across - px / 2, across + px / 2


@settings(max_examples=60)
@given(sizes, sizes, st.integers(0, 89), frames)
def test_words_never_overlap_and_are_never_small(
    rows: int, cols: int, row: int, frame: Frame
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        labels = written(figure_of(rows, cols, row), frame, patch)
    assert all(label[2] >= round(11 * frame.scale) for label in labels)
    beside = [label for label in labels if label[4] == "rm"]
    above = [label for label in labels if label[4] != "rm"]
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
    with pytest.MonkeyPatch.context() as patch:
        heavy = [label for label in written(figure, frame, patch) if label[3] == 600]
    assert len(heavy) == (layout.query in layout.down.visible())


def test_few_words_stand_flat_above_their_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = written(MatrixFigure(NOVEL, "inferno"), Frame(800, 424), monkeypatch)
    above = {text: (px, angle) for _, text, px, _, anchor, angle in labels if anchor == "mm"}
    assert above == {
        **dict.fromkeys(("この", "小説", "は", "人気", "です", "。"), (16, 0)),
        "</s>": (12, 0),
    }
    beside = [text for _, text, *_, anchor, _ in labels if anchor == "rm"]
    assert sorted(beside) == sorted(label.text for label in NOVEL.rows)


def test_more_words_turn_and_then_thin(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {}
    for count in (8, 20, 45, 200):
        labels = written(figure_of(count, count), Frame(800, 600), monkeypatch)
        angles = [label[5] for label in labels if label[4] != "rm"]
        found[count] = (set(angles), len(angles))
    assert found[8] == ({0}, 8) or found[8] == ({45}, 8)
    assert found[20] == ({45}, 20)
    assert found[45] == ({90}, 45)
    assert found[200][0] == {90}
    assert 30 < found[200][1] < 60, "every n-th"


def test_a_very_long_word_is_elided(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
    figure = MatrixFigure(matrix([[1, 0]] * 2, [long, "a"], [long, "b"]), "inferno")
    texts = [label[1] for label in written(figure, Frame(800, 400), monkeypatch)]
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
