"""Sliding windows with global tokens: the map of a whole text, against softmax written out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.rerun import quicker
from explorer.capture.tracing.sites import attention_site
from explorer.capture.tracing.trace import Traced, trace_model
from explorer.core.checks import Verdict
from explorer.core.interventions.mute import Mute
from explorer.core.sites.axes import Tokens
from explorer.core.sites.masks import Band, Causal
from explorer.core.sites.token_attention import TokenAttention

WINDOWS = [4, 8]
LENGTH = 21
"""Which the model pads to 24."""
SIZES = {"vocab_size": 90, "pad_token_id": 1, "attention_window": WINDOWS}


def longformer(transformers: Any) -> nn.Module:
    config = transformers.LongformerConfig(
        **SIZES,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=48,
        max_position_embeddings=64,
    )
    return sharp(transformers.LongformerModel(config))


def led(transformers: Any) -> nn.Module:
    config = transformers.LEDConfig(
        **SIZES,
        d_model=32,
        encoder_layers=2,
        decoder_layers=1,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=48,
        decoder_ffn_dim=48,
        max_encoder_position_embeddings=64,
        max_decoder_position_embeddings=64,
    )
    return sharp(transformers.LEDModel(config))


def sharp(model: nn.Module) -> nn.Module:
    """With larger weights, so that maps are not flat."""
    for name, parameter in model.named_parameters():
        if parameter.dim() > 1 and "norm" not in name.lower():
            torch.nn.init.normal_(parameter, std=0.3)
    return model.eval()


MODELS = pytest.mark.parametrize("build", [longformer, led])
WIDE = pytest.mark.parametrize("wide", [(), (0,), (3, 17, 0)], ids=["none", "first", "several"])


def ids(count: int = 1) -> Tensor:
    made = torch.Generator().manual_seed(3)
    return torch.randint(3, 90, (count, LENGTH), generator=made)


def looking(wide: tuple[int, ...], count: int = 1) -> Tensor:
    mask = torch.zeros(count, LENGTH, dtype=torch.long)
    mask[:, list(wide)] = 1
    return mask


def traced(model: nn.Module, wide: tuple[int, ...], options: Options | None = None) -> Traced:
    with torch.no_grad():
        return trace_model(model, ids(), global_attention_mask=looking(wide), options=options)


def literal_maps(
    model: nn.Module, wide: tuple[int, ...], hidden: Tensor | None = None
) -> list[Tensor]:
    """softmax(q kᵀ / √d) over what may be seen, all queries against all keys: (B, heads, T, T)."""
    seen: dict[str, Tensor] = {}
    slow = [path for path, one in model.named_modules() if hasattr(one, "query_global")]
    handles = [
        part.register_forward_hook(
            lambda module, args, out, name=f"{path}.{at}": seen.__setitem__(name, out.clone())
        )
        for path in slow
        for at, part in model.get_submodule(path).named_children()
    ]
    given = {} if hidden is None else {"attention_mask": (~hidden).long()}
    with torch.no_grad():
        text = ids(1 if hidden is None else len(hidden))
        model(text, global_attention_mask=looking(wide, len(text)), **given)
    for handle in handles:
        handle.remove()
    maps = []
    for path, window in zip(slow, WINDOWS, strict=True):
        parts = {
            name: seen[f"{path}.{name}"].transpose(0, 1).unflatten(2, (4, 8))
            for name in ("query", "key", "query_global", "key_global")[: 4 if wide else 2]
        }
        local = torch.einsum("bqhd,bkhd->bhqk", *(parts[n][:, :LENGTH] for n in ("query", "key")))
        at = torch.arange(LENGTH)
        away = (at - at[:, None]).abs() > window // 2
        away[:, list(wide)] = False
        scores = (local / 8**0.5).masked_fill(away, -torch.inf)
        for row, token in enumerate(sorted(wide)):
            keys = parts["key_global"][:, :LENGTH]
            own = torch.einsum("bhd,bkhd->bhk", parts["query_global"][:, row], keys)
            scores[:, :, token] = own / 8**0.5
        if hidden is not None:
            scores = scores.masked_fill(hidden[:, None, None], -torch.inf)
        maps.append(scores.softmax(dim=-1))
    return maps


@MODELS
@WIDE
@pytest.mark.parametrize("mode", [torch.no_grad, torch.inference_mode])
def test_the_map_is_that_of_all_queries_and_keys(
    transformers: Any, build: Any, wide: tuple[int, ...], mode: Any
) -> None:
    model = build(transformers)
    with mode():
        found = trace_model(model, ids(), global_attention_mask=looking(wide))
    assert found.verdict is Verdict.VERIFIED
    expected_maps = literal_maps(model, wide)
    for record, window, expected in zip(found.attentions, WINDOWS, expected_maps, strict=False):
        assert (record.heads, record.queries, record.keys) == (4, LENGTH, LENGTH)
        torch.testing.assert_close(record.weights(), expected[0], rtol=0, atol=1e-5)
        some = record.weights(queries=[17, 2])
        torch.testing.assert_close(some, expected[0][:, [17, 2]], rtol=0, atol=1e-5)
        site = attention_site(record, Tokens(("a",) * LENGTH, (0,) * LENGTH))
        assert isinstance(site, TokenAttention)
        assert site.mask == Band(window // 2, tuple(sorted(wide)))
        np.testing.assert_allclose(site.weights(), expected[0], rtol=0, atol=1e-5)
        np.testing.assert_allclose(site.weights([3, 0]), expected[0][:, [3, 0]], rtol=0, atol=1e-5)


@MODELS
@WIDE
def test_every_site_is_found_once(transformers: Any, build: Any, wide: tuple[int, ...]) -> None:
    """No chunk and no product of the global tokens is a site of its own."""
    found = traced(build(transformers), wide)
    beside = 2 if build is led else 0  # those of the decoder
    assert [one.call for one in found.attentions] == [0] * (len(WINDOWS) + beside)
    assert not found.gates


def test_every_measure_is_of_queries_in_windows_or_of_those_that_look_everywhere(
    transformers: Any,
) -> None:
    record = traced(longformer(transformers), (0, 3)).attentions[0]
    assert [check.name for check in record.checks] == [
        "rows sum to 1 (19 of 21 queries)",
        "map times v is the output (19 of 21 queries)",
        "rows sum to 1 of the tokens that look everywhere",
        "map times v is the output of the tokens that look everywhere",
    ]


def test_where_all_tokens_look_everywhere_none_is_measured_in_a_window(transformers: Any) -> None:
    found = traced(longformer(transformers), tuple(range(LENGTH)))
    assert found.verdict is Verdict.VERIFIED
    assert len(found.attentions[0].checks) == 2


def test_padding_of_the_user_is_seen_by_nobody(transformers: Any) -> None:
    """Of several inputs it stays, for what is padding of one is text of another."""
    model, hidden = longformer(transformers), torch.zeros(2, LENGTH, dtype=torch.bool)
    hidden[1, -5:] = True
    with torch.no_grad():
        found = trace_model(
            model,
            ids(2),
            attention_mask=(~hidden).long(),
            global_attention_mask=looking((0,), 2),
        )
    assert found.verdict is Verdict.VERIFIED
    expected = literal_maps(model, (0,), hidden)
    for record, maps in zip(found.attentions, expected, strict=True):
        for batch, real in ((0, LENGTH), (1, LENGTH - 5)):
            weights = record.weights(batch)
            torch.testing.assert_close(weights[:, :real], maps[batch][:, :real], rtol=0, atol=1e-5)
            assert not weights[:, real:].any()
            site = attention_site(record, Tokens(("a",) * LENGTH, (0,) * LENGTH), batch=batch)
            np.testing.assert_allclose(site.weights(), weights, rtol=0, atol=1e-6)


def test_inputs_that_differ_in_their_global_tokens_are_left_in_chunks(transformers: Any) -> None:
    model, wide = longformer(transformers), looking((0,), 2)
    wide[1, 4] = 1
    with torch.no_grad():
        found = trace_model(model, ids(2), global_attention_mask=wide)
    assert len(found.attentions) > len(WINDOWS)
    assert found.checks[0].verdict is Verdict.VERIFIED


def test_a_muted_head_gives_zeros(transformers: Any) -> None:
    """As the same with a projection whose input is zero there."""
    model = longformer(transformers)
    path = "encoder.layer.0.attention.self"
    muted = traced(model, (0,), Options(mute=Mute.of([(path, 1), (path, 3)]))).output[0]
    plain = traced(model, (0,)).output[0]
    dense = model.get_submodule("encoder.layer.0.attention.output.dense")

    def silent(module: nn.Module, args: Any) -> Any:
        return (args[0].unflatten(-1, (4, 8)) * torch.tensor([1, 0, 1, 0])[:, None]).flatten(-2)

    handle = dense.register_forward_pre_hook(silent)
    with torch.no_grad():
        expected = model(ids(), global_attention_mask=looking((0,)))[0]
    handle.remove()
    assert torch.equal(muted, expected)
    assert not torch.equal(muted, plain)


def test_what_is_found_once_is_found_again_at_less_cost(transformers: Any) -> None:
    model = led(transformers)
    found = traced(model, (0,))
    with torch.no_grad():
        options = quicker(found, model, ids(), global_attention_mask=looking((0,)))
    assert options.known is not None
    again = traced(model, (0,), options)
    assert [one.name for one in again.attentions] == [one.name for one in found.attentions]
    assert torch.equal(again.attentions[0].weights(), found.attentions[0].weights())


def test_no_hook_stays_where_the_module_fails(transformers: Any) -> None:
    model = longformer(transformers)
    part = model.get_submodule("encoder.layer.0.attention.self")

    def fail(*given: Any) -> Any:
        raise RuntimeError("no")

    handle = part.value.register_forward_hook(fail)
    with pytest.raises(RuntimeError, match="no"):
        traced(model, (0,))
    handle.remove()
    assert not any(one._forward_hooks or one._forward_pre_hooks for one in model.modules())
    assert traced(model, (0,)).verdict is Verdict.VERIFIED


def test_only_what_slides_is_taken_apart(transformers: Any) -> None:
    """The decoder of LED looks back in the ordinary way."""
    found = traced(led(transformers), (0,))
    causal = next(one for one in found.attentions if one.path.startswith("decoder"))
    site = attention_site(causal, Tokens(("a",) * causal.keys, (0,) * causal.keys))
    assert isinstance(site, TokenAttention)
    assert isinstance(site.mask, Causal)
