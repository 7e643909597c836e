"""From a run on a photo to what the panels show of it. Pure functions: no Qt, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np

from explorer.core.colormaps import DIVERGING
from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.map.levels import layer_word, scale_of
from explorer.core.map.summary import explain, facts
from explorer.core.map.thumbnails import Thumbnails, columns, gate_profile
from explorer.core.mute import NOTHING_MUTED, Mute
from explorer.core.numbers import listing, percent, short
from explorer.core.photo import Photo
from explorer.core.photo_region import PhotoRegion
from explorer.core.selection import MEAN, Cell, GateSide, Selection
from explorer.core.sites.attention import Array, Attention, ChannelGate, Kind, PatchSite
from explorer.core.sites.object_queries import first_query, listed_objects, looks_for_objects
from explorer.core.sites.points import PointSite
from explorer.core.trace import Trace
from explorer.export.masked_photo import shown_photo
from explorer.export.style import Style
from explorer.gui.control.analysis.muted_runs import beside, held_against
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.present.panel_views import map_facts, prediction_view
from explorer.gui.control.present.why_view import explained
from explorer.gui.control.state import State
from explorer.gui.control.view import (
    AskingMenu,
    Cells,
    GateContent,
    GridContent,
    ObjectBox,
    PhotoScene,
    Readout,
    ScaleChoice,
    Steppers,
    Words,
)
from explorer.gui.grid.grid_shape import GridShape, Section

SCALES = {
    Kind.SELF: (("shared", "Shared"), ("layer", "Layer"), ("map", "Map")),
    Kind.CHANNEL: (("shared", "Shared"), ("layer", "Block"), ("map", "Map")),
    Kind.SPATIAL: (("shared", "Shared"), ("map", "Map")),
    Kind.POINTS: (("shared", "Shared"), ("layer", "Layer"), ("map", "Map")),
}
"""The colour scales that make sense for a kind, and what they are called."""
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
MOST_LISTED = 40
"""Tokens that a menu lists; more are stepped through by keys."""


def slices(state: State, trace: Trace, memo: Memo) -> dict[str, Any]:
    """Give the slices of a `View` that a run on a photo decides, by their names."""
    selection = state.selection
    scene = memo("scene", picture, trace, selection, state.style, state.split, state.spot, memo)
    plain, shown = scene.heatmap, explained(state, memo)
    if shown is not None:
        scene = memo("why scene", why_picture, cast("Heatmap", shown), scene)
    whole = beside(state)
    other, named = held_against(state)
    if whole is not None and (trace.objects or whole.objects):
        scene = memo("boxes", with_boxes, scene, trace, whole)
    region = region_of(state, trace)
    if region is not None or state.drawing:
        scene = memo("region", with_region, scene, region, state.drawing)
    cell = _within(scene.heatmap, state.hover)
    return {
        "title": trace.photo.name,
        "picture": scene,
        "cells": memo("cells", cells, trace, selection, state.mute),
        "scale": ScaleChoice(SCALES[kind_shown(trace, selection)], scale_of(trace, selection)),
        "steppers": memo("steppers", steppers, trace, selection),
        "facts": memo("facts", _facts, trace, selection, plain),
        "explanation": memo(
            "explain", explain, trace, selection, plain.peak if shown or not cell else cell
        ),
        "readout": None if cell is None else _readout(trace, selection, scene, cell, state),
        "prediction": memo("prediction", prediction_view, trace, other, named),
        "asking": memo("asking", asking, trace, selection),
    }


def _facts(trace: Trace, selection: Selection, heatmap: Heatmap) -> Any:
    return map_facts(facts(trace, selection, heatmap))


def _within(heatmap: Heatmap, hover: object) -> tuple[int, int] | None:
    """The cell under the mouse; None where the picture has none there."""
    if not isinstance(hover, tuple):
        return None
    rows, cols = heatmap.grid
    return hover if hover[0] < rows and hover[1] < cols else None


# -- the picture -------------------------------------------------------------------------------


def picture(
    trace: Trace,
    selection: Selection,
    style: Style,
    split: float,
    spot: tuple[float, float] | None,
    memo: Memo,
) -> PhotoScene:
    """Give the picture of a selection; `memo` keeps the maps while only their look changes."""
    heatmap = memo("heatmap", resolve_heatmap, trace, selection)
    before = None
    if selection.side is GateSide.COMPARE and kind_shown(trace, selection) is Kind.CHANNEL:
        before = memo("before", resolve_heatmap, trace, replace(selection, side=GateSide.BEFORE))
    words = memo("words", photo_words, trace, selection, heatmap, style)
    gated = kind_shown(trace, selection).gates
    marked = cell_at(heatmap.grid, spot) if gated and spot is not None else None
    return PhotoScene(
        memo("shown photo", shown_photo, trace), heatmap, style, words, before, split, gated, marked
    )


def cell_at(grid: tuple[int, int], spot: tuple[float, float]) -> tuple[int, int]:
    """Give the (row, col) of a grid that a place lies in, (x, y) as shares of the input."""
    rows, cols = grid
    return min(int(spot[1] * rows), rows - 1), min(int(spot[0] * cols), cols - 1)


def region_of(state: State, trace: Trace) -> PhotoRegion | None:
    """Give the boxes or the mask on the photo of a run; None where they are of another one."""
    region, photo = state.region, next(iter(trace.inputs.photos), None)
    mine = region is not None and isinstance(photo, Photo) and photo.sha256 == region.photo
    return region if mine else None


def with_region(scene: PhotoScene, region: PhotoRegion | None, draws: bool) -> PhotoScene:
    """The picture with what maps are held against; draws: whether any drag draws a box."""
    return replace(scene, region=region, draws=draws)


def with_boxes(scene: PhotoScene, trace: Trace, whole: Trace) -> PhotoScene:
    """The picture with what a detector finds, and what it found with all heads below that."""
    found = []
    for run, all_heads in ((whole, True), (trace, False)):
        place = run.placement
        wide, high = place.x1 - place.x0, place.y1 - place.y0
        for one in run.objects:
            x0, y0, x1, y1 = one.box
            box = (
                place.x0 + x0 * wide,
                place.y0 + y0 * high,
                place.x0 + x1 * wide,
                place.y0 + y1 * high,
            )
            found.append(ObjectBox(box, f"{one.label} {percent(one.score)}", all_heads))
    return replace(scene, boxes=tuple(found))


def why_picture(heatmap: Heatmap, scene: PhotoScene) -> PhotoScene:
    """The picture of what a method says in place of that of the attention."""
    words = replace(
        scene.words,
        title=heatmap.title,
        subtitle=heatmap.beside,
        asked="Target" if heatmap.query_label else "Method",
        value=heatmap.query_label or "no target",
        chosen=bool(heatmap.query_label),
        resettable=False,
        tip="What is explained",
        levels=heatmap.levels,
        uniform=None,
        quantity=heatmap.quantity,
        colormap=DIVERGING if heatmap.signed else scene.words.colormap,
        note=heatmap.levels.note + (f" · {heatmap.mark}" if heatmap.mark else ""),
        share="",
        rest="",
    )
    return replace(
        scene,
        heatmap=heatmap,
        words=words,
        before=None,
        gated=False,
        spot=None,
        signed=heatmap.signed,
    )


def photo_words(trace: Trace, selection: Selection, heatmap: Heatmap, style: Style) -> Words:
    """Say what a heatmap shows: title, who asks or how far the gate is open, bar and shares."""
    site = trace.sites[selection.layer]
    (asked, value), resettable = ("Query", heatmap.query_label), False
    if isinstance(site, ChannelGate):
        gate = site.gate.mean() if selection.unit == MEAN else site.gate[selection.unit]
        asked = "Gate" if selection.unit != MEAN else "Mean gate"
        value = short(float(gate))
    elif isinstance(site, PatchSite | PointSite):
        resettable = selection.query != first_query(trace, site)
    else:
        asked, value = "Mean gate", short(float(heatmap.readout.mean()))
    uniform = f" · uniform = {short(heatmap.uniform, 2)}" if heatmap.uniform else ""
    named = [f"{percent(share)} on {name}" for name, share in heatmap.shares]
    return Words(
        title=heatmap.title,
        subtitle=heatmap.beside,
        asked=asked,
        value=value,
        chosen=resettable or asked == "Gate",
        resettable=resettable,
        tip=_tip(heatmap, asked, resettable),
        colormap="grey" if style.mode == "spotlight" else style.colormap,
        levels=heatmap.levels,
        uniform=heatmap.uniform,
        quantity=heatmap.quantity,
        note=heatmap.levels.note + uniform,
        share=named[0] if named else "",
        rest=" · ".join(named[1:]),
    )


def _tip(heatmap: Heatmap, asked: str, resettable: bool) -> str:
    if resettable:
        return "Back to the first query (Esc)"
    if heatmap.points is not None or heatmap.box is not None:
        return "Whose attention is shown; click the picture to ask what looks there"
    if asked != "Query":
        return "From 0 to 1"
    if not heatmap.query_grid[0]:
        return "Whose attention is shown; no patch asks here"
    return "Whose attention is shown; click a patch to ask it"


def _readout(
    trace: Trace, selection: Selection, scene: PhotoScene, cell: tuple[int, int], state: State
) -> Readout:
    """Read out the value of a cell; of a comparison that of the side that the mouse is on.

    Of a mean of channels it says which of them answer most there.
    """
    before = state.hover_before
    shown = scene.before if before and scene.before is not None else scene.heatmap
    found = readout(shown, cell)
    if scene.before is not None:
        side = "before the gate" if before else "after the gate"
        found = replace(found, lines=(*found.lines, side))
    site = trace.sites[selection.layer]
    if isinstance(site, ChannelGate) and scene.gated and selection.unit == MEAN:
        ranked = strongest(site, cell, selection.side, 3)
        told = ", ".join(f"{channel} ({short(value)})" for channel, value in ranked)
        found = replace(found, lines=(*found.lines, f"channels {told}", "a click ranks them all"))
    return found


def answers(site: ChannelGate, cell: tuple[int, int], side: GateSide) -> Array:
    """Give how strong each channel is at a position, (C,): after its gate, or before it."""
    row, col = cell
    found: Array = np.abs(site.features[:, row, col])
    return found if side is GateSide.BEFORE else found * site.gate


def strongest(
    site: ChannelGate, cell: tuple[int, int], side: GateSide, count: int
) -> tuple[tuple[int, float], ...]:
    """Give the channels that answer most at a position, each with its answer."""
    found = answers(site, cell, side)
    best = np.argsort(-found, kind="stable")[:count].tolist()
    return tuple((channel, float(found[channel])) for channel in best)


def readout(heatmap: Heatmap, cell: tuple[int, int]) -> Readout:
    """Read the value of a cell out: its place, and how it compares."""
    row, col = cell
    value = float(heatmap.readout[row, col])
    if heatmap.points is not None:
        at = heatmap.points.strongest(cell, heatmap.grid)
        lines: tuple[str, ...] = ("no point here",)
        if at is not None and heatmap.uniform is not None:
            lines = (heatmap.points.label(at), f"{value / heatmap.uniform:.1f}× uniform")
    elif heatmap.uniform is not None:
        lines = (f"patch {row}, {col}", f"{value / heatmap.uniform:.1f}× uniform")
    else:
        lines = (f"position {row}, {col}",)
    return Readout(abs(value), short(value), lines, cell)


# -- the query ---------------------------------------------------------------------------------


def fresh(trace: Trace) -> Selection:
    """Give where a model starts: its last layer so far, all heads averaged, the first query.

    Of several kinds of sites the last of the first kind.
    """
    layer = trace.parts()[0][1][-1]
    return Selection(layer=layer, query=first_query(trace, trace.sites[layer]))


def asking(trace: Trace, selection: Selection) -> AskingMenu | None:
    """Give the queries that a menu can list: tokens before the patches, or the objects found."""
    site = trace.sites[selection.layer]
    if looks_for_objects(site):
        objects = listed_objects(trace, site)
        return AskingMenu("Let another object ask", objects, selection.query) if objects else None
    if not isinstance(site, PatchSite) or len(site.queries.prefix) > MOST_LISTED:
        return None
    if len(site.queries.prefix) == 1 and site.queries.first == 0:
        return None  # there is no choice
    tokens = tuple(enumerate(site.queries.prefix))
    return AskingMenu("Let another token ask", tokens, selection.query) if tokens else None


# -- the grid ----------------------------------------------------------------------------------


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
    hints = [("↑↓", layer_word(kind).lower())]
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
        word = layer_word(site.kind)
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


def gates(state: State, memo: Memo) -> GateContent | None:
    """Give all gates of the current block; None for models without channel gates."""
    trace, selection = state.trace, state.selection
    site = None if trace is None else trace.sites[selection.layer]
    if not isinstance(site, ChannelGate):
        return None
    cell = None if state.spot is None else cell_at(site.grid, state.spot)
    detail = f"{site.units} channels of block {site.layer}"
    place = "" if cell is None else f"position {cell[0]}, {cell[1]}"
    return GateContent(
        gates=site.gate,
        activity=memo("activity", _activity, site),
        detail=f"{detail}, at {place}" if place else detail,
        channel=None if selection.unit == MEAN else selection.unit,
        held=tuple(sorted(state.mute.held().get(site.name, {}).items())),
        answers=None if cell is None else memo("answers", answers, site, cell, selection.side),
        place=place,
    )


def _activity(site: ChannelGate) -> Array:
    """How strong the map of each channel is."""
    strength: Array = np.abs(site.features).mean(axis=(1, 2))  # (C, H, W) -> (C,)
    return strength


# -- the steppers ------------------------------------------------------------------------------


def steppers(trace: Trace, selection: Selection) -> Steppers:
    """Give the texts of the steppers, and whether they can go on."""
    site = trace.sites[selection.layer]
    own = [one.layer for one in trace.sites if one.branch == site.branch]
    layers = sorted({trace.sites[layer].layer for layer, _ in selection.cells})
    last = trace.layers - 1
    several = len(layers) > 1
    layer = (
        GATE_WORDS.get(site.branch, layer_word(site.kind)),
        listing(layers) if several else str(layers[0]),
        "" if several else f"of 0–{max(own)}",
    )
    return Steppers(
        layer=layer,
        unit=unit_texts(site, selection),
        layer_ends=(selection.layer > 0, selection.layer < last),
        unit_ends=(selection.unit > MEAN, selection.unit < site.units - 1),
    )


def kind_shown(trace: Trace, selection: Selection) -> Kind:
    """Give the kind of the site of a selection, of the last one where it has none of its own."""
    return trace.sites[min(selection.layer, len(trace.sites) - 1)].kind


def unit_texts(site: Attention, selection: Selection) -> tuple[str, str, str] | None:
    """Give (name, value, suffix) of the stepper of heads or channels; None for a single map."""
    if site.units == 1:
        return None
    name = "Channel" if isinstance(site, ChannelGate) else "Head"
    units = sorted({unit for _, unit in selection.cells})
    if units == [MEAN] and isinstance(site, PointSite):
        return name, "All", f"of {site.units}"
    if units == [MEAN]:
        how = "Largest" if selection.reduce == "max" else "Mean"
        return name, how, f"of {site.units}"
    if len(selection.cells) > 1:
        chosen = listing(units) if MEAN not in units else "several"
        return name, chosen, ""
    return name, str(units[0]), f"of 0–{site.units - 1}"
