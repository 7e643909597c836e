"""Attention among the patches of a photo, and such that is kept as q, k and v."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.core.sites.arrays import Array
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.dot_product import DotProduct


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
