"""What is said beside a picture: facts of the map, and one value explained with its numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from explorer.core.map.heatmap import Heatmap
from explorer.core.numbers import percent, short
from explorer.core.placement import Placement
from explorer.core.selection import MEAN, Selection, asked, clamped, expanded
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.sites.patch_maps import PatchAttention, PatchSite
from explorer.core.sites.points import PointSite, marks
from explorer.core.trace import Trace

Facts = tuple[tuple[str, str], ...]
"""(label, value) pairs in the order in which they are read."""


def facts(trace: Trace, selection: Selection, heatmap: Heatmap) -> Facts:
    """Site, shape, peak and what else describes the chosen map.

    Also how much of the photo was seen, where that is not the whole of it alone.
    """
    return (*_map_facts(trace, selection, heatmap), *_seen(trace.placement))


def _seen(placement: Placement) -> Facts:
    width, height = placement.x1 - placement.x0, placement.y1 - placement.y0
    if width > placement.width or height > placement.height:
        return (("Photo seen", "whole, between bars"),)
    if width == placement.width and height == placement.height:
        return ()
    return (("Photo seen", f"{width:.0f} × {height:.0f} px"),)


def _map_facts(trace: Trace, selection: Selection, heatmap: Heatmap) -> Facts:
    selection = clamped(trace, selection)
    site = trace.sites[selection.layer]
    row, col = heatmap.peak
    peak = (f"{short(float(heatmap.values[row, col]))} at {row}, {col}",)
    if isinstance(site, ChannelGate):
        return _gate_facts(site, selection.unit)
    shape = " × ".join(map(str, (site.heads, site.query_axis.size, site.key_axis.size)))
    if isinstance(site, SpatialGate):
        return (
            ("Site", site.name),
            ("Positions", f"{site.grid[0]} × {site.grid[1]}"),
            ("Peak", *peak),
            ("Mean gate", short(float(site.gate.mean()))),
            ("Open gates, > 0.5", f"{int((site.gate > 0.5).sum())} of {site.gate.size}"),
        )
    if isinstance(site, PointSite):
        return _point_facts(site, shape, heatmap, selection.query)
    bits, most = entropy(trace, selection)
    grids: Facts = ()
    if isinstance(site, PatchSite) and site.queries != site.keys:
        grids = (("Queries", site.queries.told), ("Keys", site.keys.told))
    return (
        ("Site", site.name),
        ("Shape", shape),
        *grids,
        ("Peak", *peak),
        ("Entropy", f"{bits:.2f} of {most:.2f} bits"),
    )


def _point_facts(site: PointSite, shape: str, heatmap: Heatmap, query: int) -> Facts:
    """The entropy is the mean of the heads', for each has points of its own."""
    rows = site.weights([query])[:, 0].astype(np.float64)  # (heads, K)
    logs = np.log2(rows, out=np.zeros_like(rows), where=rows > 0)
    bits = float(-(rows * logs).sum(axis=-1).mean())
    return (
        ("Site", site.name),
        ("Shape", shape),
        ("Points", site.points.told),
        ("Strongest", short(float(heatmap.values.max()))),
        ("Beside the picture", percent(site.beside(query))),
        ("Entropy", f"{bits:.2f} of {np.log2(rows.shape[-1]):.2f} bits"),
    )


def _gate_facts(site: ChannelGate, unit: int) -> Facts:
    rest: Facts = (
        ("Feature map", f"{site.grid[1]} × {site.grid[0]}"),
        ("Open gates, > 0.5", f"{int((site.gate > 0.5).sum())} of {site.units}"),
    )
    if unit == MEAN:
        return (("Site", site.name), ("Mean gate", short(float(site.gate.mean()))), *rest)
    gate = f"{short(float(site.gate[unit]))}, rank {rank(site, unit)} of {site.units}"
    return (("Site", site.name), ("Gate", gate), *rest)


def rank(site: ChannelGate, unit: int) -> int:
    """1 for the most open channel."""
    return 1 + int((site.gate > site.gate[unit]).sum())


def entropy(trace: Trace, selection: Selection) -> tuple[float, float]:
    """Shannon entropy of the averaged attention over all keys, and its maximum, in bits.

    Layers whose keys are another grid than the current one's are left out.
    """
    rows = []
    for layer, units in _alike(trace, selection):
        query = asked(trace, selection, layer)
        rows.append(trace.sites[layer].weights([query])[list(units), 0])
    row = np.concatenate(rows).mean(axis=0, dtype=np.float64)  # (keys,)
    positive = row[row > 0]
    return float(-(positive * np.log2(positive)).sum()), float(np.log2(len(row)))


