"""One attention site in one run: what every kind of attention and of gate has.

Shape contract, for every kind: `weights()` is (heads, queries, keys) float32 with the batch
removed. Softmax kinds sum to 1 along the keys; gates lie in [0, 1] and do not sum to 1.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from explorer.core.checks import Check
from explorer.core.sites.arrays import Array, Mask
from explorer.core.sites.axes import Axis, SegmentKind, segments
from explorer.core.sites.operands import Operands


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

    @property
    def layer_word(self) -> str:
        """What a layer of this kind of site is called."""
        return "Block" if self.gates else "Layer"


BRANCHES = {
    Kind.SELF: "attention",
    Kind.POINTS: "attention",
    Kind.CHANNEL: "channel",
    Kind.SPATIAL: "spatial",
}
"""Of a model of photos with several kinds of sites, which belong together; in the order in which
they are shown."""


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
