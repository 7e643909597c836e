"""From a run on a text to the finished picture: its view, its size, its names, and on paper."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.colormaps import table
from explorer.core.map.matrix import resolve_matrix
from explorer.core.map.steps import resolve_steps
from explorer.core.selection import MEAN, Selection
from explorer.core.sites.axes import Tokens
from explorer.core.trace import Trace
from explorer.export.png import encode
from explorer.export.render import Pixels
from explorer.figures.drawing import picture_name
from explorer.figures.figure import Figure
from explorer.figures.frame import PAPER, Frame
from explorer.figures.lines.figure import LinesFigure
from explorer.figures.matrix.figure import MatrixFigure
from explorer.figures.photo_picture import Layout
from explorer.figures.steps.figure import StepsFigure
from explorer.figures.text.figure import TextFigure
from explorer.figures.text_picture import draw_text, figure
from explorer.figures.views import TextStyle, View
from tests.core.text_traces import seq2seq_trace, text_trace
from tests.figures.probes import NIGHT, paint

RUN, SEQ2SEQ = text_trace(layers=2, heads=3), seq2seq_trace()
VIEWS: tuple[View, ...] = ("matrix", "lines", "text", "steps")
ASKED = Selection(layer=1, query=3)
each_view = pytest.mark.parametrize("view", VIEWS)


def painted(drawn: Figure, long_edge: int) -> Pixels:
    """The figure on paper at its own size, its longer edge so many pixels."""
    width, height = drawn.natural_size()
    return paint(drawn, Frame(width, height, long_edge / max(width, height), palette=PAPER))


@pytest.mark.parametrize(
    ("view", "kind"),
    [
        ("matrix", MatrixFigure),
        ("lines", LinesFigure),
        ("text", TextFigure),
        ("steps", StepsFigure),
    ],
)
def test_every_view_is_drawn_by_its_own_painter(view: View, kind: type) -> None:
    assert type(figure(RUN, ASKED, TextStyle(view))) is kind
    assert type(figure(SEQ2SEQ, Selection(), TextStyle(view))) is kind


def test_the_views_draw_the_selection() -> None:
    matrix, colours = resolve_matrix(RUN, ASKED), "viridis"
    for view, expected in (
        ("matrix", MatrixFigure(matrix, colours)),
        ("lines", LinesFigure(matrix, colours)),
        ("text", TextFigure(matrix, RUN.texts(ASKED.layer), colours)),
        ("steps", StepsFigure(resolve_steps(RUN, ASKED), colours)),
    ):
        for known in (None, matrix):
            drawn = figure(RUN, ASKED, TextStyle(view, colours), known)
            assert drawn.natural_size() == expected.natural_size()
            np.testing.assert_array_equal(painted(drawn, 300), painted(expected, 300))


@pytest.mark.parametrize(
    ("selection", "heads"),
    [
        (Selection(0, 0), False),
        (Selection(0, MEAN), False),
        (Selection(0, 0, added=frozenset({(0, 2)})), True),
        (Selection(0, 0, added=frozenset({(1, MEAN)})), False),
        (Selection(0, 1, added=frozenset({(1, 1)})), True),
    ],
)
def test_lines_are_coloured_by_head_where_heads_are_chosen(
    selection: Selection, heads: bool
) -> None:
    matrix = resolve_matrix(RUN, selection)
    drawn = painted(figure(RUN, selection, TextStyle("lines")), 400)
    expected = painted(LinesFigure(matrix, "inferno", heads=heads), 400)
    np.testing.assert_array_equal(drawn, expected)
    other = painted(LinesFigure(matrix, "inferno", heads=not heads), 400)
    assert len(matrix.stack) == 1 or drawn.shape != other.shape or (drawn != other).any()


@each_view
@settings(max_examples=12)
@given(long_edge=st.integers(1, 900), run=st.sampled_from([RUN, SEQ2SEQ]))
def test_the_longer_edge_is_as_long_as_asked(view: View, long_edge: int, run: Trace) -> None:
    style = TextStyle(view)
    pixels = draw_text(run, Selection(), style, Layout(long_edge)).pixels
    assert pixels.dtype == np.uint8
    assert max(pixels.shape[:2]) == long_edge
    assert min(pixels.shape) > 0
    width, height = figure(run, Selection(), style).natural_size()
    shape = (height * long_edge / max(width, height), width * long_edge / max(width, height))
    np.testing.assert_allclose(pixels.shape[:2], shape, atol=1)


@each_view
@pytest.mark.parametrize("long_edge", [1, 2, 17])
def test_a_picture_of_few_pixels_is_one(view: View, long_edge: int) -> None:
    """Of a long sentence, the shorter edge of which would have none."""
    tokens = Tokens(tuple(f"word{at}" for at in range(60)), tuple(range(60)))
    (site,) = SEQ2SEQ.sites
    rng = np.random.default_rng(0)
    wide = replace(
        site, keys=tokens, key=rng.normal(size=(1, 60, 5)).astype(np.float32),
        value=rng.normal(size=(1, 60, 5)).astype(np.float32),
    )  # fmt: skip
    run = replace(SEQ2SEQ, sites=(wide,))
    picture = draw_text(run, Selection(), TextStyle(view), Layout(long_edge))
    assert max(picture.pixels.shape[:2]) == long_edge
    assert encode(picture.pixels, picture.text)


@each_view
def test_the_picture_is_the_figure_on_paper(view: View) -> None:
    style = TextStyle(view)
    picture = draw_text(RUN, ASKED, style, Layout(500))
    drawn = figure(RUN, ASKED, style)
    np.testing.assert_array_equal(picture.pixels, painted(drawn, 500))
    width, height = drawn.natural_size()
    frame = Frame(width, height, 500 / max(width, height), palette=NIGHT)
    assert (picture.pixels != paint(drawn, frame)).any(), "the palette matters"
    assert (picture.pixels[[0, 0, -1, -1], [0, -1, 0, -1]] == PAPER.canvas).all()


@each_view
def test_the_same_picture_gives_the_same_bytes(view: View) -> None:
    for legend in (False, True):
        first, second = (
            draw_text(run, ASKED, TextStyle(view), Layout(300, legend))
            for run in (RUN, text_trace(layers=2, heads=3))
        )
        assert encode(first.pixels, first.text) == encode(second.pixels, second.text)


@each_view
@pytest.mark.parametrize("long_edge", [60, 640])
def test_a_legend_leaves_the_picture_as_it_is(view: View, long_edge: int) -> None:
    plain, page = (
        draw_text(RUN, ASKED, TextStyle(view), Layout(long_edge, legend))
        for legend in (False, True)
    )
    height, width = plain.pixels.shape[:2]
    rows, cols = page.pixels.shape[:2]
    margin = (cols - width) // 2
    assert margin > 0
    within = page.pixels[:, margin : margin + width]
    found = [
        top
        for top in range(rows - height)
        if np.array_equal(within[top : top + height], plain.pixels)
    ]
    assert found
    assert (page.pixels[: found[0]] != 255).any(), "there is a title above"
    assert (page.pixels[found[-1] + height :] != 255).any(), "the quantity is named below"
    assert plain.text == page.text


@each_view
def test_there_is_a_bar_only_where_its_colours_are_values(view: View) -> None:
    page = draw_text(RUN, ASKED, TextStyle(view, "viridis"), Layout(640, legend=True)).pixels
    height = draw_text(RUN, ASKED, TextStyle(view), Layout(640)).pixels.shape[0]
    below = page[height + (len(page) - height) // 3 :]
    colours = {tuple(colour) for colour in table("viridis").tolist()}
    bars = [row for row in below if len({tuple(one) for one in row.tolist()} & colours) > 100]
    assert bool(bars) == (view in ("matrix", "text"))


@each_view
def test_chunks_say_what_is_shown(view: View) -> None:
    text = draw_text(RUN, ASKED, TextStyle(view, "magma"), Layout(100)).text
    assert text["Source-Text"] == "この小説は人気です。"
    assert text["Target-Text"] == "This novel is popular."
    assert (text["Style"], text["Colormap"]) == (view, "magma")
    assert (text["Model"], text["Verified"]) == ("toy-translator", "Verified")
    assert (text["Site"], text["Layer"], text["Query"]) == ("cross.1", "1", "popul")
    assert text["Input-SHA256"] == "ef" * 32
    if view == "steps":  # of single tokens, with a scale of its own
        assert (text["Head"], text["Method"]) == ("all", "attention weights")
        assert text["Title"] == "Cross-attention, layer 1, mean of 3 heads"
        assert "Levels" not in text
    else:
        assert text["Head"] == "all"
        assert text["Title"] == "Cross-attention, layer 1, mean of 3 heads"
        assert "averaged over those of a query word" in text["Method"]
        assert text["Levels"] == "0 to 1.00000, shared by all 18 heads"


def test_what_is_hidden_or_chosen_is_in_the_chunks() -> None:
    def said(view: View, **changes: bool) -> dict[str, str]:
        return draw_text(RUN, replace(ASKED, **changes), TextStyle(view), Layout(50)).text

    assert said("matrix", special=False)["Quantity"] == "attention weight, special tokens hidden"
    hidden = said("lines", special=False, renormalised=True)
    assert hidden["Quantity"] == "attention weight among the tokens shown"
    assert hidden["Method"].endswith("special tokens hidden, renormalised")
    # the steps hide nothing and merge nothing
    assert said("steps", special=False, renormalised=True) == said("steps")
    assert said("steps")["Quantity"] == "attention weight, each row sums to 1"


def test_a_model_with_one_head_names_none() -> None:
    for view in VIEWS:
        text = draw_text(SEQ2SEQ, Selection(), TextStyle(view), Layout(100, legend=True)).text
        assert (text["Title"], text["Head"]) == ("Soft attention", "all")


@pytest.mark.parametrize(
    ("selection", "name"),
    [
        (Selection(0, 2), "この小説は人気です.cross.layer00.head02.query0.png"),
        (Selection(1, MEAN), "この小説は人気です.cross.layer01.headmean.query0.png"),
        (Selection(3, MEAN, reduce="max"), "この小説は人気です.decoder.layer01.headmax.query0.png"),
        (Selection(4, 0), "この小説は人気です.encoder.layer00.head00.png"),
    ],
)
def test_names(selection: Selection, name: str) -> None:
    assert picture_name(RUN, selection) == name
    assert picture_name(RUN, selection, "story-001") == f"story-001{name[9:]}"


@pytest.mark.parametrize(
    ("text", "file", "stem"),
    [
        ("…?!", "", "text"),
        ("../a b\\c:d", "", "abcd"),
        ("文" * 100, "", "文" * 24),
        ("a cat", "my story.txt", "my story"),
    ],
)
def test_a_sentence_gives_a_name_that_any_disk_takes(text: str, file: str, stem: str) -> None:
    run = replace(RUN, sentence=replace(RUN.sentence, text=text, name=file))
    assert picture_name(run, Selection()) == f"{stem}.cross.layer00.headmean.query0.png"


@each_view
def test_a_run_that_has_only_begun_is_drawn(view: View) -> None:
    tokens = Tokens(("This",), (0,))
    (site,) = SEQ2SEQ.sites
    begun = replace(site, queries=tokens, query=np.asarray(site.weights()[:, :1, :5]) * 0 + 1)
    run = replace(SEQ2SEQ, sites=(begun,), checks=(), running=True)
    picture = draw_text(run, Selection(), TextStyle(view), Layout(200, legend=True))
    assert picture.text["Verified"] == "Not verified"
