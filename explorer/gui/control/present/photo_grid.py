"""The grid of small maps of a run on a photo: rows, sections, cells. Pure functions: no Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from explorer.analysis.following import Following, following
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.map.thumbnails import Thumbnails, columns, gate_profile
from explorer.core.selection import MEAN, Cell, GateSide, Selection
from explorer.core.sites.attention import Kind
from explorer.core.sites.object_queries import first_query, looks_for_objects
from explorer.core.trace import Trace
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import State
from explorer.gui.control.view import Cells, GridContent
from explorer.gui.grid.grid_shape import GridShape, Section

ORDER = ("1st", "2nd", "3rd", "4th", "5th", "6th")
"""The columns of channels, the most open ones of each block."""
GRIDS = {Kind.CHANNEL: "Blocks", Kind.SPATIAL: "Gates"}
"""What the grid of a kind is called."""
GRID_MEANS = {Kind.SPATIAL: "gate", Kind.POINTS: "all"}
"""What its first column is called, where that is no mean."""
GATE_WORDS = {"channel": "Channel gate", "spatial": "Spatial gate"}
"""What a layer of a part is called beside the stepper, where the model has several kinds."""
NAMES = {"attention": "Attention", "channel": "Channel gates", "spatial": "Spatial gates"}
"""The parts of a model with several kinds of sites."""


def fresh(trace: Trace) -> Selection:
    """Give where a model starts: its last layer so far, all heads averaged, the first query.

    Of several kinds of sites the last of the first kind.
    """
    layer = trace.parts()[0][1][-1]
    return Selection(layer=layer, query=first_query(trace, trace.sites[layer]))


def grid(state: State, trace: Trace, memo: Memo, thumbnails: Thumbnails) -> GridContent:
    """Give the thumbnails of the layers that have run, of the run that is shown or of one to come.

    They are worked out again only where what they depend on changes: the query, not the layer.
    """
    selection = state.selection
    if state.trace is None or state.trace.model != trace.model:
        selection = fresh(trace)
    alike = selection.layer
    if alike < len(trace.sites):  # any layer of the same grid asks for the same thumbnails
        axis = trace.sites[alike].query_axis
        alike = next(at for at, site in enumerate(trace.sites) if site.query_axis == axis)
    asked = replace(selection.moved(alike, MEAN), side=GateSide.AFTER)
    return memo("grid", grid_content, trace, asked, thumbnails)


def grid_content(trace: Trace, selection: Selection, thumbnails: Thumbnails) -> GridContent:
    """Give the thumbnails of a query, and what is said around them."""
    kind, most = trace.kind, max(len(columns(site)) for site in trace.sites) - 1
    titles = tuple(str(unit) for unit in range(most))
    detail = f"{trace.layers} × {_heads([site.units for site in trace.sites])}"
    kinds = [one.kind for one in trace.sites]
    several = bool(trace.sites[0].branch)
    if several:
        detail = ", ".join(_counted(part, len(numbers)) for part, numbers in trace.parts())
    if kind is Kind.CHANNEL:
        titles = ORDER[:most]
    if kind is Kind.CHANNEL and not several:
        detail = f"{trace.layers} × {most} most open"
    elif kind is Kind.SPATIAL:
        detail = f"{trace.layers} blocks"
    place = trace.placement
    unit = {Kind.CHANNEL: "channel", Kind.SPATIAL: ""}.get(kind, "head")
    hints = [("↑↓", kind.layer_word.lower())]
    if unit:
        hints = [("←→", unit), *hints, ("A", "all" if kind is Kind.POINTS else "mean")]
    hints.append(("M", {Kind.CHANNEL: "close", Kind.SPATIAL: "open"}.get(kind, "mute")))
    return GridContent(
        shape=GridShape(
            rows=tuple(_rows(trace)),
            columns=(GRID_MEANS.get(kind, "mean"), *titles),
            aspect=(place.x1 - place.x0) / (place.y1 - place.y0),
            profiles=Kind.CHANNEL in kinds,
            sections=tuple(_sections(trace)),
        ),
        title="Sites" if several else GRIDS.get(kind, "Heads"),
        detail=detail,
        hints=(*hints, ("Space", "play")),
        rows=thumbnails.rows(trace, selection),
        profiles=[gate_profile(one) for one in trace.sites],
        masks=[None] * len(trace.sites),
    )


def _heads(counts: Sequence[int]) -> str:
    """Numbers of heads in words: "6", or "3–24" where layers have different ones."""
    least, most = min(counts), max(counts)
    return str(least) if least == most else f"{least}–{most}"


def _rows(trace: Trace) -> Iterator[str]:
    """The number of each layer in its part; those that have not run yet are counted on."""
    for site in trace.sites:
        yield str(site.layer)
    last = trace.sites[-1].layer
    yield from map(str, range(last + 1, last + 1 + trace.layers - len(trace.sites)))


def _sections(trace: Trace) -> Iterator[Section]:
    """The layers of one kind with as many maps each, where others have more or fewer.

    Those that have not run yet count to the last ones that have.
    """
    alike = [(site.branch, len(columns(site))) for site in trace.sites]
    if len(set(alike)) == 1 and not trace.sites[0].branch:
        return
    starts = [at for at, one in enumerate(alike) if not at or one != alike[at - 1]]
    rows = list(_rows(trace))
    for start, end in zip(starts, [*starts[1:], trace.layers], strict=True):
        site = trace.sites[start]
        word = site.kind.layer_word
        title = f"{word} {rows[start]}"
        if end - start > 1:
            title = f"{word}s {rows[start]}–{rows[end - 1]}"
        channels = site.kind is Kind.CHANNEL
        what = "channel" if channels else "gate" if site.kind.gates else "head"
        detail = f"{site.units} {what}{'s' * (site.units > 1)}"
        if site.branch:
            count = sum(one.branch == site.branch for one in trace.sites)
            whole = count == min(end, len(trace.sites)) - start
            named = NAMES[site.branch]
            title = named if whole else f"{named}, {title[:1].lower()}{title[1:]}"
            if site.kind.gates:
                detail = "from the most open one" if channels else "one map each"
        labels = (GRID_MEANS.get(site.kind, "mean"), *ORDER) if channels else ()
        yield Section(title, detail, end - start, alike[start][1], labels)


def _counted(part: str, count: int) -> str:
    """How many sites a part has, as "4 channel gates"."""
    one = GATE_WORDS.get(part, "attention layer").lower()
    return f"{count} {one}{'s' * (count > 1)}"


def cell_of(trace: Trace, row: int, column: int) -> Cell | None:
    """Give the (layer, unit) of a cell of the grid; None where the trace has none."""
    if row >= len(trace.sites):
        return None
    units = columns(trace.sites[row])
    return (row, units[column]) if column < len(units) else None


def column_of(trace: Trace, cell: Cell) -> tuple[int, int]:
    """Give the (row, column) of a cell; column 0 for a channel that is not among the most open."""
    layer, unit = cell
    units = columns(trace.sites[layer])
    return layer, units.index(unit) if unit in units else 0


def cells(trace: Trace, selection: Selection, mute: Mute = NOTHING_MUTED) -> Cells:
    """Give the places of the chosen maps in the grid, and those of the muted heads."""
    current = column_of(trace, (selection.layer, selection.unit))
    added = frozenset(column_of(trace, cell) for cell in selection.added)
    shown = (cell for cell in muted_cells(trace, mute) if _has_column(trace, cell))
    return Cells(current, added, frozenset(column_of(trace, cell) for cell in shown))


def _has_column(trace: Trace, cell: Cell) -> bool:
    """Whether the grid has a small picture of a cell: of channels the most open ones alone."""
    return cell[1] in columns(trace.sites[cell[0]])


def muted_cells(trace: Trace, mute: Mute) -> frozenset[Cell]:
    """Give the muted heads of a run as cells, and the mean of a layer of which all are muted."""
    found = mute.cells(trace.sites)
    whole = {
        (at, MEAN)
        for at in {at for at, _ in found}
        if sum(one == at for one, _ in found) == trace.sites[at].units
    }
    return found | whole


MUCH = 1.5
"""So many times as much as in the first picture has to lie near the patch that asks."""
_KNOWN: WeakKeyDictionary[Trace, Following | None] = WeakKeyDictionary()


def answering(trace: Trace, selection: Selection) -> Following | None:
    """The head that a click on a patch shows; None where the click stays where it is.

    The first picture is that of the last layer, asked by CLS: in most models it hardly changes
    with the patch that is clicked, so that a click would seem to do nothing. From any other
    picture a click goes nowhere else.
    """
    first = fresh(trace)
    same = (selection.layer, selection.unit, selection.query) == (first.layer, MEAN, first.query)
    if not same or selection.added or looks_for_objects(trace.sites[first.layer]):
        return None
    found = _following(trace)
    if found is None or found.share < MUCH * max(found.mean, found.uniform):
        return None
    return found


def _following(trace: Trace) -> Following | None:
    if trace not in _KNOWN:
        _KNOWN[trace] = following(trace)
    return _KNOWN[trace]
