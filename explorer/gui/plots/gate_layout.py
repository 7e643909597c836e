"""Order and places of the bars of the gate strip: arithmetic only, in logical pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SORTS = ("gate", "index", "activity")
"""How the channels may be ordered: most open first, by number, most active first."""
ANSWER = "answer"
"""A further order, once a place of the picture was clicked: who answers most there comes first."""

Values = NDArray[np.float32]


def order(
    sort: str, gates: Values, activity: Values, answers: Values | None = None
) -> NDArray[np.intp]:
    """The channels from left to right: (C,) indices; ``ValueError`` for an unknown sort.

    Equal values keep the order of their numbers; what is not a number comes last. Without answers
    those that are most open come first in their place.
    """
    if sort == "index":
        return np.arange(len(gates))
    if sort not in (*SORTS, ANSWER):
        raise ValueError(f"channels are sorted by {', '.join(SORTS)}, not {sort!r}")
    by = {"activity": activity, ANSWER: gates if answers is None else answers}.get(sort, gates)
    return np.argsort(-by, kind="stable")


@dataclass(frozen=True)
class GateLayout:
    """Places of ``count`` bars that share a plot evenly.

    Attributes
    ----------
    left, top, width, height: of the plot, whose bottom is 0 and whose top is 1.
    count: bars; slot 0 is the leftmost.
    """

    left: float
    top: float
    width: float
    height: float
    count: int

    @property
    def pitch(self) -> float:
        return self.width / self.count if self.count else self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def joined(self) -> bool:
        """Whether the bars are too thin to be told apart (under 2 px)."""
        return self.pitch < 2.0

    def centre(self, slot: int) -> float:
        """The middle of a slot."""
        return self.left + (slot + 0.5) * self.pitch

    @property
    def ink(self) -> float:
        """The width of a bar: two thirds to three quarters of its slot, or all but 2 px."""
        return self.pitch - min(2.0, self.pitch * 0.28)

    def slot_at(self, x: float) -> int | None:
        """The slot under a point, the first or last one where it lies beside them."""
        if not self.count:
            return None
        return min(max(int((x - self.left) // self.pitch), 0), self.count - 1)

    def columns(self, values: Values) -> Values:
        """The highest value within each whole pixel of the plot: (width,) from (count,)."""
        pixels = max(1, round(self.width))
        starts = np.arange(pixels) * self.count // pixels  # (pixels,) first slot of each
        return np.maximum.reduceat(values, starts) if self.count else values
