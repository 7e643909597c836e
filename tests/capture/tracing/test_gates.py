"""Gates of all kinds, told by the axes along which they are the same; and what is no gate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from explorer.capture.tracing.records import GateRecord
from explorer.capture.tracing.sites import gate_site
from explorer.capture.tracing.trace import trace_model
from explorer.core.checks import Verdict
from explorer.core.sites.attention import Kind
from explorer.core.sites.gates import ChannelGate, SpatialGate

X = torch.randn(1, 6, 5, 7, generator=torch.Generator().manual_seed(5))
Function = Callable[[Tensor], Tensor]


class Gated(nn.Module):
    """A feature map times what a function makes of it."""

    def __init__(self, function: Function) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return self.function(x)


def gates(function: Function, x: Tensor = X, mode: Any = torch.no_grad) -> list[GateRecord]:
    with mode():
        found = trace_model(Gated(function).eval(), x)
    assert found.verdict in (Verdict.VERIFIED, Verdict.UNVERIFIED)
    return found.gates


def pooled(x: Tensor) -> Tensor:
    return x.mean(dim=(2, 3), keepdim=True)


def excite(x: Tensor) -> Tensor:
    return x * torch.sigmoid(pooled(x))


def excite_flat(x: Tensor) -> Tensor:
    return x * torch.sigmoid(pooled(x).flatten(1))[:, :, None, None]


def excite_hard(x: Tensor) -> Tensor:
    return F.hardsigmoid(pooled(x)) * x


def excite_by_relu6(x: Tensor) -> Tensor:
    return x * (F.relu6(pooled(x) + 3) / 6)


def excite_expanded(x: Tensor) -> Tensor:
    """As ECA has it: the gate comes in the full shape, with strides of 0."""
    return x * torch.sigmoid(pooled(x)).expand_as(x)


def excite_in_place(x: Tensor) -> Tensor:
    return x.clone().mul_(torch.sigmoid(pooled(x)))


CHANNEL = [excite, excite_flat, excite_hard, excite_by_relu6, excite_expanded, excite_in_place]
MODES = [torch.no_grad, torch.inference_mode]


@pytest.mark.parametrize("function", CHANNEL)
@pytest.mark.parametrize("mode", MODES)
def test_gates_of_channels(function: Function, mode: Any) -> None:
    (record,) = gates(function, mode=mode)
    assert record.sort is Kind.CHANNEL
    assert record.verdict is Verdict.VERIFIED
    assert record.gate.shape == (1, 6, 1, 1)
    expected = function(X) / X
    torch.testing.assert_close(record.gate.expand_as(X), expected, rtol=0, atol=1e-5)
    site = gate_site(record)
    assert isinstance(site, ChannelGate)
    torch.testing.assert_close(torch.tensor(site.maps(0)), function(X)[0], rtol=0, atol=1e-5)
    squash = torch.sigmoid if record.function == "sigmoid" else F.hardsigmoid
    if function is not excite_by_relu6:  # whose logits are those of relu6
        logits = squash(torch.tensor(site.logits))
        torch.testing.assert_close(logits, torch.tensor(site.gate), rtol=0, atol=1e-5)


def test_channels_last() -> None:
    x = X.permute(0, 2, 3, 1).contiguous()  # (B, H, W, C)
    (record,) = gates(lambda x: x * torch.sigmoid(x.mean(dim=(1, 2), keepdim=True)), x)
    assert record.sort is Kind.CHANNEL
    site = gate_site(record)
    assert isinstance(site, ChannelGate)
    torch.testing.assert_close(torch.tensor(site.maps(0)), excite(X)[0], rtol=0, atol=1e-5)


@pytest.mark.parametrize("last", [False, True])
def test_gates_of_positions(last: bool) -> None:
    axis = -1 if last else 1
    x = X.permute(0, 2, 3, 1).contiguous() if last else X
    (record,) = gates(lambda x: x * torch.sigmoid(x.mean(dim=axis, keepdim=True)), x)
    assert record.sort is Kind.SPATIAL
    site = gate_site(record)
    assert isinstance(site, SpatialGate)
    assert site.gate.shape == (5, 7)
    expected = torch.sigmoid(X.mean(dim=1))[0]
    torch.testing.assert_close(torch.tensor(site.gate), expected, rtol=0, atol=1e-5)


def test_first_channels_then_positions() -> None:
    """Woo et al. 2018, CBAM: one gate of each kind, one after the other."""

    def cbam(x: Tensor) -> Tensor:
        x = x * torch.sigmoid(pooled(x) + x.amax(dim=(2, 3), keepdim=True))
        both = torch.cat([x.mean(dim=1, keepdim=True), x.amax(dim=1, keepdim=True)], dim=1)
        return x * torch.sigmoid(both.sum(dim=1, keepdim=True))

    assert [one.sort for one in gates(cbam)] == [Kind.CHANNEL, Kind.SPATIAL]


@pytest.mark.parametrize("factor", [2.0, 2])
def test_a_doubled_gate_goes_to_2(factor: float) -> None:
    """OLMo Hybrid's linear attention doubles its sigmoid, so that a memory may be turned around."""
    (record,) = gates(lambda x: x * (torch.sigmoid(pooled(x) + 3) * factor))
    assert record.gate.max() > 1
    assert record.verdict is Verdict.VERIFIED
    assert record.checks[0].name == "gate between 0 and 2"


