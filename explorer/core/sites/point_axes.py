"""What the rows and columns of an attention to points stand for (Zhu et al. 2021)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from explorer.core.numbers import listing

Grid = tuple[int, int]
"""Rows and columns of a feature map over the whole input."""


@dataclass(frozen=True, slots=True)
class Objects:
    """Queries that each look for an object: they have numbers, and no place of their own.

    rows and cols are 0, as of a grid that has no patches.
    """

    size: int

    rows = cols = first = 0

    def label(self, index: int) -> str:
        return f"object {index}"

    def cell(self, index: int) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Queries that are the positions of several feature maps, one map after the other."""

    grids: tuple[Grid, ...]

    @property
    def size(self) -> int:
        return sum(rows * cols for rows, cols in self.grids)

    @property
    def rows(self) -> int:
        """Of the finest map, the one that is asked when the picture is clicked."""
        return self.grids[self.finest][0]

    @property
    def cols(self) -> int:
        return self.grids[self.finest][1]

    @property
    def first(self) -> int:
        """The query that asks at first: the position in the middle of the finest map."""
        return self.index(self.rows // 2, self.cols // 2)

    @property
    def finest(self) -> int:
        """The number of the map with the most positions."""
        sizes = [rows * cols for rows, cols in self.grids]
        return sizes.index(max(sizes))

    @property
    def starts(self) -> tuple[int, ...]:
        """The first query of every map, and the number of all."""
        return (0, *accumulate(rows * cols for rows, cols in self.grids))

    def place(self, index: int) -> tuple[int, int, int]:
        """(map, row, column) of a query."""
        level = next(at for at, end in enumerate(self.starts[1:]) if index < end)
        return level, *divmod(index - self.starts[level], self.grids[level][1])

    def index(self, row: int, col: int) -> int:
        """The query at a position of the finest map; raises ValueError outside it."""
        if not (0 <= row < self.rows and 0 <= col < self.cols):
            raise ValueError(
                f"There is no position {row}, {col}: rows go from 0 to {self.rows - 1}, "
                f"columns from 0 to {self.cols - 1}."
            )
        return self.starts[self.finest] + row * self.cols + col

    def cell(self, index: int) -> tuple[int, int]:
        """(row, column) on the finest map of the middle of a query's position."""
        level, row, col = self.place(index)
        rows, cols = self.grids[level]
        return (2 * row + 1) * self.rows // (2 * rows), (2 * col + 1) * self.cols // (2 * cols)

    def label(self, index: int) -> str:
        level, row, col = self.place(index)
        rows, cols = self.grids[level]
        return f"position {row}, {col} of {rows} × {cols}"


@dataclass(frozen=True, slots=True)
class Points:
    """Keys that are points, other ones for every head and query.

    levels: rows and columns of each feature map that is sampled, and how many of the points of a
    query lie on it, in the order of the keys.
    """

    levels: tuple[tuple[int, int, int], ...]

    @property
    def size(self) -> int:
        return sum(count for _, _, count in self.levels)

    def level(self, index: int) -> int:
        """The number of the feature map that a point lies on."""
        ends = accumulate(count for _, _, count in self.levels)
        return next(at for at, end in enumerate(ends) if index < end)

    def label(self, index: int) -> str:
        rows, cols, _ = self.levels[self.level(index)]
        return f"point {index} on {rows} × {cols}"

    @property
    def told(self) -> str:
        """In words: "4 points on each of 50 × 50, 25 × 25"."""
        counts = sorted({count for _, _, count in self.levels})
        each = "each of " if len(self.levels) > 1 else ""
        maps = ", ".join(f"{rows} × {cols}" for rows, cols, _ in self.levels)
        return f"{listing(counts)} point{'s' * (counts != [1])} on {each}{maps}"
