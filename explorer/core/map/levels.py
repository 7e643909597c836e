"""Which values the two ends of the colour bar stand for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, singledispatch

import numpy as np

from explorer.core.map.combine import reduced, stacked
from explorer.core.map.long.region import is_long_run
from explorer.core.map.shown_map import combined, kept, key_groups, shown, shown_groups
from explorer.core.numbers import MINUS, short, tick
from explorer.core.selection import MEAN, Ends, Scale, Selection, asked, expanded
from explorer.core.sites.attention import Array, Attention, ChannelGate, Kind, SpatialGate
from explorer.core.sites.points import PointSite
from explorer.core.sites.token_attention import TokenSite
from explorer.core.trace import Trace

PERCENTILE = 99.7
ROUNDING = 1e-6
"""Of a float32: 0.8 is stored a little larger, and still lies at a ceiling of 0.8."""
DARK = 3.0
"""Times that the scale of all heads may reach beyond the means of layers: further up, these would
be nearly black, and have a scale of their own."""
CHOSEN = "levels set by hand"
CHOSEN_AROUND = "levels set by hand, to both sides of 0"
"""Whose scale it is that the user has set."""
FRAMES = "one scale for all frames"
"""Whose scale it is that an animation through the frames of a film has."""
HELD = 2**22
"""Values that are held at once while the percentile of more is looked for."""
_SAMPLE, _MARGIN = 2048, 3
"""How many values tell roughly where the largest begin, and how many times as many are kept."""
# the nice ends: a quarter of each has at most two digits, so that the ticks between are short
_NICE = (1.0, 1.2, 1.6, 2.0, 2.4, 2.8, 3.2, 3.6, 4.0, 4.8, 6.0, 8.0, 10.0)


@dataclass(frozen=True, slots=True)
class Levels:
    """The two ends of a colour bar.

    Attributes
    ----------
    high: the value at the upper end.
    clipped: whether some value lies above it.
    note: whose scale it is.
    low: the value at the lower end, 0 unless the user has chosen another; −high around 0.
    cut: whether some value lies below it.
    chosen: whether the user has set both ends.
    kept: whether they stay when another model is opened.
    """

    high: float
    clipped: bool
    note: str
    low: float = 0.0
    cut: bool = False
    chosen: bool = False
    kept: bool = False

    @property
    def ends(self) -> Ends:
        """(low, high)."""
        return self.low, self.high

    @property
    def ticks(self) -> tuple[float, ...]:
        """Five values, from end to end."""
        if not self.low:
            return tuple(self.high * quarter / 4 for quarter in range(5))
        return tuple(
            self.low + (self.high - self.low) * quarter / 4 if quarter < 4 else self.high
            for quarter in range(5)
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands at the ticks; those at the ends say so where values lie beyond them."""
        first, *others, last = map(tick, self.ticks)
        first = f"≤ {first}" if self.cut else first
        return (first, *others, f"≥ {last}" if self.clipped else last)

    @property
    def told(self) -> str:
        """Both ends and whose they are, for the file of a picture."""
        note = f", {self.note}" if self.note else ""
        return f"{short(self.low, 6)} to {short(self.high, 6)}{note}"

    def shares(self, values: Array) -> Array:
        """Where values lie between the ends, 0 to 1 and beyond: the same shape."""
        if not self.low:
            return values / self.high
        return (values - self.low) / (self.high - self.low)


def levels_around_zero(values: Iterable[Array], note: str) -> Levels:
    """The levels that suit values of both signs: those of their sizes, to both sides of 0."""
    sizes = levels_of([np.abs(one[np.isfinite(one)]) for one in values], note)
    return replace(sizes, low=-sizes.high, cut=sizes.clipped)


