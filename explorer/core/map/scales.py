"""Which maps of a run share their levels: the scale of a selection, and its levels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, singledispatch

import numpy as np

from explorer.core.map.combine import reduced, stacked
from explorer.core.map.levels import Levels, chosen_levels, levels_of
from explorer.core.map.long.region import is_long_run
from explorer.core.map.shown_map import combined, kept, key_groups, shown, shown_groups
from explorer.core.numbers import ROUNDING
from explorer.core.selection import MEAN, Ends, Scale, Selection, asked, expanded
from explorer.core.sites.arrays import Array
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.sites.points import PointSite
from explorer.core.sites.token_attention import TokenSite
from explorer.core.trace import Trace

DARK = 3.0
"""Times that the scale of all heads may reach beyond the means of layers: further up, these would
be nearly black, and have a scale of their own."""
FRAMES = "one scale for all frames"
"""Whose scale it is that an animation through the frames of a film has."""


def scale_of(trace: Trace, selection: Selection) -> Scale:
    """The scale of a selection: the user's, else that of its kind of map.

    Of long texts each picture has its own: all maps at once would take gigabytes.
    """
    if is_long_run(trace):
        return Scale.MAP
    return selection.scale or first_scale(trace.sites[min(selection.layer, len(trace.sites) - 1)])


@singledispatch
def first_scale(site: Attention) -> Scale:
    """One scale for the maps of a layer, so that its heads compare.

    Sharpness differs too much between layers: a few peaked heads would leave every other layer
    dark. Gates all lie in [0, 1], and weights of texts all reach far: these share one scale.
    """
    return Scale.LAYER


@first_scale.register(SpatialGate)
@first_scale.register(TokenSite)
def _(site: Attention) -> Scale:
    return Scale.SHARED


@singledispatch
def coloured(
    site: Attention, selection: Selection, query: int, units: Sequence[int] | None = None
) -> Array:
    """What is coloured of a site: (units, rows, cols), never negative; all units when None.

    Activations are signed; their size is what a gate scales, so channel gates show |x|, and before
    the gate, since both sides share one scale. Of points every one counts, and no cell without any:
    (units, 1, points). Of tokens the rows and columns as they are shown.
    """
    return site.maps(query, units)


@coloured.register
def _(
    site: ChannelGate, selection: Selection, query: int, units: Sequence[int] | None = None
) -> Array:
    return np.abs(site.ungated(units))


@coloured.register
def _(
    site: PointSite, selection: Selection, query: int, units: Sequence[int] | None = None
) -> Array:
    return site.weights([query])[slice(None) if units is None else list(units)]


@coloured.register
def _(
    site: TokenSite, selection: Selection, query: int, units: Sequence[int] | None = None
) -> Array:
    return shown(site, selection, units)


@singledispatch
def _count(site: Attention, selection: Selection) -> int:
    """How many values `coloured` gives for all units of a site."""
    return site.units * math.prod(site.grid)


@_count.register
def _(site: PointSite, selection: Selection) -> int:
    return site.units * site.key_axis.size


@_count.register
def _(site: TokenSite, selection: Selection) -> int:
    rows, cols = shown_groups(site.queries, selection), key_groups(site.keys, selection)
    return site.units * len(rows.groups) * len(cols.groups)


def levels(trace: Trace, selection: Selection, values: Array | None = None) -> Levels:
    """The levels of a selection: those that the user has set, else by its scale.

    Parameters
    ----------
    values
        The map of the selection, where it was worked out already.
    """
    if selection.levels is not None:
        sides = [_of_map(trace, selection) if values is None else values]
        if trace.sites[selection.layer].kind is Kind.CHANNEL:  # after the gate too
            cells = expanded(trace, selection)
            maps = [trace.sites[at].maps(selection.query, units) for at, units in cells]
            sides.append(reduced(stacked(maps), selection.reduce))
        found = chosen_levels(sides, selection.levels, selection.kept)
        return replace(found, note=FRAMES) if selection.of_frames else found
    scale = scale_of(trace, selection)
    if scale is Scale.SHARED:
        found = shared_levels(trace, selection, trace.sites[selection.layer].kind.quantity)
        means = _of_means(trace, selection)
        return means if means is not None and DARK * means.high <= found.high else found
    if scale is Scale.LAYER:
        return _of_layers(trace, selection, [at for at, _ in expanded(trace, selection)])
    values = _of_map(trace, selection) if values is None else values
    return levels_of([values], "scale of this map alone")


def ends_of_maps(trace: Trace, selection: Selection, units: Sequence[int]) -> list[Ends]:
    """The ends of the maps of units of the selection's layer, each on a scale of its own.

    As `levels` of each by itself, but all maps are worked out once.
    """
    site = trace.sites[selection.layer]
    every = coloured(site, selection, _query(trace, selection, selection.layer))
    found = []
    for unit in units:
        maps = every if unit == MEAN else every[[unit]]
        values = maps if isinstance(site, PointSite) else reduced(maps, selection.reduce)
        found.append(levels_of([values], "").ends)
    return found


def _of_means(trace: Trace, selection: Selection) -> Levels | None:
    """The levels of the mean maps of all layers of a text, which are the first that are seen.

    None where the selection is no mean of all heads of a layer, or the user has chosen a scale.
    """
    site = trace.sites[selection.layer]
    alone = selection.unit == MEAN and not selection.added and selection.reduce == "mean"
    if selection.scale is not None or not alone or not site.tokens_a_side:
        return None
    if site.units == 1:
        return None
    how = selection.words, selection.special, selection.renormalised, selection.without
    return _means(trace, *how)


@lru_cache(maxsize=1)
def _means(
    trace: Trace, words: bool, special: bool, renormalised: bool, without: frozenset[int]
) -> Levels | None:
    """As `_of_means`, without the columns on which most of the weight lies in many models.

    Those are the special tokens, and the first token where queries look back alone.
    """
    selection = Selection(words=words, special=special, renormalised=renormalised, without=without)
    sites = [trace.token_site(at) for at, site in enumerate(trace.sites) if site.tokens_a_side]
    maps = [combined(site, selection, "mean") for site in sites]
    parts = []
    for site, values in zip(sites, maps, strict=True):
        labels = key_groups(site.keys, selection).labels
        plain = [not one.special for one in labels]
        plain[0] &= site.kind is not Kind.MASKED
        parts.append(values[:, plain].ravel())
    if not sum(one.size for one in parts):
        return None
    note = f"shared by the means of all {len(sites)} layers, special and first tokens left aside"
    found = levels_of(parts, note)
    largest = max(float(one.max()) for one in maps)
    return replace(found, clipped=largest > found.high * (1 + ROUNDING))


def shared_levels(trace: Trace, selection: Selection, quantity: str) -> Levels:
    """The levels of all maps of a run whose values are of one quantity (`Kind.quantity`)."""
    queries: tuple[int, ...] = ()
    if not trace.tokens_alone:
        queries = tuple(_query(trace, selection, at) for at in range(len(trace.sites)))
    how = selection.words, selection.special, selection.renormalised, selection.without
    return _shared(trace, queries, *how)[quantity]


def _query(trace: Trace, selection: Selection, at: int) -> int:
    """Whose picture a site shows."""
    return trace.sites[at].whose(asked(trace, selection, at))


@lru_cache(maxsize=1)  # asked for by every small map, and again with every step of the arrow keys
def _shared(
    trace: Trace,
    queries: tuple[int, ...],
    words: bool,
    special: bool,
    renormalised: bool,
    without: frozenset[int],
) -> dict[str, Levels]:
    """The levels of all maps of a run together, of each quantity that there is."""
    selection = Selection(words=words, special=special, renormalised=renormalised, without=without)
    found: dict[str, Levels] = {}
    for quantity in dict.fromkeys(site.kind.quantity for site in trace.sites):
        alike = [at for at, one in enumerate(trace.sites) if one.kind.quantity == quantity]
        sites = [trace.sites[at] for at in alike]
        every = (
            coloured(trace.sites[at], selection, queries[at] if queries else 0) for at in alike
        )
        count = sum(_count(site, selection) for site in sites)
        found[quantity] = levels_of(every, _shared_note(sites), count)
    return found


def _of_layers(trace: Trace, selection: Selection, layers: list[int]) -> Levels:
    """The levels of all maps of some layers together; of a single one they are kept."""
    queries = [_query(trace, selection, at) for at in layers]

    def found() -> Levels:
        maps = [
            coloured(trace.sites[at], selection, query)
            for at, query in zip(layers, queries, strict=True)
        ]
        return levels_of(maps, _layer_note(trace, layers))

    if len(layers) > 1:
        return found()
    return kept(trace.sites[layers[0]], selection, (Scale.LAYER, *queries), found)


def _of_map(trace: Trace, selection: Selection) -> Array:
    """The values that one picture shows."""
    maps = [
        coloured(trace.sites[at], selection, _query(trace, selection, at), units)
        for at, units in expanded(trace, selection)
    ]
    if isinstance(trace.sites[selection.layer], PointSite):
        return np.concatenate([one.ravel() for one in maps])
    return reduced(stacked(maps), selection.reduce)


def _layer_note(trace: Trace, layers: list[int]) -> str:
    kind = trace.sites[layers[0]].kind
    word = kind.layer_word.lower()
    those = f"this {word}" if len(layers) == 1 else f"these {word}s"
    if not kind.gates:
        heads = sum(trace.sites[at].units for at in layers)
        return f"shared by the {heads} heads of {those}" if heads > 1 else f"scale of {those}"
    return f"scale of {those}" + (", same before and after" if kind is Kind.CHANNEL else "")


def _shared_note(sites: Sequence[Attention]) -> str:
    count = sum(site.units for site in sites)
    what = {Kind.CHANNEL: "channels", Kind.SPATIAL: "gates"}.get(sites[0].kind, "heads")
    return f"shared by all {count} {what}" if count > 1 else ""