def test_a_gate_above_1_that_nothing_has_multiplied_is_none() -> None:
    raised = Gated(lambda x: x * (torch.sigmoid(pooled(x) + 3) + 1)).eval()
    with torch.no_grad():
        assert trace_model(raised, X).verdict is Verdict.MISMATCH


def test_limits_that_are_tensors_are_no_gate() -> None:
    """The router of PhiMoE bounds its scores so."""
    low = X[:, :1]
    assert not gates(lambda x: x * x.mean(dim=1, keepdim=True).clamp(min=low, max=low + 1))


def test_separable_attention() -> None:
    """Mehta and Rastegari 2022: scores and features are parts of one tensor; softmax, then mul."""

    def separable(x: Tensor) -> Tensor:
        scores, features = x.split([1, 5], dim=1)
        return (features * scores.softmax(dim=-1)).sum(dim=-1)

    (record,) = gates(separable)
    assert (record.sort, record.function) == (Kind.SPATIAL, "softmax")
    torch.testing.assert_close(record.gate.sum(dim=-1), torch.ones(1, 1, 5), rtol=0, atol=1e-5)


def test_some_rows_of_large_features_stand_for_all_and_it_is_said() -> None:
    large = torch.randn(1, 8, 128, 128, generator=torch.Generator().manual_seed(6))
    for function in (excite, lambda x: x * torch.sigmoid(x.mean(dim=1, keepdim=True))):
        (record,) = gates(function, large)
        assert record.verdict is Verdict.VERIFIED
        assert [check.name for check in record.checks] == [
            "gate between 0 and 1",
            "features times gate is the output (64 of 128 rows)",
        ]
        assert record.features is not None
        assert record.features.shape == large.shape


def test_features_of_one_position() -> None:
    (record,) = gates(excite, X[..., :1, :1])
    assert record.sort is Kind.CHANNEL


def test_gates_of_tokens_are_of_no_kind_that_is_a_picture() -> None:
    (record,) = gates(lambda x: x * torch.sigmoid(x.mean(dim=-1, keepdim=True)), X[:, :, 0])
    assert record.sort is None
    with pytest.raises(ValueError, match="neither channels nor positions"):
        gate_site(record)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x * torch.sigmoid(x),  # swish
        lambda x: x[:, :3] * torch.sigmoid(x[:, 3:]),  # a gated linear unit
        lambda x: torch.sigmoid(pooled(x)) * 2 + x,  # no product with features
        lambda x: (lambda small: small * torch.sigmoid(small))(pooled(x)),
    ],
    ids=["swish", "gated unit", "added", "pooled swish"],
)
def test_what_is_no_gate(function: Function) -> None:
    assert not gates(function)


def test_a_learnt_mixture_is_no_gate() -> None:
    class Mixture(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.share = nn.Parameter(torch.randn(1, 6, 1, 1))

        def forward(self, x: Tensor) -> Tensor:
            return x * torch.sigmoid(self.share)

    with torch.no_grad():
        assert not trace_model(Mixture(), X).records


def test_a_gate_above_1_is_a_mismatch() -> None:
    (record,) = trace_model(Gated(lambda x: x * (1 + torch.sigmoid(pooled(x)))), X).gates
    assert record.verdict is Verdict.MISMATCH
    assert record.checks[1].verdict is Verdict.VERIFIED


class SEModule(nn.Module):
    """A gate by its name."""

    def __init__(self, function: Function) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return self.function(x)


def test_a_module_that_gates_by_name_alone_is_told() -> None:
    with torch.no_grad():
        found = trace_model(nn.Sequential(SEModule(excite), SEModule(torch.tanh)), X)
    assert [one.path for one in found.gates] == ["0"]
    assert found.notes == ("No gate was found in 1.",)
