"""A capture is called verified when it is right, and a mismatch when anything was changed."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from explorer.capture.verify import (
    check_attention,
    check_gate,
    check_prediction,
    relative_error,
    tolerance,
)
from explorer.core.checks import Check, Verdict, overall

DTYPES = [torch.float32, torch.bfloat16, torch.float16]


SCALES = [8**-0.5, None]
each_scale = pytest.mark.parametrize("scale", SCALES, ids=["inner products", "other scores"])


def attention(dtype: torch.dtype = torch.float32, causal: bool = False) -> dict[str, Tensor]:
    """What a tap sees of one attention, computed in `dtype`."""
    made = torch.Generator().manual_seed(0)
    query, key, value = (torch.randn(1, 2, 9, 8, generator=made).to(dtype) for _ in range(3))
    scores = query @ key.transpose(-2, -1) * 8**-0.5
    if causal:
        scores = scores.masked_fill(~torch.ones(9, 9, dtype=torch.bool).tril(), float("-inf"))
    weights = scores.softmax(dim=-1)
    seen = {"query": query, "key": key, "value": value, "scores": scores}
    return {**seen, "weights": weights, "output": weights @ value}


def verdicts(checks: tuple[Check, ...]) -> dict[str, Verdict]:
    return {check.name: check.verdict for check in checks}


@each_scale
@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_what_was_computed_is_verified(
    dtype: torch.dtype, causal: bool, scale: float | None
) -> None:
    checks = check_attention(attention(dtype, causal), scale)
    assert set(verdicts(checks).values()) == {Verdict.VERIFIED}
    assert len(checks) == 3 + causal


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("part", ["query", "key", "value", "weights", "output", "scale"])
def test_any_tampering_is_a_mismatch(dtype: torch.dtype, causal: bool, part: str) -> None:
    seen = attention(dtype, causal)
    scale = 8**-0.5
    if part == "scale":
        scale *= 1.5
    else:
        seen[part] = seen[part].clone()
        seen[part][0, 1, 4] += 0.5
    assert overall(check_attention(seen, scale)) is Verdict.MISMATCH


@pytest.mark.parametrize("part", ["scores", "value", "weights", "output"])
def test_tampering_with_other_scores_is_a_mismatch(part: str) -> None:
    seen = attention()
    seen[part] = seen[part].clone()
    seen[part][0, 1, 4, 2] += 0.5
    assert overall(check_attention(seen, None)) is Verdict.MISMATCH


@each_scale
def test_a_glance_at_the_future_is_named_however_small(scale: float | None) -> None:
    seen = attention(causal=True)
    seen["weights"] = seen["weights"].clone()
    seen["weights"][0, 1, 3, 4] = 1e-7
    found = verdicts(check_attention(seen, scale))
    assert found.pop("nothing where it may not look") is Verdict.MISMATCH
    assert set(found.values()) == {Verdict.VERIFIED}


def test_a_row_that_does_not_sum_to_one_is_named() -> None:
    seen = attention()
    seen["weights"] = seen["weights"].clone()
    seen["weights"][0, 0, 3] *= 1.01
    found = verdicts(check_attention(seen, 8**-0.5))
    assert found["rows sum to 1"] is Verdict.MISMATCH


@each_scale
def test_a_map_moved_to_other_keys_is_a_mismatch_though_its_rows_sum_to_one(
    scale: float | None,
) -> None:
    seen = attention()
    seen["weights"] = seen["weights"].roll(1, dims=-1)
    found = verdicts(check_attention(seen, scale))
    assert found["rows sum to 1"] is Verdict.VERIFIED
    source = "its scores" if scale is None else "q and k"
    assert found[f"map rebuilt from {source}"] is Verdict.MISMATCH


def test_an_output_that_was_changed_is_a_mismatch_though_the_map_is_right() -> None:
    seen = attention()
    seen["output"] = seen["output"] * 1.001
    found = verdicts(check_attention(seen, 8**-0.5))
    assert found["map rebuilt from q and k"] is Verdict.VERIFIED
    assert found["map times v is the output"] is Verdict.MISMATCH


@pytest.mark.parametrize("part", ["query", "key", "value", "weights", "output"])
def test_not_a_number_never_passes(part: str) -> None:
    seen = attention()
    seen[part] = seen[part].clone()
    seen[part][0, 0, 0, 0] = math.nan
    assert overall(check_attention(seen, 8**-0.5)) is Verdict.MISMATCH


def gate(dtype: torch.dtype = torch.float32) -> tuple[Tensor, Tensor]:
    made = torch.Generator().manual_seed(0)
    features = torch.randn(1, 6, 4, 4, generator=made).to(dtype)
    return torch.rand(1, 6, 1, 1, generator=made).to(dtype), features


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_a_gate_is_verified(dtype: torch.dtype) -> None:
    opening, features = gate(dtype)
    assert overall(check_gate(opening, features, features * opening)) is Verdict.VERIFIED


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_the_ends_of_the_range_are_in_it(value: float) -> None:
    opening, features = gate()
    opening[0, 2] = value
    assert overall(check_gate(opening, features, features * opening)) is Verdict.VERIFIED


@pytest.mark.parametrize("value", [-1e-6, 1.0001, 7.0, math.nan, math.inf])
def test_a_gate_outside_its_range_is_a_mismatch(value: float) -> None:
    opening, features = gate()
    opening[0, 2] = value
    found = verdicts(check_gate(opening, features, features * opening))
    assert found["gate between 0 and 1"] is Verdict.MISMATCH


def test_a_gate_that_was_not_applied_is_a_mismatch() -> None:
    opening, features = gate()
    found = verdicts(check_gate(opening, features, features))
    assert found == {
        "gate between 0 and 1": Verdict.VERIFIED,
        "features times gate is the output": Verdict.MISMATCH,
    }


def test_a_prediction_may_differ_by_rounding_and_no_more() -> None:
    logits = torch.tensor([[3.0, -40.0, 0.5]])
    assert check_prediction(logits, logits).error == 0
    rounded = logits * (1 + 1e-7)
    assert check_prediction(rounded, logits).verdict is Verdict.VERIFIED
    assert check_prediction(logits + 1e-3, logits).verdict is Verdict.MISMATCH
    assert check_prediction(logits * math.nan, logits).verdict is Verdict.MISMATCH
    assert check_prediction(logits, logits * math.nan).verdict is Verdict.MISMATCH


def test_relative_error_is_the_largest_difference_as_a_share() -> None:
    expected = torch.tensor([2.0, -8.0, 1.0])
    assert relative_error(expected + torch.tensor([0.0, 0.0, 0.4]), expected) == pytest.approx(0.05)
    assert relative_error(torch.zeros(3), torch.zeros(3)) == 0
    assert relative_error(torch.full((3,), 0.25), torch.zeros(3)) == 0.25


def test_tolerances_follow_the_precision() -> None:
    assert tolerance(torch.float32) == tolerance(torch.float64) == 1e-4
    assert tolerance(torch.bfloat16) == tolerance(torch.float16) == 2e-2
