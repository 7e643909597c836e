"""The drawn step of attention: its numbers, sizes and colours, and what lies under a point."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.colormaps import table
from explorer.core.map.steps import Score, Steps, Vectors, resolve_steps
from explorer.core.map.token_groups import Label
from explorer.core.selection import Selection
from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens
from explorer.core.sites.token_attention import TokenMap
from explorer.core.text import Alternative, Step
from explorer.export.render import Pixels
from explorer.figures.figure import Figure, Zoomable
from explorer.figures.fonts import width
from explorer.figures.frame import PAPER, Frame, Palette, Target
from explorer.figures.inks import attention_ink
from explorer.figures.steps.drawing import Drawing, score_text
from explorer.figures.steps.figure import StepsFigure
from explorer.figures.steps.formula import formula_width
from explorer.figures.steps.layout import StepsLayout
from explorer.figures.steps.notation import notation
from explorer.figures.steps.strips import WIDE
from tests.core.text_traces import SOURCE, TARGET, seq2seq_trace, text_trace
from tests.figures.matrices import words
from tests.figures.probes import LOUD, NIGHT, PALETTES, assert_found, colours, frames, paint, places

FRAME = Frame(1200, 600, palette=NIGHT)
BEST = tuple(Alternative(at, f"word{at}", 0.6 / (at + 1)) for at in range(5))


def made_up(
    scores: list[float], kind: Kind = Kind.SOFT, score: Score = Score.INNER, wide: int = 16
) -> Steps:
    """A step with these scores; its vectors are random."""
    rng = np.random.default_rng(len(scores))
    found = np.array(scores, np.float32)
    powers = np.exp(found - found.max())
    weights = powers / powers.sum()
    keys, values = (frozen(rng.normal(size=(len(scores), wide))) for _ in range(2))
    return Steps(
        kind=kind,
        score=score,
        layer=0,
        head=None if kind is Kind.SOFT else 1,
        asks=Label("popular", False, (2,)),
        keys=tuple(
            Label(text, text == "</s>", (at,)) for at, text in enumerate(words(len(scores)))
        ),
        columns=tuple(range(len(scores))),
        weights=frozen(weights),
        vectors=Vectors(
            frozen(rng.normal(size=wide)), keys, values, found, frozen(weights @ values)
        ),
        next=None if kind is Kind.SELF else Step(1, "word1", 0.3, BEST),
    )


def drawing(steps: Steps) -> Drawing:
    assert steps.vectors is not None
    return Drawing(steps, steps.vectors, "inferno")


def laid_out(steps: Steps, frame: Frame = FRAME) -> StepsLayout:
    layout: StepsLayout = drawing(steps).layout(frame.width, frame.height)
    return layout


def corner(layout: StepsLayout, frame: Frame) -> tuple[int, int]:
    """Where a sheet that is smaller than the frame begins."""
    x, y = (frame.width - layout.width) / 2, (frame.height - layout.height) / 2
    assert x >= 0
    assert y >= 0
    return round(x), round(y)


def painted(steps: Steps, frame: Frame = FRAME) -> Pixels:
    return paint(StepsFigure(steps, "inferno"), frame)


@pytest.mark.parametrize("palette", PALETTES)
def test_the_height_of_a_bar_is_its_weight(palette: Palette) -> None:
    frame = replace(FRAME, palette=palette)
    steps = made_up([0.0, 1.0, 2.0, 0.5])
    layout = laid_out(steps)
    left, top = corner(layout, frame)
    ink = places(painted(steps, frame), attention_ink("inferno", palette))
    low, high = round(layout.bars[0]) + top, round(layout.bars[1]) + top
    heights = [ink[low:high, round(x) + left].sum() for x in layout.middles]
    room = layout.bars[1] - layout.bars[0]
    scale = 0.6 if steps.weights.max() <= 0.6 else 0.8  # the next round number
    assert steps.weights.max() <= scale
    for found, weight in zip(heights, steps.weights, strict=True):
        assert abs(found - room * weight / scale) <= 1.5


def test_the_weights_flow_together_in_their_shares() -> None:
    steps = made_up([3.0, 0.0, 3.0, 3.0])
    layout, frame = laid_out(steps), replace(FRAME, scale=2.0)
    left, top = corner(layout, FRAME)
    pixels = painted(steps, frame)
    ink = np.abs(pixels.astype(int) - np.array(NIGHT.canvas)).max(axis=-1) > 40
    end, y = drawing(steps).outcome.meeting(layout)
    trunk = ink[: 2 * round(layout.sums[1] + top), round(2 * (end + left - 4))]
    assert abs(trunk.sum() / 2 - 14) <= 1.5
    assert abs(np.flatnonzero(trunk).mean() / 2 - (y + top)) <= 1
    starts = ink[round(2 * (layout.sums[1] + top)) - 3]
    for x, weight in zip(layout.middles, steps.weights, strict=True):
        near = starts[round(2 * (x + left)) - 30 : round(2 * (x + left)) + 30]
        assert abs(near.sum() / 2 - max(14 * weight, 0.4)) <= 1.2


def strip(pixels: Pixels, x: float, top: float, bottom: float, cells: int) -> Array:
    """The colour in the middle of each cell of a strip."""
    edges = np.linspace(top, bottom, cells + 1)
    return np.array([pixels[int((a + b) / 2), int(x)] for a, b in pairwise(edges)])


def test_states_are_strips_of_even_means_on_one_signed_scale() -> None:
    steps = made_up([0.0, 1.0, 2.0], wide=32)
    assert steps.vectors is not None
    layout, pixels = laid_out(steps), painted(steps)
    left, top = corner(layout, FRAME)
    vectors = [*steps.vectors.values, steps.vectors.query, steps.vectors.context]
    cells = np.array([[one[4 * at : 4 * at + 4].mean() for at in range(8)] for one in vectors])
    high = min(one for one in (0.8, 1.0, 1.2, 1.6, 2.0) if one >= np.abs(cells).max())
    colours = table("cet_d1a").astype(int)
    for at, x in enumerate(layout.middles):
        seen = strip(pixels, x + left, layout.states[0] + top, layout.states[1] + top, 8)
        expected = colours[np.rint((cells[at] / high + 1) * 127.5).astype(int)]
        assert np.abs(seen - expected).max() <= 3


def test_a_transformer_has_keys_and_values_side_by_side() -> None:
    steps = made_up([0.0, 1.0, 2.0], Kind.CROSS, Score.SCALED, wide=8)
    assert steps.vectors is not None
    layout, pixels = laid_out(steps), painted(steps)
    left, top = corner(layout, FRAME)
    colours = table("cet_d1a").astype(int)
    for side, vectors in ((-1, steps.vectors.keys), (1, steps.vectors.values)):
        for at, x in enumerate(layout.middles):
            place = x + left + side * (WIDE + 4) / 2
            seen = strip(pixels, place, layout.states[0] + top, layout.states[1] + top, 8)
            # the bluest and the reddest cell are the lowest and the highest value
            tilt = seen[:, 0].astype(int) - seen[:, 2]
            assert tilt.argmin() == vectors[at].argmin()
            assert tilt.argmax() == vectors[at].argmax()
            assert all((np.abs(colours - one).max(axis=1) <= 2).any() for one in seen.astype(int))


def test_formulas_say_what_was_computed() -> None:
    soft = notation(made_up([0.0]))
    assert (soft.score, soft.total) == ("e_{tj} = s_t · h_j", "c_t = Σ_j a_{tj} h_j")
    additive = notation(made_up([0.0], score=Score.ADDITIVE))
    assert additive.score == "e_{tj} = v · tanh(W s_t + U h_j)"
    assert additive.query == "W s_t"
    cross = notation(made_up([0.0], Kind.CROSS, Score.SCALED, wide=32))
    assert (cross.score, cross.states) == ("e_{tj} = q_t · k_j / √32", ("k", "v"))
    own = notation(made_up([0.0], Kind.SELF, Score.SCALED, wide=32))
    assert own.softmax == "a_{ij} = softmax_j(e_{ij})"


def test_indices_are_small_and_braces_are_not_written() -> None:
    assert formula_width("a_{tj}", 20) == width("a", 20) + width("tj", 14)
    assert formula_width("e_t = 1", 20) == width("e", 20) + width("t", 14) + width(" = 1", 20)


def test_scores_are_written_with_a_true_minus() -> None:
    assert [score_text(one) for one in (1.234, -0.5, 0.0, -123.456, 99.996, -np.inf)] == [
        "1.23", "−0.50", "0.00", "−123.5", "100.0", "−∞",
    ]  # fmt: skip


def changed(one: Pixels, other: Pixels) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of where two pictures differ."""
    y, x = np.nonzero((one != other).any(axis=-1))
    return int(x.min()), int(y.min()), int(x.max()) + 1, int(y.max()) + 1


