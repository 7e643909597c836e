"""However attention is written and in whatever mode it runs: the map is that of the formula."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.nn import functional as F

from explorer.capture.tracing.masks import MaskKind
from explorer.capture.tracing.options import Options, Route
from explorer.capture.tracing.trace import Traced, trace_model
from explorer.core.checks import Verdict
from explorer.core.sites.attention import Kind
from tests.capture.tracing.toys import (
    FORMS,
    HEADS,
    TOKENS,
    WIDTH,
    Around,
    Form,
    K,
    Q,
    V,
    by_fused,
    by_keys_first,
    by_matmul,
    literal,
)

MODES = [torch.no_grad, torch.inference_mode, nullcontext]
each_form = pytest.mark.parametrize("form", FORMS)


def traced(form: Form, q: Tensor = Q, k: Tensor = K, v: Tensor = V, **options: Any) -> Traced:
    with torch.no_grad():
        return trace_model(Around(form).eval(), q, k, v, options=Options(**options))


@each_form
@pytest.mark.parametrize("mode", MODES)
def test_the_map_is_that_of_the_formula(
    form: Form, mode: Callable[[], AbstractContextManager[Any]]
) -> None:
    with mode():
        found = trace_model(Around(form).eval(), Q, K, V)
    assert found.verdict is Verdict.VERIFIED
    (record,) = found.attentions
    assert (record.path, record.layer) == ("attention", "attention")
    assert (record.batch, record.heads, record.queries, record.keys) == (1, 3, 6, 6)
    assert record.sort is Kind.SELF
    torch.testing.assert_close(record.weights(), literal(Q, K), rtol=0, atol=1e-5)
    torch.testing.assert_close(
        record.weights(queries=[4, 1]), literal(Q, K)[:, [4, 1]], rtol=0, atol=1e-5
    )
    assert record.value is not None
    torch.testing.assert_close(record.value, V, rtol=0, atol=1e-6)


@pytest.mark.parametrize("form", [one for one in FORMS if one is not by_keys_first])
def test_q_and_k_are_enough(form: Form) -> None:
    (record,) = traced(form).attentions
    assert record.map is None
    assert record.query is not None
    assert record.key is not None
    scores = record.query @ record.key.mT * record.scale
    torch.testing.assert_close(scores[0].softmax(dim=-1), literal(Q, K), rtol=0, atol=1e-5)


@each_form
def test_the_product_is_kept_when_asked_for(form: Form) -> None:
    (without,) = traced(form).attentions
    assert without.output is None
    (record,) = traced(form, outputs=True).attentions
    assert record.output is not None
    torch.testing.assert_close(record.output[0], literal(Q, K) @ V[0], rtol=0, atol=1e-5)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
@each_form
def test_below_float32(form: Form, dtype: torch.dtype) -> None:
    q, k, v = (one.to(dtype) for one in (Q, K, V))
    if form.__name__ == "by_baddbmm":
        q, k, v = Q, K, V
        with torch.autocast("cpu", torch.bfloat16):
            found = traced(form, q, k, v)
    else:
        found = traced(form, q, k, v)
    assert found.verdict is Verdict.VERIFIED
    torch.testing.assert_close(found.attentions[0].weights(), literal(Q, K), rtol=0, atol=2e-2)


@pytest.mark.parametrize("route", list(Route))
@pytest.mark.parametrize("name", ["causal", "boolean", "padding", "added", "headed"])
def test_masks_of_fused_attention(name: str, route: Route) -> None:
    generator = torch.Generator().manual_seed(1)
    boolean = torch.rand(TOKENS, TOKENS, generator=generator) < 0.5
    boolean |= torch.eye(TOKENS, dtype=torch.bool)
    padding = torch.tensor([True] * 4 + [False] * 2).expand(1, 1, TOKENS, TOKENS)
    added = torch.randn(TOKENS, TOKENS, generator=generator)
    headed = torch.randn(1, HEADS, TOKENS, TOKENS, generator=generator)
    triangle = torch.ones(TOKENS, TOKENS, dtype=torch.bool).tril()
    kind, given, allowed = {
        "causal": (MaskKind.CAUSAL, None, triangle),
        "boolean": (MaskKind.BOOLEAN, boolean, boolean),
        "padding": (MaskKind.BOOLEAN, padding, padding[0, 0]),
        "added": (MaskKind.ADDITIVE, added, None),
        "headed": (MaskKind.ADDITIVE, headed, None),
    }[name]

    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return F.scaled_dot_product_attention(q, k, v, given, is_causal=given is None)

    found = traced(form, route=route)
    assert found.verdict is Verdict.VERIFIED
    (record,) = found.attentions
    assert record.mask.kind is kind
    if allowed is None:
        assert given is not None
        expected = literal(Q, K, given.squeeze(0).double())
    else:
        expected = literal(Q, K, torch.zeros(TOKENS, TOKENS).masked_fill(~allowed, -torch.inf))
        assert float(record.weights()[:, ~allowed].abs().max()) == 0
    torch.testing.assert_close(record.weights(), expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("form", ["joint", "heads first", "windows"])
def test_masks_of_other_layouts(form: str) -> None:
    """Inputs and heads in one axis, heads first, or windows between inputs and heads."""
    made = torch.Generator().manual_seed(5)
    q, k, v = torch.randn(3, 2, HEADS, TOKENS, WIDTH, generator=made)
    mask = torch.randn(2, HEADS, TOKENS, TOKENS, generator=made)
    there: Callable[[Tensor], Tensor] = {
        "joint": lambda one: one.flatten(0, 1),
        "heads first": lambda one: one.transpose(0, 1),
        "windows": lambda one: one[None],
    }[form]

    def attend(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return F.scaled_dot_product_attention(there(q), there(k), there(v), there(mask))

    (record,) = traced(attend, q, k, v).attentions
    assert record.verdict is Verdict.VERIFIED
    assert (record.batch, record.heads) == (2, 3)
    expected = (q @ k.mT / 2 + mask).softmax(dim=-1)
    for at in range(2):
        torch.testing.assert_close(record.weights(at), expected[at], rtol=0, atol=1e-5)


@pytest.mark.parametrize("value", [-torch.inf, -1e9, float(torch.finfo().min)])
def test_masks_written_out_are_found_again(value: float) -> None:
    triangle = torch.ones(TOKENS, TOKENS, dtype=torch.bool).tril()

    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        scores = q @ k.mT * WIDTH**-0.5
        return scores.masked_fill(~triangle, value).softmax(dim=-1) @ v

    (record,) = traced(form).attentions
    assert record.verdict is Verdict.VERIFIED
    assert record.mask.kind is MaskKind.CAUSAL
    assert record.map is None
    assert record.sort is Kind.MASKED
    hidden = torch.zeros(TOKENS, TOKENS).masked_fill(~triangle, -torch.inf)
    torch.testing.assert_close(record.weights(), literal(Q, K, hidden), rtol=0, atol=1e-5)


def test_a_map_on_its_side_is_kept() -> None:
    (record,) = traced(by_keys_first).attentions
    assert record.map is not None
    assert record.rest == ""


def test_a_bias_of_each_head_keeps_the_map() -> None:
    bias = torch.randn(HEADS, TOKENS, TOKENS, generator=torch.Generator().manual_seed(2))

    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return (q @ k.mT * WIDTH**-0.5 + bias).softmax(dim=-1) @ v

    (record,) = traced(form).attentions
    assert record.verdict is Verdict.VERIFIED
    assert record.map is not None
    assert record.query is None
    torch.testing.assert_close(record.weights(), literal(Q, K, bias.double()), rtol=0, atol=1e-5)


def test_a_soft_cap_keeps_the_map() -> None:
    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return (torch.tanh(q @ k.mT) * 2).softmax(dim=-1) @ v

    (record,) = traced(form).attentions
    assert record.verdict is Verdict.VERIFIED
    assert record.map is not None


def test_another_sequence_is_cross_attention() -> None:
    (record,) = traced(by_matmul, Q[:, :, :4]).attentions
    assert record.sort is Kind.CROSS
    assert (record.queries, record.keys) == (4, 6)


def test_grouped_queries() -> None:
    q, kv = Q.repeat(1, 2, 1, 1), (K, V)

    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return F.scaled_dot_product_attention(q, k, v, enable_gqa=True, scale=0.3)

    (record,) = traced(form, q, *kv).attentions
    assert record.verdict is Verdict.VERIFIED
    assert (record.heads, record.repeat, record.scale) == (6, 2, pytest.approx(0.3))
    for head in range(6):
        expected = (q[0, head] @ K[0, head // 2].T * 0.3).softmax(dim=-1)
        torch.testing.assert_close(record.weights()[head], expected, rtol=0, atol=1e-5)


def test_a_configuration_that_does_not_answer_stops_no_run() -> None:
    """Those of transformers raise a RuntimeError for what differs from layer to layer."""

    class Refusing:
        @property
        def num_key_value_heads(self) -> int:
            raise RuntimeError("it may vary across layers")

    model = Around(by_fused)
    vars(model.attention)["config"] = Refusing()
    with torch.no_grad():
        (record,) = trace_model(model, Q, K, V).attentions
    assert record.verdict is Verdict.VERIFIED


def test_dropout_in_training_is_told() -> None:
    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return F.dropout((q @ k.mT).softmax(dim=-1), 0.5, training=True) @ v

    with torch.no_grad():
        found = trace_model(Around(form), Q, K, V, compare=False)
    (record,) = found.attentions
    assert record.changed
    assert record.map is not None
    torch.testing.assert_close((record.map @ V).flatten() * 2 + 1, found.output)


def test_a_map_whose_rows_are_not_one_is_a_mismatch_where_nothing_was_said_to_change_it() -> None:
    """A softmax over queries, contracted over keys: no attention in the usual sense."""

    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return (q @ k.mT).softmax(dim=-2) @ v

    (record,) = traced(form).attentions
    assert record.verdict is Verdict.MISMATCH


def test_projections_of_a_softmax_are_no_attention() -> None:
    """Expected values of bins, as detectors compute them: the factor is a parameter."""
    bins = nn.Linear(TOKENS, 1, bias=False)

    class Model(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bins = bins

        def forward(self, q: Tensor, k: Tensor) -> Tensor:
            return self.bins((q @ k.mT).softmax(dim=-1))

    with torch.no_grad():
        assert not trace_model(Model(), Q, K).records


def test_calls_alone_see_what_operators_see() -> None:
    slow, quick = traced(by_fused), traced(by_fused, route=Route.CALLS)
    assert slow.route is quick.route is Route.CALLS
    assert traced(by_matmul).route is Route.OPERATORS
    (one,), (other,) = slow.attentions, quick.attentions
    assert torch.equal(one.weights(), other.weights())
    assert quick.verdict is Verdict.VERIFIED


def test_what_the_module_does_with_its_inputs_later_changes_nothing() -> None:
    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        k = k.clone()
        out = F.scaled_dot_product_attention(q, k, v)
        k.zero_()  # as a cache that is written over
        return out.add_(1.0)

    (record,) = traced(form).attentions
    assert record.verdict is Verdict.VERIFIED
    torch.testing.assert_close(record.weights(), literal(Q, K), rtol=0, atol=1e-5)


def test_a_fused_tensor_is_not_held_by_a_view_of_it() -> None:
    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        joint = torch.cat([q, k, v], dim=-1)
        return F.scaled_dot_product_attention(*joint.chunk(3, dim=-1))

    (record,) = traced(form).attentions
    for tensor in record.tensors().values():
        assert tensor.untyped_storage().nbytes() == tensor.numel() * 4


@pytest.mark.parametrize("form", [by_fused, by_matmul])
def test_few_queries_stand_for_many_and_it_is_said(form: Form) -> None:
    (record,) = traced(form, queries=3).attentions
    some = [check.name for check in record.checks if "(3 of 6 queries)" in check.name]
    whole = {"rows sum to 1"} if form is by_matmul else set()  # of a map that is there, all rows
    assert {check.name for check in record.checks} - set(some) == whole
    (record,) = traced(form, queries=None).attentions
    assert not any("queries)" in check.name for check in record.checks)


def test_some_windows_stand_for_many_and_it_is_said() -> None:
    q, k, v = torch.randn(3, 20, HEADS, TOKENS, WIDTH, generator=torch.Generator().manual_seed(6))
    for form in (by_fused, by_matmul):
        (record,) = traced(form, q, k, v).attentions
        assert record.verdict is Verdict.VERIFIED
        rest = {one.name for one in record.checks if "(8 of 20 parts)" not in one.name}
        assert rest == ({"rows sum to 1"} if form is by_matmul else set())
        (record,) = traced(form, q, k, v, queries=None).attentions
        assert not any("parts" in check.name for check in record.checks)


def test_another_mask_in_a_window_between_is_not_overlooked() -> None:
    """Neither the first nor the last of many windows is masked, nor any that is measured."""
    q, k, v = torch.randn(3, 20, HEADS, TOKENS, WIDTH, generator=torch.Generator().manual_seed(6))
    hidden = torch.zeros(20, 1, TOKENS, TOKENS)
    hidden[1, ..., 2] = -7.0

    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return (q @ k.mT + hidden).softmax(dim=-1) @ v

    (record,) = traced(form, q, k, v).attentions
    for at in range(20):
        expected = (q[at] @ k[at].mT + hidden[at]).softmax(dim=-1)
        torch.testing.assert_close(record.weights(at), expected, rtol=0, atol=1e-5)


def test_q_and_k_are_kept_of_calls_that_torch_takes_apart() -> None:
    """Values wider than keys, and a bias of each head: the kernels take neither."""
    wide = torch.cat([V, V], dim=-1)
    bias = torch.randn(1, HEADS, TOKENS, TOKENS, generator=torch.Generator().manual_seed(8))

    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return F.scaled_dot_product_attention(q, k, wide, bias)

    found = traced(form)
    assert found.verdict is Verdict.VERIFIED
    assert found.route is Route.CALLS
    (record,) = found.attentions
    assert record.fused
    assert record.map is None
    torch.testing.assert_close(record.weights(), literal(Q, K, bias[0].double()), rtol=0, atol=1e-5)


TAKEN = F.scaled_dot_product_attention


def test_a_function_taken_out_of_its_module_is_seen_by_operators_alone() -> None:
    found = traced(lambda q, k, v: TAKEN(q, k, v))
    assert len(found.attentions) == 1
    assert found.route is Route.OPERATORS


SIZE = st.integers(1, 5)


@given(SIZE, SIZE, SIZE, SIZE, SIZE, st.sampled_from([by_matmul, by_fused]), st.booleans())
def test_any_sizes(
    batch: int, heads: int, queries: int, keys: int, width: int, form: Form, causal: bool
) -> None:
    made = torch.Generator().manual_seed(queries)
    q, k, v = (
        torch.randn(batch, heads, size, width, generator=made) for size in (queries, keys, keys)
    )
    triangle = torch.ones(queries, keys, dtype=torch.bool).tril()

    def attend(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        mask = triangle if causal else None
        if form is by_fused:
            return F.scaled_dot_product_attention(q, k, v, mask, scale=0.7)
        scores = q @ k.mT * 0.7
        scores = scores if mask is None else scores.masked_fill(~mask, -torch.inf)
        return scores.softmax(dim=-1) @ v

    (record,) = traced(attend, q, k, v).attentions
    assert record.verdict is Verdict.VERIFIED
    scores = (q @ k.mT * 0.7).masked_fill(~triangle & causal, -torch.inf)
    assert (record.batch * record.heads, record.queries, record.keys) == (
        batch * heads,
        queries,
        keys,
    )
    for at in range(batch):
        torch.testing.assert_close(
            record.weights(at), scores[at].softmax(dim=-1), rtol=0, atol=1e-5
        )


@pytest.mark.parametrize("row", range(6))
def test_every_row_of_a_map_that_is_there_is_summed(row: int) -> None:
    """A row that is no distribution is never verified, though few queries are measured."""

    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        scores = q @ k.transpose(-2, -1)
        scores[..., row, :] = float("-inf")
        return (scores.softmax(-1) @ v).nan_to_num()

    (record,) = traced(form, queries=2).attentions
    assert record.verdict is Verdict.MISMATCH
