"""Calls that go on from each other become one attention; others stay apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import torch
from torch import Tensor

from explorer.capture.tracing.masks import EVERYWHERE, MaskKind, compact
from explorer.capture.tracing.records import AttentionRecord, Kept
from explorer.capture.tracing.stitch import stitched
from explorer.core.checks import Check, Verdict
from explorer.core.sites.attention import Kind

HEADS, WIDTH, LENGTH = 2, 4, 6
Q, K, V = torch.randn(3, 1, HEADS, LENGTH, WIDTH, generator=torch.Generator().manual_seed(9))
LITERAL = (
    (Q @ K.mT)
    .masked_fill(~torch.ones(LENGTH, LENGTH, dtype=torch.bool).tril(), -torch.inf)
    .softmax(dim=-1)[0]
)


def call(first: int, last: int, *, form: str = "q and k", **fields: Any) -> AttentionRecord:
    """The queries from `first` to before `last`, which see what came before them and themselves."""
    size = last - first
    causal = torch.ones(size, last, dtype=torch.bool).tril(first)
    rows: dict[str, Any] = {"map": LITERAL[None, :, first:last, :last]}
    if form == "q and k":
        mask = compact(causal, False, size, last)
        rows = {"query": Q[:, :, first:last], "key": K[:, :, :last], "mask": mask}
    record = AttentionRecord(
        path="attention",
        call=first,
        layer="attention",
        checks=(Check("rows sum to 1", first * 1e-7, 1e-4),),
        dtype=torch.float32,
        device="cpu",
        sort=Kind.SELF,
        batch=1,
        heads=HEADS,
        queries=size,
        keys=last,
        value=V[:, :, :last],
        **rows,
    )
    return replace(record, **fields)


@pytest.mark.parametrize("form", ["q and k", "map"])
@pytest.mark.parametrize("cuts", [(3, 4, 5, 6), (1, 2, 6), (2, 6), (4, 6)])
def test_calls_are_put_together(form: str, cuts: tuple[int, ...]) -> None:
    joined: AttentionRecord | None = call(0, cuts[0], form=form)
    for first, last in pairwise(cuts):
        assert joined is not None
        joined = stitched(joined, call(first, last, form=form))
    assert joined is not None
    assert (joined.queries, joined.keys, joined.call) == (LENGTH, LENGTH, 0)
    assert joined.sort is Kind.MASKED
    torch.testing.assert_close(joined.weights(), LITERAL, rtol=0, atol=1e-6)
    assert joined.mask.kind is (MaskKind.CAUSAL if form == "q and k" else MaskKind.NONE)
    (check,) = joined.checks
    assert check.error == pytest.approx(cuts[-2] * 1e-7)


def test_a_query_more_for_the_same_keys() -> None:
    """Of a decoder that attends to what an encoder has made."""
    first = call(0, 4, keys=6, key=K, value=V, mask=EVERYWHERE, sort=Kind.CROSS)
    second = call(4, 6, mask=EVERYWHERE, sort=Kind.CROSS)
    joined = stitched(first, second)
    assert joined is not None
    assert joined.sort is Kind.CROSS
    torch.testing.assert_close(joined.weights(), (Q @ K.mT).softmax(dim=-1)[0])


def test_a_longer_cache_may_be_filled_later() -> None:
    """Keys beyond those that a query could see may have changed since."""
    empty = K.clone()
    empty[:, :, 3:] = 0
    allowed = torch.ones(3, LENGTH, dtype=torch.bool).tril()
    mask = replace(
        compact(allowed, False, 3, LENGTH), kind=MaskKind.BOOLEAN, values=allowed[None, None]
    )
    first = call(0, 3, keys=LENGTH, key=empty, value=V, mask=mask)
    joined = stitched(first, call(3, 6))
    assert joined is not None
    torch.testing.assert_close(joined.weights(), LITERAL, rtol=0, atol=1e-6)


def other(tensor: Tensor) -> Tensor:
    return tensor + 1


STRANGERS = {
    "another module": {"path": "elsewhere"},
    "other keys": {"key": other(K[:, :, :5])},
    "other values": {"value": other(V[:, :, :5])},
    "another scale": {"scale": 0.5},
    "fewer keys": {"keys": 3, "key": K[:, :, :3], "value": V[:, :, :3]},
    "another form": {"query": None, "key": None, "map": LITERAL[None, :, 4:5, :5]},
    "nothing kept": {"query": None, "key": None, "value": None, "kept": Kept.NONE},
}


@pytest.mark.parametrize("fields", STRANGERS.values(), ids=STRANGERS)
def test_calls_that_do_not_go_on(fields: dict[str, Any]) -> None:
    assert stitched(call(0, 4), call(4, 5)) is not None
    assert stitched(call(0, 4), call(4, 5, **fields)) is None


def test_a_measure_that_failed_once_has_failed() -> None:
    bad = (Check("rows sum to 1", float("nan"), 1e-4),)
    for first, second in (
        (call(0, 4, checks=bad), call(4, 5)),
        (call(0, 4), call(4, 5, checks=bad)),
    ):
        joined = stitched(first, second)
        assert joined is not None
        assert joined.verdict is Verdict.MISMATCH