def test_every_number_is_live() -> None:
    steps = made_up([0.0, 1.0, 2.0])
    assert steps.vectors is not None
    assert steps.next is not None
    layout, before = laid_out(steps), painted(steps)
    left, top = corner(layout, FRAME)
    scores = steps.vectors.scores.copy()
    scores[1] = 1.5
    other = replace(steps, vectors=replace(steps.vectors, scores=scores))
    x0, y0, x1, y1 = changed(before, painted(other))
    assert layout.columns[1] + left <= x0 < x1 <= layout.columns[2] + left
    assert layout.scores[0] + top <= y0 < y1 <= layout.scores[1] + top
    words_of_it = tuple(replace(one, probability=one.probability / 2) for one in BEST)
    other = replace(steps, next=replace(steps.next, alternatives=words_of_it))
    x0, y0, x1, y1 = changed(before, painted(other))
    assert layout.right + left < x0
    assert layout.sums[0] + top < y0 < y1 < layout.sums[1] + top


def test_the_chosen_word_is_on_the_accent_and_never_left_out() -> None:
    steps = made_up([0.0, 1.0])
    assert steps.next is not None
    frame = replace(FRAME, palette=LOUD)
    own = places(painted(steps, frame), LOUD.accent)
    forced = replace(steps, next=Step(77, "mine", 0.4, BEST, forced=True))
    added = places(painted(forced, frame), LOUD.accent)
    assert own.any()
    assert np.nonzero(added)[0].min() > np.nonzero(own)[0].max()
    assert len(StepsFigure(forced, "inferno").natural_size()) == 2
    assert drawing(forced).outcome.rows == 6


