"""Heads with a value each, for a grid that colours them and a list that ranks them. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.core.selection import Cell
from explorer.gui.control.slices import Slice

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class HeadCells(Slice):
    """Every head of a run and one value of each.

    Attributes
    ----------
    cells : tuple of (site, head)
        The number of the site in the run, and the head.
    layers : tuple of str
        Of each the layer as it is read: "3", of a model of several parts "encoder 3".
    shades : (heads,)
        Where each value lies on the scale of colours, in [0, 1]; NaN for one that is not known.
    texts, values : tuple of str
        The value as a cell has room for it, and as a list writes it.
    tips : tuple of str
        What is said of each where the mouse is.
    order : tuple of int
        The heads, ranked.
    ends : (str, str)
        What both ends of the scale stand for.
    chosen : int or None
        The head that is chosen.
    muted : frozenset of int
        The heads that give nothing.
    signed : bool
        Whether values have a sign, and colours lie around 0.
    """

    cells: tuple[Cell, ...]
    layers: tuple[str, ...]
    shades: Numbers = field(repr=False)
    texts: tuple[str, ...]
    values: tuple[str, ...]
    tips: tuple[str, ...]
    order: tuple[int, ...]
    ends: tuple[str, str]
    chosen: int | None = None
    muted: frozenset[int] = frozenset()
    signed: bool = False

    def name(self, at: int) -> str:
        """A head as people name it: "3.5", or "encoder 3.5"."""
        return f"{self.layers[at]}.{self.cells[at][1]}"


def layer_names(parts: Sequence[str], layers: Sequence[int]) -> tuple[str, ...]:
    """Names of layers; with their part where a model has several."""
    several = len(set(parts)) > 1
    return tuple(
        f"{part} {layer}" if several and part else str(layer)
        for part, layer in zip(parts, layers, strict=True)
    )


def spread(values: Numbers) -> Numbers:
    """Where values lie from the smallest to the largest, in [0, 1]; NaN stays, all alike are 0."""
    known = values[~np.isnan(values)]
    if not known.size or known.min() == known.max():
        return np.where(np.isnan(values), np.nan, 0.0)
    found: Numbers = (values - known.min()) / (known.max() - known.min())
    return found


def around_zero(values: Numbers) -> tuple[Numbers, float]:
    """Where values lie on a scale around 0, in [0, 1], and how far that reaches; NaN stays."""
    known = np.abs(values[~np.isnan(values)])
    high = float(known.max()) if known.size and known.max() > 0 else 1.0
    return 0.5 + values / (2 * high), high
