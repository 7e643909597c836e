"""The room beside the maps that is open, and what is known in it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from explorer.analysis.checks.faithfulness import Curves
from explorer.analysis.head_table import HeadTable, Statistic
from explorer.analysis.heads import Asking
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.gui.control.slices import Slice

if TYPE_CHECKING:
    from explorer.analysis.lens import Lens

Room = Literal["heads", "check", "lens", "compare"]


@dataclass(frozen=True, slots=True, eq=False)
class Analysis(Slice):
    """The room that is open, and what is known in it.

    Attributes
    ----------
    room : Room
        Which one.
    trace : Trace
        The run that it is of.
    table : HeadTable or None
        Heads at a glance.
    by : Statistic
        What colours and ranks the heads.
    falling : bool
        Whether the largest comes first.
    asking : Asking
        Which queries the table is the mean of.
    lens : Lens or None
        What each layer would answer.
    curves : Curves or None
        Deletion and insertion, as far as they are.
    baseline : str
        What stands where pixels are taken away.
    answer : str
        The class whose probability is watched.
    pinned : (Trace, Selection) or None
        What is compared with what is on screen.
    swapped : bool
        Whether what is pinned stands as B.
    """

    room: Room
    trace: Trace
    table: HeadTable | None = None
    by: Statistic = Statistic.ENTROPY
    falling: bool = False
    asking: Asking = "all"
    lens: Lens | None = field(default=None, repr=False)
    curves: Curves | None = field(default=None, repr=False)
    baseline: str = "zero"
    answer: str = ""
    pinned: tuple[Trace, Selection] | None = None
    swapped: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not any((self.table, self.lens, self.curves, self.pinned))