def _alike(trace: Trace, selection: Selection) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The chosen layers whose keys are those of the current one."""
    axis = trace.sites[selection.layer].key_axis
    return (one for one in expanded(trace, selection) if trace.sites[one[0]].key_axis == axis)


def explain(trace: Trace, selection: Selection, cell: tuple[int, int]) -> Facts:
    """One value of the picture step by step; `cell` is (row, col) of the heatmap."""
    selection = clamped(trace, selection)
    site = trace.sites[selection.layer]
    if isinstance(site, PatchSite):
        finest = max((trace.sites[at].grid for at, _ in expanded(trace, selection)), key=math.prod)
        row, col = (
            at * own // whole for at, own, whole in zip(cell, site.grid, finest, strict=True)
        )
        return _explain_attention(trace, selection, (row, col))
    if isinstance(site, PointSite):
        return _explain_point(trace, selection, site, cell)
    if isinstance(site, ChannelGate):
        return _explain_channel(site, selection.unit)
    return _explain_position(site, cell) if isinstance(site, SpatialGate) else ()


def _explain_point(
    trace: Trace, selection: Selection, site: PointSite, cell: tuple[int, int]
) -> Facts:
    """The strongest of the shown points in a cell."""
    units = dict(expanded(trace, selection))[selection.layer]
    found = marks([(site, selection.query, units)])
    at = found.strongest(cell, site.grid)
    label = site.queries.label(selection.query)
    if at is None:
        return (("", f"{label} → no point here"),)
    x, y = found.places[at]
    return (
        ("", f"{label} → {site.points.label(int(found.keys[at]))}"),
        ("head", str(found.heads[at])),
        ("from the left", percent(float(x))),
        ("from the top", percent(float(y))),
        ("softmax", short(float(found.weights[at]))),
    )


def _explain_position(site: SpatialGate, cell: tuple[int, int]) -> Facts:
    row, col = (min(at, size - 1) for at, size in zip(cell, site.grid, strict=True))
    return (
        ("", f"position {row}, {col}"),
        ("logit", short(float(site.logits[row, col]))),
        ("sigmoid", short(float(site.gate[row, col]))),
        ("mean of the map", short(float(site.gate.mean()))),
    )


def _explain_attention(trace: Trace, selection: Selection, cell: tuple[int, int]) -> Facts:
    """Explain a weight: softmax(q·k / √d) of the strongest chosen head, then the mean of all.

    The weight alone where q and k are not all that makes it. Vaswani et al. 2017, eq. 1.
    """
    found: list[tuple[float, PatchSite, int]] = []  # (weight, its site, head)
    for layer, units in _alike(trace, selection):
        site = trace.sites[layer]
        if isinstance(site, PatchSite):
            query = asked(trace, selection, layer)
            weights = site.weights([query])[:, 0, site.keys.index(*cell)]  # (heads,)
            found += [(float(weights[head]), site, head) for head in units]
    weight, site, head = max(found, key=lambda one: one[0])
    key, query = site.keys.index(*cell), asked(trace, selection, site.layer)
    where = f"{head} of layer {site.layer}" if len({id(one) for _, one, _ in found}) > 1 else head
    steps = [
        ("", f"{site.queries.label(query)} → {site.keys.label(key)}"),
        ("strongest head" if len(found) > 1 else "head", str(where)),
    ]
    if isinstance(site, PatchAttention):
        product = float(site.query[head, query] @ site.key[head, key])
        steps += [
            ("q·k", short(product)),
            (f"÷ √{site.query.shape[-1]}", short(product * site.scale)),
        ]
    steps.append(("softmax", short(weight)))
    if len(found) > 1 and selection.reduce == "mean":
        steps.append(("mean of heads", short(sum(one for one, _, _ in found) / len(found))))
    return tuple(steps)


def _explain_channel(site: ChannelGate, unit: int) -> Facts:
    """Squeeze, excitation, sigmoid of one channel (Hu et al. 2018, eq. 2 and 3)."""
    if unit == MEAN:
        return (
            ("", f"{site.units} channels"),
            ("mean gate", short(float(site.gate.mean()))),
            ("most open", f"channel {int(site.gate.argmax())}"),
            ("most closed", f"channel {int(site.gate.argmin())}"),
        )
    return (
        ("", f"channel {unit}"),
        ("mean of map", short(float(site.features[unit].mean()))),
        ("logit", short(float(site.logits[unit]))),
        ("sigmoid", short(float(site.gate[unit]))),
        ("rank", f"{rank(site, unit)} of {site.units}"),
    )