def test_an_encoder_writes_no_word() -> None:
    steps = made_up([0.0, 1.0], Kind.SELF, Score.SCALED)
    assert drawing(steps).outcome.rows == 0
    assert laid_out(steps).width < laid_out(made_up([0.0, 1.0])).width
    assert not places(painted(steps, replace(FRAME, palette=LOUD)), LOUD.accent).any()


def test_while_a_run_goes_on_the_figure_says_when_it_comes() -> None:
    steps = replace(made_up([0.0, 1.0]), vectors=None)
    figure, empty = StepsFigure(steps, "inferno"), np.array(NIGHT.canvas)
    pixels = paint(figure, FRAME)
    said = (pixels != empty).any(axis=-1)
    y, x = np.nonzero(said)
    assert said.sum() > 300
    assert 500 < x.min() + x.max() < 2 * 1200 - 500
    assert abs((y.min() + y.max()) / 2 - 300) < 8
    assert figure.hit(FRAME, 600, 300) is None
    assert figure.extent(FRAME) == (1200, 600)


def test_a_whole_run_is_drawn_from_its_trace() -> None:
    running = TokenMap(
        name="attention", layer=0, checks=(), sort=Kind.SOFT, queries=TARGET, keys=SOURCE,
        map=seq2seq_trace().sites[0].weights(),
    )  # fmt: skip
    for trace in (seq2seq_trace(), seq2seq_trace(additive=True), text_trace()):
        for layer in range(len(trace.sites)):
            figure = StepsFigure(resolve_steps(trace, Selection(layer=layer, query=3)), "viridis")
            assert colours(paint(figure, FRAME)) > 100
    steps = resolve_steps(replace(seq2seq_trace(), sites=(running,)), Selection())
    assert StepsFigure(steps, "viridis").hit(FRAME, 600, 300) is None


