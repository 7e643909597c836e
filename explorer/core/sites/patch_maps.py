"""Attention among the patches of a photo: of queries and keys, or maps, whole or by windows."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.core.sites.arrays import Array, frozen
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


NOWHERE = -1
"""The place of a token that pads a window."""


@dataclass(frozen=True, eq=False, kw_only=True)
class PatchMap(PatchSite):
    """A map among patches that q and k do not give: map (heads, queries, keys)."""

    map: Array = field(repr=False)

    @property
    def heads(self) -> int:
        return int(self.map.shape[0])

    def weights(self, queries: Sequence[int] | None = None) -> Array:
        return self.map if queries is None else self.map[:, list(queries)]


@dataclass(frozen=True, eq=False, slots=True)
class Windows:
    """Where the tokens of windows lie: places (windows, tokens), numbers row by row, or NOWHERE."""

    rows: int
    cols: int
    places: NDArray[np.int64] = field(repr=False)


@dataclass(frozen=True, eq=False, kw_only=True)
class WindowSite(PatchSite):
    """Self-attention within windows, on the whole picture: 0 outside the window of a query.

    Rows sum to 1 but for what falls on padding. asking, asked: where the queries and keys of each
    window lie.
    """

    asking: Windows
    asked: Windows

    @abstractmethod
    def window_weights(self, window: int, tokens: Sequence[int] | None = None) -> Array:
        """The map of one window, (heads, tokens, keys) float32; of all its tokens when None."""

    def weights(self, queries: Sequence[int] | None = None) -> Array:
        asking, asked = self.asking.places, self.asked.places
        wanted = np.arange(self.queries.size) if queries is None else np.array(queries, np.intp)
        found = np.zeros((self.heads, len(wanted), self.keys.size), np.float32)
        there, real = asked != NOWHERE, asking != NOWHERE
        at = np.empty(self.queries.size, np.intp)  # which of all that ask each position is
        at[asking[real]] = np.flatnonzero(real)
        windows, tokens = np.divmod(at[wanted], asking.shape[1])
        for window in np.unique(windows):
            rows = np.flatnonzero(windows == window)
            seen = self.window_weights(int(window), tokens[rows].tolist())
            # (heads, asking, keys) onto the positions of the window
            found[:, rows[:, None], asked[window][there[window]]] = seen[:, :, there[window]]
        return frozen(found)


@dataclass(frozen=True, eq=False, kw_only=True)
class WindowMap(WindowSite):
    """The maps of all windows, kept as they are: map (windows, heads, tokens, keys)."""

    map: Array = field(repr=False)

    @property
    def heads(self) -> int:
        return int(self.map.shape[1])

    def window_weights(self, window: int, tokens: Sequence[int] | None = None) -> Array:
        weights: Array = self.map[window]  # (heads, tokens, keys)
        return weights if tokens is None else weights[:, list(tokens)]
