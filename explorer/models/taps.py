"""Taps: identity modules placed where attention happens, so that an observer can hook them.

A tap changes nothing by itself. A forward hook registered with ``with_kwargs=True`` sees every
intermediate tensor of its site; a hook that returns a tensor replaces the output, which is how
one head is muted. (The idea is that of TransformerLens' hook points.)
"""

from __future__ import annotations

from typing import Literal

from torch import Tensor, nn

GateKind = Literal["channel-gate", "spatial-gate"]


class AttentionTap(nn.Module):
    """Sits on the product of attention weights and values, before the heads are merged."""

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
        (B, heads, T_query, T_key), scaled and masked, before the softmax. ``weights``: the same
        shape, after the softmax and before dropout; rows sum to 1, ``weights @ value == output``.
        """
        return output


class GateTap(nn.Module):
    """Sits on the product of features and gate.

    ``kind`` is "channel-gate" for one value a channel, "spatial-gate" for one value a position.
    """

    def __init__(self, kind: GateKind) -> None:
        super().__init__()
        self.kind: GateKind = kind

    def forward(self, output: Tensor, *, features: Tensor, gate: Tensor, logits: Tensor) -> Tensor:
        """Return ``output`` (B, C, H, W), which is ``features * gate``, unchanged.

        ``gate``: values in [0, 1], (B, C, 1, 1) for a channel gate or (B, 1, H, W) for a spatial
        gate; ``logits``: the gate before its sigmoid, in the same shape.
        """
        return output

    def extra_repr(self) -> str:
        return f"kind={self.kind!r}"
