"""From state to what the views show. Pure functions: no Qt, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from explorer.core.attention import Attention, ChannelGate, Kind, PatchSite
from explorer.core.map.heatmap import Heatmap, resolve
from explorer.core.map.levels import layer_word
from explorer.core.map.thumbnails import Thumbnails, columns, gate_profile
from explorer.core.numbers import listing, short
from explorer.core.points import PointSite
from explorer.core.selection import MEAN, Cell, GateSide, Selection
from explorer.core.trace import PhotoTrace, Trace
from explorer.gui.control import point_picking
from explorer.gui.control.display import GateContent, GridContent, Readout, Scene, Steppers
from explorer.gui.control.state import State
from explorer.gui.grid.grid_shape import GridShape, Section

SCALES = {
    Kind.SELF: (("shared", "Shared"), ("layer", "Layer"), ("map", "Map")),
    Kind.CHANNEL: (("shared", "Shared"), ("layer", "Block"), ("map", "Map")),
    Kind.SPATIAL: (("shared", "Shared"), ("map", "Map")),
    Kind.POINTS: (("shared", "Shared"), ("layer", "Layer"), ("map", "Map")),
}
"""The colour scales that make sense for a kind, and what they are called."""


def scene(state: State, trace: PhotoTrace) -> Scene:
    """The picture of the current selection."""
    selection = state.selection
    heatmap = resolve(trace, staged(selection, state))
    comparing = state.side == "compare" and trace.kind is Kind.CHANNEL
    before = resolve(trace, replace(selection, side=GateSide.BEFORE)) if comparing else None
    site = trace.sites[selection.layer]
    chip, resettable = ("Query", heatmap.query_label), False
    if isinstance(site, ChannelGate):
        gate = site.gate.mean() if selection.unit == MEAN else site.gate[selection.unit]
        chip = ("Gate" if selection.unit != MEAN else "Mean gate", short(float(gate)))
    elif isinstance(site, PatchSite):
        resettable = selection.query != site.queries.first
    elif isinstance(site, PointSite):
        resettable = selection.query != point_picking.first(trace, site)
    else:
        chip = ("Mean gate", short(float(heatmap.readout.mean())))
    return Scene(trace.photo, heatmap, state.style, before, state.split, chip, resettable)


def fresh(trace: PhotoTrace) -> Selection:
    """Where a model starts: its last layer so far, all heads averaged, the first query."""
    layer = len(trace.sites) - 1
    site = trace.sites[layer]
    if isinstance(site, PointSite):
        return Selection(layer=layer, query=point_picking.first(trace, site))
    return Selection(layer=layer, query=site.queries.first if isinstance(site, PatchSite) else 0)


def staged(selection: Selection, state: State) -> Selection:
    """The selection with the side of the gate that is shown; a comparison's right side is after."""
    return replace(selection, side=GateSide.BEFORE if state.side == "before" else GateSide.AFTER)


def readout(heatmap: Heatmap, cell: tuple[int, int]) -> Readout:
    """The value of a cell, its place, and how it compares."""
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
    return Readout(cell, abs(value), short(value), lines)


