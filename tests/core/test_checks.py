"""Verdicts: a capture is only called verified when everything was measured and fits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.checks import Check, Verdict, overall

GOOD = Check("good", 1e-6, 1e-4)
BAD = Check("bad", 2e-4, 1e-4)
BLIND = Check("blind", None, 1e-4)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (0.0, Verdict.VERIFIED),
        (1e-4, Verdict.VERIFIED),
        (1.1e-4, Verdict.MISMATCH),
        (math.nan, Verdict.MISMATCH),
        (math.inf, Verdict.MISMATCH),
        (None, Verdict.UNVERIFIED),
    ],
)
def test_verdict_of_one_check(error: float | None, verdict: Verdict) -> None:
    assert Check("a property", error, 1e-4).verdict is verdict


@given(st.lists(st.sampled_from([GOOD, BAD, BLIND])))
def test_the_worst_verdict_wins(checks: list[Check]) -> None:
    if BAD in checks:
        assert overall(checks) is Verdict.MISMATCH
    elif BLIND in checks or not checks:
        assert overall(checks) is Verdict.UNVERIFIED
    else:
        assert overall(checks) is Verdict.VERIFIED


def test_a_check_says_its_numbers() -> None:
    assert str(GOOD) == "good: error 1.0e-06, allowed 1e-04"
    assert str(BLIND) == "blind: not measured"
