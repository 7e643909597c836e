"""What does not fit is halved, then let go; what was checked stays checked, and it is said."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from explorer.capture.tracing.budget import Keeper, default_budget
from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import Kept
from explorer.capture.tracing.sites import attention_site
from explorer.capture.tracing.trace import Traced, trace_model
from explorer.core.checks import Verdict
from explorer.core.sites.axes import Tokens

X = torch.randn(1, 16, 32, generator=torch.Generator().manual_seed(6))
LAYER = 3 * 16 * 32 * 4
"""Bytes of q, k and v of a layer."""


def traced(**options: object) -> Traced:
    torch.manual_seed(1)
    layer = nn.TransformerEncoderLayer(32, 4, 32, batch_first=True)
    model = nn.TransformerEncoder(layer, 4).eval()
    with torch.no_grad():
        return trace_model(model, X, options=Options(**options))


def held(found: Traced) -> int:
    tensors = [one for record in found.records for one in record.tensors().values()]
    return sum(one.untyped_storage().nbytes() for one in tensors)


def test_all_fits() -> None:
    found = traced(budget=4 * LAYER)
    assert {one.kept for one in found.records} == {Kept.FULL}
    assert found.notes == ()
    assert held(found) == 4 * LAYER


@pytest.mark.parametrize("budget", [4 * LAYER - 1, 2 * LAYER])
def test_too_much_is_halved_throughout(budget: int) -> None:
    found, full = traced(budget=budget), traced()
    assert {one.kept for one in found.records} == {Kept.HALF}
    assert held(found) == 2 * LAYER
    assert found.verdict is Verdict.VERIFIED
    (note,) = found.notes
    assert "half precision" in note
    assert all(one.path in note for one in found.records)
    for one, other in zip(found.attentions, full.attentions, strict=True):
        torch.testing.assert_close(one.weights(), other.weights(), rtol=0, atol=1e-3)
        assert one.checks == other.checks


def test_what_does_not_fit_halved_keeps_its_checks_alone() -> None:
    found = traced(budget=LAYER)
    assert [one.kept for one in found.records] == [Kept.HALF] * 2 + [Kept.NONE] * 2
    assert held(found) == LAYER
    assert found.verdict is Verdict.VERIFIED
    assert len(found.notes) == 2
    assert "layers.3.self_attn" in found.notes[1]
    gone = found.attentions[3]
    with pytest.raises(ValueError, match="not kept"):
        gone.weights()
    with pytest.raises(ValueError, match="not kept"):
        attention_site(gone, Tokens(("a",) * 16, tuple(range(16))))


def test_chosen_layers_alone_are_kept() -> None:
    found = traced(chosen=lambda path: path.startswith("layers.2"))
    assert [bool(one.tensors()) for one in found.records] == [False, False, True, False]
    assert held(found) == LAYER
    assert found.verdict is Verdict.VERIFIED


def test_values_beyond_half_precision_are_kept_as_bfloat16() -> None:
    large = X * 1e6

    class Model(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return nn.functional.scaled_dot_product_attention(x / 1e6, x / 1e6, x)

    with torch.no_grad():
        found = trace_model(Model(), large, options=Options(budget=LAYER // 2))
    (record,) = found.attentions
    assert record.kept is Kept.HALF
    assert record.value is not None
    assert record.query is not None
    assert record.value.dtype is torch.bfloat16
    assert record.query.dtype is torch.float16
    assert bool(record.value.isfinite().all())


def test_the_budget_is_a_quarter_of_what_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    class Free:
        available = 4000

    monkeypatch.setattr("psutil.virtual_memory", Free)
    assert default_budget() == Keeper().budget == 1000
