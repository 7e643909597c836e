"""One attention site in one run: dot-product attention or a gate.

Shape contract, for every kind: `weights()` is (heads, queries, keys) float32 with the batch
removed. Softmax kinds sum to 1 along the keys; gates lie in [0, 1] and do not sum to 1.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.core.checks import Check
from explorer.core.sites.axes import Axis, Channels, PatchGrid, Pixels, SegmentKind, Whole, segments
from explorer.core.sites.operands import Operands, scored, softmax

Array = NDArray[np.float32]
Mask = NDArray[np.bool_]


class Kind(StrEnum):
    """The kinds of attention that a site can be: those with a softmax, then the gates."""

    SELF = "self-attention"
    MASKED = "masked self-attention"
    CROSS = "cross-attention"
    SOFT = "soft attention"
    CHANNEL = "channel-gate"
    SPATIAL = "spatial-gate"
    POINTS = "attention to points"

    @property
    def gates(self) -> bool:
        """Whether its values multiply features, and are no weights of a softmax."""
        return self in (Kind.CHANNEL, Kind.SPATIAL)

    @property
    def quantity(self) -> str:
        """What its values are: weights of any softmax compare, gates with their own kind alone."""
        return self.value if self.gates else "weight"


BRANCHES = {
    Kind.SELF: "attention",
    Kind.POINTS: "attention",
    Kind.CHANNEL: "channel",
    Kind.SPATIAL: "spatial",
}
"""Of a model of photos with several kinds of sites, which belong together; in the order in which
they are shown."""


def frozen(array: NDArray[np.floating]) -> Array:
    """A read-only float32 array that nothing else writes to."""
    result = np.array(array, dtype=np.float32, order="C")
    result.flags.writeable = False
    return result


@dataclass(frozen=True, eq=False)
class Attention(ABC):
    """What every site has.

    Attributes
    ----------
    name
        The path of its module.
    layer
        Its number among the sites of its part, or that of its block in the model.
    checks
        What was measured of its capture.
    branch
        Of a model of photos that has several kinds of sites, which of them it belongs to:
        attention, channel or spatial; else "".
    """

    name: str
    layer: int
    checks: tuple[Check, ...]
    branch: str = field(default="", kw_only=True)

    @property
    def part(self) -> str:
        """The part of the model that it belongs to, in the words of the command line.

        Of a text cross, decoder or encoder, of a photo its `branch`; "" where there are no parts.
        """
        return self.branch

    @property
    @abstractmethod
    def kind(self) -> Kind: ...

    @property
    @abstractmethod
    def heads(self) -> int: ...

    @property
    @abstractmethod
    def query_axis(self) -> Axis: ...

    @property
    @abstractmethod
    def key_axis(self) -> Axis: ...

    def whose(self, query: int) -> int:
        """Whose picture `maps` gives for a query; 0 where its maps are all of it, whoever asks."""
        return query

    @property
    def tokens_a_side(self) -> int:
        """The longer side of its map of tokens against tokens; 0 for any other map."""
        return 0

    @property
    def allowed(self) -> Mask | None:
        """(queries, keys), True where a query may look; None for everywhere."""
        return None

    def combines_with(self, other: Attention) -> bool:
        """Whether maps of another site can be combined with those of this one."""
        alike = self.kind.quantity == other.kind.quantity
        return alike and other.kind is not Kind.POINTS  # whose queries are their own

    @property
    def among_tokens(self) -> bool:
        """Whether its map is one of tokens against tokens: all segments of its axes are text."""
        both = (*segments(self.query_axis), *segments(self.key_axis))
        return all(segment.kind is SegmentKind.TEXT for segment in both)

    @abstractmethod
    def weights(self, queries: Sequence[int] | None = None) -> Array:
        """(heads, queries, keys); all queries when None."""

    def operands(self, query: int, head: int) -> Operands:
        """What one row of a softmax attention is worked out of, as far as it was kept.

        Of a gate, which has no softmax, the weights are its gates.
        """
        return Operands(weights=self.weights([query])[head, 0])

    @cached_property
    def kept(self) -> dict[str, tuple[object, dict[object, object]]]:
        """What was worked out from this site for one way of showing it, with that way."""
        return {}

    @property
    @abstractmethod
    def units(self) -> int:
        """How many maps the site has for one query: heads, or the channels of a channel gate."""

    @abstractmethod
    def maps(self, query: int, units: Sequence[int] | None = None) -> Array:
        """The pictures of the site for one query: (units, rows, cols) float32, all when None."""

    @property
    @abstractmethod
    def grid(self) -> tuple[int, int]:
        """(rows, cols) of one map."""


@dataclass(frozen=True, slots=True)
class Causal:
    """A mask that needs no memory: query i may look at the keys up to i + diagonal.

    Raises ValueError for a diagonal below 0: query 0 would see nothing, which has no softmax.
    """

    diagonal: int = 0

    def __post_init__(self) -> None:
        if self.diagonal < 0:
            raise ValueError(f"A diagonal of {self.diagonal} hides every key from query 0.")

    def allowed(self, queries: NDArray[np.intp], keys: int) -> Mask:
        """(queries, keys), True where the queries of these numbers may look."""
        seen: Mask = np.arange(keys) <= queries[:, None] + self.diagonal
        return seen

    def tiles(self, rows: NDArray[np.intp], cols: NDArray[np.intp]) -> Mask:
        """(tiles, tiles) between rising edges, True where any query may look at any key."""
        seen: Mask = self.diagonal + rows[1:, None] - 1 >= cols[:-1]  # the last query sees furthest
        return seen

    def __str__(self) -> str:
        return f"key <= query + {self.diagonal}"


@dataclass(frozen=True, slots=True)
class Band:
    """A sliding window that needs no memory (Beltagy et al. 2020, Longformer, section 3.1).

    Query i may look at the keys from i - reach to i + reach. The tokens of the numbers
    `everywhere` may be looked at by all queries, and look at all keys themselves.
    """

    reach: int
    everywhere: tuple[int, ...] = ()

    def allowed(self, queries: NDArray[np.intp], keys: int) -> Mask:
        """(queries, keys), True where the queries of these numbers may look."""
        seen: Mask = np.abs(np.arange(keys) - queries[:, None]) <= self.reach
        seen[:, [one for one in self.everywhere if one < keys]] = True
        seen[np.isin(queries, self.everywhere)] = True
        return seen

    def tiles(self, rows: NDArray[np.intp], cols: NDArray[np.intp]) -> Mask:
        """(tiles, tiles) between rising edges, True where any query may look at any key."""
        behind = cols[:-1] - rows[1:, None] + 1 <= self.reach  # of the last query, the first key
        before = rows[:-1, None] - cols[1:] + 1 <= self.reach
        return behind & before | self._met(rows)[:, None] | self._met(cols)

    def _met(self, edges: NDArray[np.intp]) -> Mask:
        """(tiles,), True where one of the tokens that are seen from everywhere lies in a tile."""
        tokens = np.array(self.everywhere, np.intp)[:, None]
        lie = (edges[:-1] <= tokens) & (tokens < edges[1:])  # (tokens, tiles)
        met: Mask = np.logical_or.reduce(lie, axis=0)
        return met

    def __str__(self) -> str:
        rule = f"|key - query| <= {self.reach}"
        if not self.everywhere:
            return rule
        return f"{rule}, or one of both is among {list(self.everywhere)}"


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


Sparse = Causal | Band
"""A mask that is a rule, where an array would have a value for every query and key."""


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


@dataclass(frozen=True, eq=False)
class PatchSite(Attention):
    """Self-attention among the patches of a photo: every row of the map is a picture.

    queries, keys: where the tokens that ask and those that are looked at lie, often the same grid;
    a model may look at a coarser one (Wang et al. 2021, PVT), or let CLS alone ask (Touvron et al.
    2021, CaiT), whose grid has no patches.
    """

    queries: PatchGrid
    keys: PatchGrid

    @property
    def kind(self) -> Kind:
        return Kind.SELF

    @property
    def units(self) -> int:
        return self.heads

    @property
    def query_axis(self) -> PatchGrid:
        return self.queries

    @property
    def key_axis(self) -> PatchGrid:
        return self.keys

    @property
    def grid(self) -> tuple[int, int]:
        return self.keys.rows, self.keys.cols

    def maps(self, query: int, units: Sequence[int] | None = None) -> Array:
        rows = self.weights([query])[:, 0, self.keys.patches]  # (heads, patches)
        rows = rows if units is None else rows[list(units)]
        return rows.reshape(-1, *self.grid)  # (units, rows, cols)


@dataclass(frozen=True, eq=False)
class PatchAttention(PatchSite, DotProduct):
    """Scaled inner products among patches, kept as q, k and v."""


@dataclass(frozen=True, eq=False)
class ChannelGate(Attention):
    """Squeeze-and-excitation: one gate in [0, 1] a channel (Hu et al. 2018, eq. 2 to 4).

    gate (C,), logits (C,) before the sigmoid, features (C, H, W) before the gate. hidden (r,):
    between the two small layers, after the ReLU; None where it is not known. The maps are the
    gated feature maps, one a channel.
    """

    gate: Array
    logits: Array
    features: Array
    hidden: Array | None = field(default=None, repr=False, kw_only=True)

    @property
    def kind(self) -> Kind:
        return Kind.CHANNEL

    @property
    def heads(self) -> int:
        return 1

    @property
    def units(self) -> int:
        return int(self.gate.shape[0])

    @property
    def query_axis(self) -> Axis:
        return Whole()

    @property
    def key_axis(self) -> Axis:
        return Channels(self.units)

    @property
    def grid(self) -> tuple[int, int]:
        return int(self.features.shape[1]), int(self.features.shape[2])

    def weights(self, queries: Sequence[int] | None = None) -> Array:
        return self.gate.reshape(1, 1, -1)  # (1, 1, C)

    def maps(self, query: int, units: Sequence[int] | None = None) -> Array:
        """Activations after the gate, signed: (units, H, W)."""
        chosen = slice(None) if units is None else list(units)
        return self.features[chosen] * self.gate[chosen, None, None]

    def ungated(self, units: Sequence[int] | None = None) -> Array:
        """Activations before the gate, signed: (units, H, W)."""
        return self.features if units is None else self.features[list(units)]


@dataclass(frozen=True, eq=False)
class SpatialGate(Attention):
    """One gate in [0, 1] a position, multiplied onto the features: gate and logits (H, W).

    features (C, H, W): before the gate. hidden (r, H, W): of the branch, between its two
    convolutions, after the ReLU. Both None where they are not known.
    """

    gate: Array
    logits: Array
    features: Array | None = field(default=None, repr=False, kw_only=True)
    hidden: Array | None = field(default=None, repr=False, kw_only=True)

    @property
    def kind(self) -> Kind:
        return Kind.SPATIAL

    @property
    def heads(self) -> int:
        return 1

    units = heads

    @property
    def query_axis(self) -> Axis:
        return Whole()

    @property
    def key_axis(self) -> Axis:
        return Pixels(*self.grid)

    @property
    def grid(self) -> tuple[int, int]:
        return int(self.gate.shape[0]), int(self.gate.shape[1])

    def weights(self, queries: Sequence[int] | None = None) -> Array:
        return self.gate.reshape(1, 1, -1)  # (1, 1, H * W)

    def maps(self, query: int, units: Sequence[int] | None = None) -> Array:
        return self.gate[None]  # (1, H, W)
