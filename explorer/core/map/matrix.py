"""What one picture of a text shows: a map of words against words, of one head or of several.

Of a long text it shows a region in tiles of so many tokens (`explorer.core.map.region`); words are
not merged there, and no tokens hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.core.attention import Array, Kind, Mask
from explorer.core.axes import Tokens
from explorer.core.cancel import never
from explorer.core.map.combine import quantised, reduced
from explorer.core.map.levels import Levels, chosen_levels, levels_of
from explorer.core.map.long_map import Chosen, Tiles, refined_tiles, small_maps, tiles
from explorer.core.map.matrix_words import method_of, names_of, quantity_of, title_of
from explorer.core.map.region import is_long, whole
from explorer.core.map.softmax_sums import Numbers
from explorer.core.provenance import provenance
from explorer.core.selection import MEAN, Scale, Selection, clamped, expanded
from explorer.core.token_attention import TokenSite
from explorer.core.trace import TextTrace

Group = tuple[int, ...]
"""The numbers of the tokens behind one row or column."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a row or column stands for; `tokens` are the numbers of its tokens."""

    text: str
    special: bool
    tokens: Group


@dataclass(frozen=True, eq=False)
class Matrix:
    """The values of one picture and what they mean.

    values: (rows, cols) float32, never negative, NaN where a query may not look. stack:
    (maps, rows, cols), those of each chosen head before they became one; units: their names.
    row: the number of the row that asks. hidden: share of that row's attention on tokens that are
    not shown. uniform: the value if all tokens were attended alike; None where rows or columns
    differ in what they hold. provenance: text chunks of the PNG.
    Of a long map: asks: the token that asks, whose row, or the tile that it is in, is -1 where it
    is not among these. tile: tokens a side of a tile, (queries, keys); None where the map is not
    long. exact: False for an estimate.
    """

    values: Array
    stack: Array
    units: tuple[str, ...]
    rows: tuple[Label, ...]
    cols: tuple[Label, ...]
    row: int
    kind: Kind
    levels: Levels
    title: str
    subtitle: str
    quantity: str
    hidden: float
    uniform: float | None
    provenance: dict[str, str] = field(repr=False)
    asks: Label | None = None
    tile: tuple[int, int] | None = None
    exact: bool = True

    @property
    def peak(self) -> tuple[int, int]:
        """(row, col) of the largest value of all; (0, 0) where all is masked."""
        known = np.where(np.isnan(self.values), np.float32(-1), self.values)
        row, col = np.unravel_index(int(known.argmax()), known.shape)
        return int(row), int(col)

    @property
    def told(self) -> tuple[int, int]:
        """(row, col) of what is explained before the mouse points at anything: the largest value of
        the row that asks, of all rows where none of them does."""
        values = self.values[self.row]
        if not self.asking or np.isnan(values).all():
            return self.peak
        return self.row % len(self.rows), int(np.nanargmax(values))

    @property
    def asking(self) -> bool:
        """Whether one of the rows is the one that asks."""
        return self.asks is None or self.asks.tokens[0] in self.rows[self.row].tokens

    @property
    def query(self) -> Label:
        """The label of what asks."""
        return self.asks or self.rows[self.row]

    @property
    def tiled(self) -> bool:
        """Whether a value may stand for several tokens of a long text."""
        return self.tile is not None and self.tile != (1, 1)


def resolve_matrix(
    trace: TextTrace, selection: Selection, cancelled: Callable[[], bool] = never
) -> Matrix:
    """The matrix of a selection. Pure: the same trace and selection give the same picture.

    Raises Cancelled, of a long map.
    """
    selection = clamped(trace, selection)
    chosen = list(expanded(trace, selection))
    site = trace.sites[selection.layer]
    if is_long(site):
        region, maps = selection.region or whole(site), chosen_sites(trace, selection)
        found = tiles(maps, region, selection.pool, selection.reduce, cancelled)
        return _of_tiles(trace, selection, found)
    rows, cols = shown_groups(site.queries, selection), shown_groups(site.keys, selection)
    stack = np.concatenate([shown(trace.sites[at], selection, units) for at, units in chosen])
    allowed = shown_mask(site, selection)
    values = reduced(stack, selection.reduce)
    asked = next((at for at, group in enumerate(rows) if selection.query <= group[-1]), -1)
    row = asked % len(rows)
    title, subtitle = title_of(trace, selection, chosen)
    return Matrix(
        values=values if allowed is None else np.where(allowed, values, np.float32(np.nan)),
        stack=stack,
        units=names_of(trace, chosen),
        rows=_labels(site.queries, rows),
        cols=_labels(site.keys, cols),
        row=row,
        kind=site.kind,
        levels=_levels(trace, selection)
        if selection.levels is None
        else chosen_levels([values], selection.levels),
        title=title,
        subtitle=subtitle,
        quantity=quantity_of(selection, len(stack)),
        hidden=_hidden(trace, selection, chosen, rows[row], cols),
        uniform=_uniform(site, selection, cols),
        provenance=provenance(trace, selection, chosen, method_of(selection)),
    )


