"""The two ends of the colour bar: as they are typed, ticked and written, and what lies beyond."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.map.levels import Levels, chosen_levels, parsed_ends
from explorer.core.numbers import nice_ceiling


@given(st.floats(1e-29, 1e30))
def test_ticks_are_short(value: float) -> None:
    for tick in Levels(nice_ceiling(value), False, "").ticks[1:]:
        digits = f"{tick:.9e}".split("e")[0].rstrip("0").replace(".", "")
        assert len(digits) <= 2


def test_ticks_are_the_quarters() -> None:
    assert Levels(0.4, False, "").ticks == pytest.approx((0.0, 0.1, 0.2, 0.3, 0.4))


@given(st.floats(0, 1e6), st.floats(1e-3, 1e6))
def test_levels_that_were_typed_are_read_as_they_are_written(low: float, span: float) -> None:
    high = low + span
    if high - low <= 1e-6 * high:
        return
    assert parsed_ends(f"{low!r}:{high!r}") == (low, high)
    assert parsed_ends(f" {low!r} : {high!r} ") == (low, high)


def test_levels_begin_at_zero_unless_told() -> None:
    assert parsed_ends(":0.02") == (0.0, 0.02)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "two numbers"),
        ("0.02", "two numbers"),
        ("a:b", "two numbers"),
        ("0:", "two numbers"),
        ("0:1:2", "two numbers"),
        ("0:nan", "must be numbers"),
        ("0:inf", "must be numbers"),
        ("0:1e999", "must be numbers"),
        ("-1:1", "from 0 upwards"),
        ("\N{MINUS SIGN}1:1", "from 0 upwards"),
        ("1:1", "above the lower"),
        ("2:1", "above the lower"),
        ("0:0", "above the lower"),
        ("0:1e-40", "above the lower"),
        ("1:1.0000000001", "above the lower"),
    ],
)
def test_levels_that_are_none_are_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parsed_ends(text)


def test_both_ends_say_where_values_lie_beyond_them() -> None:
    shown = chosen_levels([np.array([[0.1, 0.9, np.nan]], np.float32)], (0.2, 0.8))
    assert shown.labels == ("≤ 0.2", "0.35", "0.5", "0.65", "≥ 0.8")
    assert shown.told == "0.200000 to 0.800000, levels set by hand"
    inside = chosen_levels([np.array([0.2, 0.8], np.float32)], (0.2, 0.8))
    assert inside.labels == ("0.2", "0.35", "0.5", "0.65", "0.8")
    nothing = chosen_levels([np.array([np.nan], np.float32)], (0.0, 1.0))
    assert not nothing.clipped
    assert not nothing.cut


@given(st.floats(0, 10), st.floats(0.01, 10))
def test_shares_go_from_end_to_end(low: float, span: float) -> None:
    shown = Levels(low + span, False, "", low)
    values = np.array([low, low + span / 2, low + span, low + 2 * span], np.float32)
    np.testing.assert_allclose(shown.shares(values), [0, 0.5, 1, 2], atol=1e-3)