def test_a_word_is_the_column_of_its_matrix() -> None:
    trace = text_trace()
    selection = Selection(query=3, words=True, special=False)
    steps = resolve_steps(trace, selection)
    figure, layout = StepsFigure(steps, "inferno"), laid_out(steps)
    left, top = corner(layout, FRAME)
    groups = SOURCE.groups(merged=True, special=False)
    for token, x in enumerate(layout.middles):
        expected = [Target(None, at) for at, group in enumerate(groups) if token in group]
        for y in (layout.bars[1] - 2, sum(layout.scores) / 2, layout.words + 5):
            found = figure.hit(FRAME, x + left, y + top)
            assert found == (expected[0] if expected else None)
    assert figure.hit(FRAME, layout.right + left + 20, layout.words + top) is None
    assert figure.hit(FRAME, layout.columns[0] + left - 5, layout.words + top) is None
    assert figure.hit(FRAME, layout.middles[0] + left, layout.sums[0] + top) is None


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 40), frames, st.sampled_from([Kind.SOFT, Kind.SELF]), st.data())
def test_under_every_ground_lies_its_word(
    count: int, frame: Frame, kind: Kind, data: st.DataObject
) -> None:
    steps = made_up([float(at % 5) for at in range(count)], kind, Score.SCALED)
    figure, target = (
        StepsFigure(steps, "inferno"),
        Target(None, data.draw(st.integers(0, count - 1))),
    )
    pixels = paint(figure, replace(frame, hover=target))
    assert_found(figure, frame, pixels, LOUD.raised, target)


def test_the_words_of_a_long_sentence_scroll_between_names_and_outcome() -> None:
    steps = made_up([float(at % 7) for at in range(40)])
    figure, frame = StepsFigure(steps, "inferno"), Frame(900, 520, palette=NIGHT)
    layout = laid_out(steps, frame)
    assert isinstance(figure, Zoomable)
    assert figure.extent(frame)[0] > 2000
    first, second = (paint(figure, replace(frame, x=at)) for at in (400.0, 460.0))
    left, right = round(layout.left), round(900 - (layout.width - layout.right))
    assert np.array_equal(first[:, :left], second[:, :left])
    # where the weights flow in differs with the words that are in sight
    low = round(layout.sums[1])
    assert np.array_equal(first[low:, right:], second[low:, right:])
    rows = slice(round(layout.scores[1]) + 2, None)
    assert np.array_equal(first[rows, left + 60 : right], second[rows, left : right - 60])


def test_the_strongest_word_comes_in_sight() -> None:
    scores = [0.0] * 40
    for strongest in (0, 17, 39):
        steps = made_up([9.0 if at == strongest else one for at, one in enumerate(scores)])
        figure, frame = StepsFigure(steps, "inferno"), Frame(900, 520, x=700.0)
        moved = figure.revealed(frame)
        layout = laid_out(steps, frame)
        x = float(layout.middles[strongest]) - moved.x
        assert layout.left < x < 900 - (layout.width - layout.right)
        assert figure.hit(moved, x, sum(layout.scores) / 2) == Target(None, strongest)
        assert figure.revealed(moved) == moved


