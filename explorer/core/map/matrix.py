"""What one picture of a text shows: a map of words against words, of one head or of several.

Of a long text it shows a region in tiles of so many tokens (`explorer.core.map.long.region`);
words are not merged there, and no tokens hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.core.cancel import never
from explorer.core.map.caption import Caption, provenance
from explorer.core.map.combine import quantised, reduced
from explorer.core.map.levels import chosen_levels, levels_of
from explorer.core.map.long.long_map import Chosen, Tiles, refined_tiles, small_maps, tiles
from explorer.core.map.long.region import is_long, whole
from explorer.core.map.long.softmax_sums import Numbers
from explorer.core.map.matrix_words import left_out, method_of, names_of, quantity_of, title_of
from explorer.core.map.scales import levels, scale_of
from explorer.core.map.shown_map import combined, kept, key_groups, shown, shown_groups, shown_mask
from explorer.core.map.token_groups import Group, Grouping, Label, grouping
from explorer.core.selection import MEAN, Scale, Selection, clamped, expanded
from explorer.core.sites.arrays import Array, Mask
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens
from explorer.core.sites.token_attention import TokenSite
from explorer.core.trace import Trace

MASKED = "\N{CIRCLED DIVISION SLASH}"
"""Stands before a token that was masked."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Matrix(Caption):
    """A map of tokens against tokens.

    Attributes
    ----------
    values
        (rows, cols) float32, never negative, NaN where a query may not look.
    maps
        (maps, rows, cols), those of each chosen head before they became one, or what works them
        out when `stack` is first asked for.
    units
        The names of those heads.
    row
        The number of the row that asks.
    hidden
        Share of that row's attention on tokens that are not shown.
    query_label
        Of a long map the token that asks, whose row, or the tile that it is in, is -1 where it is
        not among these.
    tile
        Of a long map the tokens a side of a tile, (queries, keys); None where it is not long.
    exact
        False for an estimate.
    """

    values: Array
    maps: Array | Callable[[], Array] = field(repr=False)
    units: tuple[str, ...]
    rows: tuple[Label, ...]
    cols: tuple[Label, ...]
    row: int
    kind: Kind
    hidden: float
    query_label: Label | None = None
    tile: tuple[int, int] | None = None
    exact: bool = True

    @cached_property
    def stack(self) -> Array:
        """The maps of each chosen head before they became one, (maps, rows, cols)."""
        return self.maps() if callable(self.maps) else self.maps

    @property
    def peak(self) -> tuple[int, int]:
        """(row, col) of the largest value of all; (0, 0) where all is masked."""
        known = np.where(np.isnan(self.values), np.float32(-1), self.values)
        row, col = np.unravel_index(int(known.argmax()), known.shape)
        return int(row), int(col)

    @property
    def highlighted_cell(self) -> tuple[int, int]:
        """(row, col) of what is explained before the mouse points at anything.

        It is the largest value of the row that asks, of all rows where none of them does.
        """
        values = self.values[self.row]
        if not self.query_visible or np.isnan(values).all():
            return self.peak
        return self.row % len(self.rows), int(np.nanargmax(values))

    @property
    def query_visible(self) -> bool:
        """Whether one of the rows is the one that asks."""
        return self.query_label is None or self.query_label.tokens[0] in self.rows[self.row].tokens

    @property
    def query(self) -> Label:
        """The label of what asks."""
        return self.query_label or self.rows[self.row]

    @property
    def tiled(self) -> bool:
        """Whether a value may stand for several tokens of a long text."""
        return self.tile is not None and self.tile != (1, 1)


def resolve_matrix(
    trace: Trace, selection: Selection, cancelled: Callable[[], bool] = never
) -> Matrix:
    """The matrix of a selection. Pure: the same trace and selection give the same picture.

    Raises Cancelled, of a long map.
    """
    selection = clamped(trace, selection)
    chosen = list(expanded(trace, selection))
    site = trace.token_site(selection.layer)
    if is_long(site):
        region, maps = selection.region or whole(site), chosen_sites(trace, selection)
        found = tiles(maps, region, selection.pool, selection.reduce, cancelled)
        return _of_tiles(trace, selection, found)
    rows, cols = shown_groups(site.queries, selection), key_groups(site.keys, selection)
    stack, values = _maps(trace, selection, chosen)
    allowed = shown_mask(site, selection)
    asked = next((at for at, one in enumerate(rows.groups) if selection.query <= one[-1]), -1)
    row = asked % len(rows.groups)
    title, subtitle = title_of(trace, selection, chosen)
    names = names_of(trace, chosen)
    return Matrix(
        values=values if allowed is None else np.where(allowed, values, np.float32(np.nan)),
        maps=stack,
        units=names,
        rows=_marked(rows.labels, trace, trace.asks_itself(selection.layer)),
        cols=_marked(cols.labels, trace, not (trace.paired and site.part == "decoder")),
        row=row,
        kind=site.kind,
        levels=levels(trace, selection, values),
        title=title,
        subtitle=subtitle,
        quantity=quantity_of(
            selection, len(names), *_rest(site, values, row), left_out(site.keys, selection)
        ),
        hidden=_hidden(trace, selection, chosen, rows.groups[row], cols),
        uniform=_uniform(site, selection, cols),
        provenance=provenance(trace, selection, chosen, method_of(selection))
        | ({"Without": said} if (said := left_out(site.keys, selection)) else {}),
    )


