"""What is pinned beside what is on screen: what the room shows, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

import numpy as np

from explorer.analysis.compare import Change, CompareError, counterpart
from explorer.analysis.difference_grid import DifferenceRow
from explorer.analysis.partings import Parting
from explorer.core.map.combine import quantised
from explorer.core.map.levels import Levels, levels_of
from explorer.core.map.long.region import is_long_run
from explorer.core.map.resolve import Map
from explorer.core.numbers import tick
from explorer.core.photo import Photo
from explorer.core.selection import Scale, Selection
from explorer.core.sites.arrays import Array, Mask
from explorer.core.trace import Trace
from explorer.export.style import Style
from explorer.gui.control.analysis.analysis_state import Link, Pinned
from explorer.gui.control.present.analysis.why_view import explained
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.slices import Slice
from explorer.gui.control.state import State
from explorer.gui.control.view import GridContent, PhotoScene, Words

if TYPE_CHECKING:
    from explorer.analysis.comparison_picture import ComparedRuns
    from explorer.core.map.heatmap import Heatmap
    from explorer.core.map.matrix import Matrix
    from explorer.figures.matrix.figure import MatrixFigure


@dataclass(frozen=True, slots=True, eq=False)
class Side(Slice):
    """One of the three pictures.

    Attributes
    ----------
    letter, chip : str
        "A", "B" or "A − B", and what it is.
    map : Map
        What it shows.
    scene : PhotoScene or None
        It over its photo; None of a text.
    figure : MatrixFigure or None
        It among words; None over a photo.
    """

    letter: str
    chip: str
    map: Map
    scene: PhotoScene | None = None
    figure: MatrixFigure | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CompareView(Slice):
    """What is pinned beside what is on screen.

    Attributes
    ----------
    sides : tuple of Side
        A, B and A − B; () where they have no difference.
    detail : str
        How far they part, or why they cannot be compared.
    notes : str
        How layers, grids and tokens were matched.
    colormap : str
        Of A and B, whose scale is one.
    changes : tuple of Change
        Where they differ most.
    parts : tuple of Parting or None
        Where both part, by layer; None while that is worked out.
    layer : int
        The number of the layer of A that is shown.
    links : frozenset of Link
        What A follows B in.
    swapped : bool
        Whether what is on screen is A.
    one_run : bool
        Whether both are of one run: the layers are then held against A itself.
    """

    sides: tuple[Side, ...]
    detail: str
    notes: str = ""
    colormap: str = "inferno"
    changes: tuple[Change, ...] = ()
    parts: tuple[Parting, ...] | None = field(default=None, repr=False)
    layer: int = 0
    links: frozenset[Link] = frozenset()
    swapped: bool = False
    one_run: bool = False


def compare(state: State, memo: Memo) -> CompareView | None:
    """A, B and A − B, where something is pinned."""
    shown, trace = state.analysis, state.trace
    if shown is None or shown.pinned is None or trace is None or not trace.sites:
        return None
    links = shown.links
    try:
        runs = compared_runs(state, memo)
    except CompareError as error:
        return CompareView((), str(error), links=links)
    assert runs is not None
    mine, notes = memo("side of a", side_of_a, shown.pinned, trace, state.selection, links)
    traces = (shown.pinned.trace, trace)
    if shown.swapped:
        traces = traces[::-1]
    sides = memo("sides", sides_of, runs, traces, state.style)
    return CompareView(
        sides=sides,
        detail=runs.found.told,
        notes=" ".join((*notes, *runs.found.notes)),
        colormap=state.style.colormap,
        changes=runs.found.changes,
        parts=shown.parts,
        layer=state.selection.layer if shown.swapped else mine.layer,
        links=links,
        swapped=shown.swapped,
        one_run=shown.pinned.trace is trace,
    )


def compared_runs(state: State, memo: Memo) -> ComparedRuns | None:
    """Both held against each other; None where nothing is pinned.

    Raises
    ------
    CompareError
        One lies over a photo and the other among tokens.
    """
    shown, trace = state.analysis, state.trace
    if shown is None or shown.pinned is None or trace is None or not trace.sites:
        return None
    from explorer.analysis.comparison_picture import compare_runs  # imports what draws

    pinned = shown.pinned
    mine, notes = memo("side of a", side_of_a, pinned, trace, state.selection, shown.links)
    other = explained(state, memo)
    a, b, maps = (pinned.trace, mine), (trace, state.selection), (pinned.shown, other)
    if shown.swapped:
        a, b, maps = b, a, maps[::-1]
    return memo("compare", compare_runs, a, b, notes, maps)


def side_of_a(
    pinned: Pinned, trace: Trace, selection: Selection, links: frozenset[Link]
) -> tuple[Selection, tuple[str, ...]]:
    """What is shown of the pinned run: what was, but for what follows the other one."""
    own = pinned.selection
    if not links & {"query", "cell"}:
        return own, ()
    there, notes = counterpart(trace, pinned.trace, selection)
    if "cell" in links:
        moved = replace(own, layer=there.layer, unit=there.unit, added=there.added)
        if trace is pinned.trace or _alike(trace, pinned.trace):
            moved = replace(moved, added=selection.added)
        own = replace(moved, reduce=selection.reduce, side=selection.side)
    else:
        notes = ()
    size = pinned.trace.sites[own.layer].query_axis.size
    asked = there.query if "query" in links else own.query
    options = {name: getattr(selection, name) for name in ("words", "special", "renormalised")}
    return replace(own, query=min(asked, size - 1), **options), notes


def _alike(one: Trace, other: Trace) -> bool:
    """Whether two runs have the same sites."""
    return [site.name for site in one.sites] == [site.name for site in other.sites]


def sides_of(
    runs: ComparedRuns, traces: tuple[Trace, Trace], style: Style
) -> tuple[Side, Side, Side]:
    """The three pictures."""
    found, photos = runs.found, (*runs.photos, runs.photos[0])
    chips = (*_chips(traces, (found.a, found.b)), "signed difference")
    shown = (found.a, found.b, found.difference)
    letters = ("A", "B", "A − B")
    a, b, difference = (
        _side(letter, chip, one, photo, style, signed=letter not in "AB")
        for letter, chip, one, photo in zip(letters, chips, shown, photos, strict=True)
    )
    return a, b, difference


def _side(
    letter: str, chip: str, shown: Map, photo: Photo | None, style: Style, signed: bool
) -> Side:
    if photo is not None:
        heatmap = cast("Heatmap", shown)
        scene = PhotoScene(photo, heatmap, style, _words(shown), signed=signed)
        return Side(letter, chip, shown, scene)
    from explorer.core.colormaps import DIVERGING
    from explorer.figures.matrix.figure import MatrixFigure

    colours = DIVERGING if signed else style.colormap
    figure = MatrixFigure(cast("Matrix", shown), colours, numbers=not signed)
    return Side(letter, chip, shown, figure=figure)


def _chips(traces: tuple[Trace, Trace], maps: tuple[Map, Map]) -> tuple[str, str]:
    """What each side is: its map, and beyond that only what both differ in."""
    a, b = traces
    said: list[list[str]] = [[], []]
    if a.model != b.model:
        same = a.model.title == b.model.title
        for words, one in zip(said, traces, strict=True):
            words.append(one.model.public_id if same else one.model.title)
    for words, shown in zip(said, maps, strict=True):
        words.append(", ".join(filter(None, (shown.title, shown.subtitle))))
    if a.input_sha256 != b.input_sha256:
        for words, one in zip(said, traces, strict=True):
            words.append(one.stem)
    if a.mute != b.mute:
        for words, one in zip(said, traces, strict=True):
            told = one.mute.told(one.sites)
            words.append(f"muted {told}" if told else "all heads")
    return " · ".join(said[0]), " · ".join(said[1])


def _words(shown: Map) -> Words:
    """What stands around a picture whose words are elsewhere."""
    levels: Levels = shown.levels
    return Words(
        title=shown.title,
        subtitle=shown.subtitle,
        asked="",
        value="",
        chosen=False,
        resettable=False,
        tip="",
        colormap="inferno",
        levels=levels,
        uniform=shown.uniform,
        quantity=shown.quantity,
        note=levels.note,
    )


NOISE = 1e-4
"""Of the largest difference; what is smaller is not made bright by a scale of its own."""
Rows = Sequence[DifferenceRow | None]


def compared_rows(state: State, trace: Trace) -> Rows | None:
    """Give |A − B| of the heads of a run, where it is compared and they are known.

    None too where a layer is too long for them: the maps then stay.
    """
    shown = state.analysis
    if shown is None or shown.room != "compare" or shown.trace is not trace or not shown.rows:
        return None
    return None if any(row is None for row in shown.rows) else shown.rows


def compared_scale(state: State, trace: Trace) -> Scale:
    """Give the scale of the differences: that of all, unless another was chosen."""
    chosen = state.selection.scale
    return chosen if chosen is not None and not is_long_run(trace) else Scale.SHARED


def difference_grid(content: GridContent, trace: Trace, rows: Rows, scale: Scale) -> GridContent:
    """Give |A − B| of every head, by a scale that all share, each layer, or each map."""
    maps: list[Array] = [row.maps for row in rows if row is not None]
    ends = _ends(trace, maps, scale)
    small = [
        [quantised(one, high) for one, high in zip(layer, highs, strict=True)]
        for layer, highs in zip(maps, ends, strict=True)
    ]
    masks: list[Mask | None] = [_mask(layer) for layer in maps]
    most = ends[0][0]
    one_scale = scale is Scale.SHARED and len({high for highs in ends for high in highs}) == 1
    return replace(
        content,
        title="|A − B|",
        detail=f"up to {tick(most)}" if one_scale else content.detail,
        rows=small,
        masks=masks,
        profiles=[None] * len(small),
        shape=replace(content.shape, profiles=False),
    )


def _ends(trace: Trace, maps: list[Array], scale: Scale) -> list[list[float]]:
    """What the brightest colour of each map stands for."""
    least = NOISE * max(float(np.nanmax(layer, initial=0.0)) for layer in maps)
    if scale is Scale.MAP:
        return [[max(least, _high([one])) for one in layer] for layer in maps]
    if scale is Scale.LAYER:
        return [[max(least, _high([layer]))] * len(layer) for layer in maps]
    kinds = [site.kind.quantity for site in trace.sites]
    shared = {
        kind: _high([layer for layer, other in zip(maps, kinds, strict=True) if other == kind])
        for kind in set(kinds)
    }
    return [[shared[kind]] * len(layer) for layer, kind in zip(maps, kinds, strict=True)]


def _high(maps: Sequence[Array]) -> float:
    known = [one[~np.isnan(one)] for one in maps]
    known = [one for one in known if one.size]
    return levels_of(known, "").high if known else 1.0


def _mask(layer: Array) -> Mask | None:
    """(rows, cols), False where A or B has nothing; None where both have all."""
    known: Mask = np.logical_not(np.isnan(layer).all(axis=0))
    return None if known.all() else known
