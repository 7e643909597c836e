"""A run: whole or partial, sure or unsure, and its verdict."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from explorer.core.checks import Check, Verdict
from explorer.core.sites.attention import Kind
from explorer.core.trace import Prediction
from tests.core.traces import dot_product, gate_trace, se_trace, vit_trace


def test_a_partial_run_is_neither_complete_nor_verified() -> None:
    whole = vit_trace(3)
    assert whole.complete
    assert whole.verdict is Verdict.VERIFIED
    partial = replace(whole, sites=whole.sites[:2], prediction=None, checks=())
    assert not partial.complete
    assert partial.verdict is Verdict.UNVERIFIED
    assert not replace(whole, checks=(), running=True).complete
    # as of a model that names no classes
    assert replace(whole, prediction=None).complete


def test_one_wrong_site_spoils_the_verdict() -> None:
    run = vit_trace(2)
    wrong = replace(dot_product(), checks=(Check("rows sum to 1", 0.5, 1e-4),))
    spoilt = replace(run, sites=(run.sites[0], wrong))
    assert spoilt.verdict is Verdict.MISMATCH
    assert [check.name for check in spoilt.all_checks()][-1] == "rows sum to 1"


def test_the_kind_of_a_run() -> None:
    wanted = [Kind.SELF, Kind.CHANNEL, Kind.SPATIAL]
    assert [run.kind for run in (vit_trace(), se_trace(), gate_trace())] == wanted


@pytest.mark.parametrize(("best", "known"), [(0.6, True), (0.5, True), (0.4, False)])
def test_a_photo_of_no_known_class(best: float, known: bool) -> None:
    assert (not Prediction(("a", "b"), (best, 1 - best), threshold=0.5).doubt) is known


@pytest.mark.parametrize(
    ("best", "novelty", "doubt"),
    [
        (0.877, 3.9, ""),
        (0.877, 4.0, ""),
        (0.877, 4.1, "Unlike the photos it was trained on"),
        (0.877, float("nan"), "Unlike the photos it was trained on"),
        (0.182, 3.9, "Best guess 18.2 %, below the 50\N{NO-BREAK SPACE}% threshold"),
        (0.182, 4.1, "Best guess 18.2 %, below the 50\N{NO-BREAK SPACE}% threshold"),
    ],
)
def test_why_no_class_is_named(best: float, novelty: float, doubt: str) -> None:
    prediction = Prediction(("a", "b"), (best, 1 - best), 0.5, novelty, novelty_limit=4.0)
    assert prediction.doubt == doubt


@pytest.mark.parametrize("field", ["sites", "seconds", "prediction"])
def test_a_run_does_not_change(field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(vit_trace(), field, None)