def _maps(
    trace: Trace, selection: Selection, chosen: Sequence[tuple[int, Group]]
) -> tuple[Array | Callable[[], Array], Array]:
    """The maps of the chosen heads, or what works them out, and all of them as one."""

    def stack() -> Array:
        return np.concatenate(
            [shown(trace.token_site(at), selection, units) for at, units in chosen]
        )

    (at, units), *others = chosen
    site = trace.token_site(at)
    if not others and 1 < site.units == len(units):  # one picture stands for them all
        return stack, combined(site, selection, selection.reduce)
    maps = stack()
    return maps, reduced(maps, selection.reduce)


def _marked(labels: tuple[Label, ...], trace: Trace, read: bool) -> tuple[Label, ...]:
    """The labels of tokens of the text that is read, with a sign before those that were masked."""
    masked = {one for one in trace.mute.masked if isinstance(one, int)}
    if not masked or not read:
        return labels
    return tuple(
        replace(one, text=f"{MASKED} {one.text}") if masked.issuperset(one.tokens) else one
        for one in labels
    )


def row_labels(trace: Trace, selection: Selection) -> tuple[Label, ...]:
    """What can ask: the rows of a short map, of a long one every token."""
    site = trace.token_site(clamped(trace, selection).layer)
    if is_long(site):
        return grouping(site.queries, words=False, special=True).labels
    return shown_groups(site.queries, selection).labels


def refined_matrix(
    trace: Trace, selection: Selection, cancelled: Callable[[], bool] = never
) -> Iterator[Matrix]:
    """Of a long map estimates, coarse first, then the matrix of the selection. Raises Cancelled."""
    selection = clamped(trace, selection)
    region = selection.region or whole(trace.token_site(selection.layer))
    maps = chosen_sites(trace, selection)
    for found in refined_tiles(maps, region, selection.pool, selection.reduce, cancelled):
        yield _of_tiles(trace, selection, found)


def chosen_sites(trace: Trace, selection: Selection) -> Chosen:
    """The sites of a selection, each with its chosen heads."""
    return [
        (trace.token_site(at), units) for at, units in expanded(trace, clamped(trace, selection))
    ]


def with_query(matrix: Matrix, tokens: Tokens, query: int) -> Matrix:
    """The same picture of a long map where another token asks."""
    firsts = [label.tokens[0] for label in matrix.rows]
    row = int(np.searchsorted(firsts, query, side="right")) - 1
    row = row if query <= matrix.rows[row].tokens[-1] else -1
    asks = Label(tokens.text((query,)), query in tokens.special, (query,))
    chunks = matrix.provenance | {"Query": tokens.label(query)}
    return replace(matrix, row=row, query_label=asks, provenance=chunks)


def _rest(site: TokenSite, values: Array, row: int) -> tuple[str, float]:
    """What the rest of a row lies on, and the share of it in the row that asks."""
    return site.rest, max(0.0, 1.0 - float(np.nansum(values[row]))) if site.rest else 0.0


