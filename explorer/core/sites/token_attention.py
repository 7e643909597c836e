"""Attention among the tokens of texts: a map of queries against keys, one a head."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from explorer.core.sites.arrays import Array, Mask
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import Axis, Tokens
from explorer.core.sites.dot_product import DotProduct
from explorer.core.sites.operands import Operands

PARTS = {
    Kind.CROSS: "cross",
    Kind.SOFT: "cross",
    Kind.MASKED: "decoder",
    Kind.SELF: "encoder",
}
"""Where in a model a kind stands, in the words of the command line."""


@dataclass(frozen=True, eq=False, kw_only=True)
class TokenSite(Attention):
    """A site whose queries and keys are tokens; the picture of a head is its whole map.

    sort: its kind. queries, keys: what the rows and columns of the map stand for.
    """

    sort: Kind
    queries: Tokens
    keys: Tokens

    @property
    def kind(self) -> Kind:
        return self.sort

    @property
    def rest(self) -> str:
        """What the rest of a row lies on where rows may sum to less than 1.

        "" where they sum to 1.
        """
        return ""

    @property
    def part(self) -> str:
        """Part of the model: "cross", "decoder" or "encoder"."""
        return PARTS[self.sort]

    @property
    def query_axis(self) -> Axis:
        return self.queries

    @property
    def key_axis(self) -> Axis:
        return self.keys

    @property
    def units(self) -> int:
        return self.heads

    @property
    def grid(self) -> tuple[int, int]:
        return self.queries.size, self.keys.size

    def whose(self, query: int) -> int:
        return 0

    @property
    def tokens_a_side(self) -> int:
        return max(self.grid)

    def combines_with(self, other: Attention) -> bool:
        """Whether both are maps of the same part of a model, over the same tokens."""
        return other.kind is self.kind

    def maps(self, query: int, units: Sequence[int] | None = None) -> Array:
        """The whole maps, whatever the query: (units, queries, keys)."""
        weights = self.weights()
        return weights if units is None else weights[list(units)]

    @property
    @abstractmethod
    def allowed(self) -> Mask | None:
        """(queries, keys), True where a query may look; None for everywhere."""


@dataclass(frozen=True, eq=False, kw_only=True)
class TokenAttention(TokenSite, DotProduct):
    """Scaled inner products among tokens, kept as q, k and v."""

    def maps(self, query: int, units: Sequence[int] | None = None) -> Array:
        """The whole maps of some heads, the others not worked out: (units, queries, keys)."""
        if units is None or len(units) == self.heads:
            return super().maps(query, units)
        chosen = list(units)
        own = self.own
        some = replace(
            self,
            query=self.query[chosen],
            key=self.key[chosen],
            value=self.value[chosen],
            own=None if own is None else replace(own, scores=own.scores[chosen]),
        )
        return some.weights()

    @property
    def allowed(self) -> Mask | None:
        return self.seen()


@dataclass(frozen=True, eq=False, kw_only=True)
class TokenMap(TokenSite):
    """A map that is kept as it is: (heads, queries, keys), rows summing to 1.

    For scores that q and k do not give (additive attention), and while a run still goes on.
    scores: what the softmax was given, in the same shape, where that is known. query (heads, Q,
    d), key and value (heads, K, d): what they came from, where that is known. elsewhere: what the
    rest of a row lies on where rows sum to less than 1; "" where they sum to 1.
    """

    map: Array = field(repr=False)
    mask: Mask | None = None
    scores: Array | None = field(default=None, repr=False)
    query: Array | None = field(default=None, repr=False)
    key: Array | None = field(default=None, repr=False)
    value: Array | None = field(default=None, repr=False)
    elsewhere: str = ""

    @property
    def heads(self) -> int:
        return int(self.map.shape[0])

    @property
    def rest(self) -> str:
        return self.elsewhere

    @property
    def allowed(self) -> Mask | None:
        return self.mask

    def weights(self, queries: Sequence[int] | None = None) -> Array:
        return self.map if queries is None else self.map[:, list(queries)]

    def operands(self, query: int, head: int) -> Operands:
        """The map's row with what it came from, where that is known; no inner products."""
        if self.query is None or self.key is None or self.value is None:
            return super().operands(query, head)
        allowed = None if self.mask is None or self.mask[query].all() else self.mask[query]
        return Operands(
            weights=self.map[head, query],
            query=self.query[head, query],
            keys=self.key[head],
            values=self.value[head],
            scores=None if self.scores is None else self.scores[head, query],
            allowed=allowed,
        )
