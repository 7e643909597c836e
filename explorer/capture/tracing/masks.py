"""Where queries may look, kept as small as it is: a diagonal, booleans, or values to add."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import torch
from torch import Tensor

HIDDEN = -1e4
"""Added scores up to this hide a key: its weight is exactly 0 in float32 beside a visible one."""


class MaskKind(StrEnum):
    """How it is kept where queries may look."""

    NONE = "none"
    CAUSAL = "causal"
    BOOLEAN = "boolean"
    ADDITIVE = "additive"
    SLIDING = "sliding window"


@dataclass(frozen=True, eq=False)
class Mask:
    """A mask of (B, heads, Q, K) scores.

    diagonal: of a causal mask: query i may look at keys up to i + diagonal. values: of a boolean
    mask True where a query may look, of an additive one what is added to the scaled scores;
    (B or 1, heads or 1, Q or 1, K or 1).
    """

    kind: MaskKind
    diagonal: int = 0
    values: Tensor | None = None

    def of(self, batch: int) -> Mask:
        """The mask of one input."""
        if self.values is None or self.values.shape[0] == 1:
            return self
        return replace(self, values=self.values[batch, None])

    def among(self, parts: Tensor | None) -> Mask:
        """The mask of the inputs of these numbers; of all for None."""
        if parts is None or self.values is None or self.values.shape[0] == 1:
            return self
        return replace(self, values=self.values[parts])

    def on(self, scores: Tensor, rows: Tensor) -> Tensor:
        """Masked scores: (B, heads, rows, K) float32, of the queries of that number."""
        if self.kind is MaskKind.NONE:
            return scores
        if self.kind is MaskKind.ADDITIVE:
            return scores + self._rows(rows, scores.device).float()
        return scores.masked_fill(~self.allowed(rows, scores.shape[-1], scores.device), -torch.inf)

    def allowed(self, rows: Tensor, keys: int, device: torch.device | str = "cpu") -> Tensor:
        """True where those queries may look: broadcasts to (B, heads, rows, K)."""
        if self.kind is MaskKind.CAUSAL:
            last = rows.to(device)[:, None] + self.diagonal  # (rows, 1)
            return (torch.arange(keys, device=device) <= last)[None, None]
        if self.kind is MaskKind.BOOLEAN:
            return self._rows(rows, device)
        if self.kind is MaskKind.ADDITIVE:
            return self._rows(rows, device) > HIDDEN
        return torch.ones(1, 1, 1, 1, dtype=torch.bool, device=device)

    def blind(self, rows: Tensor, keys: int, device: torch.device | str = "cpu") -> Tensor:
        """True for queries that may look nowhere: broadcasts to (B, heads, rows)."""
        return ~self.allowed(rows, keys, device).any(dim=-1)

    @property
    def may_blind(self) -> bool:
        """Whether a query may be allowed to look nowhere."""
        if self.kind is MaskKind.CAUSAL:
            return self.diagonal < 0
        return self.kind is not MaskKind.NONE

    def _rows(self, rows: Tensor, device: torch.device | str) -> Tensor:
        assert self.values is not None
        values = self.values if self.values.shape[2] == 1 else self.values[:, :, rows.cpu()]
        return values.to(device)


@dataclass(frozen=True, eq=False)
class Sliding(Mask):
    """A mask that hides what is further away than `reach` keys, but from and of some tokens.

    everywhere: their numbers. hidden: (B, K), True for tokens that look at none and that none
    looks at, as padding; None for no such tokens.
    """

    kind: MaskKind = MaskKind.SLIDING
    reach: int = 0
    everywhere: tuple[int, ...] = ()
    hidden: Tensor | None = None

    def of(self, batch: int) -> Sliding:
        return self.among(torch.tensor([batch]))

    def among(self, parts: Tensor | None) -> Sliding:
        if parts is None or self.hidden is None:
            return self
        return replace(self, hidden=self.hidden[parts.to(self.hidden.device)])

    def allowed(self, rows: Tensor, keys: int, device: torch.device | str = "cpu") -> Tensor:
        at, rows = torch.arange(keys, device=device), rows.to(device)
        always = torch.zeros(keys, dtype=torch.bool, device=device)
        always[list(self.everywhere)] = True
        seen = ((at - rows[:, None]).abs() <= self.reach) | always | always[rows, None]
        if self.hidden is None:
            return seen[None, None]
        shown = ~self.hidden.to(device)
        return seen & shown[:, None, None] & shown[:, None, rows, None]  # (B, 1, rows, K)


EVERYWHERE = Mask(MaskKind.NONE)


def compact(mask: Tensor | None, causal: bool, queries: int, keys: int) -> Mask:
    """The smallest mask that says the same.

    mask: boolean (True where a query may look) or added to the scores, broadcasting to
    (B, heads, Q, K). causal: top-left aligned, as torch has it. An additive mask of zeros and
    very low values becomes a boolean one, unless it hides every key from a query.
    """
    if mask is None:
        whole = not causal or queries == keys == 1
        return EVERYWHERE if whole else Mask(MaskKind.CAUSAL, 0)
    mask = mask[(None,) * (4 - mask.dim())]
    mask = _folded(mask.detach())
    if mask.dtype != torch.bool:
        hidden = mask <= HIDDEN
        if bool(((mask != 0) & ~hidden).any()) or bool(hidden.all(dim=-1).any()):
            return Mask(MaskKind.ADDITIVE, values=mask.to("cpu", copy=True).contiguous())
        mask = ~hidden
    if bool(mask.all()):
        return EVERYWHERE
    diagonal = keys - queries
    if mask.shape == (1, 1, queries, keys) and diagonal >= 0:
        triangle = torch.ones(queries, keys, dtype=torch.bool, device=mask.device).tril(diagonal)
        if torch.equal(mask[0, 0], triangle):
            return Mask(MaskKind.CAUSAL, diagonal)
    return Mask(MaskKind.BOOLEAN, values=mask.to("cpu", copy=True).contiguous())


def _folded(mask: Tensor) -> Tensor:
    """Axes along which the mask is the same, cut to size 1."""
    for axis in range(4):
        if mask.shape[axis] == 1:
            continue
        first = mask.narrow(axis, 0, 1)
        if mask.stride(axis) == 0 or (axis < 2 and torch.equal(mask, first.expand_as(mask))):
            mask = first
    return mask