def row_labels(trace: TextTrace, selection: Selection) -> tuple[Label, ...]:
    """What can ask: the rows of a short map, of a long one every token."""
    site = trace.sites[clamped(trace, selection).layer]
    if is_long(site):
        return _labels(site.queries, site.queries.groups())
    return _labels(site.queries, shown_groups(site.queries, selection))


def refined_matrix(
    trace: TextTrace, selection: Selection, cancelled: Callable[[], bool] = never
) -> Iterator[Matrix]:
    """Of a long map estimates, coarse first, then the matrix of the selection. Raises Cancelled."""
    selection = clamped(trace, selection)
    region = selection.region or whole(trace.sites[selection.layer])
    maps = chosen_sites(trace, selection)
    for found in refined_tiles(maps, region, selection.pool, selection.reduce, cancelled):
        yield _of_tiles(trace, selection, found)


def chosen_sites(trace: TextTrace, selection: Selection) -> Chosen:
    """The sites of a selection, each with its chosen heads."""
    return [(trace.sites[at], units) for at, units in expanded(trace, clamped(trace, selection))]


def with_query(matrix: Matrix, tokens: Tokens, query: int) -> Matrix:
    """The same picture of a long map where another token asks."""
    firsts = [label.tokens[0] for label in matrix.rows]
    row = int(np.searchsorted(firsts, query, side="right")) - 1
    row = row if query <= matrix.rows[row].tokens[-1] else -1
    asks = Label(tokens.text((query,)), query in tokens.special, (query,))
    chunks = matrix.provenance | {"Query": tokens.label(query)}
    return replace(matrix, row=row, asks=asks, provenance=chunks)


def _of_tiles(trace: TextTrace, selection: Selection, found: Tiles) -> Matrix:
    """The picture of a region of long maps."""
    selection = replace(selection, words=False, special=True, renormalised=False)
    chosen = list(expanded(trace, selection))
    site = trace.sites[selection.layer]
    title, subtitle = title_of(trace, selection, chosen)
    names = names_of(trace, chosen)
    single = found.size == (1, 1)
    values = found.values
    if found.allowed is not None:
        values = np.where(found.allowed, values, np.float32(np.nan))
    quantity = quantity_of(selection, len(names))
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
        stack=found.stack,
        units=names if len(found.stack) == len(names) else (subtitle,),
        rows=rows,
        cols=cols,
        row=0,
        kind=site.kind,
        levels=levels_of([found.values], "scale of this picture")
        if selection.levels is None
        else chosen_levels([values], selection.levels),
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


def shown(site: TokenSite, selection: Selection, units: Sequence[int] | None = None) -> Array:
    """Maps as they are shown, (units, rows, cols).

    Of several tokens in a cell the keys are summed, since a query shares out 1 among them, and the
    queries averaged, since each has 1 to share: w(I, J) = 1/|I| Σ_{i∈I} Σ_{j∈J} w(i, j).
    """
    rows, cols = shown_groups(site.queries, selection), shown_groups(site.keys, selection)
    mean = _indicator(rows, site.queries.size)
    mean /= mean.sum(axis=1, keepdims=True)
    # (R, Q) @ (units, Q, K) @ (K, C) -> (units, R, C)
    maps: Array = np.matmul(mean @ site.maps(0, units), _indicator(cols, site.keys.size).T)
    if selection.renormalised:
        totals = maps.sum(axis=-1, keepdims=True)
        np.divide(maps, totals, out=maps, where=totals > 0)
    return maps


def shown_mask(site: TokenSite, selection: Selection) -> Mask | None:
    """(rows, cols), True where any query of the row may look at any key of the column."""
    if site.allowed is None:
        return None
    rows, cols = shown_groups(site.queries, selection), shown_groups(site.keys, selection)
    allowed = site.allowed.astype(np.float32)
    seen = _indicator(rows, site.queries.size) @ allowed @ _indicator(cols, site.keys.size).T
    found: Mask = seen > 0
    return found


Thumbnails = tuple[list[NDArray[np.uint8]], Mask | None]
"""Of one site the maps of its columns (the mean, then each head) as levels 0 to 255, and the mask
of them all."""


