"""Each mistake made by hand in torch, on the q and k of the run: the same weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from explorer.core.selection import Selection
from explorer.core.sites.attention import Kind
from explorer.explanation.mistakes import mistakes
from tests.core.text_traces import seq2seq_trace, text_trace
from tests.core.traces import detector_trace, se_trace, vit_trace

CROSS, MASKED, SELF = 0, 2, 4


@pytest.mark.parametrize("layer", [CROSS, MASKED, SELF])
@pytest.mark.parametrize("head", [0, 1])
def test_mistakes_by_hand(layer: int, head: int) -> None:
    trace = text_trace()
    site: Any = trace.sites[layer]
    query = 3
    q, k = (torch.tensor(one) for one in (site.query, site.key))
    heads, _, d = q.shape
    hidden = torch.zeros(q.shape[1], k.shape[1], dtype=torch.bool)
    if site.kind is Kind.MASKED:
        hidden = ~torch.ones_like(hidden).tril()
    products = q @ k.mT
    right = (products / d**0.5).masked_fill(hidden, -torch.inf).softmax(-1)

    def wrongly_split(x: torch.Tensor) -> torch.Tensor:
        merged = x.transpose(0, 1).flatten(1)  # (T, width)
        return merged.view(heads, -1, d)  # without exchanging axes

    mixed = wrongly_split(q) @ wrongly_split(k).mT / d**0.5
    expected = {
        "÷ √10 instead of √5": (products / (heads * d) ** 0.5)
        .masked_fill(hidden, -torch.inf)
        .softmax(-1),
        "softmax over the queries": (products / d**0.5).masked_fill(hidden, -torch.inf).softmax(-2),
        "mask after the softmax": (products / d**0.5).softmax(-1).masked_fill(hidden, 0),
        "heads not transposed": mixed.masked_fill(hidden, -torch.inf).softmax(-1),
    }
    if site.kind is not Kind.MASKED:
        del expected["mask after the softmax"]
    found = mistakes(trace, Selection(layer=layer, unit=head, query=query))
    assert [one.name for one in found] == list(expected)
    for one in found:
        wrong = expected[one.name][head, query].numpy()
        np.testing.assert_allclose(one.wrong, wrong, rtol=0, atol=1e-5)
        np.testing.assert_allclose(one.right, right[head, query].numpy(), rtol=0, atol=1e-5)
        assert one.total == pytest.approx(wrong.sum(), abs=1e-5)
        off = np.abs(wrong - right[head, query].numpy()).sum() / 2
        assert one.moved == pytest.approx(off, abs=1e-5)


def test_a_mistake_that_cannot_be_made_is_not_listed() -> None:
    names = [one.name for one in mistakes(seq2seq_trace(), Selection(query=1))]
    assert names == ["softmax over the queries"]  # one head, and no scale
    assert mistakes(seq2seq_trace(additive=True), Selection()) == ()
    assert mistakes(se_trace(), Selection()) == ()
    assert mistakes(detector_trace(), Selection(layer=1)) == ()
    assert len(mistakes(vit_trace(), Selection(layer=1, query=2))) == 3
