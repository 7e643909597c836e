"""The row of one query of a long map: the passage of the text around it, and where it peaks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.core.map.levels import Levels, chosen_levels, levels_of
from explorer.core.map.long.region import Region, Span
from explorer.core.map.matrix import Matrix
from explorer.core.map.token_groups import Label
from explorer.core.sites.arrays import Array, Mask
from explorer.core.sites.axes import Tokens
from explorer.core.sites.token_attention import TokenAttention, TokenMap, TokenSite

PASSAGE = 240
"""Tokens of a passage: what can be read at a time."""


def around(centre: int, end: int, length: int = PASSAGE) -> Span:
    """Tokens around one of them, as far as the text of `end` tokens goes."""
    first = min(max(centre - length // 2, 0), max(end - length, 0))
    return first, min(first + length, end)


def passage(line: Array, region: Region) -> Span:
    """The keys to read: those around a region that has few, else those around its largest weight.

    line: the whole row, (keys,).
    """
    first, end = region.cols
    if end - first <= PASSAGE:
        return around((first + end) // 2, len(line))
    strongest = first + int(line[first:end].argmax())
    low, high = around(strongest - first, end - first)
    return first + low, first + high


def row_matrix(matrix: Matrix, site: TokenSite, query: int, line: Array, cols: Span) -> Matrix:
    """The row of a query among some keys, as a matrix that the views of short texts show.

    matrix: any picture of the long map, for its words. line: the row itself, (keys,). Where
    queries and keys are the same tokens, so are rows and columns; every row holds the same values,
    those of the one that asks, and where that is not among them it is one more, the last.
    """
    seen = _seen(site, query)
    shown = line if seen is None else np.where(seen[0], line, np.float32(np.nan))
    own = site.queries == site.keys
    rows = cols if own else around(query, site.queries.size)
    part = shown[cols[0] : cols[1]]
    among = rows[0] <= query < rows[1]
    labels = _labels(site.queries, rows)
    if not among:
        labels += _labels(site.queries, (query, query + 1))
    values = np.broadcast_to(part, (len(labels), len(part)))
    return replace(
        matrix,
        values=values,
        maps=values[None],
        units=(matrix.subtitle,),
        rows=labels,
        cols=_labels(site.keys, cols),
        row=query - rows[0] if among else -1,
        levels=_levels(matrix, line[cols[0] : cols[1]]),
        quantity=_quantity(site, line),
        tile=(1, 1),
        exact=True,
    )


def _quantity(site: TokenSite, line: Array) -> str:
    if not site.rest:
        return "attention weight, the row sums to 1"
    share = float(np.nansum(line))
    return f"attention weight, the row sums to {share:.2f}, the rest goes to {site.rest}"


def peaks(line: Array, span: Span, most: int) -> list[int]:
    """The keys of a span with the largest weights, largest first; none that gets nothing."""
    part = line[span[0] : span[1]]
    most = min(most, len(part))
    best = np.argpartition(-part, most - 1)[:most]
    ordered = best[np.argsort(-part[best], kind="stable")]
    return [span[0] + int(at) for at in ordered if part[at] > 0]


def _levels(matrix: Matrix, part: Array) -> Levels:
    """The user's, where the picture of the map has them."""
    if matrix.levels.chosen:
        return chosen_levels([part], matrix.levels.ends, matrix.levels.kept)
    return levels_of([part], "scale of this passage")


def _seen(site: TokenSite, query: int) -> Mask | None:
    """(1, keys), where a query may look; None for everywhere."""
    if isinstance(site, TokenAttention):
        return site.seen([query])
    if isinstance(site, TokenMap) and site.mask is not None:
        return site.mask[query : query + 1]
    return None


def _labels(tokens: Tokens, span: Span) -> tuple[Label, ...]:
    return tuple(Label(tokens.text((at,)), at in tokens.special, (at,)) for at in range(*span))
