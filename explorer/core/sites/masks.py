"""Masks that are a rule and need no memory: causal, and a sliding window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.sites.arrays import Mask


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


Sparse = Causal | Band
"""A mask that is a rule, where an array would have a value for every query and key."""
