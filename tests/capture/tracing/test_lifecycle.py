"""However a run ends, nothing of the tracer stays; other threads see nothing of it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from explorer.capture.tracing.options import Known, Options, Route
from explorer.capture.tracing.trace import trace_model, tracing
from explorer.core.cancel import Cancelled
from explorer.core.checks import Verdict

X = torch.randn(2, 5, 8, generator=torch.Generator().manual_seed(3))


ATTENDING = frozenset({"layers.0.self_attn", "layers.1.self_attn"})
ATTEND = Known(ATTENDING, frozenset(), attend=True, gate=True)
WAYS = [
    Options(),
    Options(route=Route.CALLS),
    Options(route=Route.FUNCTIONS),
    Options(known=ATTEND),
    Options(route=Route.FUNCTIONS, known=ATTEND),
    Options(route=Route.CALLS, known=Known(ATTENDING, frozenset(), attend=False, gate=False)),
]
NAMES = ["all", "calls", "functions", "known", "known functions", "known calls"]
each_way = pytest.mark.parametrize("way", WAYS, ids=NAMES)


def encoder(**options: Any) -> nn.TransformerEncoder:
    layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True, **options)
    return nn.TransformerEncoder(layer, 2).eval()


def hooks(model: nn.Module) -> int:
    return sum(len(one._forward_hooks) + len(one._forward_pre_hooks) for one in model.modules())


@pytest.fixture
def model() -> Iterator[nn.Module]:
    made = encoder()
    with torch.no_grad():
        before = made(X)
        yield made
        assert hooks(made) == 0
        assert torch.equal(made(X), before)


@pytest.mark.parametrize("mode", [torch.no_grad, torch.inference_mode])
@pytest.mark.parametrize("route", list(Route))
def test_the_fast_path_is_off_for_the_run_alone(route: Route, mode: Any) -> None:
    model = encoder()
    with mode():
        quick = model(X)
        found = trace_model(model, X, options=Options(route=route))
        assert torch.backends.mha.get_fastpath_enabled()
        torch.testing.assert_close(found.output, quick, rtol=0, atol=1e-5)
    assert [one.path for one in found.attentions] == ["layers.0.self_attn", "layers.1.self_attn"]
    assert found.verdict is Verdict.VERIFIED


def test_a_fast_path_that_was_off_stays_off(model: nn.Module) -> None:
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        trace_model(model, X)
        assert not torch.backends.mha.get_fastpath_enabled()
    finally:
        torch.backends.mha.set_fastpath_enabled(True)


@pytest.mark.parametrize("weights", [True, False])
@pytest.mark.parametrize("batch_first", [True, False])
def test_multi_head_attention_and_its_own_weights(weights: bool, batch_first: bool) -> None:
    model = nn.MultiheadAttention(8, 2, batch_first=batch_first).eval()
    x = X if batch_first else X.transpose(0, 1)
    with torch.no_grad():
        expected = model(x, x, x, need_weights=True, average_attn_weights=False)[1]
        found = trace_model(model, x, x, x, need_weights=weights)
    assert found.verdict is Verdict.VERIFIED
    (record,) = found.attentions
    assert (record.batch, record.heads) == (2, 2)
    for batch in range(2):
        torch.testing.assert_close(record.weights(batch), expected[batch], rtol=0, atol=1e-5)


def test_padding_of_an_encoder(model: nn.Module) -> None:
    padded = torch.tensor([[False] * 5, [False] * 3 + [True] * 2])
    found = trace_model(model, X, src_key_padding_mask=padded)
    assert found.verdict is Verdict.VERIFIED
    for record in found.attentions:
        assert float(record.weights(1)[..., 3:].abs().max()) == 0
        assert float(record.weights(0)[..., 3:].min()) > 0


def test_memory_is_told_from_the_sequence_itself() -> None:
    layer = nn.TransformerDecoderLayer(8, 2, 16, batch_first=True).eval()
    with torch.no_grad():
        found = trace_model(layer, X, X + 1)
    sorts = {one.path: one.sort.value for one in found.attentions}
    assert sorts == {"self_attn": "self-attention", "multihead_attn": "cross-attention"}


@each_way
@pytest.mark.parametrize("at", ["layers.1.linear1", "layers.1.self_attn", "layers.0"])
def test_a_failing_model(model: nn.Module, way: Options, at: str) -> None:
    def fail(module: nn.Module, args: object) -> None:
        raise ZeroDivisionError

    failing = model.get_submodule(at).register_forward_pre_hook(fail)
    with pytest.raises(ZeroDivisionError):
        trace_model(model, X, options=way)
    failing.remove()
    assert torch.backends.mha.get_fastpath_enabled()


@each_way
@pytest.mark.parametrize("looks", [0, 1, 2])
def test_cancelling(model: nn.Module, way: Options, looks: int) -> None:
    left = [True] * looks

    def cancelled() -> bool:
        return not left or not left.pop()

    with pytest.raises(Cancelled):
        trace_model(model, X, options=replace(way, cancelled=cancelled))


def test_cancelling_at_any_operator(model: nn.Module) -> None:
    """The flag is asked at every operator, so that no model runs on for long."""
    asked = []
    trace_model(model, X, options=Options(cancelled=lambda: bool(asked.append(1))), compare=False)
    assert len(asked) > 20


@each_way
def test_a_raising_listener(model: nn.Module, way: Options) -> None:
    def burst(record: object) -> None:
        raise KeyError("the listener's own")

    with pytest.raises(KeyError, match="listener"):
        trace_model(model, X, options=replace(way, on_record=burst))


@each_way
def test_a_module_that_fails_after_it_has_attended(model: nn.Module, way: Options) -> None:
    def fail(module: nn.Module, args: object, output: object) -> None:
        raise ZeroDivisionError

    failing = model.layers[0].self_attn.register_forward_hook(fail)
    with pytest.raises(ZeroDivisionError):
        trace_model(model, X, options=way)
    failing.remove()


def test_records_arrive_while_the_model_runs(model: nn.Module) -> None:
    order: list[str] = []
    last = model.layers[1].linear2.register_forward_hook(lambda *_: order.append("end"))
    trace_model(
        model, X, compare=False, options=Options(on_record=lambda one: order.append(one.path))
    )
    last.remove()
    assert order == ["layers.0.self_attn", "layers.1.self_attn", "end"]


@each_way
def test_a_tracing_within_a_tracing_sees_the_same(model: nn.Module, way: Options) -> None:
    plain = trace_model(model, X, compare=False)
    with tracing(model) as outer:
        with tracing(model, way) as inner:
            output = model(X)
        within = trace_model(model, X, options=way)
    assert torch.equal(output, plain.output)
    paths = [one.path for one in plain.attentions]
    assert [one.path for one in inner.attentions] == paths
    assert [one.path for one in outer.attentions] == paths * 3  # trace_model runs it twice
    assert within.verdict is inner.verdict is outer.verdict is Verdict.VERIFIED
    for one, seen, known in zip(plain.attentions, outer.attentions, inner.attentions, strict=False):
        assert torch.equal(one.weights(), seen.weights())
        torch.testing.assert_close(one.weights(), known.weights())


def test_what_runs_beside_the_model_can_be_left_out(model: nn.Module) -> None:
    other = encoder()
    with tracing(model, Options(inside=True)) as traced:
        other(X)
        model(X)
        (X @ X.mT).softmax(-1) @ X
    assert [one.path for one in traced.attentions] == ["layers.0.self_attn", "layers.1.self_attn"]


@each_way
def test_another_thread_is_not_seen(model: nn.Module, way: Options) -> None:
    def elsewhere() -> None:
        with torch.no_grad():
            model(X)
            F.scaled_dot_product_attention(X, X, X)

    with tracing(model, way) as found:
        other = threading.Thread(target=elsewhere)
        other.start()
        other.join()
        assert not found.records
        model(X)
    assert [one.path for one in found.attentions] == ["layers.0.self_attn", "layers.1.self_attn"]


def test_two_tracings_of_two_threads_take_turns(model: nn.Module) -> None:
    results = []

    def work() -> None:
        with torch.no_grad():
            results.append(trace_model(model, X))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [len(one.attentions) for one in results] == [2] * 4
    assert {one.verdict for one in results} == {Verdict.VERIFIED}


def test_waiting_for_ones_turn_can_be_cancelled(model: nn.Module) -> None:
    with tracing(model):
        raised: list[BaseException] = []

        def work() -> None:
            try:
                trace_model(model, X, options=Options(cancelled=lambda: True))
            except Cancelled as stopped:
                raised.append(stopped)

        other = threading.Thread(target=work)
        other.start()
        other.join()
        assert len(raised) == 1


def test_a_module_that_runs_twice_is_counted() -> None:
    class Twice(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.block = encoder()

        def forward(self, x: Tensor) -> Tensor:
            return self.block(self.block(x))

    with torch.no_grad():
        found = trace_model(Twice().eval(), X)
    assert [one.name for one in found.attentions] == [
        "block.layers.0.self_attn",
        "block.layers.1.self_attn",
        "block.layers.0.self_attn#1",
        "block.layers.1.self_attn#1",
    ]
    assert [one.layer for one in found.attentions][:2] == ["block.layers.0", "block.layers.1"]


def test_what_was_seen_does_not_keep_the_model_alive() -> None:
    made = encoder()
    weight = weakref.ref(made.layers[0].linear1)
    with torch.no_grad():
        found = trace_model(made, X)
    del made
    gc.collect()
    assert weight() is None
    assert found.verdict is Verdict.VERIFIED


class Noisy(nn.Module):
    """Adds what it is given by chance, and how often it ran before."""

    def __init__(self, counting: bool) -> None:
        super().__init__()
        self.counting = counting
        self.ran = 0

    def forward(self, x: Tensor) -> Tensor:
        self.ran += self.counting
        return F.scaled_dot_product_attention(x, x, x) + torch.rand(()) + self.ran


def test_outputs_that_differ_are_a_mismatch() -> None:
    found = trace_model(Noisy(counting=True), X)
    assert found.checks[0].verdict is found.verdict is Verdict.MISMATCH


def test_chance_is_the_same_with_and_without_capture() -> None:
    torch.manual_seed(2)
    plain = Noisy(counting=False)(X)
    after = torch.rand(())
    torch.manual_seed(2)
    found = trace_model(Noisy(counting=False), X)
    assert found.verdict is Verdict.VERIFIED
    assert torch.equal(found.output, plain)
    assert torch.rand(()) == after
