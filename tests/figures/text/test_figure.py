"""Sentences shaded by attention: colours, lines, and what lies under a point."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.colormaps import table
from explorer.core.map.matrix import Matrix, resolve_matrix
from explorer.core.map.token_groups import Label
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.figures.figure import Figure, Zoomable
from explorer.figures.fonts import width
from explorer.figures.frame import Frame, Palette, Target
from explorer.figures.text.figure import TextFigure
from explorer.figures.text.layout import (
    Passage,
    Piece,
    TextLayout,
    Word,
    lay_out,
    may_break,
    set_lines,
    spaces,
)
from tests.core.text_traces import sentence, text_trace, translation
from tests.figures.matrices import matrix, random_matrix
from tests.figures.probes import LOUD, NIGHT, PALETTES, apart, assert_found, frames, paint, places

CROSS, MASKED, SELF = 0, 2, 4
STRIP, FULL = Frame(818, 150, palette=NIGHT), Frame(818, 520, palette=NIGHT)
shapes = st.tuples(st.integers(1, 40), st.integers(1, 40))


def figure(layer: int = CROSS, colormap: str = "inferno", query: int = 3) -> TextFigure:
    trace = text_trace()
    shown = resolve_matrix(trace, Selection(layer=layer, query=query))
    return TextFigure(shown, trace.texts(layer), colormap)


def made_up(content: Matrix) -> TextFigure:
    """A figure of words that stand in no text."""
    return TextFigure(content, (sentence().text, translation().text), "inferno")


def passages(content: Matrix, source: str = "", target: str = "") -> tuple[Passage, Passage]:
    return Passage(content.cols, source, True), Passage(content.rows, target, False)


def laid_out(trace: Trace, layer: int, frame: Frame) -> TextLayout:
    content = resolve_matrix(trace, Selection(layer=layer, query=3))
    source, target = passages(content, trace.sentence.text, trace.translation.text)
    if layer != CROSS:
        source = Passage(
            content.cols, (trace.sentence, trace.translation)[layer == MASKED].text, True
        )
    return lay_out(source, target if layer == CROSS else None, (frame.width, frame.height))


def on_frame(frame: Frame, layout: TextLayout, piece: Piece) -> tuple[float, float, float, float]:
    """A box in px of a frame that is not scrolled."""
    x, y = (frame.width - layout.width) / 2, (frame.height - layout.height) / 2
    left, top, right, bottom = piece.box
    return left + x, top + y, right + x, bottom + y


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("colormap", ["inferno", "magma_r", "grey"])
@pytest.mark.parametrize("layer", [CROSS, MASKED, SELF])
def test_words_are_shaded_by_the_row_that_asks(palette: Palette, colormap: str, layer: int) -> None:
    trace, frame = text_trace(), replace(FULL, palette=palette)
    content = resolve_matrix(trace, Selection(layer=layer, query=3))
    pixels = paint(figure(layer, colormap), frame)
    layout = laid_out(trace, layer, frame)
    assert len(layout.shaded) == len(content.cols)
    for piece in layout.shaded:
        left, top, right, _ = on_frame(frame, layout, piece)
        seen = pixels[round(top) + 3, round(left) + 8 : round(right) - 8]
        value = content.values[content.row, piece.at]
        if np.isnan(value):
            assert (seen == np.array(palette.canvas)).all()
            continue
        level = min(round(255 * float(value) / content.levels.high), 255)
        assert (np.abs(seen - table(colormap)[level].astype(int)) <= 3).all()


def test_the_word_that_asks_is_on_the_accent() -> None:
    pixels = paint(figure(), FULL)
    layout = laid_out(text_trace(), CROSS, FULL)
    left, top, right, bottom = on_frame(FULL, layout, layout.plain[3])
    assert layout.plain[3].label.text == "popular"
    y, x = np.nonzero(places(pixels, NIGHT.fill))
    assert abs(x.min() - left) <= 1
    assert abs(x.max() + 1 - right) <= 1
    assert abs(y.min() - top) <= 1
    assert abs(y.max() + 1 - bottom) <= 1


@pytest.mark.parametrize("layer", [MASKED, SELF])
def test_where_a_text_looks_at_itself_the_word_that_asks_is_ringed(layer: int) -> None:
    frame = replace(FULL, palette=LOUD)
    pixels = paint(figure(layer), frame)
    layout = laid_out(text_trace(), layer, frame)
    content = resolve_matrix(text_trace(), Selection(layer=layer, query=3))
    assert not layout.plain
    y, x = np.nonzero(places(pixels, LOUD.accent))
    left, top, right, bottom = on_frame(frame, layout, layout.shaded[content.row])
    assert left - 4 <= x.min() < left < right < x.max() + 1 <= right + 4
    assert top - 4 <= y.min() < top < bottom < y.max() + 1 <= bottom + 4


def test_what_lies_under_a_word() -> None:
    for layer in (CROSS, MASKED, SELF):
        shown, layout = figure(layer), laid_out(text_trace(), layer, FULL)
        for piece in layout.shaded:
            left, top, right, bottom = on_frame(FULL, layout, piece)
            found = shown.hit(FULL, (left + right) / 2, (top + bottom) / 2)
            assert found == (Target(None, piece.at) if layer == CROSS else Target(piece.at, None))
        for piece in layout.plain:
            left, top, right, bottom = on_frame(FULL, layout, piece)
            assert shown.hit(FULL, (left + right) / 2, bottom - 1) == Target(piece.at, None)
        assert shown.hit(FULL, 409, 5) is None


@settings(max_examples=60, deadline=None)
@given(shapes, frames, st.data())
def test_under_every_ground_lies_its_word(
    shape: tuple[int, int], frame: Frame, data: st.DataObject
) -> None:
    content = random_matrix(*shape, row=data.draw(st.integers(0, shape[0] - 1)))
    shown = made_up(content)
    row = data.draw(st.integers(0, shape[0] - 1))
    pixels = paint(shown, replace(frame, hover=Target(row, None)))
    assert_found(shown, frame, pixels, LOUD.raised, Target(row, None))
    assert_found(shown, frame, pixels, LOUD.fill, Target(content.row, None))


@settings(max_examples=60, deadline=None)
@given(shapes, st.integers(60, 2000), st.integers(60, 1200))
def test_words_never_overlap_and_stay_in_order(
    shape: tuple[int, int], across: int, down: int
) -> None:
    content = random_matrix(*shape)
    layout = lay_out(*passages(content), (across, down))
    boxes = np.array([piece.box for piece in (*layout.shaded, *layout.plain)])
    assert apart(boxes)
    assert (boxes[:, :2] >= 0).all()
    assert (boxes[:, 2] <= layout.width).all()
    assert (boxes[:, 3] <= layout.height).all()
    for pieces in (layout.shaded, layout.plain):
        assert [piece.at for piece in pieces] == list(range(len(pieces)))
        order = [(piece.box[1], piece.box[0]) for piece in pieces]
        assert order == sorted(order)


def test_a_short_sentence_is_one_line_in_the_strip() -> None:
    layout = laid_out(text_trace(), CROSS, STRIP)
    assert layout.height <= STRIP.height
    assert not layout.down
    assert layout.px >= 18
    for pieces in (layout.shaded, layout.plain):
        assert len({piece.box[1] for piece in pieces}) == 1
    # what is written lies on one line with what it is from
    middles = {round(sum(piece.box[1::2])) for piece in (*layout.shaded, *layout.plain)}
    assert max(middles) - min(middles) <= 1


@settings(max_examples=40, deadline=None)
@given(shapes, st.integers(240, 2000), st.integers(240, 1200))
def test_a_full_view_is_24_px_whatever_its_size(
    shape: tuple[int, int], across: int, down: int
) -> None:
    layout = lay_out(*passages(random_matrix(*shape)), (across, down))
    assert layout.px == 24
    sizes = {piece.px for piece in (*layout.shaded, *layout.plain) if not piece.label.special}
    assert sizes <= {24}


def test_narrow_texts_lie_one_below_the_other_and_wide_ones_side_by_side() -> None:
    trace = text_trace()
    narrow, wide = (laid_out(trace, CROSS, Frame(across, 500)) for across in (500, 1400))
    assert narrow.down
    assert min(piece.box[1] for piece in narrow.plain) > max(one.box[3] for one in narrow.shaded)
    assert not wide.down
    assert min(piece.box[0] for piece in wide.plain) > max(one.box[2] for one in wide.shaded)


@pytest.mark.parametrize("letters", ["a", "字"])
def test_a_column_has_at_most_72_characters(letters: str) -> None:
    texts = [letters * 5] * 200
    content = matrix(np.full((200, 200), 0.005), texts, texts)
    layout = lay_out(*passages(content), (4000, 2000))
    for pieces in (layout.shaded, layout.plain):
        lines: dict[float, int] = {}
        for piece in pieces:
            lines[piece.box[1]] = lines.get(piece.box[1], 0) + 5
        assert len(lines) > 1
        assert max(lines.values()) <= 72


def test_two_hundred_words_scroll_and_the_one_that_asks_comes_in_sight() -> None:
    content = random_matrix(200, 200, row=180)
    shown = made_up(content)
    assert isinstance(shown, Zoomable)
    for frame in (replace(FULL, palette=LOUD), replace(STRIP, palette=LOUD)):
        assert shown.extent(frame)[1] > 2 * frame.height
        assert not places(paint(shown, frame), LOUD.fill).any()
        moved = shown.revealed(frame)
        assert places(paint(shown, moved), LOUD.fill).sum() > 200
        assert shown.revealed(moved) == moved
        first, second = paint(shown, moved), paint(shown, replace(moved, y=moved.y - 30))
        assert np.array_equal(first[:-30], second[30:])


CLOSING, OPENING = "。、」』\uff09\uff01\uff1fーっゃ,.!?)”", "「『\uff08([“"


def label(text: str) -> Label:
    return Label(text, text.startswith("<"), (0,))


@given(
    st.lists(
        st.sampled_from([*CLOSING, *OPENING, "小説", "の", "word", "it"]), min_size=1, max_size=30
    ),
    st.floats(60, 400),
)
def test_no_line_begins_with_what_closes_nor_ends_with_what_opens(
    texts: list[str], room: float
) -> None:
    words = [
        Word(20.0, 4.0, at == 0 or may_break(label(texts[at - 1]), label(text), False))
        for at, text in enumerate(texts)
    ]
    lines = set_lines(words, room)
    assert [at for line in lines for at in line] == list(range(len(texts)))
    for before, after in pairwise(lines):
        torn = texts[before[-1]], texts[after[0]]
        if torn[1] in CLOSING or torn[0] in OPENING:
            # only where what belongs together is longer than a line
            start = max(at for at in range(after[0]) if words[at].breaks)
            end = next((at for at in range(after[0], len(words)) if words[at].breaks), len(words))
            assert 24.0 * (end - start) - 4.0 > room
    assert all(24.0 * len(line) - 4.0 <= room for line in lines)


def test_the_end_of_a_text_stands_beside_its_last_word() -> None:
    assert not may_break(label("summer"), label("</s>"), True)
    assert may_break(label("<s>"), label("I"), True)


def test_pieces_of_a_word_stay_together_and_those_of_japanese_need_not() -> None:
    assert not may_break(label("popul"), label("ar"), False)
    assert may_break(label("人"), label("気"), False)


def test_spaces_are_those_of_the_text() -> None:
    texts = ["<s>", "He", "said", ":", "“", "no", "”", "twice", ".", "</s>"]
    found = spaces([label(text) for text in texts], "He said: “no” twice.")
    assert found == [True, True, True, False, True, False, False, True, False, True]


def test_a_word_that_the_text_does_not_hold_does_not_lead_astray() -> None:
    texts = ["a", "[?]", "b", "a"]
    assert spaces([label(text) for text in texts], "a 𓂀 b a") == [True, True, True, True]
    japanese = ["人", "[?]", "気"]
    assert spaces([label(text) for text in japanese], "人𓂀気") == [True, False, False]


def test_grounds_stand_closer_where_the_text_has_no_space() -> None:
    content = matrix(np.full((1, 3), 0.3), ["x"], ["ab", "cd", "ef"])
    layout = lay_out(*passages(content, source="abcd ef"), (800, 400))
    first, second, third = (piece.box for piece in layout.shaded)
    assert second[0] - first[2] < third[0] - second[2]


def test_the_japanese_sentence_needs_24_px_and_shows_its_words() -> None:
    layout = laid_out(text_trace(), CROSS, Frame(1200, 500))
    for piece in layout.shaded:
        if not piece.label.special:
            assert piece.px == 24
            assert piece.box[2] - piece.box[0] >= width(piece.label.text, 24) + 12


@settings(max_examples=60, deadline=None)
@given(shapes, frames, st.booleans())
def test_a_picture_has_the_size_of_its_frame(
    shape: tuple[int, int], frame: Frame, masked: bool
) -> None:
    shown: Figure = made_up(random_matrix(*shape, masked=masked))
    for hover in (None, Target(0, 0), Target(99, None), Target(None, 99)):
        pixels = paint(shown, replace(frame, hover=hover))
        size = round(frame.height * frame.scale), round(frame.width * frame.scale), 3
        assert pixels.shape == size
        assert pixels.dtype == np.uint8


def test_it_fits_its_natural_size() -> None:
    for shown in (
        figure(),
        figure(SELF),
        made_up(random_matrix(1, 1)),
        made_up(random_matrix(90, 90)),
    ):
        across, down = shown.natural_size()
        extent = shown.extent(Frame(across, down))
        assert extent[0] <= across + 1
        assert extent[1] <= down + 1


def test_a_colour_map_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="sepia"):
        figure(colormap="sepia")


def test_a_translation_that_has_just_begun() -> None:
    texts = sentence().text, translation(1).text
    pixels = paint(TextFigure(random_matrix(1, 8), texts, "inferno"), STRIP)
    assert places(pixels, NIGHT.fill).any()
