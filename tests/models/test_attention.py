"""Attention against a literal version in NumPy and against torch's own layers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from explorer.models.attention import MultiHeadAttention, scaled_dot_product
from explorer.models.taps import AttentionTap
from explorer.models.vit import EncoderBlock

CLOSE = {"rtol": 1e-5, "atol": 1e-5}


def literal_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights and output of one head, one query and one key at a time."""
    weights = np.zeros((len(q), len(k)))
    output = np.zeros((len(q), v.shape[1]))
    for i in range(len(q)):
        scores = [float(np.dot(q[i], k[j])) / len(q[i]) ** 0.5 for j in range(len(k))]
        exponentials = [np.exp(score - max(scores)) for score in scores]
        for j in range(len(k)):
            weights[i, j] = exponentials[j] / sum(exponentials)
            output[i] += weights[i, j] * v[j]
    return weights, output


def watch(module: nn.Module) -> list[dict[str, Tensor]]:
    """What every attention tap of ``module`` sees from now on, with its output."""
    seen: list[dict[str, Tensor]] = []

    def hook(tap: nn.Module, args: Any, kwargs: dict[str, Tensor], output: Tensor) -> None:
        seen.append({**kwargs, "output": output})

    for tap in module.modules():
        if isinstance(tap, AttentionTap):
            tap.register_forward_hook(hook, with_kwargs=True)
    return seen


@settings(max_examples=25, deadline=None)
@given(
    queries=st.integers(1, 6), keys=st.integers(1, 6), d=st.integers(1, 5), seed=st.integers(0, 99)
)
def test_scaled_dot_product_is_the_literal_formula(
    queries: int, keys: int, d: int, seed: int
) -> None:
    generator = np.random.default_rng(seed)
    q, k, v = (generator.normal(size=(n, d)) for n in (queries, keys, keys))
    wanted_weights, wanted_output = literal_attention(q, k, v)
    scores, weights = scaled_dot_product(
        torch.from_numpy(q)[None, None], torch.from_numpy(k)[None, None]
    )
    np.testing.assert_allclose(scores[0, 0].numpy(), q @ k.T / d**0.5, **CLOSE)
    np.testing.assert_allclose(weights[0, 0].numpy(), wanted_weights, **CLOSE)
    output = weights @ torch.from_numpy(v)
    np.testing.assert_allclose(output[0, 0].numpy(), wanted_output, **CLOSE)


def test_masked_keys_get_no_weight() -> None:
    q, k = torch.randn(2, 3, 5, 4), torch.randn(2, 3, 5, 4)
    mask = torch.ones(5, 5, dtype=torch.bool).tril()
    scores, weights = scaled_dot_product(q, k, mask)
    assert torch.all(weights[..., ~mask] == 0)
    assert torch.all(scores[..., ~mask] == float("-inf"))
    torch.testing.assert_close(weights.sum(-1), torch.ones(2, 3, 5), **CLOSE)


def copy_attention(ours: MultiHeadAttention, theirs: nn.MultiheadAttention) -> None:
    """Copy the weights of ``ours`` into torch's layer, which keeps q, k and v in one matrix."""
    parts = (ours.query, ours.key, ours.value)
    with torch.no_grad():
        theirs.in_proj_weight.copy_(torch.cat([part.weight for part in parts]))
        theirs.in_proj_bias.copy_(torch.cat([part.bias for part in parts]))
        theirs.out_proj.weight.copy_(ours.project.weight)
        theirs.out_proj.bias.copy_(ours.project.bias)


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("crossed", [False, True])
def test_multi_head_attention_equals_torch(masked: bool, crossed: bool) -> None:
    torch.manual_seed(1)
    ours = MultiHeadAttention(24, 4).eval()
    theirs = nn.MultiheadAttention(24, 4, batch_first=True).eval()
    copy_attention(ours, theirs)
    x = torch.randn(2, 7, 24)
    memory = torch.randn(2, 7, 24) if crossed else None
    source = x if memory is None else memory
    mask = torch.ones(7, 7, dtype=torch.bool).tril() if masked else None
    seen = watch(ours)
    output = ours(x, memory, mask)
    wanted, wanted_weights = theirs(
        x,
        source,
        source,
        attn_mask=None if mask is None else ~mask,  # torch marks what must not be looked at
        need_weights=True,
        average_attn_weights=False,
    )
    torch.testing.assert_close(output, wanted, **CLOSE)
    torch.testing.assert_close(seen[0]["weights"], wanted_weights, **CLOSE)


def test_encoder_block_equals_torch() -> None:
    torch.manual_seed(2)
    ours = EncoderBlock(width=24, heads=3, mlp=2).eval()
    theirs = nn.TransformerEncoderLayer(
        24, 3, dim_feedforward=48, activation="gelu", batch_first=True, norm_first=True
    ).eval()
    copy_attention(ours.attention, theirs.self_attn)
    first, second = ours.mlp[0], ours.mlp[2]
    for mine, its in (
        (ours.norm1, theirs.norm1),
        (ours.norm2, theirs.norm2),
        (first, theirs.linear1),
        (second, theirs.linear2),
    ):
        nn.init.normal_(mine.bias)
        its.load_state_dict(mine.state_dict())
    x = torch.randn(2, 9, 24)
    torch.testing.assert_close(ours(x), theirs(x), **CLOSE)


def test_tap_sees_what_was_computed() -> None:
    torch.manual_seed(3)
    module = MultiHeadAttention(12, 3).eval()
    seen = watch(module)
    x = torch.randn(2, 5, 12)
    module(x)
    (site,) = seen
    assert site["weights"].shape == (2, 3, 5, 5)
    assert site["query"].shape == (2, 3, 5, 4)
    torch.testing.assert_close(site["weights"].sum(-1), torch.ones(2, 3, 5), **CLOSE)
    torch.testing.assert_close(site["scores"].softmax(-1), site["weights"], **CLOSE)
    torch.testing.assert_close(site["weights"] @ site["value"], site["output"], **CLOSE)
    wanted = site["query"] @ site["key"].transpose(-2, -1) / 2  # sqrt(d_head) is 2
    torch.testing.assert_close(site["scores"], wanted, **CLOSE)


def test_a_hook_on_the_tap_mutes_a_head() -> None:
    torch.manual_seed(4)
    module = MultiHeadAttention(12, 3).eval()
    x = torch.randn(1, 5, 12)
    plain = module(x)

    def mute(tap: nn.Module, args: Any, kwargs: dict[str, Tensor], output: Tensor) -> Tensor:
        return output * torch.tensor([1.0, 0.0, 1.0]).reshape(1, 3, 1, 1)

    handle = module.tap.register_forward_hook(mute, with_kwargs=True)
    muted = module(x)
    handle.remove()
    with torch.no_grad():
        module.project.weight[:, 4:8] = 0  # what the output layer takes from head 1
    torch.testing.assert_close(muted, module(x), **CLOSE)
    assert not torch.allclose(muted, plain)


def test_dropout_acts_after_the_tap() -> None:
    torch.manual_seed(5)
    module = MultiHeadAttention(12, 3, dropout=0.5).train()
    seen = watch(module)
    module(torch.randn(2, 5, 12))
    torch.testing.assert_close(seen[0]["weights"].sum(-1), torch.ones(2, 3, 5), **CLOSE)


def test_heads_must_share_the_width_evenly() -> None:
    with pytest.raises(ValueError, match="width 10 is not a multiple of 4 heads"):
        MultiHeadAttention(10, 4)
