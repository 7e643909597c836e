"""Words joined by lines: how wide, in which colours, and what lies under a point."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from explorer.core.colormaps import COLORMAPS
from explorer.core.map.matrix import Matrix
from explorer.export.render import Pixels
from explorer.figures.figure import Figure, Zoomable
from explorer.figures.frame import PAPER, Frame, Palette, Target
from explorer.figures.inks import attention_ink, contrast, head_inks
from explorer.figures.lines.figure import MOST_HEADS, MOST_LINES, LinesFigure
from explorer.figures.lines.layout import lay_out
from explorer.figures.sheet import Place, Sheet
from tests.figures.matrices import NOVEL, matrix, random_matrix
from tests.figures.probes import LOUD, NIGHT, PALETTES, apart, assert_found, frames, paint, places
from tests.figures.recorder import recorded

FRAME = Frame(818, 520, palette=NIGHT)
INK = attention_ink("inferno", NIGHT)
shapes = st.tuples(st.integers(1, 40), st.integers(1, 40))


def between(content: Matrix, frame: Frame, pixels: Pixels) -> Pixels:
    """The pixels between both rows of words."""
    layout = lay_out(content.cols, content.rows, (), (frame.width, frame.height))
    assert layout.flat
    top = (frame.height - layout.height) / 2
    low, high = layout.keys.ends[0, 1] + top, layout.queries.ends[0, 1] + top
    return pixels[round(low * frame.scale) : round(high * frame.scale)]


def drawn(part: Pixels, palette: Palette) -> NDArray[np.bool_]:
    return ~places(part, palette.canvas)


def single(value: float) -> Matrix:
    """One weight among zeros."""
    values = np.zeros((4, 4))
    values[1, 2] = value
    return matrix(values, ["a", "b", "c", "d"], ["甲", "乙", "丙", "丁"], row=1)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_width_of_a_line_is_its_weight(scale: float) -> None:
    frame = replace(FRAME, scale=scale)
    widths = []
    for value in (0.1, 0.4, 0.7, 1.0):
        content = single(value)
        part = between(content, frame, paint(LinesFigure(content, "inferno"), frame))
        across = np.abs(part.astype(int) - np.array(NIGHT.canvas)).max(axis=-1)
        # near its ends the line stands upright; coverage counts in shares of a pixel
        widths.append(across[2].sum() / across[2].max() / scale)
    steps = np.diff(widths)
    assert (steps > 1).all()
    np.testing.assert_allclose(steps, steps.mean(), atol=0.45)


def test_a_line_joins_its_two_words() -> None:
    content = single(1.0)
    part = drawn(between(content, FRAME, paint(LinesFigure(content, "inferno"), FRAME)), NIGHT)
    layout = lay_out(content.cols, content.rows, (), (818, 520))
    for line, expected in (
        (part[1], layout.keys.ends[2, 0]),
        (part[-2], layout.queries.ends[1, 0]),
    ):
        assert abs(np.flatnonzero(line).mean() - expected) < 1.5
    assert part.any(axis=1).all()


def test_what_is_below_two_hundredths_of_the_scale_is_left_out() -> None:
    for high in (1.0, 0.2):
        for share, seen in ((0.019, False), (0.021, True)):
            content = replace(single(share * high), levels=replace(NOVEL.levels, high=high))
            part = between(content, FRAME, paint(LinesFigure(content, "inferno"), FRAME))
            assert drawn(part, NIGHT).any() == seen


@pytest.mark.parametrize("by_head", [False, True])
def test_no_line_leads_to_what_is_masked(by_head: bool) -> None:
    values = np.full((3, 3), 0.5)
    values[~np.tri(3, dtype=bool)] = np.nan
    content = matrix(values, ["a", "b", "c"], ["甲", "乙", "丙"])
    content = replace(content, maps=np.full((2, 3, 3), 0.5, np.float32), units=("0", "1"))
    figure = LinesFigure(content, "inferno", heads=by_head)
    names = content.units if by_head else ()
    layout = lay_out(content.cols, content.rows, names, (FRAME.width, FRAME.height))
    for col in range(3):
        # all that ends at a key that is pointed at: one line for each query that may look there
        pixels = paint(figure, replace(FRAME, hover=Target(None, col)))
        for row in range(3):
            x, y = layout.queries.ends[row]
            near = pixels[round(y) - 3 : round(y), round(x) - 8 : round(x) + 8].astype(int)
            strong = np.abs(near - np.array(NIGHT.canvas)).max() > 130
            assert strong == (col <= row), (row, col)


def strength(content: Matrix, hover: Target | None) -> dict[str, int]:
    """How many pixels are drawn in full and in faded strength."""
    frame = replace(FRAME, hover=hover)
    part = between(content, frame, paint(LinesFigure(content, "inferno"), frame))
    far = np.abs(part.astype(int) - np.array(NIGHT.canvas)).sum(axis=-1)
    full = np.abs(np.array(INK) - np.array(NIGHT.canvas)).sum()
    return {"strong": int((far > 0.5 * full).sum()), "all": int((far > 0).sum())}


def test_the_lines_of_the_query_stand_out_and_those_of_the_hovered_word_instead() -> None:
    values = np.zeros((3, 3))
    values[0, 0] = 0.9
    content = matrix(values, ["a", "b", "c"], ["甲", "乙", "丙"])
    assert strength(content, None)["strong"] > 300
    assert strength(replace(content, row=1), None)["strong"] == 0
    assert strength(replace(content, row=1), None)["all"] > 300
    for hover in (Target(0, None), Target(None, 0), Target(0, 0)):
        assert strength(replace(content, row=1), hover)["strong"] > 300
    for hover in (Target(2, None), Target(None, 1), Target(0, 1)):
        assert strength(content, hover)["strong"] == 0


@pytest.mark.parametrize(("words", "many"), [(20, False), (30, True)])
def test_of_too_many_lines_the_strongest_are_drawn_and_it_is_said(words: int, many: bool) -> None:
    values = np.random.default_rng(0).uniform(0.1, 1.0, (words, words))
    names = ["w"] * words
    figure = LinesFigure(matrix(values, names, names, row=3), "inferno")
    sheet = recorded(figure, replace(FRAME, width=2400))
    others = np.delete(values, 3, axis=0).ravel()
    weights = [*np.sort(others)[-(MOST_LINES - words) :], *np.sort(values[3])]
    np.testing.assert_allclose(sheet.widths, 0.8 + 5.2 * np.array(weights), atol=1e-5)
    assert any(f"the {MOST_LINES} strongest in sight" in one.text for one in sheet.texts) is many


boxes = st.lists(st.tuples(*[st.floats(-300, 900)] * 2, *[st.floats(0, 80)] * 2), max_size=8)


@given(boxes, st.sampled_from([0.8, 1.0, 1.5, 2.0]), st.floats(-200, 200))
def test_what_lies_in_the_frame_is_the_same_for_one_box_and_for_many(
    sizes: list[tuple[float, float, float, float]], zoom: float, left: float
) -> None:
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        sheet = Sheet(painter, FRAME).on(Place(left, -left / 2, zoom))
    found = np.array([(x, y, x + w, y + h) for x, y, w, h in sizes]).reshape(-1, 4)
    assert sheet.within(found) == [at for at, box in enumerate(found) if sheet.sees(box.tolist())]


def heads(count: int) -> Matrix:
    """Each head looks at one word of its own."""
    stack = np.zeros((count, 3, 10), np.float32)
    for head in range(count):
        stack[head, 0, head % 10] = 1.0
    content = matrix(stack.mean(axis=0), ["a", "b", "c"], list("甲乙丙丁戊己庚辛壬癸"))
    return replace(content, maps=stack, units=tuple(f"head {at}" for at in range(count)))


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("count", [2, 5, 8])
def test_each_head_has_its_own_colour_on_its_own_line(palette: Palette, count: int) -> None:
    content, frame = heads(count), replace(FRAME, palette=palette)
    pixels = paint(LinesFigure(content, "inferno", heads=True), frame)
    inks = head_inks(count, palette)
    layout = lay_out(content.cols, content.rows, content.units, (818, 520))
    for head, ink in enumerate(inks):
        x, y = layout.keys.ends[head]
        near = pixels[round(y) + 2 : round(y) + 12, max(round(x) - 16, 0) : round(x) + 16]
        assert places(near, ink).any()
        x, y = layout.legend[head]
        assert tuple(pixels[round(y), round(x) + 9].tolist()) == ink
        assert not any(places(near, other).any() for other in inks if other != ink)


def test_one_colour_for_a_mean_for_one_head_and_for_more_than_eight() -> None:
    for figure in (
        LinesFigure(heads(4), "inferno"),
        LinesFigure(heads(1), "inferno", heads=True),
        LinesFigure(heads(MOST_HEADS + 1), "inferno", heads=True),
    ):
        pixels = paint(figure, FRAME)
        hued = pixels.astype(int).max(axis=-1) - pixels.astype(int).min(axis=-1) > 60
        # besides the pill of the query, all that has a hue is a shade of the one colour
        shades = pixels[hued & ~_bluish(pixels)].astype(float) - np.array(NIGHT.canvas)
        way = np.array(INK, float) - np.array(NIGHT.canvas)
        cosine = shades @ way / np.linalg.norm(shades, axis=-1) / np.linalg.norm(way)
        assert (cosine > 0.99).all()


def _bluish(pixels: Pixels) -> NDArray[np.bool_]:
    blue: NDArray[np.bool_] = pixels[..., 2].astype(int) > pixels[..., 0].astype(int) + 30
    return blue


_CONES = np.array([[0.3139, 0.6395, 0.0465], [0.1554, 0.7579, 0.0867], [0.0177, 0.1095, 0.8726]])
"""From linear sRGB (Viénot, Brettel & Mollon 1999); what dichromats see in place of a cone:"""
_EYES = {
    "all cones": np.eye(3),
    "protan": np.array([[0.0, 1.05118, -0.05116], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    "deutan": np.array([[1.0, 0.0, 0.0], [0.9513, 0.0, 0.04866], [0.0, 0.0, 1.0]]),
}
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(eyes: str, colour: tuple[int, int, int]) -> NDArray[np.float64]:
    """CIE L*a*b* of an sRGB colour as these eyes see it."""
    linear = (np.array(colour) / 255) ** 2.2
    seen = np.linalg.inv(_CONES) @ _EYES[eyes] @ _CONES @ linear
    x, y, z = np.cbrt(_XYZ @ np.clip(seen, 0, 1) / np.array([0.9505, 1.0, 1.089]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("eyes", list(_EYES))
@pytest.mark.parametrize(("count", "least"), [(5, 20), (8, 12)])
def test_colour_blind_readers_tell_the_heads_apart(
    count: int, least: float, eyes: str, palette: Palette
) -> None:
    inks = [lab(eyes, ink) for ink in head_inks(count, palette)]
    for at, one in enumerate(inks):
        assert all(np.linalg.norm(one - other) > least for other in inks[:at])


@pytest.mark.parametrize("palette", PALETTES)
def test_every_colour_of_a_line_reads_on_the_canvas(palette: Palette) -> None:
    assert len(set(head_inks(MOST_HEADS, palette))) == MOST_HEADS
    for ink in (*head_inks(8, palette), *(attention_ink(one, palette) for one in COLORMAPS)):
        assert contrast(ink, palette.canvas) >= 3


@settings(max_examples=60, deadline=None)
@given(shapes, frames, st.booleans(), st.data())
def test_under_every_ground_lies_its_word(
    shape: tuple[int, int], frame: Frame, key: bool, data: st.DataObject
) -> None:
    content = random_matrix(*shape, row=data.draw(st.integers(0, shape[0] - 1)))
    figure = LinesFigure(content, "inferno")
    at = data.draw(st.integers(0, shape[key] - 1))
    target = Target(None, at) if key else Target(at, None)
    pixels = paint(figure, replace(frame, hover=target))
    assert_found(figure, frame, pixels, LOUD.raised, target)
    assert_found(figure, frame, pixels, LOUD.fill, Target(content.row, None))


@settings(max_examples=60, deadline=None)
@given(shapes, st.integers(200, 2000), st.integers(100, 1200), st.integers(0, 9))
def test_words_never_overlap_and_each_is_found_at_its_middle(
    shape: tuple[int, int], width: int, height: int, names: int
) -> None:
    content = random_matrix(*shape)
    figure, frame = LinesFigure(content, "inferno"), Frame(width, height)
    layout = lay_out(
        content.cols, content.rows, [f"head {at}" for at in range(names)], (width, height)
    )
    assert apart(np.concatenate([layout.keys.boxes, layout.queries.boxes]))
    for words, at_row in ((layout.keys, False), (layout.queries, True)):
        assert (words.boxes[:, 2] <= layout.width).all()
        assert (words.boxes[:, :2] >= 0).all()
        for at in range(len(words.labels)):
            x, y = (words.boxes[at, :2] + words.boxes[at, 2:]) / 2
            assert words.at(x, y) == at
            assert not at_row or y < layout.height
    assert figure.extent(frame)[0] >= width or layout.flat


def test_many_words_stand_in_columns_that_scroll() -> None:
    content = random_matrix(60, 50)
    figure, frame = LinesFigure(content, "inferno"), Frame(500, 300, palette=LOUD)
    assert figure.extent(frame)[1] > 1000
    first, second = (paint(figure, replace(frame, y=at)) for at in (200.0, 250.0))
    note = round(figure.still)
    far = np.abs(first[50 + note :].astype(int) - second[note:-50]).max(axis=-1)
    assert (far > 0).mean() < 0.01
    assert (first[:note] == second[:note]).all(), "which side looks stays in sight"
    assert drawn(first[:note], LOUD).any()
    assert far.max() < 70, "a faded line, of which others are in sight"
    low = figure.revealed(replace(frame, y=900.0))
    assert places(paint(figure, low), LOUD.fill).any()
    assert figure.revealed(low) == low


def test_columns_of_words_are_smaller_before_they_scroll() -> None:
    figure = LinesFigure(random_matrix(25, 25), "inferno")
    for height, fits in ((700, True), (440, True), (300, False)):
        assert figure.fits(Frame(500, height)) is fits


def test_few_words_stand_in_rows() -> None:
    layout = lay_out(NOVEL.cols, NOVEL.rows, (), (818, 520))
    assert layout.flat
    assert (
        np.ptp(layout.keys.boxes[:, 1]) == 0 < layout.queries.boxes[0, 1] - layout.keys.boxes[0, 3]
    )
    assert layout.height == 520


@settings(max_examples=40, deadline=None)
@given(shapes, frames, st.floats(1, 4), st.floats(0, 1), st.floats(0, 1))
def test_zooming_keeps_what_lies_under_the_mouse(
    shape: tuple[int, int], frame: Frame, zoom: float, across: float, down: float
) -> None:
    figure = LinesFigure(random_matrix(*shape), "inferno")
    assert isinstance(figure, Zoomable)
    frame = figure.zoomed(frame, 2.0, 0.0, 0.0)
    point = across * frame.width, down * frame.height
    before = figure.place(frame).inside(*point)
    after = figure.zoomed(frame, zoom, *point)
    inside = figure.place(after).inside(*point)
    extent = figure.extent(after)
    for side, room in enumerate((frame.width, frame.height)):
        at_edge = (after.x, after.y)[side] in (0.0, max(extent[side] - room, 0.0))
        assert at_edge or abs(inside[side] - before[side]) < 1e-6


@settings(max_examples=60, deadline=None)
@given(shapes, frames, st.booleans())
def test_a_picture_has_the_size_of_its_frame(
    shape: tuple[int, int], frame: Frame, masked: bool
) -> None:
    figure: Figure = LinesFigure(random_matrix(*shape, masked=masked), "viridis_r")
    for hover in (None, Target(0, 0), Target(99, None), Target(None, 99)):
        pixels = paint(figure, replace(frame, hover=hover))
        assert pixels.shape == (
            round(frame.height * frame.scale),
            round(frame.width * frame.scale),
            3,
        )
        assert pixels.dtype == np.uint8


def test_it_paints_its_natural_size_on_paper() -> None:
    for content in (NOVEL, random_matrix(1, 1), random_matrix(80, 60)):
        figure = LinesFigure(content, "magma")
        width, height = figure.natural_size()
        extent = figure.extent(Frame(width, height))
        assert extent[0] <= width + 1
        assert extent[1] <= height + 1
        assert paint(figure, Frame(width, height, 2.0)).shape == (2 * height, 2 * width, 3)
        assert tuple(paint(figure, Frame(width, height))[0, 0].tolist()) == PAPER.canvas


def test_a_colour_map_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="sepia"):
        LinesFigure(NOVEL, "sepia")
