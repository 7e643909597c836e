"""What a method says of an input: values over a photo or over tokens, as a map like any other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from explorer.core.checks import Check, overall
from explorer.core.map.caption import Caption, origin
from explorer.core.map.heatmap import Heatmap
from explorer.core.map.levels import (
    Levels,
    chosen_around_zero,
    chosen_levels,
    levels_around_zero,
    levels_of,
)
from explorer.core.map.matrix import resolve_matrix
from explorer.core.map.resolve import Map
from explorer.core.selection import Selection
from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens
from explorer.core.sites.token_attention import TokenMap
from explorer.core.trace import Trace

SCALE = "scale of this map alone"
AROUND = "scale of this map alone, around 0"


@dataclass(frozen=True, eq=False, kw_only=True)
class Attribution:
    """The result of a method on one run, before it is drawn.

    Attributes
    ----------
    method : str
        The id of the method.
    title, subtitle, quantity : str
        What stands around the picture.
    values : Array
        Over a photo (rows, columns) of a grid laid over the model's input; of a text
        (queries, keys).
    target : str
        In words what is explained; "" for a method that explains no single answer.
    row : int
        Of a text the query whose row is looked at first.
    queries, keys : Tokens or None
        Of a text what rows and columns stand for; None over a photo.
    signed : bool
        Whether values below 0 speak against the target.
    contrast : bool
        Whether they speak for a second target, which was taken away from the first.
    checks : tuple of Check
        What was measured while it was made, as that a second pass gives the same output.
    facts : dict
        Names and values that the file of a picture keeps of how it was made.
    """

    method: str
    title: str
    subtitle: str
    quantity: str
    values: Array = field(repr=False)
    target: str = ""
    row: int = 0
    queries: Tokens | None = None
    keys: Tokens | None = None
    signed: bool = False
    contrast: bool = False
    checks: tuple[Check, ...] = ()
    facts: dict[str, str] = field(default_factory=dict, repr=False)


def resolve_attribution(
    trace: Trace, attribution: Attribution, selection: Selection | None = None
) -> Map:
    """Make an attribution a map, over the photo or the tokens of its run.

    Parameters
    ----------
    trace : Trace
        The run that is explained.
    attribution : Attribution
        What the method says.
    selection : Selection or None
        Of it words, special tokens and levels count; of a text the row. What is drawn around 0
        has the upper level to both sides of it.

    Returns
    -------
    Map
        A `Heatmap` whose values are sizes, its readout signed; or a `Matrix`. A contrast, and of a
        text whatever is signed, has its signs and a scale around 0.
    """
    selection = Selection(query=attribution.row) if selection is None else selection
    if attribution.queries is None or attribution.keys is None:
        return _over_photo(trace, attribution, selection)
    site = TokenMap(
        name=attribution.method,
        layer=0,
        checks=(),
        sort=Kind.SELF if attribution.queries == attribution.keys else Kind.CROSS,
        queries=attribution.queries,
        keys=attribution.keys,
        map=frozen(attribution.values[None]),  # (1, queries, keys)
    )
    shown = replace(selection, layer=0, added=frozenset(), scale=None)
    matrix = resolve_matrix(replace(trace, sites=(site,), layers=1, best=0), shown)
    caption = _caption(trace, attribution, selection)
    words = {
        name: getattr(caption, name)
        for name in ("title", "subtitle", "quantity", "uniform", "provenance")
    }
    if attribution.signed:  # one map, which `resolve_matrix` gives the sizes of
        values = np.where(np.isnan(matrix.values), matrix.values, matrix.stack[0])
        levels = _around_zero(values, selection)
        return replace(matrix, values=values, levels=levels, **words)
    levels = matrix.levels if matrix.levels.chosen else levels_of([matrix.values], SCALE)
    return replace(matrix, levels=levels, **words)


def _over_photo(trace: Trace, attribution: Attribution, selection: Selection) -> Heatmap:
    sizes = frozen(np.abs(attribution.values))
    caption = _caption(trace, attribution, selection)
    return Heatmap(
        **vars(caption),
        values=attribution.values if attribution.contrast else sizes,
        readout=attribution.values if attribution.signed else sizes,
        placement=trace.placement,
        query_label=attribution.target,
        query_cell=None,
        query_grid=(0, 0),
        shares=(),
    )


def _around_zero(values: Array, selection: Selection) -> Levels:
    if selection.levels is None:
        return levels_around_zero([values], AROUND)
    return chosen_around_zero([values], selection.levels, selection.kept)


def _caption(trace: Trace, attribution: Attribution, selection: Selection) -> Caption:
    sizes = frozen(np.abs(attribution.values))
    levels = (
        _around_zero(attribution.values, selection)
        if attribution.contrast
        else levels_of([sizes], SCALE)
        if selection.levels is None
        else chosen_levels([sizes], selection.levels, selection.kept)
    )
    verdict = overall((*trace.all_checks(), *attribution.checks))
    return Caption(
        title=attribution.title,
        subtitle=attribution.subtitle,
        quantity=attribution.quantity,
        levels=levels,
        uniform=None,
        provenance={
            **origin(trace),
            "Method": attribution.title,
            "Target": attribution.target or "none",
            **attribution.facts,
            "Verified": verdict.value,
        },
    )
