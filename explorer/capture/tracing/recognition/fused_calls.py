"""Seeing fused attention by its Python call, which is enough for models that have no other.

What torch takes apart (where values are wider than keys, or the kernels do not take the mask) is
still one call here, so that q, k and v are kept of it and not its map.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from explorer.capture.tracing.observation import Watch
from explorer.capture.tracing.options import Route
from explorer.capture.tracing.recognition.fused import record_fused, seen_less


@contextmanager
def wrapped(watch: Watch) -> Iterator[None]:
    """Record the traced thread's calls of `scaled_dot_product_attention`.

    The mode, if there is one, sees nothing of them; it sees the calls of code that took the
    function out of its module before, and those with dropout, whose maps are not those of q and k.
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
        def call() -> Tensor:
            return plain(
                query, key, value, attn_mask, dropout_p, is_causal, scale=scale,
                enable_gqa=enable_gqa,
            )  # fmt: skip

        if not watch.stack.here() or torch.compiler.is_compiling():
            return call()
        by_mode = watch.options.route is not Route.CALLS
        if by_mode and (dropout_p or not _ordinary(query, key, value, attn_mask)):
            return call()
        watch.calls += 1
        watch.pulse()
        with torch.no_grad(), _unseen(watch.options.route):
            seen = seen_less(watch, query, key, attn_mask, is_causal)
        if seen is not None:
            attn_mask, is_causal = seen, False
        with _unseen(watch.options.route):
            output = call()
            with torch.no_grad(), torch.autocast(query.device.type, enabled=False):
                return record_fused(watch, query, key, value, attn_mask, is_causal, scale, output)

    F.scaled_dot_product_attention = attention
    try:
        yield
    finally:
        F.scaled_dot_product_attention = plain


def _unseen(route: Route) -> AbstractContextManager[object]:
    """What keeps calls from the mode of this route."""
    if route is Route.OPERATORS:
        return torch._C._DisableTorchDispatch()
    return torch._C.DisableTorchFunction() if route is Route.FUNCTIONS else nullcontext()


def _ordinary(*given: Tensor | None) -> bool:
    """Whether no tensor is of a kind that does its work in a mode."""
    return all(one is None or type(one) in (Tensor, nn.Parameter) for one in given)
