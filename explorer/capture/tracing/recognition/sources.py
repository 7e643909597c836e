"""Whether q and k give the scores of a softmax, and with which mask.

Scores are followed from the product that made them. What was added on the way is not followed but
measured: the scores less the scaled product are the mask, if every head has the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from explorer.capture.tracing.masks import EVERYWHERE, HIDDEN, Mask, compact
from explorer.capture.tracing.measure import blocks, chosen, selected, spread
from explorer.capture.tracing.recognition.head_axes import Arrangement
from explorer.capture.verify import LOW_PRECISION, largest

EXACT = 1e-5
"""Of the largest score, in float32: what another order of summing explains."""
FEW = 32
"""Queries that tell whether scores are masked products."""


@dataclass(frozen=True, eq=False, slots=True)
class Product:
    """left (n, Q, d) @ right (n, d, K) · scale, or two axes of each."""

    left: Tensor
    right: Tensor
    scale: float = 1.0

    def through(self, name: str, args: tuple[Any, ...], given: Tensor) -> Product | None:
        """The product behind the result of an operator on `given`; None where no scale says it."""
        if name not in ("mul", "div"):
            return self
        first, other = args[0], args[1]
        if isinstance(first, Tensor) and isinstance(other, Tensor):
            if first is not given:
                first, other = other, first
                if name == "div":
                    return None
            if other.numel() != 1:
                return None
        factor = float(other)
        if factor == 0.0:
            return None
        return replace(self, scale=self.scale * factor if name == "mul" else self.scale / factor)


@dataclass(frozen=True, eq=False, slots=True)
class Source:
    """query (B, heads, Q, d) and key (B, heads, K, d) that give the scores."""

    query: Tensor
    key: Tensor
    scale: float
    mask: Mask

    @property
    def fields(self) -> Mapping[str, Any]:
        """As a record has them."""
        return {
            "query": self.query,
            "key": self.key,
            "scale": self.scale,
            "mask": self.mask,
        }


def source_of(product: Product, scores: Tensor, arranged: Arrangement) -> Source | None:
    """q, k and mask of scores (..., Q, K) that derive from the product; None where they do not.

    The product may have been made with queries and keys exchanged.
    """
    for q, k in _sides(product, scores, arranged):
        mask = _mask(q, k, product.scale, arranged.of(scores.detach()))
        if mask is not None:
            return Source(q, k, product.scale, mask)
    return None


def asking(product: Product, scores: Tensor, arranged: Arrangement) -> Tensor | None:
    """The queries (B, heads, Q, d) of scores (..., Q, K) that derive from a product of them.

    Whatever was added to the product does not matter.
    """
    return next((query for query, _ in _sides(product, scores, arranged)), None)


def _sides(
    product: Product, scores: Tensor, arranged: Arrangement
) -> Iterator[tuple[Tensor, Tensor]]:
    """What may be q (B, heads, Q, d) and k (B, heads, K, d) of scores (..., Q, K)."""
    *lead, queries, keys = scores.shape
    left, right = product.left, product.right
    if min(left.dim(), right.dim()) < 2:
        return
    for query, key in ((left, right.mT), (right.mT, left)):
        sizes = query.shape[-2] == queries, key.shape[-2] == keys
        count = query.shape[:-2].numel() == torch.Size(lead).numel() == key.shape[:-2].numel()
        if all(sizes) and count:
            shaped = (one.detach().reshape(*lead, *one.shape[-2:]) for one in (query, key))
            q, k = map(arranged.of, shaped)
            yield q, k


def _mask(query: Tensor, key: Tensor, scale: float, scores: Tensor) -> Mask | None:
    """What was added to the product; None where heads differ in it, or a query sees nothing.

    A few queries tell whether something was added to visible scores; if not, what is hidden is all
    there is to know, and the product need not be made again.
    """
    few = chosen(scores.shape, FEW)
    if len(scores) > 2:  # most windows need not be looked at
        ends = [selected(one, 0, spread(len(one), 2)) for one in (query, key, scores)]
        if _added(ends[0], ends[1], scale, ends[2], few) is None:
            return None
    added = _added(query, key, scale, scores, few)
    if added is None:
        return None
    if bool(((added == 0) | added.isinf()).all()):
        hidden = scores <= HIDDEN
        if not bool(hidden.any()):
            return EVERYWHERE
        one = hidden[:, :1]
        if not torch.equal(hidden, one.expand_as(hidden)) or bool(one.all(dim=-1).any()):
            return None
        return compact(~one, causal=False, queries=one.shape[2], keys=one.shape[3])
    parts = []
    for which in blocks(torch.arange(scores.shape[2]), scores.shape):
        part = _added(query, key, scale, scores, which)
        if part is None:
            return None
        parts.append(part)
    whole = torch.cat(parts, dim=2)  # (B, 1, Q, K)
    return compact(whole, causal=False, queries=whole.shape[2], keys=whole.shape[3])


def _added(
    query: Tensor, key: Tensor, scale: float, scores: Tensor, which: Tensor
) -> Tensor | None:
    """What every head of those queries was given beside its product: (B, 1, rows, K).

    Exactly 0 where nothing was, -inf where a key is hidden; None where heads differ.
    """
    exact = EXACT if scores.dtype in (torch.float32, torch.float64) else LOW_PRECISION
    given = selected(scores, 2, which).float()
    hidden = given <= HIDDEN
    if bool((hidden != hidden[:, :1]).any()) or bool(hidden.all(dim=-1).any()):
        return None
    product = selected(query, 2, which).float() @ key.float().transpose(-2, -1) * scale
    rest = (given - product).masked_fill_(hidden, 0.0)  # (B, heads, rows, K)
    noise = exact * largest(product) + 1e-9
    if largest(rest) <= noise:
        rest = torch.zeros_like(rest)
    elif largest(rest - rest[:, :1]) > noise:
        return None
    return rest[:, :1].masked_fill(hidden[:, :1], -torch.inf)
