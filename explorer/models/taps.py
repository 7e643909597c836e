"""Taps: identity modules placed where attention happens, so that an observer can hook them.

A tap changes nothing by itself. A forward hook registered with ``with_kwargs=True`` sees every
intermediate tensor of its site; a hook that returns a tensor replaces the output, which is how
one head is muted. (The idea is that of TransformerLens' hook points.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import torch
from torch import Tensor, nn

GateKind = Literal["channel-gate", "spatial-gate"]
See = Callable[[str, nn.Module, Tensor, dict[str, Tensor]], None]
"""Gets the path of the module around a tap, the tap, its output and its other tensors."""


class AttentionTap(nn.Module):
    """Sits on the product of attention weights and values, before the heads are merged.

    ``scale`` is what multiplies the inner products of queries and keys to give the scores; None
    where the scores are no inner products.
    """

    def __init__(self, scale: float | None) -> None:
        super().__init__()
        self.scale = scale

    def forward(
        self,
        output: Tensor,
        *,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        scores: Tensor,
        weights: Tensor,
    ) -> Tensor:
        """Return ``output`` unchanged.

        ``output``, ``query``, ``key``, ``value``: (B, heads, T, d_head). ``scores``:
        (B, heads, T_query, T_key), scaled and masked (-inf), before the softmax. ``weights``: the
        same shape, after the softmax and before dropout; rows sum to 1, ``weights @ value ==
        output``.
        """
        return output

    def extra_repr(self) -> str:
        return f"scale={self.scale}"


class GateTap(nn.Module):
    """Sits on the product of features and gate.

    ``kind`` is "channel-gate" for one value a channel, "spatial-gate" for one value a position.
    """

    def __init__(self, kind: GateKind) -> None:
        super().__init__()
        self.kind: GateKind = kind

    def forward(
        self, output: Tensor, *, features: Tensor, gate: Tensor, logits: Tensor, hidden: Tensor
    ) -> Tensor:
        """Return ``output`` (B, C, H, W), which is ``features * gate``, unchanged.

        ``gate``: values in [0, 1], (B, C, 1, 1) for a channel gate or (B, 1, H, W) for a spatial
        gate; ``logits``: the gate before its sigmoid, in the same shape; ``hidden``: what the
        second layer of the gate reads, after the ReLU, (B, r, 1, 1) or (B, r, H, W).
        """
        return output

    def extra_repr(self) -> str:
        return f"kind={self.kind!r}"


TAPS = (AttentionTap, GateTap)


@contextmanager
def at_taps(model: nn.Module, see: See) -> Iterator[None]:
    """Call ``see`` whenever a tap is passed; its hooks are gone after it, however it ends.

    It sees a tap as it is, before any other hook puts something else in its place.
    """
    handles = []

    def hook_for(path: str) -> Any:
        def hook(
            tap: nn.Module, args: tuple[Tensor, ...], tensors: dict[str, Tensor], output: Tensor
        ) -> None:
            see(path, tap, output, tensors)

        return hook

    try:
        for name, part in model.named_modules():
            if isinstance(part, TAPS):
                path = name.rpartition(".")[0]  # the module that attends, not its tap
                handles.append(
                    part.register_forward_hook(hook_for(path), with_kwargs=True, prepend=True)
                )
        yield
    finally:
        for handle in handles:
            handle.remove()


def joined(before: Tensor | None, now: Tensor) -> Tensor:
    """What a tap saw in several calls, (B, heads, T_query, ...), put together along the queries.

    A recurrent decoder makes one call a step.
    """
    return now if before is None else torch.cat([before, now], dim=2)
