"""Which keys of a walk-through have a row of their own: the strongest, and the rest as one."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from explorer.core.sites.arrays import Array
from explorer.explanation.quantities import Walkthrough

MOST = 10
"""So many keys are all shown, in their order."""
STRONGEST = 7
"""Of more keys so many are shown, the strongest first."""


@dataclass(frozen=True, eq=False, slots=True)
class Rows:
    """The rows of the table.

    Attributes
    ----------
    keys : tuple of int
        Places of the keys in the walk-through, in the order of the rows.
    others : tuple of int
        The keys that are one row together; () for none.
    share : float
        The weight of these together.
    mixed : array or None
        The sum of their weighted values.
    """

    keys: tuple[int, ...]
    others: tuple[int, ...]
    share: float
    mixed: Array | None = field(repr=False)


def rows_of(walk: Walkthrough, focus: int) -> Rows:
    """The rows for a walk-through of an attention; the key in focus is always among them."""
    weights = walk["weights"].values
    count = len(weights)
    if count <= MOST:
        return Rows(tuple(range(count)), (), 0.0, None)
    order = np.argsort(-weights, kind="stable").tolist()
    keys = order[:STRONGEST]
    if focus not in keys:
        keys[-1] = focus
    others = sorted(set(range(count)) - set(keys))
    mixed = walk["weighted"].values[others].sum(axis=0) if "weighted" in walk else None
    return Rows(tuple(keys), tuple(others), float(weights[others].sum()), mixed)
