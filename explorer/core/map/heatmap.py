"""What one picture over a photo shows: screen, PNG and command line all draw the same Heatmap."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from explorer.core.map.caption import Caption, provenance
from explorer.core.map.combine import reduced, stacked
from explorer.core.map.scales import levels
from explorer.core.numbers import listing
from explorer.core.placement import Box, Placement
from explorer.core.selection import GateSide, Selection, asked, clamped, combined, expanded
from explorer.core.sites.arrays import Array
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import PatchGrid, segments
from explorer.core.sites.gates import ChannelGate
from explorer.core.sites.object_queries import looks_for_objects
from explorer.core.sites.point_axes import Pyramid
from explorer.core.sites.points import Marks, PointSite, joining, marks
from explorer.core.trace import Trace


@dataclass(frozen=True, eq=False, kw_only=True)
class Heatmap(Caption):
    """A map over a photo.

    Attributes
    ----------
    values
        (rows, cols) float32, never negative, what is coloured.
    readout
        The same shape, what hovering reads: signed for one channel.
    placement
        Where the map lies on the photo.
    query_label
        What asks, in words.
    query_cell, query_grid
        (row, col) of the asking patch, None for CLS, on a grid of (rows, cols), which may be
        another than that of the values; (0, 0) where no patch can ask.
    shares
        (name, share of the attention) of the patches and of each prefix token; () for gates.
    points
        Of an attention to points all that are shown; the values are then the strongest ones in
        every cell.
    box
        Of an object that asks, (x0, y0, x1, y1) as shares of the model's input.
    """

    values: Array
    readout: Array
    placement: Placement
    query_label: str
    query_cell: tuple[int, int] | None
    query_grid: tuple[int, int]
    shares: tuple[tuple[str, float], ...]
    points: Marks | None = field(default=None, repr=False)
    box: Box | None = None

    continuous = True

    @property
    def grid(self) -> tuple[int, int]:
        return int(self.values.shape[0]), int(self.values.shape[1])

    @property
    def peak(self) -> tuple[int, int]:
        """(row, col) of the largest value."""
        row, col = np.unravel_index(int(self.values.argmax()), self.values.shape)
        return int(row), int(col)


def resolve_heatmap(trace: Trace, selection: Selection) -> Heatmap:
    """The heatmap of a selection. Pure: the same trace and selection give the same picture.

    Cells, units and query that the trace does not have are replaced by ones that it has
    (`clamped`), so that a selection survives a change of model.
    """
    selection = clamped(trace, selection)
    chosen = list(expanded(trace, selection))
    stacks = [_maps(trace, layer, selection, units) for layer, units in chosen]
    signed = stacked(stacks)  # (maps, rows, cols)
    site = trace.sites[selection.layer]
    values = reduced(signed, joining(site, selection.reduce))
    single = len(signed) == 1
    title, subtitle = _title(trace, selection, chosen)
    query_axis = site.query_axis
    cell, grid = None, (0, 0)
    if isinstance(query_axis, PatchGrid | Pyramid):
        cell, grid = query_axis.cell(selection.query), (query_axis.rows, query_axis.cols)
    if looks_for_objects(site):
        grid = site.grid  # an object is asked by clicking where it is, or looks
    return Heatmap(
        values=values,
        readout=signed[0] if single else values,
        placement=trace.placement,
        levels=levels(trace, selection),
        title=title,
        subtitle=subtitle,
        quantity=_QUANTITY[site.kind],
        query_label=query_axis.label(selection.query),
        query_cell=cell,
        query_grid=grid,
        uniform=1 / site.key_axis.size if site.kind in (Kind.SELF, Kind.POINTS) else None,
        shares=_shares(trace, selection, chosen),
        provenance=provenance(trace, selection, chosen, _method(trace, selection)),
        points=_points(trace, selection, chosen),
        box=_box(trace, selection) if looks_for_objects(site) else None,
    )


_QUANTITY = {
    Kind.SELF: "attention weight of one patch",
    Kind.CHANNEL: "size of the activation",
    Kind.SPATIAL: "gate of one position",
    Kind.POINTS: "attention weight of one point",
}


def _points(
    trace: Trace, selection: Selection, chosen: list[tuple[int, tuple[int, ...]]]
) -> Marks | None:
    parts = [
        (site, asked(trace, selection, layer), units)
        for layer, units in chosen
        if isinstance(site := trace.sites[layer], PointSite)
    ]
    return marks(parts) if parts else None


def _box(trace: Trace, selection: Selection) -> Box | None:
    """Where the object was found; None for one that is not among the best."""
    return next((one.box for one in trace.objects if one.query == selection.query), None)


def _maps(trace: Trace, layer: int, selection: Selection, units: tuple[int, ...]) -> Array:
    site = trace.sites[layer]
    if isinstance(site, ChannelGate) and selection.side is GateSide.BEFORE:
        return site.ungated(units)
    return site.maps(asked(trace, selection, layer), units)


def _shares(
    trace: Trace, selection: Selection, chosen: list[tuple[int, tuple[int, ...]]]
) -> tuple[tuple[str, float], ...]:
    if selection.reduce == "max":
        return ()  # the largest of several maps is no distribution
    axis = trace.sites[selection.layer].key_axis
    if not isinstance(axis, PatchGrid):
        return ()
    rows = []
    for layer, units in chosen:
        site = trace.sites[layer]
        if site.key_axis != axis:
            return ()  # other tokens have other shares
        query = asked(trace, selection, layer)
        rows.append(site.weights([query])[list(units), 0])  # (units, keys)
    row = np.concatenate(rows).mean(axis=0)  # (keys,)
    parts = sorted(segments(axis), key=lambda one: not one.kind.on_photo)  # the photo first
    return tuple((one.name, float(row[one.start : one.stop].sum())) for one in parts)


def _title(
    trace: Trace, selection: Selection, chosen: list[tuple[int, tuple[int, ...]]]
) -> tuple[str, str]:
    site = trace.sites[selection.layer]
    word = site.kind.layer_word
    unit_word = "channel" if site.kind is Kind.CHANNEL else "head"
    how = "largest" if selection.reduce == "max" else "mean"
    count = sum(len(units) for _, units in chosen)
    layers = [trace.sites[at].layer for at, _ in chosen]
    name = f"{word} {layers[0]}" if len(layers) == 1 else f"{word}s {listing(layers)}"
    if site.kind is Kind.SPATIAL:
        return name, site.name if count == 1 else f"{how} of {count} gates"
    if count == 1 and site.kind is Kind.CHANNEL:
        return f"Channel {chosen[0][1][0]}", f"{word.lower()} {layers[0]}, {site.name}"
    if count == 1:
        return name, f"{unit_word} {chosen[0][1][0]}"
    if site.kind is Kind.POINTS:
        return name, f"points of {count} heads"
    names = [f"{word.lower()} {layer}" for layer in layers]
    return name, combined(trace, selection.reduce, chosen, names, unit_word)


def _method(trace: Trace, selection: Selection) -> str:
    side = "before" if selection.side is GateSide.BEFORE else "after"
    return {
        Kind.CHANNEL: f"activations {side} the channel gate",
        Kind.SPATIAL: "spatial gate",
        Kind.POINTS: "attention weights of points",
    }.get(trace.sites[selection.layer].kind, "attention weights")
