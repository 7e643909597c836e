"""Attention among the patches of a photo that is kept as maps, whole or window by window."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.patch_attention import PatchSite

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
