"""What the tracer keeps of one attention or one gate: tensors of the host, detached and copied.

Shapes: B inputs (or windows of inputs), `heads` query heads, T tokens, d the width of a head.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import torch
from torch import Tensor

from explorer.capture.tracing.masks import EVERYWHERE, Mask
from explorer.core.checks import Check, Verdict, overall
from explorer.core.sites.attention import Kind

Level = tuple[int, int, int]
"""Rows and columns of a feature map, and the points of every query that lie on it."""


class Kept(StrEnum):
    """How the tensors of a record were kept."""

    FULL = "full precision"
    HALF = "half precision"
    NONE = "not kept"


@dataclass(frozen=True, eq=False, kw_only=True)
class Record(ABC):
    """One site of one run.

    path: of the module that computed it, "" where it lies in no module. call: how often that
    module had attended before in this run. layer: path of the repeated block around it, what
    layers are grouped by. checks: measured as it ran, before anything was halved.
    """

    path: str
    call: int
    layer: str
    checks: tuple[Check, ...]
    dtype: torch.dtype
    device: str
    kept: Kept = Kept.FULL

    @property
    def verdict(self) -> Verdict:
        return overall(self.checks)

    @property
    def name(self) -> str:
        """The path, numbered where the module attended more than once."""
        return f"{self.path}#{self.call}" if self.call else self.path

    @abstractmethod
    def tensors(self) -> dict[str, Tensor]:
        """The kept tensors by field, those that take the memory."""


@dataclass(frozen=True, eq=False, kw_only=True)
class AttentionRecord(Record):
    """A softmax attention: q, k and v where they give the map, else the map and v.

    Attributes
    ----------
    sort: self, masked or cross as far as inputs and mask tell; the caller may know better.
    batch, heads, queries, keys: sizes of the map (batch, heads, queries, keys).
    groups: windows or other groups that one input was cut into; 1 for none. batch is
        inputs × groups, groups of one input side by side.
    query: (B, heads, Q, d); key, value: (B, heads / repeat, K, d or d_v). repeat: query heads
        that share a key head (Ainslie et al. 2023, grouped-query attention).
    scale: of the inner products. mask: where queries may look.
    map: (B, heads, Q, K), what multiplied v; None where q and k give it. Beside it there is q
        alone, where outputs were asked for.
    own: (B, heads, n, K), the scores of the queries of the numbers `apart`, which q and k do not
        give.
    points: (B, heads, Q, K, 2), where every query has keys of its own: their places x and y, as
        shares of the width and height of what they were sampled from. levels: what that was, in
        the order of the keys.
    fused: whether one operator did it all.
    changed: operations that acted on the map between its softmax and its product with v.
    rest: what the rest of a row lies on where rows may sum to less than 1, in words, as a sink
        that has no value; "" where they sum to 1.
    output: (B, heads, Q, d_v), the module's own product, where it was asked for.
    """

    sort: Kind
    batch: int
    heads: int
    queries: int
    keys: int
    groups: int = 1
    repeat: int = 1
    scale: float = 1.0
    mask: Mask = EVERYWHERE
    query: Tensor | None = field(default=None, repr=False)
    key: Tensor | None = field(default=None, repr=False)
    value: Tensor | None = field(default=None, repr=False)
    map: Tensor | None = field(default=None, repr=False)
    apart: tuple[int, ...] = ()
    own: Tensor | None = field(default=None, repr=False)
    points: Tensor | None = field(default=None, repr=False)
    levels: tuple[Level, ...] = ()
    output: Tensor | None = field(default=None, repr=False)
    fused: bool = False
    changed: tuple[str, ...] = ()
    rest: str = ""

    def tensors(self) -> dict[str, Tensor]:
        names = ("query", "key", "value", "map", "own", "points", "output")
        found = {name: getattr(self, name) for name in names}
        return {name: tensor for name, tensor in found.items() if tensor is not None}

    def weights(self, batch: int = 0, queries: Sequence[int] | None = None) -> Tensor:
        """(heads, queries, keys) float32, all queries when None.

        Raises ValueError when nothing was kept.
        """
        rows = slice(None) if queries is None else list(queries)
        if self.map is not None:
            return self.map[batch][:, rows].float()
        if self.query is None or self.key is None:
            raise ValueError(f"{self.name} was not kept; give a larger budget or fewer layers.")
        which = torch.arange(self.queries)[rows]
        chosen = self.query[batch, None][:, :, which]  # (1, heads, rows, d)
        rebuilt = attend(chosen, self.key[batch, None], self.scale, self.mask.of(batch), which)[0]
        if self.own is not None:
            for at, query in enumerate(self.apart):
                row = self.own[batch, :, at, None].float().softmax(dim=-1)  # (heads, 1, K)
                rebuilt[:, which == query] = row
        return rebuilt

    def repeated(self, tensor: Tensor) -> Tensor:
        """Repeat key or value (B, heads / repeat, K, d) for every query head: (B, heads, K, d)."""
        return tensor.repeat_interleave(self.repeat, dim=1) if self.repeat > 1 else tensor


@dataclass(frozen=True, eq=False, kw_only=True)
class GateRecord(Record):
    """A gate multiplied onto features, found by the axes along which it has one value for many.

    Attributes
    ----------
    sort: Kind.CHANNEL for a value a channel, Kind.SPATIAL for a value a position, None for others,
        as one value a token or an expert.
    gate: as it was multiplied, with axes of size 1 where it is the same all along. features:
        (B, C, H, W) or another shape of the same number of axes, before the gate; None if not
        kept. logits: what went into the sigmoid, in its own shape.
    function: "sigmoid", "hardsigmoid", "hardtanh" or "softmax".
    """

    sort: Kind | None
    function: str
    shape: tuple[int, ...]
    gate: Tensor = field(repr=False)
    logits: Tensor = field(repr=False)
    features: Tensor | None = field(default=None, repr=False)

    def tensors(self) -> dict[str, Tensor]:
        return {} if self.features is None else {"features": self.features}


def attend(query: Tensor, key: Tensor, scale: float, mask: Mask, rows: Tensor) -> Tensor:
    """softmax(q kᵀ · scale) in float32: (B, heads, rows, K).

    A row is 0 where nothing may be looked at, and not a number where q or k is none.

    query (B, heads, rows, d): the rows of that number; key (B, heads or fewer, K, d).
    """
    repeat = query.shape[1] // key.shape[1]
    key = key.float().repeat_interleave(repeat, dim=1) if repeat > 1 else key.float()
    # (B, heads, rows, d) @ (B, heads, d, K) -> (B, heads, rows, K)
    scores = query.float() @ key.transpose(-2, -1)
    scores = mask.on(scores.mul_(scale), rows)
    weights = scores.softmax(dim=-1)
    if bool(weights[..., 0].isnan().any()):  # of a row that is none, every weight is no number
        blind = (scores == -torch.inf).all(dim=-1, keepdim=True)
        weights = weights.masked_fill_(blind, 0.0)
    return weights