def matrix_thumbnails(trace: TextTrace, selection: Selection) -> list[Thumbnails]:
    """The small maps of every site."""
    return [site_thumbnails(trace, selection, at) for at in range(len(trace.sites))]


def site_thumbnails(
    trace: TextTrace, selection: Selection, at: int, cancelled: Callable[[], bool] = never
) -> Thumbnails:
    """The small maps of a site; of a long one estimates, each on its own scale.

    Raises Cancelled, of a long site.
    """
    site = trace.sites[at]
    if is_long(site):
        maps, mask = small_maps(site, selection.pool, cancelled)
        alone = [np.mean(maps, axis=0), *maps] if len(maps) > 1 else maps
        return [quantised(one, levels_of([one], "").high) for one in alone], mask
    whole_maps = shown(site, selection)
    several = len(whole_maps) > 1
    alone = [whole_maps.mean(axis=0), *whole_maps] if several else [whole_maps[0]]
    cells = [MEAN, *range(len(whole_maps))] if several else [MEAN]
    if selection.levels is not None:
        ends = [selection.levels] * len(cells)
    elif text_scale(trace, selection) is Scale.MAP:
        ends = [
            _levels(trace, replace(selection.moved(at, unit), scale=Scale.MAP)).ends
            for unit in cells
        ]
    else:
        ends = [_levels(trace, selection.moved(at, MEAN)).ends] * len(cells)
    thumbs = [quantised(one, high, low) for one, (low, high) in zip(alone, ends, strict=True)]
    return thumbs, shown_mask(site, selection)


def text_scale(trace: TextTrace, selection: Selection) -> Scale:
    """The scale of a selection: shared by all maps unless the user asks for less, since weights of
    texts all reach far; of long texts each picture has its own."""
    if any(map(is_long, trace.sites)):
        return Scale.MAP
    return selection.scale or Scale.SHARED


def shown_groups(tokens: Tokens, selection: Selection) -> tuple[Group, ...]:
    """The tokens behind each row or column; special tokens too where there is nothing else."""
    return tokens.groups(selection.words, selection.special) or tokens.groups(selection.words)


def _indicator(groups: Sequence[Group], size: int) -> Array:
    """(groups, size), 1 where a token belongs to a group."""
    found = np.zeros((len(groups), size), np.float32)
    for row, group in enumerate(groups):
        found[row, list(group)] = 1
    return found


def _labels(tokens: Tokens, groups: Sequence[Group]) -> tuple[Label, ...]:
    return tuple(Label(tokens.text(one), one[0] in tokens.special, one) for one in groups)


def _levels(trace: TextTrace, selection: Selection) -> Levels:
    scale = text_scale(trace, selection)
    if scale is Scale.SHARED:
        return _shared(trace, selection.words, selection.special, selection.renormalised)
    chosen = list(expanded(trace, clamped(trace, selection)))
    if scale is Scale.LAYER:
        values = [shown(trace.sites[at], selection) for at, _ in chosen]
        return levels_of(values, "scale of this layer" if len(chosen) == 1 else "of these layers")
    maps = [shown(trace.sites[at], selection, units) for at, units in chosen]
    return levels_of([reduced(np.concatenate(maps), selection.reduce)], "scale of this map alone")


@lru_cache(maxsize=1)  # asked for by every small map, and again with every step of the arrow keys
def _shared(trace: TextTrace, words: bool, special: bool, renormalised: bool) -> Levels:
    """The levels of all maps of a run together."""
    selection = Selection(words=words, special=special, renormalised=renormalised)
    heads = sum(site.units for site in trace.sites)
    note = f"shared by all {heads} heads" if heads > 1 else ""
    return levels_of([shown(site, selection) for site in trace.sites], note)


def _hidden(
    trace: TextTrace,
    selection: Selection,
    chosen: Sequence[tuple[int, Group]],
    row: Group,
    cols: Sequence[Group],
) -> float:
    if selection.special:
        return 0.0
    seen = [at for group in cols for at in group]
    maps = np.concatenate([trace.sites[at].weights(row)[list(units)] for at, units in chosen])
    return float(np.clip(1 - maps[:, :, seen].sum(axis=-1).mean(), 0, 1))


def _uniform(site: TokenSite, selection: Selection, cols: Sequence[Group]) -> float | None:
    """The value of a column if all tokens were attended alike; None where columns differ."""
    if site.allowed is not None or max(map(len, cols)) > 1:
        return None
    return 1 / (len(cols) if selection.renormalised else site.keys.size)
