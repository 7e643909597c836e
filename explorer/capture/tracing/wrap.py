"""Seeing fused attention by its Python call, which is enough for models that have no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from explorer.capture.tracing.fused import record_fused
from explorer.capture.tracing.options import Route
from explorer.capture.tracing.watch import Watch


@contextmanager
def wrapped(watch: Watch) -> Iterator[None]:
    """Count the traced thread's calls of `scaled_dot_product_attention`; record them on that route.

    Code that took the function out of its module before is not seen.
    """
    plain = F.scaled_dot_product_attention

    def attention(
        query: Tensor,
        key: Tensor,
        value: Tensor,
        attn_mask: Tensor | None = None,
        dropout_p: float = 0.0,
        is_causal: bool = False,
        scale: float | None = None,
        enable_gqa: bool = False,
    ) -> Any:
        output = plain(
            query, key, value, attn_mask, dropout_p, is_causal, scale=scale, enable_gqa=enable_gqa
        )
        if not watch.stack.here():
            return output
        watch.calls += 1
        if watch.options.route is not Route.CALLS:
            return output
        watch.pulse()
        with torch.no_grad(), torch.autocast(query.device.type, enabled=False):
            return record_fused(watch, query, key, value, attn_mask, is_causal, scale, output)

    F.scaled_dot_product_attention = attention
    try:
        yield
    finally:
        F.scaled_dot_product_attention = plain
