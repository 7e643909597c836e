"""Records become sites of the core that say the same as the record, whatever they were kept as."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import AttentionRecord
from explorer.capture.tracing.sites import KeptPatches, KeptTokens, attention_site
from explorer.capture.tracing.trace import trace_model
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid, Tokens
from explorer.core.sites.dot_product import DotProduct
from explorer.core.sites.masks import Causal
from explorer.core.sites.patch_maps import PatchAttention
from explorer.core.sites.token_attention import TokenAttention
from tests.capture.tracing.toys import (
    HEADS,
    TOKENS,
    WIDTH,
    Around,
    Form,
    K,
    Q,
    V,
    by_fused,
    literal,
)

WORDS = Tokens(tuple("abcdef"), tuple(range(TOKENS)))
PATCHES = PatchGrid(1, 5, ("CLS",))
TRIANGLE = torch.ones(TOKENS, TOKENS, dtype=torch.bool).tril()
BIAS = torch.randn(HEADS, TOKENS, TOKENS, generator=torch.Generator().manual_seed(8))


def causal(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return F.scaled_dot_product_attention(q, k, v, is_causal=True)


def biased(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return F.scaled_dot_product_attention(q, k, v, BIAS[None])


def biased_by_hand(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return (q @ k.mT * WIDTH**-0.5 + BIAS).softmax(dim=-1) @ v


def grouped(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return F.scaled_dot_product_attention(q, k[:, :1], v[:, :1], enable_gqa=True)


def record(form: Form, **options: int) -> AttentionRecord:
    with torch.no_grad():
        model = Around(form).eval()
        (found,) = trace_model(model, Q, K, V, options=Options(**options)).attentions
    return found


HALF = 2 * (2 * Q.numel() + BIAS.numel())
KINDS = [
    (by_fused, TokenAttention, PatchAttention),
    (causal, TokenAttention, PatchAttention),
    (grouped, TokenAttention, PatchAttention),
    (biased, KeptTokens, KeptPatches),
    (biased_by_hand, KeptTokens, KeptPatches),
]
each = pytest.mark.parametrize(("form", "of_tokens", "of_patches"), KINDS)


@each
@pytest.mark.parametrize("axis", [WORDS, PATCHES], ids=["tokens", "patches"])
def test_a_site_says_what_the_record_says(
    form: Form, of_tokens: type, of_patches: type, axis: Tokens | PatchGrid
) -> None:
    kept = record(form)
    site = attention_site(kept, axis, layer=4)
    assert type(site) is (of_tokens if axis is WORDS else of_patches)
    assert (site.name, site.layer, site.checks) == ("attention", 4, kept.checks)
    assert site.query_axis == site.key_axis == axis
    assert (site.heads, site.units) == (3, 3)
    weights = site.weights()
    assert weights.dtype == np.float32
    np.testing.assert_allclose(weights, kept.weights().numpy(), atol=1e-5)
    np.testing.assert_allclose(site.weights([5, 0]), weights[:, [5, 0]], atol=1e-6)
    if axis is PATCHES:
        np.testing.assert_allclose(site.maps(2, [1])[0, 0], weights[1, 2, 1:], atol=1e-6)
    else:
        np.testing.assert_allclose(site.maps(2, [1])[0], weights[1], atol=1e-6)


def test_a_mask_goes_along() -> None:
    for form, expected in ((causal, TRIANGLE.numpy()), (by_fused, None)):
        site = attention_site(record(form), WORDS)
        assert isinstance(site, TokenAttention)
        np.testing.assert_equal(site.allowed, expected)
    site = attention_site(record(causal), WORDS)
    assert isinstance(site, TokenAttention)
    assert site.mask == Causal(0), "no square of booleans"
    assert attention_site(record(causal), WORDS).kind is Kind.MASKED
    assert attention_site(record(causal), WORDS, sort=Kind.CROSS).kind is Kind.CROSS


def test_keys_that_come_before_the_queries() -> None:
    """A causal mask below the diagonal, as of the second part of a text read with a cache."""

    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return F.scaled_dot_product_attention(q[:, :, 4:], k, v, TRIANGLE[4:])

    kept = record(form)
    site = attention_site(kept, Tokens(("e", "f"), (0, 1)), WORDS)
    assert isinstance(site, TokenAttention)
    assert site.mask == Causal(4)
    np.testing.assert_allclose(site.weights(), kept.weights().numpy(), atol=1e-6)
    assert not site.weights()[:, 0, 5].any()


def test_a_mask_of_padding_stays_one_row() -> None:
    padding = torch.tensor([[[[True] * 4 + [False] * 2]]])

    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return F.scaled_dot_product_attention(q, k, v, padding)

    site = attention_site(record(form), WORDS)
    assert isinstance(site, TokenAttention)
    assert isinstance(site.mask, np.ndarray)
    assert site.mask.shape == (TOKENS, TOKENS)
    assert site.mask.strides[0] == 0, "all queries share the row"
    np.testing.assert_allclose(site.weights()[..., 4:], 0, atol=0)
    np.testing.assert_allclose(site.weights().sum(axis=-1), 1, atol=1e-6)


def test_a_site_takes_no_memory_beyond_its_record() -> None:
    for axis in (WORDS, PATCHES):
        kept = record(causal)
        site = attention_site(kept, axis)
        assert isinstance(site, DotProduct)
        for array, tensor in (
            (site.query, kept.query), (site.key, kept.key), (site.value, kept.value),
        ):  # fmt: skip
            assert tensor is not None
            assert np.shares_memory(array, tensor.numpy())


def test_what_was_kept_at_half_precision_is_widened_when_asked_for() -> None:
    kept = record(biased_by_hand, budget=HALF)
    assert kept.map is not None
    assert kept.map.dtype is torch.float16
    site = attention_site(kept, WORDS)
    assert isinstance(site, KeptTokens)
    expected = literal(Q, K, BIAS.double())
    np.testing.assert_allclose(site.weights(), expected, atol=1e-3)
    kept = record(by_fused, budget=HALF)
    site = attention_site(kept, WORDS)
    assert isinstance(site, TokenAttention)
    assert site.query.dtype == np.float32
    np.testing.assert_allclose(site.weights(), literal(Q, K), atol=1e-3)


def test_arrays_are_frozen() -> None:
    site = attention_site(record(by_fused), PATCHES)
    assert isinstance(site, PatchAttention)
    for array in (site.query, site.key, site.value):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_a_query_that_sees_nothing() -> None:
    allowed = TRIANGLE.clone()
    allowed[2] = False

    def form(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return F.scaled_dot_product_attention(q, k, v, allowed)

    site = attention_site(record(form), WORDS)
    assert isinstance(site, KeptTokens)
    weights = site.weights()
    assert not weights[:, 2].any()
    np.testing.assert_allclose(weights.sum(axis=-1)[:, [0, 1, 3, 4, 5]], 1, atol=1e-6)


@pytest.mark.parametrize("axis", [PatchGrid(2, 2, ("CLS",)), Tokens(("a",), (0,))])
def test_axes_of_another_length(axis: Tokens | PatchGrid) -> None:
    with pytest.raises(ValueError, match="6 × 6 tokens"):
        attention_site(record(by_fused), axis)


def test_patches_do_not_attend_to_words() -> None:
    with pytest.raises(ValueError, match="patches"):
        attention_site(record(by_fused), PATCHES, WORDS)
    with pytest.raises(ValueError, match="tokens"):
        attention_site(record(by_fused), WORDS, PATCHES)


def test_each_input_of_a_batch() -> None:
    q, k, v = (torch.cat([one, one.flip(2)]) for one in (Q, K, V))
    with torch.no_grad():
        (kept,) = trace_model(Around(by_fused), q, k, v).attentions
    first, second = (attention_site(kept, WORDS, batch=at) for at in (0, 1))
    assert isinstance(first, Attention)
    np.testing.assert_allclose(first.weights(), literal(Q, K), atol=1e-5)
    np.testing.assert_allclose(second.weights(), literal(Q, K).flip(1, 2), atol=1e-5)
