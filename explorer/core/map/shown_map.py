"""Maps of tokens as they are shown: words merged, special tokens hidden, the rest renormalised.

What a site shows is asked for by every step of the arrow keys, so results that hold for the whole
site are kept with it, for one way of showing at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, cast

import numpy as np

from explorer.core.map.combine import Reduce, reduced
from explorer.core.map.token_groups import Grouping, grouping
from explorer.core.selection import Selection
from explorer.core.sites.arrays import Array, Mask
from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import Tokens
from explorer.core.sites.token_attention import TokenSite

T = TypeVar("T")


def shown_groups(tokens: Tokens, selection: Selection) -> Grouping:
    """The tokens behind each row or column; special tokens too where there is nothing else."""
    return grouping(tokens, selection.words, selection.special)


def key_groups(tokens: Tokens, selection: Selection) -> Grouping:
    """The keys behind each column, without those that the selection leaves out."""
    return grouping(tokens, selection.words, selection.special, selection.without)


def shown(site: TokenSite, selection: Selection, units: Sequence[int] | None = None) -> Array:
    """Maps as they are shown, (units, rows, cols); all heads without `units`.

    Of several tokens in a cell the keys are summed, since a query shares out 1 among them, and the
    queries averaged, since each has 1 to share: w(I, J) = 1/|I| Σ_{i∈I} Σ_{j∈J} w(i, j).
    """
    rows, cols = shown_groups(site.queries, selection), key_groups(site.keys, selection)
    # (units, Q, K) -> (units, R, K) -> (units, R, C)
    maps = cols.summed(rows.summed(site.maps(0, units), axis=1), axis=2)
    if rows.starts is not None:
        maps = maps / rows.sizes
    if selection.renormalised or selection.without:
        totals = maps.sum(axis=-1, keepdims=True)
        maps = np.divide(maps, totals, out=maps.copy(), where=totals > 0)
    return maps


def combined(site: TokenSite, selection: Selection, reduce: Reduce) -> Array:
    """All heads of a site as one map, (rows, cols); worked out once."""
    return kept(site, selection, reduce, lambda: reduced(shown(site, selection), reduce))


def shown_mask(site: TokenSite, selection: Selection) -> Mask | None:
    """(rows, cols), True where any query of the row may look at any key of the column."""
    return kept(site, selection, "mask", lambda: _mask(site, selection))


def kept(site: Attention, selection: Selection, what: object, make: Callable[[], T]) -> T:
    """What `make` gives for a site shown this way; made once, until it is shown another way.

    Window, export and long pictures ask in threads of their own, so that what one of them has
    begun with stays its own when another one shows the site another way meanwhile.
    """
    how = selection.words, selection.special, selection.renormalised, selection.without
    now = site.kept.get("shown")
    if now is None or now[0] != how:
        now = site.kept["shown"] = how, {}
    found = now[1]
    if what not in found:
        found[what] = make()
    return cast(T, found[what])


def _mask(site: TokenSite, selection: Selection) -> Mask | None:
    allowed = site.allowed
    if allowed is None:
        return None
    rows, cols = shown_groups(site.queries, selection), key_groups(site.keys, selection)
    if rows.starts is None and cols.starts is None:
        allowed = allowed if rows.order is None else allowed[rows.order]
        return allowed if cols.order is None else allowed[:, cols.order]
    seen = cols.summed(rows.summed(allowed.astype(np.float32), axis=0), axis=1)
    found: Mask = seen > 0
    return found
