"""Dot-product attention, kept as q, k and v: its rows are computed when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from explorer.core.sites.arrays import Array, Mask
from explorer.core.sites.attention import Attention
from explorer.core.sites.masks import Sparse
from explorer.core.sites.operands import Operands, scored, softmax


@dataclass(frozen=True, eq=False, slots=True)
class OwnScores:
    """Queries whose scores come from products of their own, as those of Longformer's global tokens.

    queries: their numbers, (n,). scores: as the softmax takes them, (heads, n, K).
    """

    queries: tuple[int, ...]
    scores: Array = field(repr=False)

    def among(self, queries: Sequence[int]) -> tuple[list[int], list[int]]:
        """Of the queries asked for the places of these, and the rows of `scores` that they have."""
        found = [(at, self.queries.index(one)) for at, one in enumerate(queries) if one in self]
        return [at for at, _ in found], [own for _, own in found]

    def __contains__(self, query: int) -> bool:
        return query in self.queries


@dataclass(frozen=True, eq=False)
class DotProduct(Attention):
    """softmax(q kᵀ · scale), kept as q, k and v (Vaswani et al. 2017, eq. 1).

    query (heads, Q, d), key and value (heads, K, d): linear in the length; rows of the map are
    computed when they are asked for. mask (Q, K) is True where a query may look; None for
    everywhere, or a rule. own: the scores of queries that q and k do not give.
    """

    query: Array
    key: Array
    value: Array
    scale: float
    mask: Mask | Sparse | None = field(default=None, kw_only=True)
    own: OwnScores | None = field(default=None, kw_only=True)

    @property
    def heads(self) -> int:
        return int(self.query.shape[0])

    def seen(self, queries: Sequence[int] | None = None) -> Mask | None:
        """(queries, keys), True where a query may look; None for everywhere."""
        mask = self.mask
        if isinstance(mask, Sparse):
            numbers = np.arange(self.query.shape[1])
            chosen = numbers if queries is None else numbers[list(queries)]
            return mask.allowed(chosen, self.key.shape[1])
        return mask if mask is None or queries is None else mask[list(queries)]

    def logits(self, queries: Sequence[int] | None = None) -> Array:
        """Scaled inner products before the softmax, -inf where masked: (heads, queries, keys)."""
        chosen = self.query if queries is None else self.query[:, list(queries)]
        # (heads, Q, d) @ (heads, d, K) -> (heads, Q, K)
        logits: Array = np.matmul(chosen, self.key.transpose(0, 2, 1)) * np.float32(self.scale)
        allowed = self.seen(queries)
        if allowed is not None:
            logits[:, ~allowed] = -np.inf
        if self.own is not None:
            which = range(self.query.shape[1]) if queries is None else queries
            places, rows = self.own.among(which)
            logits[:, places] = self.own.scores[:, rows]
        return logits

    def weights(self, queries: Sequence[int] | None = None) -> Array:
        logits = self.logits(queries)
        logits -= logits.max(axis=-1, keepdims=True)
        np.exp(logits, out=logits)
        logits /= logits.sum(axis=-1, keepdims=True)
        return logits

    def operands(self, query: int, head: int) -> Operands:
        """The vectors of the head, and where the query may look.

        Queries whose scores are not products of these have their scores alone.
        """
        if self.own is not None and query in self.own:
            scores = self.own.scores[head, self.own.queries.index(query)]
            return Operands(weights=softmax(scores), scores=scores)
        seen = self.seen([query])
        allowed = None if seen is None or bool(seen.all()) else seen[0]
        asks, keys = self.query[head, query], self.key[head]
        scores = scored(asks, keys, self.scale, None, allowed)
        return Operands(
            weights=softmax(scores),
            query=asks,
            keys=keys,
            values=self.value[head],
            scores=scores,
            scale=self.scale,
            allowed=allowed,
        )
