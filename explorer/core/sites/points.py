"""Deformable attention: every query weighs values at a few points of its own.

Zhu et al. 2021, Deformable DETR, eq. 2 and 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.core.map.combine import Reduce
from explorer.core.sites.arrays import Array
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.point_axes import Objects, Points, Pyramid


@dataclass(frozen=True, eq=False)
class PointSite(Attention):
    """Weights of points and where these lie on the picture.

    map: (heads, Q, K) float32, rows sum to 1. places: (heads, Q, K, 2), x and y as shares of the
    width and height of the model's input; some may lie beside it, where the model sees zeros.
    """

    map: Array = field(repr=False)
    places: Array = field(repr=False)
    queries: Objects | Pyramid
    points: Points

    @property
    def kind(self) -> Kind:
        return Kind.POINTS

    @property
    def heads(self) -> int:
        return int(self.map.shape[0])

    @property
    def units(self) -> int:
        return self.heads

    def combines_with(self, other: Attention) -> bool:
        """Whether both are attention to points, of the same queries."""
        return other.kind is self.kind and other.query_axis == self.query_axis

    @property
    def query_axis(self) -> Objects | Pyramid:
        return self.queries

    @property
    def key_axis(self) -> Points:
        return self.points

    @property
    def grid(self) -> tuple[int, int]:
        """Of the finest feature map that is sampled."""
        rows, cols, _ = max(self.points.levels, key=lambda level: level[0] * level[1])
        return rows, cols

    def weights(self, queries: Sequence[int] | None = None) -> Array:
        return self.map if queries is None else self.map[:, list(queries)]

    def maps(self, query: int, units: Sequence[int] | None = None) -> Array:
        """The weight of the strongest point in every cell, 0 where there is none."""
        chosen = list(range(self.heads) if units is None else units)
        rows, cols = self.grid
        places, weights = self.places[chosen, query], self.map[chosen, query]  # (n, K, 2), (n, K)
        across, down = (np.floor(places[..., at] * size) for at, size in ((0, cols), (1, rows)))
        inside = (across >= 0) & (across < cols) & (down >= 0) & (down < rows)  # (n, K)
        cells = np.zeros((len(chosen), rows, cols), np.float32)
        unit = np.broadcast_to(np.arange(len(chosen))[:, None], inside.shape)
        at = unit[inside], down[inside].astype(int), across[inside].astype(int)
        np.maximum.at(cells, at, weights[inside])
        return cells

    def at(self, row: int, col: int) -> int:
        """The query at a cell of `grid`; of objects the one that looks nearest to its middle."""
        rows, cols = self.grid
        y, x = (row + 0.5) / rows, (col + 0.5) / cols
        if isinstance(self.queries, Pyramid):
            return self.queries.index(int(y * self.queries.rows), int(x * self.queries.cols))
        off = (self.centres() - (x, y)) * (cols, rows)  # in cells
        return int(np.square(off).sum(axis=-1).argmin())

    def centres(self) -> NDArray[np.float64]:
        """Where each query looks on average: (Q, 2), x and y as shares."""
        middle = (self.map[..., None] * self.places).sum(axis=2, dtype=np.float64)  # (heads, Q, 2)
        found: NDArray[np.float64] = middle.mean(axis=0)
        return found

    def beside(self, query: int) -> float:
        """The share of a query's attention on points beside the picture, mean of the heads."""
        places = self.places[:, query]  # (heads, K, 2)
        outside = ((places < 0) | (places > 1)).any(axis=-1)
        return float((self.map[:, query] * outside).sum(axis=-1).mean())


@dataclass(frozen=True, eq=False)
class Marks:
    """The points of a picture, the weakest first.

    Attributes
    ----------
    place
        (n, 2), x and y as shares of the width and height of the model's input.
    weights, heads, layers, keys
        (n,) each.
    axes
        What the keys of each layer are.
    """

    places: Array
    weights: Array
    heads: NDArray[np.intp]
    layers: NDArray[np.intp]
    keys: NDArray[np.intp]
    axes: Mapping[int, Points]

    def label(self, at: int) -> str:
        """One of them in words: "head 3, point 5 on 20 × 20"."""
        axis = self.axes[int(self.layers[at])]
        layer = f"layer {self.layers[at]}, " if len(self.axes) > 1 else ""
        return f"{layer}head {self.heads[at]}, {axis.label(int(self.keys[at]))}"

    def strongest(self, cell: tuple[int, int], grid: tuple[int, int]) -> int | None:
        """The number of the strongest point in a cell of a grid; None where there is none."""
        size = np.array(grid)[::-1]
        inside = (np.floor(self.places * size) == np.array(cell)[::-1]).all(axis=-1)
        found = np.flatnonzero(inside)
        return int(found[-1]) if found.size else None


def joining(site: Attention, reduce: Reduce) -> Reduce:
    """How the maps of a site become one: points of several heads are all shown."""
    return "max" if isinstance(site, PointSite) else reduce


def marks(chosen: Sequence[tuple[PointSite, int, Sequence[int]]]) -> Marks:
    """The points of sites, each for its query and some of its heads."""
    parts = []
    for site, query, units in chosen:
        heads, keys = np.meshgrid(list(units), np.arange(site.points.size), indexing="ij")
        parts.append(
            (
                site.places[list(units), query].reshape(-1, 2),  # (n, K, 2) to (n · K, 2)
                site.map[list(units), query].reshape(-1),
                heads.reshape(-1),
                np.full(heads.size, site.layer),
                keys.reshape(-1),
            )
        )
    places, weights, heads, layers, keys = (np.concatenate(one) for one in zip(*parts, strict=True))
    order = np.argsort(weights, kind="stable")
    axes = {site.layer: site.points for site, _, _ in chosen}
    return Marks(places[order], weights[order], heads[order], layers[order], keys[order], axes)