@settings(max_examples=50, deadline=None)
@given(
    st.integers(1, 40),
    st.integers(60, 2000),
    st.integers(60, 1200),
    st.sampled_from([Kind.SOFT, Kind.CROSS, Kind.SELF]),
)
def test_stages_and_columns_never_overlap(count: int, across: int, down: int, kind: Kind) -> None:
    steps = made_up([-1e5 + at for at in range(count)], kind, Score.SCALED)
    layout = laid_out(steps, Frame(across, down))
    stages = (layout.sums, layout.bars, layout.scores, layout.states)
    edges = [edge for stage in stages for edge in stage] + [layout.words, layout.height]
    assert edges == sorted(edges)
    need = max(width(score_text(-1e5 + at), 12, 600) for at in range(count))
    assert np.diff(layout.columns).min() >= min(need + 12, 110)
    assert layout.left <= layout.columns[0]
    assert layout.columns[-1] == layout.right < layout.width


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 40), frames, st.sampled_from([Kind.SOFT, Kind.CROSS, Kind.SELF]))
def test_a_picture_has_the_size_of_its_frame(count: int, frame: Frame, kind: Kind) -> None:
    scores = [-np.inf if at > count // 2 else float(at) for at in range(count)]
    figure: Figure = StepsFigure(made_up(scores, kind, Score.SCALED, wide=3), "viridis_r")
    for hover in (None, Target(0, 0), Target(99, None), Target(None, 99)):
        pixels = paint(figure, replace(frame, hover=hover))
        size = round(frame.height * frame.scale), round(frame.width * frame.scale), 3
        assert pixels.shape == size
        assert pixels.dtype == np.uint8


def test_what_is_masked_has_no_bar() -> None:
    steps = made_up([0.0, 1.0, -np.inf], Kind.MASKED, Score.SCALED)
    layout = laid_out(steps)
    left, top = corner(layout, FRAME)
    bars = painted(steps)[round(layout.bars[0]) + top - 16 : round(layout.bars[1]) + top]
    seen = (bars != np.array(NIGHT.canvas)).any(axis=(0, 2))
    known = [bool(seen[round(x) + left - 8 : round(x) + left + 8].any()) for x in layout.middles]
    assert known == [True, True, False]


def test_it_fits_its_natural_size() -> None:
    for count in (1, 7, 40):
        figure = StepsFigure(made_up([float(at) for at in range(count)]), "inferno")
        across, down = figure.natural_size()
        extent = figure.extent(Frame(across, down))
        assert extent[0] <= across + 1
        assert extent[1] <= down + 1
        assert tuple(paint(figure, Frame(across, down))[0, 0].tolist()) == PAPER.canvas


def test_tokens_are_named_one_by_one() -> None:
    tokens = Tokens(("a", "b"), (0, 0))
    trace = seq2seq_trace()
    site = TokenMap(
        name="attention", layer=0, checks=(), sort=Kind.SOFT, queries=TARGET, keys=tokens,
        map=np.full((1, TARGET.size, 2), 0.5, np.float32),
    )  # fmt: skip
    steps = resolve_steps(replace(trace, sites=(site,)), Selection(words=True))
    assert [key.text for key in steps.keys] == ["a", "b"]
    assert steps.columns == (0, 0)


def test_a_colour_map_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="sepia"):
        StepsFigure(made_up([0.0]), "sepia")


@pytest.mark.parametrize("size", [(360, 300), (480, 420), (700, 150), (720, 420), (1000, 480),
                                  (1500, 800)])  # fmt: skip
@pytest.mark.parametrize("zoom", [1.0, 1.7])
@pytest.mark.parametrize("mean", [False, True])
def test_formulas_and_context_never_scroll_away(
    size: tuple[int, int], zoom: float, mean: bool
) -> None:
    scores = [0.1 * at for at in range(40)]
    steps = made_up(scores, Kind.CROSS, Score.SCALED)
    if mean:
        each = np.stack([steps.weights, steps.weights[::-1]])
        steps = replace(steps, head=None, heads=(0, 1), each=frozen(each))
    figure = StepsFigure(steps, "inferno")
    frame = replace(FRAME, width=size[0], height=size[1], zoom=zoom)
    for x in (0.0, 300.0, 1e6):
        shown = figure._scrolled(frame, x, 0.0)
        layout = figure._layout(shown)
        _, names, outcome = figure._places(shown, layout)
        assert names.left >= 0
        assert outcome.left + layout.width * zoom <= frame.width + 1
        assert outcome.left + layout.right * zoom >= 0.3 * frame.width  # words have the rest
        context = figure._drawing.outcome.meeting(layout)  # type: ignore[union-attr]
        assert 0 <= outcome.left + context[0] * zoom <= frame.width


@given(st.integers(340, 1600), st.integers(140, 900), st.integers(1, 60), st.data())
@settings(max_examples=40)
def test_the_strongest_word_is_brought_into_sight(
    width: int, height: int, count: int, data: st.DataObject
) -> None:
    best = data.draw(st.integers(0, count - 1))
    steps = made_up([4.0 if at == best else 0.0 for at in range(count)], Kind.CROSS, Score.SCALED)
    figure = StepsFigure(steps, "inferno")
    start = data.draw(st.floats(0, 5000))
    frame = figure.revealed(replace(FRAME, width=width, height=height, x=start))
    layout = figure._layout(frame)
    place, names, outcome = figure._places(frame, layout)
    left, right = (place.left + edge for edge in layout.columns[best : best + 2].tolist())
    assert left >= names.left + (0.0 if layout.inline else layout.left) - 1
    assert right <= outcome.left + layout.right + 1


def test_a_low_frame_is_filled_and_not_scrolled() -> None:
    figure = StepsFigure(made_up([0.0, 1.0, 2.0], Kind.CROSS, Score.SCALED), "inferno")
    for height in (365, 400, 600):
        assert figure.size(replace(FRAME, width=700, height=height))[1] <= height