def _of_tiles(trace: Trace, selection: Selection, found: Tiles) -> Matrix:
    """The picture of a region of long maps."""
    selection = replace(
        selection, words=False, special=True, renormalised=False, without=frozenset()
    )
    chosen = list(expanded(trace, selection))
    site = trace.token_site(selection.layer)
    title, subtitle = title_of(trace, selection, chosen)
    names = names_of(trace, chosen)
    single = found.size == (1, 1)
    values = found.values
    if found.allowed is not None:
        values = np.where(found.allowed, values, np.float32(np.nan))
    quantity = quantity_of(selection, len(names))
    if single and site.rest:
        quantity = f"attention weight, each row sums to at most 1, the rest goes to {site.rest}"
    if not single:
        how = "largest" if selection.pool == "max" else "mean"
        quantity = f"{how} attention weight of {found.size[0]} × {found.size[1]} tokens"
    said = "attention weights" if single else quantity
    method = said if found.exact else f"{said}, estimated"
    alike = found.allowed is None and (single or selection.pool == "mean")
    rows, cols = _tile_labels(site.queries, found.rows), _tile_labels(site.keys, found.cols)
    spans = (
        f"{what} {edges[0]}–{edges[-1] - 1}"
        for what, edges in (("queries", found.rows), ("keys", found.cols))
    )
    matrix = Matrix(
        values=values,
        maps=found.stack,
        units=names if len(found.stack) == len(names) else (subtitle,),
        rows=rows,
        cols=cols,
        row=0,
        kind=site.kind,
        levels=levels_of([found.values], "scale of this picture")
        if selection.levels is None
        else chosen_levels([values], selection.levels, selection.kept),
        title=title,
        subtitle=subtitle,
        quantity=quantity,
        hidden=0.0,
        uniform=1 / site.keys.size if alike else None,
        provenance=provenance(trace, selection, chosen, method) | {"Region": ", ".join(spans)},
        tile=found.size,
        exact=found.exact,
    )
    return with_query(matrix, site.queries, selection.query)


def _tile_labels(tokens: Tokens, edges: Numbers) -> tuple[Label, ...]:
    """What tiles are called: a token by itself, more of them by their numbers."""
    found = []
    for first, end in pairwise(edges.tolist()):
        alone = end - first == 1
        text = tokens.text((first,)) if alone else f"{first:,}–{end - 1:,}"
        special = alone and first in tokens.special
        found.append(Label(text, special, tuple(range(first, end))))
    return tuple(found)


Thumbnails = tuple[list[NDArray[np.uint8]], Mask | None]
"""Of one site the maps of its columns (the mean, then each head) as levels 0 to 255, and the mask
of them all."""


def matrix_thumbnails(trace: Trace, selection: Selection) -> list[Thumbnails]:
    """The small maps of every site."""
    return [site_thumbnails(trace, selection, at) for at in range(len(trace.sites))]


def site_thumbnails(
    trace: Trace, selection: Selection, at: int, cancelled: Callable[[], bool] = never
) -> Thumbnails:
    """The small maps of a site; of a long one estimates, each on its own scale.

    Raises Cancelled, of a long site.
    """
    site = trace.token_site(at)
    if is_long(site):
        maps, mask = small_maps(site, selection.pool, cancelled)
        alone = [np.mean(maps, axis=0), *maps] if len(maps) > 1 else maps
        return [quantised(one, levels_of([one], "").high) for one in alone], mask
    several = site.units > 1
    cells = [MEAN, *range(site.units)] if several else [MEAN]
    if selection.levels is not None:
        ends = (selection.levels,) * len(cells)
    elif scale_of(trace, selection) is Scale.MAP:
        each = [replace(selection.moved(at, unit), scale=Scale.MAP) for unit in cells]
        ends = tuple(levels(trace, one).ends for one in each)
    else:
        # the mean may have a scale of its own
        both = [levels(trace, selection.moved(at, unit)).ends for unit in cells[:2]]
        ends = (both[0], *both[1:] * (len(cells) - 1))

    def small() -> list[NDArray[np.uint8]]:
        maps = shown(site, selection)
        pictures = [combined(site, selection, "mean"), *maps] if several else [maps[0]]
        found = [quantised(one, high, low) for one, (low, high) in zip(pictures, ends, strict=True)]
        for one in found:
            one.flags.writeable = False  # so that who shows them knows them again
        return found

    return kept(site, selection, ("small", ends), small), shown_mask(site, selection)


def _hidden(
    trace: Trace,
    selection: Selection,
    chosen: Sequence[tuple[int, Group]],
    row: Group,
    cols: Grouping,
) -> float:
    if selection.special and not selection.without:
        return 0.0
    seen = [at for group in cols.groups for at in group]
    maps = np.concatenate([trace.token_site(at).weights(row)[list(units)] for at, units in chosen])
    return float(np.clip(1 - maps[:, :, seen].sum(axis=-1).mean(), 0, 1))


def _uniform(site: TokenSite, selection: Selection, cols: Grouping) -> float | None:
    """The value of a column if all tokens were attended alike; None where columns differ."""
    if site.allowed is not None or cols.starts is not None:
        return None
    renormalised = selection.renormalised or selection.without
    return 1 / (len(cols.groups) if renormalised else site.keys.size)
