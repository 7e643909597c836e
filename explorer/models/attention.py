"""Scaled dot-product attention and multi-head attention, written out.

Vaswani et al. 2017, "Attention Is All You Need", https://arxiv.org/abs/1706.03762.
"""

from __future__ import annotations

from torch import Tensor, nn

from .taps import AttentionTap


def scaled_dot_product(
    query: Tensor, key: Tensor, mask: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    """Scores q k^T / sqrt(d_head) and their softmax over the keys (equation 1 of the paper).

    ``query`` (B, heads, T_query, d_head), ``key`` (B, heads, T_key, d_head). ``mask`` is boolean,
    broadcasts to (B, heads, T_query, T_key) and is True where a query may look. Returns scores
    (-inf where masked) and weights, both (B, heads, T_query, T_key); every row of the weights sums
    to 1. A row without any permitted key is not a number.
    """
    scores = query @ key.transpose(-2, -1) * query.shape[-1] ** -0.5  # (B, heads, T_query, T_key)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    return scores, scores.softmax(dim=-1)


class MultiHeadAttention(nn.Module):
    """Several attentions side by side, each on its own projection (section 3.2.2 of the paper).

    Raises ``ValueError`` when ``width`` cannot be shared out evenly among ``heads``.
    """

    def __init__(self, width: int, heads: int, dropout: float = 0.0) -> None:
        super().__init__()
        if width % heads:
            raise ValueError(f"width {width} is not a multiple of {heads} heads")
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.dropout = nn.Dropout(dropout)
        self.tap = AttentionTap((width // heads) ** -0.5)
        self.project = nn.Linear(width, width)

    def forward(
        self, x: Tensor, memory: Tensor | None = None, mask: Tensor | None = None
    ) -> Tensor:
        """Attend from ``x`` (B, T_query, width) to ``memory`` (B, T_key, width), or to itself.

        ``mask`` as in ``scaled_dot_product``. Returns (B, T_query, width).
        """
        source = x if memory is None else memory
        return self.attend(self.queries(x), *self.keys_values(source), mask)

    def queries(self, x: Tensor) -> Tensor:
        """Project ``x`` (B, T_query, width) to queries (B, heads, T_query, d_head)."""
        return self._split(self.query(x))

    def keys_values(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """Project ``source`` (B, T_key, width) to keys and values, both (B, heads, T_key, d_head).

        A decoder that works a token at a time keeps them, and projects only what is new.
        """
        return self._split(self.key(source)), self._split(self.value(source))

    def attend(
        self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None
    ) -> Tensor:
        """Attention of projected queries to projected keys and values; (B, T_query, width)."""
        scores, weights = scaled_dot_product(query, key, mask)
        mixed = self.dropout(weights) @ value  # (B, heads, T_query, d_head)
        mixed = self.tap(mixed, query=query, key=key, value=value, scores=scores, weights=weights)
        merged = mixed.transpose(1, 2).flatten(2)  # (B, T_query, width)
        out: Tensor = self.project(merged)
        return out

    def _split(self, x: Tensor) -> Tensor:
        """(B, T, width) to (B, heads, T, d_head)."""
        batch, tokens, width = x.shape
        return x.view(batch, tokens, self.heads, width // self.heads).transpose(1, 2)