def grid(trace: PhotoTrace, selection: Selection, thumbnails: Thumbnails) -> GridContent:
    """The thumbnails of the layers that have run; those of the run before are there already."""
    kind, most = trace.kind, max(len(columns(site)) for site in trace.sites) - 1
    titles = tuple(str(unit) for unit in range(most))
    detail = f"{trace.layers} × {_heads([site.units for site in trace.sites])}"
    if kind is Kind.CHANNEL:
        titles = ("1st", "2nd", "3rd", "4th", "5th", "6th")[:most]
        detail = f"{trace.layers} × {most} most open"
    elif kind is Kind.SPATIAL:
        detail = f"{trace.layers} blocks"
    place = trace.placement
    unit = {Kind.CHANNEL: "channel", Kind.SPATIAL: ""}.get(kind, "head")
    hints = [("↑↓", layer_word(kind).lower())]
    if unit:
        hints = [("←→", unit), *hints, ("A", "all" if kind is Kind.POINTS else "mean")]
    return GridContent(
        shape=GridShape(
            rows=tuple(str(layer) for layer in range(trace.layers)),
            columns=({Kind.SPATIAL: "gate", Kind.POINTS: "all"}.get(kind, "mean"), *titles),
            aspect=(place.x1 - place.x0) / (place.y1 - place.y0),
            profiles=kind is Kind.CHANNEL,
            sections=tuple(_sections(trace)),
        ),
        title={Kind.CHANNEL: "Blocks", Kind.SPATIAL: "Gates"}.get(kind, "Heads"),
        detail=detail,
        hints=(*hints, ("Space", "play")),
        rows=thumbnails.rows(trace, selection),
        profiles=[gate_profile(one) for one in trace.sites],
        masks=[None] * len(trace.sites),
    )


def _heads(counts: Sequence[int]) -> str:
    """ "6", or "3–24" where layers have different numbers of heads."""
    least, most = min(counts), max(counts)
    return str(least) if least == most else f"{least}–{most}"


def _sections(trace: PhotoTrace) -> Iterator[Section]:
    """The layers with as many maps each, where others have more or fewer; those that have not
    run yet count to the last ones that have."""
    widths = [len(columns(site)) for site in trace.sites]
    if len(set(widths)) == 1:
        return
    starts = [at for at, width in enumerate(widths) if not at or width != widths[at - 1]]
    word = layer_word(trace.kind)
    for start, end in zip(starts, [*starts[1:], trace.layers], strict=True):
        title = f"{word} {start}" if end - start == 1 else f"{word}s {start}–{end - 1}"
        units = trace.sites[start].units
        what = "channel" if trace.kind is Kind.CHANNEL else "head"
        detail = f"{units} {what}{'s' * (units > 1)}"
        yield Section(title, detail, end - start, widths[start])


def cell_of(trace: Trace, row: int, column: int) -> Cell | None:
    """The (layer, unit) of a cell of the grid; None where the trace has none."""
    if row >= len(trace.sites):
        return None
    units = columns(trace.sites[row])
    return (row, units[column]) if column < len(units) else None


def column_of(trace: Trace, cell: Cell) -> tuple[int, int]:
    """The (row, column) of a cell; column 0 for a channel that is not among the most open."""
    layer, unit = cell
    units = columns(trace.sites[layer])
    return layer, units.index(unit) if unit in units else 0


def gates(trace: Trace, selection: Selection) -> GateContent | None:
    """All gates of the current block; None for models without channel gates."""
    site = trace.sites[selection.layer]
    if not isinstance(site, ChannelGate):
        return None
    return GateContent(
        gates=site.gate,
        activity=np.abs(site.features).mean(axis=(1, 2)),  # (C, H, W) -> (C,)
        detail=f"{site.units} channels of block {selection.layer}",
        channel=None if selection.unit == MEAN else selection.unit,
    )


def steppers(trace: Trace, selection: Selection) -> Steppers:
    """The texts of the steppers, and whether they can go on."""
    layers = sorted({layer for layer, _ in selection.cells})
    last = trace.layers - 1
    several = len(layers) > 1
    layer = (
        layer_word(trace.kind),
        listing(layers) if several else str(layers[0]),
        "" if several else f"of 0–{last}",
    )
    site = trace.sites[selection.layer]
    return Steppers(
        layer=layer,
        unit=unit_texts(site, selection),
        layer_ends=(selection.layer > 0, selection.layer < last),
        unit_ends=(selection.unit > MEAN, selection.unit < site.units - 1),
    )


def unit_texts(site: Attention, selection: Selection) -> tuple[str, str, str] | None:
    """(name, value, suffix) of the stepper of heads or channels; None where there is one map."""
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
