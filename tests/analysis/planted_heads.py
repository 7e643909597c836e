"""Sites whose heads look where they are made to look."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.analysis.head_table import Statistic
from explorer.core.sites.arrays import frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens
from explorer.core.sites.token_attention import TokenAttention, TokenMap
from tests.core.text_traces import long_site


def with_mask(site: TokenAttention, hidden: int) -> TokenAttention:
    """The same site whose query of a number may look nowhere."""
    mask = np.ones((site.query_axis.size, site.key_axis.size), bool)
    mask[hidden] = False
    return replace(site, mask=mask)


def looking_at(offset: int | None, size: int = 12) -> TokenMap:
    """One head that looks so many tokens further, None for the first token, as far as it can."""
    axis = Tokens(tuple(f"t{at}" for at in range(size)), tuple(range(size)))
    weights = np.full((1, size, size), 0.01 / (size - 1))
    for query in range(size):
        key = 0 if offset is None else min(max(query + offset, 0), size - 1)
        weights[0, query, key] = 0.99
    site = long_site(size, mask=None)
    return TokenMap(
        name=site.name,
        layer=0,
        checks=site.checks,
        sort=Kind.SELF,
        queries=axis,
        keys=axis,
        map=frozen(weights),
    )


HEADS = {
    "previous": (looking_at(-1), Statistic.PREVIOUS),
    "next": (looking_at(1), Statistic.NEXT),
    "itself": (looking_at(0), Statistic.DIAGONAL),
    "first": (looking_at(None), Statistic.FIRST),
}
