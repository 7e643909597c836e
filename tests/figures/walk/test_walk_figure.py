"""The figure of a walk-through: every kind drawn, step by step, and what lies under the mouse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.explanation.mistakes import mistakes
from explorer.explanation.quantities import Walkthrough
from explorer.explanation.walk import walk_through
from explorer.figures.devices import to_pixels, to_svg
from explorer.figures.frame import Frame, Target
from explorer.figures.walk.figure import LEFT, WalkFigure
from explorer.figures.walk.mistakes import MistakesFigure
from explorer.figures.walk.rows import MOST, STRONGEST, rows_of
from explorer.figures.walk.strips import signed
from tests.core.text_traces import long_trace, seq2seq_trace, text_trace
from tests.core.traces import detector_trace, gate_trace, se_trace, vit_trace
from tests.figures.probes import LOUD, colours
from tests.figures.recorder import written

FRAME = Frame(1200, 300)
KINDS = {
    "cross": (text_trace(), Selection(query=2)),
    "masked": (text_trace(), Selection(layer=2, unit=1, query=3)),
    "soft": (seq2seq_trace(), Selection(query=1)),
    "additive": (seq2seq_trace(additive=True), Selection(query=1)),
    "patches": (vit_trace(), Selection(layer=1, query=3)),
    "points": (detector_trace(), Selection(layer=1, query=2)),
    "channels": (se_trace(), Selection(layer=1, unit=2)),
    "positions": (gate_trace(), Selection(layer=0)),
}


def walk(name: str) -> Walkthrough:
    return walk_through(*KINDS[name])


@pytest.mark.parametrize("name", list(KINDS))
@pytest.mark.parametrize("size", [(1424, 300), (760, 220), (300, 120)])
def test_every_kind_is_drawn_at_every_step(name: str, size: tuple[int, int]) -> None:
    shown = walk(name)
    last: np.ndarray | None = None
    for step in range(len(shown.steps)):
        pixels = to_pixels(WalkFigure(shown, step).paint, Frame(*size))
        assert colours(pixels) > 20
        assert last is None or (pixels != last).any()
        last = pixels


def test_what_comes_later_is_not_drawn_yet() -> None:
    """The part of the table at the right of the first steps stays empty."""
    shown = walk("cross")
    first = to_pixels(WalkFigure(shown, 0).paint, FRAME)
    last = to_pixels(WalkFigure(shown, 99).paint, FRAME)
    right = np.s_[60:, 1000:]
    assert colours(first[right]) * 4 < colours(last[right])  # the row of the key alone


def test_a_click_on_a_column_is_its_step_and_on_a_row_its_key() -> None:
    shown = walk("masked")
    figure = WalkFigure(shown, 99)
    names = [step.quantity for step in shown.steps]
    columns = {one.quantity: one for one in figure._columns(FRAME.width)}
    for name in ("products", "sums", "scaled", "scores", "weights", "weighted"):
        x = (columns[name].left + columns[name].right) / 2
        for row in range(3):
            y = 32 + 23 * (row + 1.5)
            assert figure.hit(FRAME, x, y) == Target(row, names.index(name))
    assert figure.hit(FRAME, 40, 70 + 20 * 2.5) == Target(None, 2)
    assert figure.hit(FRAME, 40, 10) is None
    assert figure.hit(FRAME, LEFT + 40, 32 + 23 * 2.5) == Target(1, None)


def test_the_ground_of_the_step_lies_under_its_line() -> None:
    shown = walk("soft")
    for step in range(len(shown.steps)):
        figure = WalkFigure(shown, step)
        y = 70 + 20 * (step + 0.5)
        assert figure.hit(FRAME, 100, y) == Target(None, step)
        pixels = to_pixels(figure.paint, replace(FRAME, palette=LOUD))
        ground = pixels[round(y), 12].astype(int)
        other = pixels[round(70 + 20 * ((step + 1) % len(shown.steps) + 0.5)), 12].astype(int)
        assert (ground != other).any()


def test_of_many_keys_the_strongest_have_rows_and_the_rest_one() -> None:
    trace = long_trace(40)
    shown = walk_through(trace, Selection(unit=1, query=39))
    weights = shown["weights"].values
    rows = rows_of(shown, int(weights.argmax()))
    assert len(rows.keys) == STRONGEST < MOST < len(weights)
    assert sorted([*rows.keys, *rows.others]) == list(range(len(weights)))
    assert weights[list(rows.keys)].min() >= weights[list(rows.others)].max()
    assert rows.share + weights[list(rows.keys)].sum() == pytest.approx(1, abs=1e-5)
    assert rows.mixed is not None
    whole = rows.mixed + shown["weighted"].values[list(rows.keys)].sum(axis=0)
    np.testing.assert_allclose(whole, shown["output"].values, rtol=0, atol=1e-5)
    weakest = int(weights.argmin())
    assert weakest in rows_of(shown, weakest).keys


def test_the_focus_is_whose_numbers_are_told() -> None:
    shown = walk("cross")
    pictures = [to_pixels(WalkFigure(shown, 99, focus).paint, FRAME) for focus in (0, 3)]
    assert (pictures[0][:, : int(LEFT)] != pictures[1][:, : int(LEFT)]).any()
    far = WalkFigure(shown, 99, 999)  # of another walk-through
    strongest = WalkFigure(shown, 99)
    assert (to_pixels(far.paint, FRAME) == to_pixels(strongest.paint, FRAME)).all()
    gates = walk("channels")
    two = [to_pixels(WalkFigure(gates, 99, at).paint, FRAME) for at in (0, 5)]
    assert (two[0] != two[1]).any()


def test_a_strip_has_the_colours_of_its_numbers() -> None:
    cells = signed(np.array([-2.0, 0.0, 2.0, 5.0], np.float32), 2.0)
    assert cells.shape == (4, 3)
    assert cells[1].min() > 215  # about white at 0
    assert cells[0, 2] > cells[0, 0]  # blue below
    assert cells[2, 0] > cells[2, 2]  # red above
    assert (cells[3] == cells[2]).all()


def test_it_is_written_as_svg_too() -> None:
    figure = WalkFigure(walk("patches"), 99)
    text = to_svg(figure.paint, Frame(*figure.natural_size()), {}).decode()
    assert "<svg" in text


@pytest.mark.parametrize("trace", [text_trace(), vit_trace(), long_trace(60)])
def test_mistakes_stand_below_what_is_right(trace: Trace) -> None:
    found = mistakes(trace, Selection(unit=0, query=2))
    keys = [trace.sites[0].key_axis.label(at) for at in range(trace.sites[0].key_axis.size)]
    figure = MistakesFigure(found, keys)
    pixels = to_pixels(figure.paint, Frame(*figure.natural_size()))
    for row in range(len(found) + 1):
        assert colours(pixels[22 + 58 * row : 22 + 58 * (row + 1)]) > 5
    assert figure.hit(FRAME, 300, 40) is None


@pytest.mark.parametrize("name", list(KINDS))
def test_words_of_the_program_are_in_the_language_of_who_looks_and_those_of_the_model_are_not(
    name: str,
) -> None:
    shown = walk(name)
    asked: list[str] = []

    def say(text: str) -> str:
        asked.append(text)
        return "語"

    plain, said = (
        {one.text for one in written(figure, FRAME)}
        for figure in (WalkFigure(shown, 99), WalkFigure(shown, 99, say=say))
    )
    keys = {one for one in shown.keys if one in plain}
    assert keys <= said
    assert "語" in said
    assert {step.name for step in shown.steps} <= {*asked}
    left = {one for one in said & plain if one not in (*keys, shown.asks)}
    assert not [one for one in left if len(one) > 3 and one.isalpha() and one.islower()]
