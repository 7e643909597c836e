"""Attention in all the forms in which people write it, small enough to know what is right."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F

Form = Callable[[Tensor, Tensor, Tensor], Tensor]
HEADS, TOKENS, WIDTH = 3, 6, 4
Q, K, V = torch.randn(3, 1, HEADS, TOKENS, WIDTH, generator=torch.Generator().manual_seed(7))


class Attend(nn.Module):
    """Calls a function of q, k and v, as an attention module that says how many heads it has."""

    num_heads = HEADS

    def __init__(self, function: Form) -> None:
        super().__init__()
        self.function = function

    def forward(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        out: Tensor = self.function(q, k, v)
        return out


class Around(nn.Module):
    """A model with one attention in it, whose output goes on."""

    def __init__(self, function: Form) -> None:
        super().__init__()
        self.attention = Attend(function)

    def forward(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        out: Tensor = self.attention(q, k, v)
        return out.flatten() * 2 + 1


def by_matmul(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return (q @ k.transpose(-2, -1) / WIDTH**0.5).softmax(dim=-1) @ v


def by_einsum(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    scores = torch.einsum("bhid,bhjd->bhij", q * WIDTH**-0.5, k)
    return torch.einsum("bhij,bhjd->bhid", scores.softmax(dim=-1), v)


def by_baddbmm(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    flat = [one.flatten(0, 1) for one in (q, k, v)]  # (B * heads, T, d)
    nothing = torch.zeros(HEADS, TOKENS, TOKENS)
    scores = torch.baddbmm(nothing, flat[0], flat[1].transpose(1, 2), alpha=WIDTH**-0.5)
    return torch.bmm(F.dropout(scores.softmax(dim=-1), 0.3, training=False), flat[2])[None]


def by_keys_first(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """The map stands on its side, keys as rows, and v comes first."""
    weights = (k @ q.transpose(-2, -1) * WIDTH**-0.5).softmax(dim=-2)
    return (v.transpose(-2, -1) @ weights).transpose(-2, -1)


def by_heads_last(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """(B, T, heads, d), as einsum models have it."""
    q, k, v = (one.transpose(1, 2) for one in (q, k, v))
    scores = torch.einsum("bihd,bjhd->bhij", q, k).mul_(WIDTH**-0.5)
    return torch.einsum("bhij,bjhd->bihd", scores.softmax(dim=-1), v).transpose(1, 2)


def by_fused(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return F.scaled_dot_product_attention(q, k, v)


def by_one_more_axis(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Fused attention falls back to written-out products for five axes."""
    return F.scaled_dot_product_attention(q[None], k[None], v[None])[0]


FORMS = [by_matmul, by_einsum, by_baddbmm, by_keys_first, by_heads_last, by_fused, by_one_more_axis]


def literal(q: Tensor, k: Tensor, added: Tensor | float = 0.0) -> Tensor:
    """The map in double precision, a query at a time: (heads, Q, K)."""
    q, k = q[0].double(), k[0].double()
    scores = torch.stack([head @ keys.T for head, keys in zip(q, k, strict=True)])
    scores = scores * q.shape[-1] ** -0.5 + added
    exponents = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    return (exponents / exponents.sum(dim=-1, keepdim=True)).float()
