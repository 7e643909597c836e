"""A muted head is exactly zero, as if the projection after it had lost its columns."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from explorer.capture.tracing.options import Options, Route
from explorer.capture.tracing.trace import trace_model
from explorer.core.interventions.mute import Mute
from tests.capture.tracing.toys import FORMS, HEADS, TOKENS, WIDTH, Around, Form, K, Q, V, literal

each_form = pytest.mark.parametrize("form", FORMS)


def muted(form: Form, heads: set[int], mode: Any = torch.no_grad) -> Tensor:
    options = Options(mute=Mute.of(("attention", head) for head in heads))
    with mode():
        found = trace_model(Around(form).eval(), Q, K, V, options=options)
    (record,) = found.attentions
    torch.testing.assert_close(record.weights(), literal(Q, K), rtol=0, atol=1e-5)
    out: Tensor = (found.output - 1) / 2
    return out.reshape(HEADS, TOKENS, WIDTH)


@each_form
@pytest.mark.parametrize("heads", [{0}, {1}, {2}, {0, 2}])
@pytest.mark.parametrize("mode", [torch.no_grad, torch.inference_mode])
def test_the_others_stay_as_they_were(form: Form, heads: set[int], mode: Any) -> None:
    expected = literal(Q, K) @ V[0]
    expected[list(heads)] = 0
    out = muted(form, heads, mode)
    assert float(out[list(heads)].abs().max()) == 0
    torch.testing.assert_close(out, expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("route", list(Route))
def test_it_is_the_zeroed_projection_bit_for_bit(route: Route) -> None:
    torch.manual_seed(4)
    model = nn.TransformerEncoderLayer(12, 3, 16, batch_first=True).eval()
    x = torch.randn(2, 5, 12)
    options = Options(mute=Mute.of([("self_attn", 1)]), route=route)
    with torch.no_grad():
        found = trace_model(model, x, options=options)
        again = trace_model(model, x, options=Options(route=route)).output
        torch.backends.mha.set_fastpath_enabled(False)
        try:
            assert torch.equal(again, model(x))
            model.self_attn.out_proj.weight[:, 4:8] = 0
            torch.testing.assert_close(found.output, model(x), rtol=0, atol=1e-6)
        finally:
            torch.backends.mha.set_fastpath_enabled(True)


@pytest.mark.parametrize("implementation", ["sdpa", "eager"])
@pytest.mark.parametrize("mode", [torch.no_grad, torch.inference_mode])
def test_a_head_of_llama(transformers: Any, implementation: str, mode: Any) -> None:
    config = transformers.LlamaConfig(
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        intermediate_size=48,
        vocab_size=40,
        attn_implementation=implementation,
    )
    model = transformers.LlamaModel(config).eval()
    ids = torch.tensor([[5, 9, 31, 7, 20]])
    options = Options(mute=Mute.of([("layers.0.self_attn", 3)]))

    def zero(module: nn.Module, args: tuple[Tensor, ...]) -> tuple[Tensor]:
        held = args[0].clone()
        held[..., 24:32] = 0
        return (held,)

    with mode():
        plain = model(ids).last_hidden_state
        found = trace_model(model, ids, options=options).output.last_hidden_state
        hook = model.layers[0].self_attn.o_proj.register_forward_pre_hook(zero)
        expected = model(ids).last_hidden_state
        hook.remove()
        assert torch.equal(model(ids).last_hidden_state, plain)
    assert torch.equal(found, expected)
    assert not torch.equal(found, plain)
