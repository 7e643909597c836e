"""Which heads matter: what the panel shows of it, a pure function of the state. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from explorer.core.numbers import MINUS, percent
from explorer.core.selection import Cell
from explorer.core.trace import Trace
from explorer.gui.control.analysis.matter_state import Matter, Sorting
from explorer.gui.control.present.analysis.head_cells import HeadCells, around_zero, layer_names
from explorer.gui.control.present.analysis.why_view import answers, seconds
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.slices import Slice
from explorer.gui.control.state import State

if TYPE_CHECKING:
    from explorer.analysis.head_effects import HeadEffects


@dataclass(frozen=True, slots=True, eq=False)
class MatterView(Slice):
    """The panel that says which heads matter.

    Attributes
    ----------
    cells : HeadCells or None
        Every head with the change of the probability; None before the first is known.
    answer, choices, empty
        What is watched as typed, what can be chosen, and what "" stands for.
    against, seconds
        A second answer, whose probability is taken away, as typed, and what can be chosen.
    contrast : str
        Both answers, as "church against chain saw"; "" where one is watched.
    detail : str
        What is watched, over what.
    by : Sorting
        How the list is sorted.
    running : bool
        Whether it goes on.
    source : str
        The name of the folder or file that it is the mean of; "" for the input on screen.
    many : str
        What can be chosen in place of the one input: "photos" or "sentences".
    """

    cells: HeadCells | None
    answer: str
    choices: tuple[str, ...]
    empty: str
    detail: str
    by: Sorting
    running: bool
    source: str
    many: str
    against: str = ""
    seconds: tuple[str, ...] = ()
    contrast: str = ""


def matter(state: State, memo: Memo) -> MatterView | None:
    """Give the panel; None where nobody asks."""
    shown = state.matter
    if shown is None:
        return None
    found, trace = shown.effects, shown.trace
    cells = None
    if found is not None:
        muted = trace.mute.cells(trace.sites)
        cell = state.selection.layer, state.selection.unit
        contrast = _contrast(shown)
        cells = memo("matter", matter_cells, trace, found, shown.by, muted, cell, contrast)
    choices, empty = memo("matter answers", answers, trace)
    others = memo("matter seconds", seconds, trace, state.text) if trace.steps else choices
    return MatterView(
        cells=cells,
        answer=shown.answer,
        choices=choices,
        empty=empty,
        detail=_detail(shown),
        by=shown.by,
        running=shown.running,
        source="" if shown.source is None else shown.source.name,
        many="photos" if trace.inputs.photos else "sentences",
        against=shown.against,
        seconds=others,
        contrast=_contrast(shown),
    )


def _contrast(shown: Matter) -> str:
    """Both answers in words; "" where one is watched."""
    if not shown.against:
        return ""
    if shown.effects is not None and shown.source is None:
        return shown.effects.answers[0]
    return f"{shown.answer or 'surest'} against {shown.against}"


def _detail(shown: Matter) -> str:
    found = shown.effects
    if found is None:
        return "muted one at a time"
    count, contrast = len(found.before), _contrast(shown)
    mean = float(found.before.mean())
    before = percent(mean)
    if contrast:
        whole = points(100 * mean)
        said = f"{contrast}, difference {whole} pt with all heads"
        if shown.source is not None:
            said = f"{contrast}, mean of {count} inputs, difference {whole} pt with all heads"
    elif shown.source is None:
        said = f"{found.answers[0]}, {before} with all heads"
    else:
        said = f"mean of {count} inputs, {before} with all heads"
    if shown.left_out:
        said += f" · {shown.left_out} could not be run"
    if not shown.running and shown.done < 1:
        said += f" · stopped at {100 * shown.done:.0f} %"
    return said


def matter_cells(
    trace: Trace,
    found: HeadEffects,
    by: Sorting,
    muted: frozenset[Cell],
    cell: Cell,
    contrast: str = "",
) -> HeadCells:
    """Every head with the change of what is watched where it is muted, in percentage points."""
    changes = np.asarray(found.mean, np.float64) * 100
    errors = None if found.error is None else np.asarray(found.error, np.float64) * 100
    shades, high = around_zero(changes)
    sites = [trace.sites[site] for site, _ in found.heads]
    names = layer_names([one.part for one in sites], [one.layer for one in sites])
    values, tips = [], []
    for at, (_, head) in enumerate(found.heads):
        value = points(changes[at])
        if errors is not None:
            value += f" ± {errors[at]:.2f}"
        values.append(value)
        layer = names[at] if names[at][0].isdigit() else f"{names[at]},"
        said = "not known yet" if np.isnan(changes[at]) else f"{value} pt"
        if contrast:
            tips.append(f"layer {layer} head {head}\n{said} of {contrast}, where it is muted")
        else:
            tips.append(f"layer {layer} head {head}\n{said} of the probability where it is muted")
    return HeadCells(
        cells=found.heads,
        layers=names,
        shades=shades,
        texts=("",) * len(values),
        values=tuple(values),
        tips=tuple(tips),
        order=_order(changes, by),
        ends=(f"{MINUS}{high:.1f}", f"+{high:.1f} pt"),
        chosen=found.heads.index(cell) if cell in found.heads else None,
        muted=frozenset(at for at, one in enumerate(found.heads) if one in muted),
        signed=True,
    )


def _order(changes: np.ndarray, by: Sorting) -> tuple[int, ...]:
    """The heads that are known, sorted."""
    known = np.flatnonzero(~np.isnan(changes))
    keys = {"size": -np.abs(changes), "falls": changes, "rises": -changes}
    if by in keys:
        known = known[np.argsort(keys[by][known], kind="stable")]
    return tuple(int(at) for at in known)


def points(value: float) -> str:
    """A change in percentage points, signed: "−6.50"; a dash where it is not known."""
    return "–" if np.isnan(value) else f"{value:+.2f}".replace("-", MINUS)
