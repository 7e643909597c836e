"""Numbers as people read them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.numbers import is_count, listing, nice_ceiling, percent, short, tick


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.0403, "0.0403"),
        (0.5, "0.500"),
        (9.996, "10.0"),
        (0.99996, "1.00"),
        (123.4, "123"),
        (-1.5, "−1.50"),
        (1.2e-7, "1.20e−7"),
        (2.5e6, "2.50e6"),
        (math.nan, "not a number"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_short(value: float, text: str) -> None:
    assert short(value) == text


@given(st.floats(-1e300, 1e300), st.integers(1, 6))
def test_short_is_the_number_rounded(value: float, digits: int) -> None:
    text = short(value, digits)
    assert "-" not in text
    assert float(text.replace("−", "-")) == pytest.approx(value, rel=0.51 * 10 ** (1 - digits))


@given(st.floats(1e-4, 9e5), st.integers(1, 4))
def test_short_shows_as_many_digits_as_asked_for(value: float, digits: int) -> None:
    shown = short(value, digits).replace(".", "").lstrip("0")
    assert len(shown) >= digits
    assert len(shown) == digits or "." not in short(value, digits)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.012, "0.012"),
        (0.4, "0.4"),
        (1.0, "1"),
        (-0.25, "−0.25"),
        (1200.0, "1200"),
        (999999.0, "1000000"),
        (2e6, "2.0e6"),
        (1.2e-5, "1.2e−5"),
    ],
)
def test_tick(value: float, text: str) -> None:
    assert tick(value) == text


def test_percent_has_a_space() -> None:
    assert percent(0.773) == "77.3 %"
    assert percent(1.0) == "100.0 %"


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([3], "3"), ([1, 0], "0, 1"), ([0, 1, 2, 5], "0–2, 5"), ([7, 5, 6, 1], "1, 5–7"), ([], "")],
)
def test_listing(numbers: list[int], text: str) -> None:
    assert listing(numbers) == text


@given(st.sets(st.integers(0, 60)))
def test_a_listing_names_every_number_once(numbers: set[int]) -> None:
    named: list[int] = []
    for part in filter(None, listing(list(numbers)).split(", ")):
        first, _, last = part.partition("–")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(numbers)


@pytest.mark.parametrize(
    ("text", "counts"),
    [("0", True), ("007", True), ("9" * 9, True), ("9" * 10, False), ("", False), ("-1", False)],
)
def test_what_something_may_be_counted_by(text: str, counts: bool) -> None:
    assert is_count(text) == counts


@given(st.floats(1e-29, 1e30))
def test_a_nice_ceiling_is_at_or_just_above(value: float) -> None:
    high = nice_ceiling(value)
    assert value * (1 - 2e-6) <= high <= value * 1.3334
    assert nice_ceiling(high) == high


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan"), float("inf"), 1e-45, 5e-324])
def test_what_has_no_ceiling_gets_one(value: float) -> None:
    assert nice_ceiling(value) == 1.0


@pytest.mark.parametrize(
    ("value", "high"), [(0.0119, 0.012), (0.012, 0.012), (0.0121, 0.016), (0.81, 1.0), (1.0, 1.0)]
)
def test_nice_ceilings(value: float, high: float) -> None:
    assert nice_ceiling(value) == high
