"""From a run on a photo to what the panels show of it. Pure functions: no Qt, nothing kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import numpy as np

from explorer.core.colormaps import DIVERGING
from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.map.scales import scale_of
from explorer.core.map.summary import explain, facts
from explorer.core.numbers import listing, percent, short
from explorer.core.photo import Photo
from explorer.core.photo_region import PhotoRegion
from explorer.core.selection import MEAN, GateSide, Selection
from explorer.core.sites.arrays import Array
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.gates import ChannelGate
from explorer.core.sites.object_queries import first_query, listed_objects, looks_for_objects
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.sites.points import PointSite
from explorer.core.trace import Trace
from explorer.export.masked_photo import shown_photo
from explorer.export.object_boxes import box_sets
from explorer.export.style import Style
from explorer.gui.control.analysis.muted_runs import held_against
from explorer.gui.control.present.analysis.why_view import explained
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.present.panel_views import map_facts, prediction_view
from explorer.gui.control.present.photo_grid import GATE_WORDS, cells
from explorer.gui.control.present.translation_view import translation_view
from explorer.gui.control.slices import TranslationView
from explorer.gui.control.state import State
from explorer.gui.control.texts.text_state import TextState
from explorer.gui.control.view import (
    AskingMenu,
    GateContent,
    PhotoScene,
    Readout,
    ScaleChoice,
    Steppers,
    Words,
)

SCALES = {
    Kind.SELF: (("shared", "Shared"), ("layer", "Layer"), ("map", "Map")),
    Kind.CHANNEL: (("shared", "Shared"), ("layer", "Block"), ("map", "Map")),
    Kind.SPATIAL: (("shared", "Shared"), ("map", "Map")),
    Kind.POINTS: (("shared", "Shared"), ("layer", "Layer"), ("map", "Map")),
}
"""The colour scales that make sense for a kind, and what they are called."""
MOST_LISTED = 40
"""Tokens that a menu lists; more are stepped through by keys."""


def slices(state: State, trace: Trace, memo: Memo) -> dict[str, Any]:
    """Give the slices of a `View` that a run on a photo decides, by their names."""
    selection = state.selection
    scene = memo("scene", picture, trace, selection, state.style, state.split, state.spot, memo)
    plain, shown = scene.heatmap, explained(state, memo)
    if shown is not None:
        scene = memo("why scene", why_picture, cast("Heatmap", shown), scene)
    other, named = held_against(state)
    if trace.unmuted_objects is not None:
        scene = memo("boxes", with_boxes, scene, trace)
    region = region_of(state, trace)
    if region is not None or state.drawing:
        scene = memo("region", with_region, scene, region, state.drawing)
    cell = _within(scene.heatmap, state.hover)
    said: dict[str, Any] = {}
    if trace.translation is not None:
        said["translation"] = memo("answer", answer, trace, selection, state.text, other, named)
    return {
        **said,
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


def answer(
    trace: Trace, selection: Selection, asked: TextState, other: Trace | None, beside: str
) -> TranslationView:
    """What a model writes about a photo, at the token whose row is shown."""
    return translation_view(trace, replace(asked, step=selection.query), False, other, beside)


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


def with_boxes(scene: PhotoScene, trace: Trace) -> PhotoScene:
    """The picture with what a detector finds, and what it finds with nothing muted below that."""
    found = box_sets(trace)
    return scene if found is None else replace(scene, boxes=found.boxes)


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
        GATE_WORDS.get(site.branch, site.kind.layer_word),
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