def checked_ends(low: float, high: float) -> Ends:
    """The ends of a scale as the user gives them.

    Raises
    ------
    ValueError
        Numbers between which no scale lies, with a sentence.
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ValueError("The levels must be numbers")
    if low < 0:
        raise ValueError("The levels go from 0 upwards; a contrast has them to both sides of it")
    if not high - low > max(1e-30, 1e-6 * high):
        raise ValueError("The upper level must lie above the lower one")
    return float(low), float(high)


def parsed_ends(text: str) -> Ends:
    """The ends of a scale from ``LO:HI``, as ``0:0.02``; without LO from 0.

    Raises
    ------
    ValueError
        Anything else, with a sentence.
    """
    low, colon, high = text.replace(MINUS, "-").partition(":")
    try:
        ends = float(low.strip() or 0), float(high)
    except ValueError:
        colon = ""
    if not colon:
        raise ValueError(f"Levels are two numbers, as 0:0.02, not {text!r}")
    return checked_ends(*ends)


def chosen_levels(values: Sequence[Array], ends: Ends, kept: bool = False) -> Levels:
    """The levels that the user has set, for a picture of these values; NaN is none of them."""
    low, high = ends
    flat = np.concatenate([one[np.isfinite(one)].ravel() for one in values])
    return Levels(
        high=high,
        clipped=bool(flat.max(initial=low) > high * (1 + ROUNDING)),
        note=CHOSEN,
        low=low,
        cut=bool(flat.min(initial=high) < low * (1 - ROUNDING)),
        chosen=True,
        kept=kept,
    )


def chosen_around_zero(values: Sequence[Array], ends: Ends, kept: bool = False) -> Levels:
    """The levels that the user has set, for values of both signs: the upper end on either side."""
    sizes = chosen_levels([np.abs(one) for one in values], (0.0, ends[1]), kept)
    return replace(sizes, low=-sizes.high, cut=sizes.clipped, note=CHOSEN_AROUND)


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


def nice_ceiling(value: float) -> float:
    """The next rounded number at or above a positive value; 1 for anything else.

    Below 1e-30 a value counts as zero: in float32 nothing can be divided by it.
    """
    if not (math.isfinite(value) and value > 1e-30):
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    for nice in _NICE:
        if nice * power >= value * (1 - ROUNDING):
            return float(f"{nice * power:.6g}")
    return float(f"{10 * power:.6g}")


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


def levels_of(values: Iterable[Array], note: str, count: int = 0) -> Levels:
    """The levels that suit these values together: 0 to a rounded 99.7th percentile.

    `count` as of `percentile_and_largest`.
    """
    percentile, largest = percentile_and_largest(values, count)
    high = nice_ceiling(percentile)
    return Levels(high, largest > high * (1 + ROUNDING), note)


def percentile_and_largest(
    values: Iterable[Array], count: int = 0, held: int = HELD
) -> tuple[float, float]:
    """The 99.7th percentile and the largest of the values of all arrays together.

    Parameters
    ----------
    count
        How many values there are in all, where that is known to be many: of more than `held` the
        largest alone are kept, among which the percentile lies, and no copy of them all.
    """
    parts = iter(values)
    if count <= held:
        flat = np.concatenate([part.ravel() for part in parts])
        if np.isnan(flat.max()):
            return math.nan, math.nan
        count, parts = flat.size, iter((flat,))
    place = PERCENTILE / 100 * (count - 1)
    below = math.floor(place)
    flat = np.empty(0, np.float32)
    for part in parts:
        flat = _largest(np.concatenate([flat, part.ravel()]), count - below)
    ordered = np.sort(flat)
    first, second = float(ordered[0]), float(ordered[min(1, len(ordered) - 1)])
    return first + (second - first) * (place - below), float(ordered[-1])


def _largest(values: Array, count: int) -> Array:
    """The largest values, so many or all that there are, in no order.

    A sample tells below which value none of them lies; so few are left to be put in order.
    """
    if len(values) <= count:
        return values
    sample = np.sort(values[:: max(1, len(values) // _SAMPLE)])
    rank = int(len(sample) * (1 - _MARGIN * count / len(values)))
    if rank > 0:
        candidates = values[values >= sample[rank]]
        if len(candidates) >= count:
            values = candidates
    return np.partition(values, len(values) - count)[-count:]


def layer_word(kind: Kind) -> str:
    """What a layer of this kind of site is called."""
    return "Block" if kind.gates else "Layer"


def _layer_note(trace: Trace, layers: list[int]) -> str:
    kind = trace.sites[layers[0]].kind
    word = layer_word(kind).lower()
    those = f"this {word}" if len(layers) == 1 else f"these {word}s"
    if not kind.gates:
        heads = sum(trace.sites[at].units for at in layers)
        return f"shared by the {heads} heads of {those}" if heads > 1 else f"scale of {those}"
    return f"scale of {those}" + (", same before and after" if kind is Kind.CHANNEL else "")


def _shared_note(sites: Sequence[Attention]) -> str:
    count = sum(site.units for site in sites)
    what = {Kind.CHANNEL: "channels", Kind.SPATIAL: "gates"}.get(sites[0].kind, "heads")
    return f"shared by all {count} {what}" if count > 1 else ""
