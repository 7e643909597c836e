"""Fused attention: one operator that is given q, k and v, whatever its kernel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import torch
from torch import Tensor

from explorer.capture.blocking import blocked_mask
from explorer.capture.tracing.measure import check_fused
from explorer.capture.tracing.observation import Watch
from explorer.capture.tracing.records import AttentionRecord

NAME = "scaled_dot_product"
"""What the operators have in common: math, flash (CPU, CUDA), memory-efficient, cuDNN, MPS."""


def is_fused(operator: Any) -> bool:
    """Whether an operator of torch is fused attention, forward."""
    name = str(operator._schema.name)
    return NAME in name and "backward" not in name


def record_operator(
    watch: Watch, operator: Any, args: Sequence[Any], kwargs: Mapping[str, Any], result: Any
) -> Any:
    """Record a call of any of the operators; its result, with muted heads at zero."""
    given: dict[str, Any] = dict(zip(_names(operator), args, strict=False)) | dict(kwargs)
    mask = given.get("attn_mask")
    mask = given.get("attn_bias") if mask is None else mask
    output = result[0] if isinstance(result, tuple) else result
    query, key, value = given["query"], given["key"], given["value"]
    causal, scale = bool(given.get("is_causal", False)), given.get("scale")
    if (seen := seen_less(watch, query, key, mask, causal)) is not None:
        mask, causal = seen, False
        output = torch._C._nn.scaled_dot_product_attention(
            query, key, value, mask, 0.0, False, scale=scale,
            enable_gqa=query.shape[-3] != key.shape[-3],
        )  # fmt: skip
    output = record_fused(watch, query, key, value, mask, causal, scale, output)
    return (output, *result[1:]) if isinstance(result, tuple) else output


def seen_less(
    watch: Watch, query: Tensor, key: Tensor, mask: Tensor | None, causal: bool
) -> Tensor | None:
    """The mask of an attention some of whose looks are blocked; None where none are."""
    if query.is_nested or query.dim() < 2:
        return None
    folded = _folded(query, key, watch.stack.grouped())
    blocked = watch.blocked(1 if folded else query.shape[-2], key.shape[-2])
    if blocked is None:
        return None
    where, name, start = blocked
    if folded:
        where = where.expand(query.shape[-2], -1)
    return blocked_mask(mask, causal, where, query, name, start)


def record_fused(
    watch: Watch,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    mask: Tensor | None,
    causal: bool,
    scale: float | None,
    output: Tensor,
) -> Tensor:
    """Keep and check one attention (..., Q, d), (..., K, d), (..., K, d_v) -> (..., Q, d_v)."""
    if query.is_nested or query.dim() < 2:
        return output
    if _folded(query, key, watch.stack.grouped()):
        row = mask if mask is None or mask.dim() < 2 else mask[..., :1, :]
        query, apart = _unfolded(query), _unfolded(output)
        apart = record_fused(watch, query, key, value, row, causal, scale, apart)
        return apart.reshape(output.shape)
    arranged = watch.arrangement(tuple(query.shape[:-2]))
    queries, keys = query.shape[-2], key.shape[-2]
    compacted = watch.mask(mask, causal, arranged, queries, keys)
    scale = query.shape[-1] ** -0.5 if scale is None else float(scale)
    q, k, v = (arranged.of(one.detach()) for one in (query, key, value))
    product = arranged.of(output.detach())
    watch.keep(
        AttentionRecord(
            **watch.place("attention", query),
            **watch.sizes(arranged, queries, keys),
            checks=check_fused(q, k, v, product, scale, compacted, watch.options.queries),
            sort=watch.sort(compacted, queries, keys),
            repeat=arranged.heads // k.shape[1],
            fused=True,
            scale=scale,
            mask=compacted,
            query=q,
            key=k,
            value=v,
            output=product if watch.options.outputs else None,
        )
    )
    watch.check_blocked(arranged, None, keys)
    return watch.muted(output, arranged, queries)


def _folded(query: Tensor, key: Tensor, grouped: tuple[int, int] | None) -> bool:
    """Whether the query heads that share a key head stand as queries: (B, key heads, shared, d).

    So a decoding step with grouped queries can be written that has one query a head.
    """
    return query.dim() == 4 and query.shape[1:3] == grouped and key.shape[1] == query.shape[1]


def _unfolded(tensor: Tensor) -> Tensor:
    """(B, key heads, shared, d) to (B, heads, 1, d)."""
    return tensor.reshape(tensor.shape[0], -1, 1, tensor.shape[3])


@cache
def _names(operator: Any) -> tuple[str, ...]:
    return tuple(argument.name for argument in operator._schema.arguments)
