"""What the rooms beside the maps show: pure functions of the state, without Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.checks.faithfulness import Curves
from explorer.analysis.compare import CompareError
from explorer.analysis.head_table import HeadTable, Statistic
from explorer.core.selection import Cell
from explorer.export.style import Style
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.slices import Slice
from explorer.gui.control.state import State

if TYPE_CHECKING:
    from explorer.analysis.comparison_picture import ComparedRuns
    from explorer.analysis.lens import Lens


@dataclass(frozen=True, slots=True, eq=False)
class HeadsView(Slice):
    """Heads at a glance.

    Attributes
    ----------
    table : HeadTable
        Every head and its statistics.
    by : Statistic
        What colours and ranks them.
    height : Statistic
        What the scatter shows over the layers: how far they look, where that is known.
    order : tuple of int
        The rows of the table, ranked.
    chosen : int or None
        The row of the head that is chosen.
    asking : str
        "all" or "first".
    detail : str
        How many heads, of what.
    """

    table: HeadTable
    by: Statistic
    height: Statistic
    order: tuple[int, ...]
    chosen: int | None
    falling: bool
    asking: str
    detail: str
    shades: NDArray[np.float64] = field(repr=False)
    """Where each value of `by` lies from the smallest to the largest, (rows,) in [0, 1]; NaN."""

    def told(self, row: int) -> str:
        """A head and its numbers in words, for a tool tip."""
        table = self.table
        part = f"{table.parts[row]} " if table.parts[row] else ""
        lines = [f"{part}layer {table.layers[row]}, head {table.cells[row][1]}"]
        for one in table.statistics:
            lines.append(f"{one.heading}: {value_text(table, one, row)}")
        return "\n".join(lines)


def value_text(table: HeadTable, statistic: Statistic, row: int) -> str:
    """A value as it is written, with its unit; a dash where there is none."""
    value = float(table.values[statistic][row])
    if value != value:
        return "–"
    unit = table.unit(statistic, row)
    digits = {"px": 0, "tokens": 1}.get(unit, 2)
    return f"{value:.{digits}f} {unit}".strip()


def heads(state: State, memo: Memo) -> HeadsView | None:
    """Heads at a glance, where that room is open and its table there."""
    shown = state.analysis
    if shown is None or shown.room != "heads" or shown.table is None:
        return None
    cell = state.selection.layer, state.selection.unit
    args = shown.table, shown.by, shown.falling, shown.asking
    return memo("heads", heads_view, *args, cell)


def heads_view(
    table: HeadTable, by: Statistic, falling: bool, asking: str, cell: Cell
) -> HeadsView:
    """The room of a table."""
    values = table.values[by]
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    what = "this input" if table.inputs == 1 else f"mean of {table.inputs} inputs"
    return HeadsView(
        table=table,
        by=by,
        height=Statistic.DISTANCE if Statistic.DISTANCE in table.statistics else by,
        order=tuple(table.ranked(by, falling)),
        chosen=table.cells.index(cell) if cell in table.cells else None,
        falling=falling,
        asking=asking,
        detail=f"{len(table)} heads, {what}",
        shades=(values - low) / (high - low) if high > low else np.zeros(len(values)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class CheckView(Slice):
    """The check of a map.

    Attributes
    ----------
    curves : Curves or None
        As far as they are; None before the first point.
    verdict : str
        What they say, in words.
    answer : str
        The class whose probability is watched.
    baseline : str
        What stands where pixels are taken away; "" of a text.
    """

    curves: Curves | None
    verdict: str
    answer: str
    baseline: str


def check(state: State, memo: Memo) -> CheckView | None:
    """The check of a map, where that is open."""
    shown = state.analysis
    if shown is None or shown.room != "check":
        return None
    found = shown.curves
    said = (
        "Waiting for the first point." if found is None else memo("verdict", Curves.verdict, found)
    )
    baseline = shown.baseline if shown.trace.inputs.photos else ""
    return CheckView(found, said, shown.answer, baseline)


@dataclass(frozen=True, slots=True, eq=False)
class LensView(Slice):
    """What each layer would answer."""

    lens: Lens


def lens(state: State, memo: Memo) -> LensView | None:
    """The logit lens, where that room is open and its table there."""
    shown = state.analysis
    if shown is None or shown.room != "lens" or shown.lens is None:
        return None
    return LensView(shown.lens)


@dataclass(frozen=True, slots=True, eq=False)
class CompareView(Slice):
    """What is pinned beside what is on screen.

    Attributes
    ----------
    runs : ComparedRuns or None
        Both and their difference; None where they have none.
    style : Style
        How a map lies over its photo.
    detail : str
        How far they part, or why they cannot be compared.
    """

    runs: ComparedRuns | None
    style: Style
    detail: str


def compare(state: State, memo: Memo) -> CompareView | None:
    """A, B and A − B, where something is pinned."""
    shown, trace = state.analysis, state.trace
    if shown is None or shown.pinned is None or trace is None or not trace.sites:
        return None
    a, b = shown.pinned, (trace, state.selection)
    if shown.swapped:
        a, b = b, a
    from explorer.analysis.comparison_picture import compare_runs  # imports what draws

    try:
        runs = memo("compare", compare_runs, a, b)
    except CompareError as error:
        return CompareView(None, state.style, str(error))
    return CompareView(runs, state.style, runs.found.told)
