"""A run that knows where to look finds what a run finds that looks everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from explorer.capture.tracing.options import Options, Route
from explorer.capture.tracing.rerun import LONG, Rerun, quicker
from explorer.capture.tracing.trace import Traced, trace_model
from explorer.core.checks import Verdict
from explorer.core.interventions.mute import NOTHING_MUTED, Mute

X = torch.randn(1, 5, 8, generator=torch.Generator().manual_seed(9))


class Fused(nn.Module):
    num_heads = 1

    def forward(self, x: Tensor) -> Tensor:
        return F.scaled_dot_product_attention(x, x, x)


class Biased(nn.Module):
    """A bias of each head, so that q and k do not give the map."""

    num_heads = 2

    def forward(self, x: Tensor) -> Tensor:
        q = x.unflatten(-1, (2, 4)).transpose(1, 2)  # (B, 2, T, 4)
        bias = torch.arange(2.0)[:, None, None] * torch.arange(5.0)
        return ((q @ q.mT + bias).softmax(dim=-1) @ q).transpose(1, 2).flatten(2)


class Gate(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x * x.mean(dim=1, keepdim=True).sigmoid()


class Block(nn.Module):
    """Much beside what is to be seen."""

    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.before = nn.Sequential(nn.Linear(8, 8), nn.GELU(), nn.LayerNorm(8))
        self.inner = inner
        self.after = nn.Sequential(nn.Linear(8, 8), nn.Sigmoid())

    def forward(self, x: Tensor) -> Tensor:
        return self.after(self.inner(self.before(x)))


class Divided(nn.Module):
    """The softmax in one module, its product in another."""

    def __init__(self) -> None:
        super().__init__()
        self.weigh, self.apply_ = Weigh(), Apply()

    def forward(self, x: Tensor) -> Tensor:
        return self.apply_(self.weigh(x), x)


class Weigh(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return (x @ x.mT).softmax(dim=-1)


class Apply(nn.Module):
    def forward(self, weights: Tensor, x: Tensor) -> Tensor:
        return weights @ x


def model(*inner: Callable[[], nn.Module]) -> nn.Module:
    torch.manual_seed(1)
    return nn.Sequential(*(Block(one()) for one in inner)).eval()


def both(made: nn.Module) -> tuple[Traced, Traced, Options]:
    """A run that looks everywhere, one that knows, and the options of that."""
    with torch.no_grad():
        first = trace_model(made, X)
        options = quicker(first, made, X)
        return first, trace_model(made, X, options=options), options


class Summed(nn.Module):
    """A product that `einsum` makes, within which no function is seen."""

    num_heads = 1

    def forward(self, x: Tensor) -> Tensor:
        return torch.einsum("bqk,bkd->bqd", (x @ x.mT).softmax(dim=-1), x)


class Switched(nn.Module):
    """Heads mixed after the softmax, and gated by a function that works in place."""

    num_heads = 2

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        q = x.unflatten(-1, (2, 4)).transpose(1, 2)  # (B, 2, T, 4)
        map_ = F.softmax(q @ q.mT * 0.5, dim=-1)
        map_ = self.mix(map_.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)  # (B, 2, T, T)
        out = (map_ @ q).transpose(1, 2).flatten(2)
        out *= torch.nn.functional.relu6(x.mean(dim=1, keepdim=True) + 3) / 6
        return out


CASES = [(Fused, Fused), (Biased, Fused), (Gate, Biased), (Gate, Gate), (Fused, Gate)]


@pytest.mark.parametrize("inner", CASES)
def test_the_same_is_found(inner: tuple[Callable[[], nn.Module], ...]) -> None:
    first, again, options = both(model(*inner))
    assert again.verdict is Verdict.VERIFIED
    assert [(type(one), one.name, one.layer) for one in first.records] == [
        (type(one), one.name, one.layer) for one in again.records
    ]
    assert options.known is not None
    assert options.known.paths == {"0.inner", "1.inner"}
    for one, other in zip(first.attentions, again.attentions, strict=True):
        assert torch.equal(one.weights(), other.weights())
        assert (one.map is None) is (other.map is None)
    for one, other in zip(first.gates, again.gates, strict=True):
        assert torch.equal(one.gate, other.gate)


def test_fewer_operators_and_modules_are_watched() -> None:
    made = model(Gate, Biased)
    looks: dict[str, int] = {}
    for way in ("everywhere", "known"):
        asked: list[int] = []
        with torch.no_grad():
            options = Options()
            if way == "known":
                options = quicker(trace_model(made, X), made, X)
            options = Options(
                cancelled=lambda asked=asked: bool(asked.append(1)), known=options.known
            )
            trace_model(made, X, options=options, compare=False)
        looks[way] = len(asked)
    assert looks["known"] < 0.7 * looks["everywhere"]


def test_fused_attention_alone_is_seen_by_calls() -> None:
    _, again, options = both(model(Fused, Fused))
    assert options.route is again.route is Route.CALLS


@pytest.mark.parametrize("inner", [(Biased, Fused), (Gate, Biased), (Gate,), (Switched,)])
def test_what_is_written_with_functions_is_seen_by_them(
    inner: tuple[Callable[[], nn.Module], ...],
) -> None:
    first, again, options = both(model(*inner))
    assert options.route is Route.FUNCTIONS
    for one, other in zip(first.attentions, again.attentions, strict=True):
        assert bool(one.changed) is bool(other.changed)
        assert [check.name for check in one.checks] == [check.name for check in other.checks]
    for one, other in zip(first.gates, again.gates, strict=True):
        assert one.function == other.function
        assert torch.equal(one.logits, other.logits)


def test_what_functions_hide_is_seen_by_operators() -> None:
    first, again, options = both(model(Summed))
    assert options.route is Route.OPERATORS
    assert options.known is not None
    assert len(first.attentions) == len(again.attentions) == 1


def test_what_a_narrow_look_would_miss_is_looked_for_everywhere() -> None:
    first, again, options = both(model(Fused, Divided))
    assert [one.name for one in again.attentions] == [one.name for one in first.attentions]
    assert [one.name for one in again.attentions] == ["0.inner", "1.inner.apply_"]
    assert options == Options()


def test_nothing_found_is_looked_for_everywhere() -> None:
    made = nn.Sequential(nn.Linear(8, 8), nn.ReLU())
    _, again, options = both(made)
    assert not again.records
    assert options.known is None


def test_a_model_that_attends_itself() -> None:
    """Its path is the empty one: all of it is watched."""
    first, again, options = both(Biased().eval())
    assert options.known is not None
    assert options.known.paths == {""}
    assert [one.name for one in first.records] == [one.name for one in again.records] == [""]
    assert again.verdict is Verdict.VERIFIED


def test_cancelling_and_other_options_stay() -> None:
    made = model(Fused)
    with torch.no_grad():
        options = quicker(trace_model(made, X), made, X, options=Options(budget=7, outputs=True))
    assert (options.budget, options.outputs) == (7, True)


class Parted(nn.Module):
    """Attends within parts of four tokens, and in another module where a number is negative."""

    def __init__(self) -> None:
        super().__init__()
        self.inner, self.other = Fused(), Fused()

    def forward(self, x: Tensor) -> Tensor:
        inner = self.other if bool(x.flatten()[0] < 0) else self.inner
        return torch.cat([inner(part) for part in x.split(4, dim=1)], dim=1)


def looked(made: nn.Module, again: Rerun, x: Tensor, mute: Mute = NOTHING_MUTED) -> Any:
    """The sites of a run at the least cost, and how often the model ran for it."""
    ran: list[int] = []
    hook = made.register_forward_hook(lambda *_: ran.append(1))
    with torch.no_grad():
        options = again.options({"x": x}, x.shape[1], Options(mute=mute))
        found = again.trace({"x": x}, options)
    hook.remove()
    return [one.name for one in found.records], len(ran)


def test_a_way_is_tried_out_once_for_inputs_of_any_size() -> None:
    made = Parted().eval()
    again = Rerun(made)
    assert looked(made, again, torch.ones(1, 4, 8)) == (["inner"], 3)
    for length in (3, 2):
        assert looked(made, again, torch.ones(1, length, 8)) == (["inner"], 1)


def test_other_sites_are_looked_for_everywhere() -> None:
    made = Parted().eval()
    again = Rerun(made)
    looked(made, again, torch.ones(1, 4, 8))
    for runs in (2, 1):  # one more to see that there are no others, and then it is known
        assert looked(made, again, torch.ones(1, 8, 8)) == (["inner", "inner#1"], runs)
    assert looked(made, again, torch.ones(1, 4, 8)) == (["inner"], 1)
    mute = Mute(heads=frozenset({("other", 0)}))
    assert looked(made, again, -torch.ones(1, 4, 8), mute) == (["other"], 2)
    assert looked(made, again, -torch.ones(1, 4, 8)) == (["other"], 3)  # tried out anew


def test_a_long_input_is_watched_whole() -> None:
    made = Parted().eval()
    assert looked(made, Rerun(made), torch.ones(1, LONG + 1, 8))[1] == 1
