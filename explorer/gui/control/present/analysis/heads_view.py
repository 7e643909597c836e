"""Heads at a glance: what the room shows, a pure function of the state. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.head_table import HeadTable, Statistic
from explorer.core.inputs import Modality
from explorer.core.numbers import short, tick
from explorer.core.photo import Photo
from explorer.core.photo_region import PhotoRegion
from explorer.core.selection import Cell
from explorer.gui.control.analysis.analysis_state import Analysis
from explorer.gui.control.present.analysis.analysis_views import Standing
from explorer.gui.control.present.analysis.head_cells import HeadCells, layer_names, spread
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.present.present_photo import region_of
from explorer.gui.control.slices import Slice
from explorer.gui.control.state import State
from explorer.gui.control.view import PhotoScene

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Strip(Slice):
    """One statistic of all heads, and of the chosen one.

    Attributes
    ----------
    statistic : Statistic
        Which one.
    shades : (heads,)
        Where the heads lie from the smallest to the largest, in [0, 1]; NaN for none.
    chosen : int or None
        The head that is chosen.
    value, place : str
        Of the chosen head, with its unit, and its rank from the nearer end: "3rd lowest".
    """

    statistic: Statistic
    shades: Numbers = field(repr=False)
    chosen: int | None
    value: str
    place: str


@dataclass(frozen=True, slots=True, eq=False)
class HeadsView(Slice):
    """Heads at a glance.

    Attributes
    ----------
    table : HeadTable
        Every head and its statistics.
    by, height : Statistic
        What colours and ranks them, and what the scatter shows over the layers.
    falling : bool
        Whether the largest comes first.
    asking : str
        "all" or "first".
    detail : str
        How many heads, of what.
    cells : HeadCells
        The heads with the statistic that colours and ranks them.
    statistics : tuple of Standing
        All statistics, with the reason for what is not measured.
    strips : tuple of Strip
        Those that are measured.
    scene : PhotoScene or None
        The map of the chosen head over its photo, to draw a box on; None of a text.
    sentence : str
        What the chosen head does, in words.
    source, many : str
        The folder or file that it is the mean of, "" for one input; and what can be chosen:
        "photos" or "sentences".
    boxed : str
        What is marked on the photo, "" for nothing.
    """

    table: HeadTable
    by: Statistic
    height: Statistic
    falling: bool
    asking: str
    detail: str
    cells: HeadCells
    statistics: tuple[Standing, ...]
    strips: tuple[Strip, ...]
    scene: PhotoScene | None
    sentence: str
    source: str
    many: str
    boxed: str

    @property
    def order(self) -> tuple[int, ...]:
        """The rows of the table, ranked."""
        return self.cells.order

    @property
    def chosen(self) -> int | None:
        """The row of the head that is chosen."""
        return self.cells.chosen


def value_text(table: HeadTable, statistic: Statistic, row: int) -> str:
    """A value as it is written, with its unit; a dash where there is none."""
    value = float(table.values[statistic][row])
    if value != value:
        return "–"
    unit = table.unit(statistic, row)
    if not unit:
        return short(value, 2)
    digits = {"px": 0, "tokens": 1}.get(unit, 2)
    return f"{value:.{digits}f} {unit}"


def with_error(table: HeadTable, statistic: Statistic, row: int) -> str:
    """A value with its standard error, where it is the mean of several inputs."""
    value = value_text(table, statistic, row)
    error = float(table.errors[statistic][row]) if table.errors else float("nan")
    if error != error:
        return value
    number, _, unit = value.partition(" ")
    return f"{number} ± {short(error, 2)} {unit}".strip()


def heads(state: State, memo: Memo) -> HeadsView | None:
    """Heads at a glance, where that room is open and its table there."""
    shown = state.analysis
    if shown is None or shown.room != "heads" or shown.table is None:
        return None
    trace = shown.trace
    cell = state.selection.layer, state.selection.unit
    muted = trace.mute.cells(trace.sites)
    cells = memo("head cells", head_cells, shown.table, shown.by, shown.falling, muted, cell)
    region = region_of(state, trace)
    words = not trace.placements
    found = memo(
        "heads", heads_view, shown.table, shown, cells, words, "" if region is None else region.told
    )
    return replace(found, scene=_scene(state, memo))


def _scene(state: State, memo: Memo) -> PhotoScene | None:
    """The map of the chosen head over its photo, on which any drag draws a box."""
    from explorer.gui.control.present.present_photo import picture

    trace = state.trace
    if trace is None or not trace.placements or not trace.sites:
        return None
    if not isinstance(next(iter(trace.inputs.photos), None), Photo):
        return None
    scene = memo(
        "scene", picture, trace, state.selection, state.style, state.split, state.spot, memo
    )
    return memo("heads scene", _drawn_on, scene, region_of(state, trace))


def _drawn_on(scene: PhotoScene, region: PhotoRegion | None) -> PhotoScene:
    return replace(scene, region=region, draws=True, before=None)


def heads_view(
    table: HeadTable, shown: Analysis, cells: HeadCells, words: bool, boxed: str
) -> HeadsView:
    """The room of a table.

    words: whether it is of a model of texts. boxed: what is marked on the photo.
    """
    distance = Statistic.DISTANCE in table.statistics
    height = shown.height if shown.height in table.statistics else None
    what = "this input" if table.inputs == 1 else f"mean of {table.inputs} inputs"
    if shown.left_out:
        what += f", {shown.left_out} could not be run"
    return HeadsView(
        table=table,
        by=shown.by,
        height=height or (Statistic.DISTANCE if distance else shown.by),
        falling=shown.falling,
        asking=shown.asking,
        detail=f"{len(table)} heads, {what}",
        cells=cells,
        statistics=statistics(table, words),
        strips=tuple(strip(table, one, cells.chosen) for one in table.statistics),
        scene=None,
        sentence=sentence(table, cells.chosen),
        source="" if shown.source is None else shown.source.name,
        many=(Modality.TEXT if words else Modality.PHOTO).value,
        boxed=boxed,
    )


def head_cells(
    table: HeadTable, by: Statistic, falling: bool, muted: frozenset[Cell], cell: Cell
) -> HeadCells:
    """The heads with one statistic, ranked by it."""
    values = table.values[by]
    rows = range(len(table))
    known = values[~np.isnan(values)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
    unit = next((table.unit(by, row) for row in rows if table.unit(by, row)), "")
    return HeadCells(
        cells=table.cells,
        layers=layer_names(table.parts, table.layers),
        shades=spread(values),
        texts=tuple(value_text(table, by, row).split(" ")[0] for row in rows),
        values=tuple(with_error(table, by, row) for row in rows),
        tips=tuple(told(table, row) for row in rows),
        order=tuple(table.ranked(by, falling)),
        ends=(tick(low), f"{tick(high)} {unit}".strip()),
        chosen=table.cells.index(cell) if cell in table.cells else None,
        muted=frozenset(row for row in rows if table.cells[row] in muted),
    )


def told(table: HeadTable, row: int) -> str:
    """A head and its numbers in words, for a tool tip."""
    part = f"{table.parts[row]} " if table.parts[row] else ""
    lines = [f"{part}layer {table.layers[row]}, head {table.cells[row][1]}"]
    for one in table.statistics:
        lines.append(f"{one.heading}: {with_error(table, one, row)}")
    return "\n".join(lines)


def statistics(table: HeadTable, words: bool) -> tuple[Standing, ...]:
    """All statistics; what is not measured says why, or is measured when it is chosen."""
    reasons = dict.fromkeys(Statistic, "It does not apply to this model")
    if words:
        del reasons[Statistic.INDUCTION]  # is measured when it is asked for
        reasons[Statistic.BOX] = "It is of photos"
    else:
        reasons[Statistic.INDUCTION] = "It is of models of texts: random words said twice"
        reasons[Statistic.BOX] = "Draw a box on the photo below first"
        if table.inputs > 1:
            reasons[Statistic.BOX] = "A box is of one photo, and this is the mean of several"
    there = table.statistics
    return tuple(
        Standing(one.value, one.heading, one.told, "" if one in there else reasons.get(one, ""))
        for one in Statistic
    )


def strip(table: HeadTable, one: Statistic, chosen: int | None) -> Strip:
    """A statistic of all heads, with the place of the chosen one."""
    values = table.values[one]
    if chosen is None or np.isnan(values[chosen]):
        return Strip(one, spread(values), None, "", "")
    return Strip(one, spread(values), chosen, with_error(table, one, chosen), place(values, chosen))


def place(values: Numbers, at: int) -> str:
    """The rank of a value from the nearer end: "lowest", "3rd highest"."""
    known = values[~np.isnan(values)]
    lower, higher = int((known < values[at]).sum()), int((known > values[at]).sum())
    rank, word = (lower, "lowest") if lower <= higher else (higher, "highest")
    return word if rank == 0 else f"{_ordinal(rank + 1)} {word}"


def _ordinal(number: int) -> str:
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def sentence(table: HeadTable, chosen: int | None) -> str:
    """What the chosen head looks at most of what has a name, in words."""
    if chosen is None:
        return "choose a head: click a dot, a cell or a row"
    tokens = _tokens(table, chosen)
    shares = {
        Statistic.FIRST: "CLS or the first token",
        Statistic.SPECIAL: "separators, ends or registers",
        Statistic.DIAGONAL: "itself",
        Statistic.PREVIOUS: "the token before" if tokens else "the patch to the left",
        Statistic.NEXT: "the token after" if tokens else "the patch to the right",
    }
    known = [
        (float(table.values[one][chosen]), words)
        for one, words in shares.items()
        if not np.isnan(table.values[one][chosen])
    ]
    if not known:
        return ""
    share, words = max(known)
    if share < 0.2:
        return "it looks at no single place most of the time"
    return f"{100 * share:.0f} % of what it looks at is {words}"


def _tokens(table: HeadTable, row: int) -> bool:
    return table.units[row] == "tokens"
