"""Deformable attention: weights of points, and where on the picture they lie."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.sites import attention_site
from explorer.capture.tracing.trace import Traced, trace_model
from explorer.core.checks import Verdict
from explorer.core.interventions.mute import Mute
from explorer.core.sites.axes import Tokens

HEADS, QUERIES, LEVELS, POINTS, WIDTH = 2, 5, 2, 3, 4
MADE = torch.Generator().manual_seed(5)
PLACES = torch.rand(HEADS, QUERIES, LEVELS, POINTS, 2, generator=MADE)
SCORES = torch.randn(1, QUERIES, HEADS, LEVELS * POINTS, generator=MADE)
PICTURES = [torch.randn(HEADS, WIDTH, size, size, generator=MADE) for size in (8, 4)]


class Deformable(nn.Module):
    """Zhu et al. 2021, eq. 3, as it is written in most repositories."""

    num_heads = HEADS

    def __init__(self, stacked: bool = True) -> None:
        super().__init__()
        self.stacked = stacked

    def forward(self, scores: Tensor) -> Tensor:
        weights = scores.softmax(dim=-1).view(1, QUERIES, HEADS, LEVELS, POINTS)
        weights = weights.transpose(1, 2).reshape(HEADS, 1, QUERIES, LEVELS * POINTS)
        found = [
            F.grid_sample(one, 2 * PLACES[:, :, level] - 1, align_corners=False)
            for level, one in enumerate(PICTURES)
        ]
        joint = torch.stack(found, dim=-2).flatten(-2) if self.stacked else torch.cat(found, dim=-1)
        out = (joint * weights).sum(-1).view(1, HEADS * WIDTH, QUERIES)
        return out.transpose(1, 2).contiguous()


def traced(**options: Any) -> Traced:
    with torch.no_grad():
        return trace_model(Deformable(), SCORES, options=Options(**options))


@pytest.mark.parametrize("stacked", [True, False])
@pytest.mark.parametrize("mode", [torch.no_grad, torch.inference_mode])
def test_weights_and_places(stacked: bool, mode: Any) -> None:
    with mode():
        found = trace_model(Deformable(stacked), SCORES)
    assert found.verdict is Verdict.VERIFIED
    assert not found.gates, "no gate of positions"
    (record,) = found.attentions
    assert (record.heads, record.queries, record.keys) == (HEADS, QUERIES, LEVELS * POINTS)
    expected = SCORES.softmax(dim=-1)[0].transpose(0, 1)
    torch.testing.assert_close(record.weights(), expected, rtol=0, atol=1e-6)
    assert record.points is not None
    places = PLACES.flatten(2, 3)[None]  # one level after the other
    torch.testing.assert_close(record.points, places, rtol=0, atol=1e-6)
    assert record.levels == ((8, 8, POINTS), (4, 4, POINTS))


def test_weights_at_places_give_what_the_model_gives() -> None:
    """Sampled once more by hand, a point at a time."""
    (record,) = traced().attentions
    assert record.points is not None
    weights, expected = record.weights(), torch.zeros(HEADS, WIDTH, QUERIES)
    for at in range(LEVELS * POINTS):
        grid = record.points[0, :, :, at, None] * 2 - 1  # (heads, Q, 1, 2)
        seen = F.grid_sample(PICTURES[at // POINTS], grid, align_corners=False)[..., 0]
        expected += weights[:, None, :, at] * seen
    out = traced().output[0].transpose(0, 1).reshape(HEADS, WIDTH, QUERIES)
    torch.testing.assert_close(out, expected, rtol=0, atol=1e-5)


def test_a_muted_head_gives_zeros() -> None:
    plain = traced().output
    muted = traced(mute=Mute.of([("", 1)])).output
    assert torch.equal(muted[..., :WIDTH], plain[..., :WIDTH])
    assert not muted[..., WIDTH:].any()


def test_points_are_no_axis() -> None:
    (record,) = traced().attentions
    queries, keys = (Tokens(("a",) * size, (0,) * size) for size in (QUERIES, LEVELS * POINTS))
    with pytest.raises(ValueError, match="points of its own"):
        attention_site(record, queries, keys)


def test_the_budget_counts_places() -> None:
    size = 4 * HEADS * QUERIES * LEVELS * POINTS
    (record,) = traced(budget=3 * size).attentions
    assert record.points is not None
    assert record.points.dtype is torch.float32
    (record,) = traced(budget=2 * size).attentions
    assert record.points is not None
    assert record.points.dtype is torch.float16
