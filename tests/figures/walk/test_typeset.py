"""Formulas on a sheet: what stands above, below and beside what."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.explanation.expression import (
    Call,
    Expression,
    Fraction,
    Root,
    Sum,
    Symbol,
    Text,
    equation,
    row,
    symbols,
)
from explorer.figures.devices import to_pixels
from explorer.figures.frame import PAPER, Frame
from explorer.figures.sheet import Sheet, placed
from explorer.figures.walk.typeset import Laid, draw, lay_out

Q, K = Symbol("q", "t", quantity="query"), Symbol("k", "j", quantity="keys")

LEAVES = st.one_of(
    st.builds(Symbol, st.sampled_from("aeqkv"), st.sampled_from(["", "t", "tj"]), st.just("")),
    st.builds(Text, st.sampled_from(["1", "64", "=", "+"])),
)
FORMULAS = st.recursive(
    LEAVES,
    lambda inside: st.one_of(
        st.builds(Fraction, inside, inside),
        st.builds(Root, inside),
        st.builds(Call, st.just("exp"), inside, st.sampled_from(["", "j"])),
        st.builds(Sum, st.just("j"), inside),
        st.builds(lambda one, other: row(one, "·", other), inside, inside),
    ),
    max_leaves=6,
)


def piece(laid: Laid, text: str) -> tuple[float, float]:
    return next((one.x, one.y) for one in laid.pieces if one.text == text)


def test_indices_stand_lower_and_higher_and_smaller() -> None:
    laid = lay_out(Symbol("a", "t", "h"), 20)
    base, below, above = (
        next(one for one in laid.pieces if one.text == text) for text in ("a", "t", "h")
    )
    assert above.y < base.y == 0 < below.y
    assert below.px == above.px < base.px
    assert below.x == above.x > base.x


def test_a_fraction_has_its_line_between_top_and_bottom() -> None:
    laid = lay_out(Fraction(row(Q, "·", K), Root(Text("64"))), 20)
    line = max((one for one in laid.lines if one[1] == one[3]), key=lambda one: one[2] - one[0])
    assert piece(laid, "q")[1] < line[1] < piece(laid, "64")[1]
    assert line[0] == pytest.approx(laid.width - line[2])  # what stands beside it keeps off
    assert line[0] > 1
    assert laid.ascent > lay_out(Q, 20).ascent


def test_brackets_grow_with_what_they_hold() -> None:
    low = lay_out(Call("softmax", Q, "j"), 20)
    tall = lay_out(Call("softmax", Fraction(Q, K), "j"), 20)
    size = {laid: next(one.px for one in laid.pieces if one.text == "(") for laid in (low, tall)}
    assert size[low] == 20 < size[tall]
    assert piece(low, "softmax")[0] < piece(low, "j")[0] < piece(low, "(")[0]


@given(FORMULAS, st.integers(11, 24))
def test_everything_lies_within_the_bounds(formula: Expression, px: int) -> None:
    laid = lay_out(formula, px)
    assert laid.width > 0
    for one in laid.pieces:
        assert -1e-6 <= one.x <= laid.width + 1e-6
        assert -laid.ascent - 1e-6 <= one.y <= laid.descent + 1e-6
    for x0, y0, x1, y1 in laid.lines:
        assert 0 <= min(x0, x1) <= max(x0, x1) <= laid.width + 1e-6
        assert -laid.ascent - 1e-6 <= min(y0, y1) <= max(y0, y1) <= laid.descent + 1e-6
    assert len(list(symbols(formula))) <= len(laid.pieces)


def test_the_symbols_of_a_step_are_in_the_accent() -> None:
    laid = lay_out(equation(Symbol("e", "tj", quantity="scores"), Fraction(Q, Root(K))), 24)

    def paint(which: str) -> np.ndarray:
        def on(sheet: Sheet) -> None:
            inner = sheet.on(placed(sheet.frame, 200, 80))
            draw(inner, 20, 40, laid, PAPER.ink, PAPER.accent, which)

        return to_pixels(on, Frame(200, 80))

    def blue(pixels: np.ndarray) -> int:
        return int((pixels[..., 2].astype(int) - pixels[..., 0] > 80).sum())

    assert blue(paint("")) == 0
    assert blue(paint("scores")) > 0
    assert blue(paint("keys")) != blue(paint("scores"))
