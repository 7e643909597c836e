"""The room beside the maps that is open, and what is known in it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from explorer.analysis.checks.control_maps import ControlMap
from explorer.analysis.checks.faithfulness import Curves
from explorer.analysis.difference_grid import DifferenceRow
from explorer.analysis.head_table import HeadTable, Statistic
from explorer.analysis.heads import Asking
from explorer.analysis.partings import Parting
from explorer.core.map.levels import Levels
from explorer.core.map.resolve import Map
from explorer.core.placement import Box
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.gui.control.slices import Slice

if TYPE_CHECKING:
    from explorer.analysis.checks.randomise import Control
    from explorer.analysis.lens import Lens

Room = Literal["heads", "check", "lens", "compare"]
Checking = Literal["curves", "control"]
"""What a map is checked by: deletion and insertion, or random weights."""
Link = Literal["query", "cell", "zoom"]
"""What A follows B in: what asks, layer and head, the part that shows."""


@dataclass(frozen=True, slots=True, eq=False)
class Pinned:
    """What is compared with what is on screen.

    Attributes
    ----------
    trace : Trace
        The run.
    selection : Selection
        What was shown of it.
    shown : Map or None
        What a method says of it, where that was on screen in place of the attention.
    """

    trace: Trace
    selection: Selection
    shown: Map | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class RandomWeights:
    """The control of random weights, as far as it is.

    Attributes
    ----------
    found : tuple of Control
        From the top down.
    parts : int
        How many parts the model has; 0 before that is known.
    running : bool
        Whether more are worked out.
    maps : tuple of ControlMap
        Of a few of them the map itself, that of the trained model first.
    levels : Levels or None
        The scale of these, that of the trained model's map; None before the first.
    """

    found: tuple[Control, ...] = ()
    parts: int = 0
    running: bool = True
    maps: tuple[ControlMap, ...] = field(default=(), repr=False)
    levels: Levels | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a job of a room has worked out; fields of the `Analysis` of its run."""

    trace: Trace
    fields: dict[str, Any]


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
    height : Statistic or None
        What the scatter shows over the layers; None for how far they look, where that is known.
    source : Path or None
        The folder or file that the heads are averaged over; None for the input on screen.
    boxed : Box or None
        The box on the photo whose mass the table has.
    left_out : int
        Inputs of it that could not be run.
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
    taken : str
        Whether tokens of a text are "masked" or "deleted"; "" for masked where that is possible.
    masks : bool
        Whether the model of a text knows a mask.
    answer : str
        The class whose probability is watched.
    test : Checking
        What the map is checked by.
    control : RandomWeights or None
        The same map with ever fewer of the model's weights.
    seed : int
        Of the random weights.
    pinned : Pinned or None
        What is compared with what is on screen.
    links : frozenset of Link
        What A follows B in.
    parts : tuple of Parting or None
        Where both part, by layer.
    rows : tuple of DifferenceRow or None, or None
        |A − B| of every head of the run on screen, a layer each.
    parted : tuple
        What `parts` and `rows` are of: both runs, the query, and how tokens are shown.
    swapped : bool
        Whether what is pinned stands as B.
    """

    room: Room
    trace: Trace
    table: HeadTable | None = None
    by: Statistic = Statistic.ENTROPY
    height: Statistic | None = None
    source: Path | None = None
    boxed: Box | None = None
    left_out: int = 0
    falling: bool = False
    asking: Asking = "all"
    lens: Lens | None = field(default=None, repr=False)
    curves: Curves | None = field(default=None, repr=False)
    baseline: str = "zero"
    taken: str = ""
    masks: bool = True
    answer: str = ""
    test: Checking = "curves"
    control: RandomWeights | None = None
    seed: int = 0
    pinned: Pinned | None = None
    links: frozenset[Link] = frozenset({"query", "zoom"})
    parts: tuple[Parting, ...] | None = field(default=None, repr=False)
    rows: tuple[DifferenceRow | None, ...] | None = field(default=None, repr=False)
    parted: tuple[object, ...] = field(default=(), repr=False)
    swapped: bool = False

    @property
    def known(self) -> bool:
        """Whether the check of a map has anything to draw."""
        if self.test == "control":
            return self.control is not None and bool(self.control.found)
        return self.curves is not None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not any((self.table, self.lens, self.curves, self.control, self.pinned))
