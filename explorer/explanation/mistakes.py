"""Common mistakes in attention, measured on this run: the weights that they would give instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from explorer.core.selection import MEAN, Selection, clamped
from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.dot_product import DotProduct
from explorer.core.sites.operands import softmax
from explorer.core.trace import Trace

MOST = 2**22
"""Queries times keys up to which a softmax over the wrong axis is worked out."""


@dataclass(frozen=True, eq=False, slots=True)
class Mistake:
    """One mistake, with the row of weights that it makes of the same q and k.

    Attributes
    ----------
    name : str
        In a few words.
    says : str
        What goes wrong, in one sentence.
    right, wrong : (K,) float32
        The weights of the query as they are, and with the mistake.
    head : int
        Whose weights these are.
    """

    name: str
    says: str
    right: Array = field(repr=False)
    wrong: Array = field(repr=False)
    head: int = 0

    @property
    def moved(self) -> float:
        """How much of the weight would lie elsewhere, half the sum of all differences."""
        return float(np.abs(self.right - self.wrong).sum() / 2)

    @property
    def total(self) -> float:
        """What the weights sum to with the mistake; 1 where they are still shares."""
        return float(self.wrong.sum())


def mistakes(trace: Trace, selection: Selection) -> tuple[Mistake, ...]:
    """The mistakes that can be made at the site, head and query of a selection.

    Of a mean of heads the head is the one whose largest weight is largest. () for sites of which
    the run did not keep q and k, and for queries with scores of their own.
    """
    selection = clamped(trace, selection)
    site = trace.sites[selection.layer]
    query = selection.query
    if not isinstance(site, DotProduct) or (site.own is not None and query in site.own):
        return ()
    rows = site.weights([query])[:, 0]  # (heads, K)
    head = selection.unit if selection.unit != MEAN else int(rows.max(axis=1).argmax())
    return tuple(replace(one, head=head) for one in _found(site, head, query, rows[head]))


def _found(site: DotProduct, head: int, query: int, right: Array) -> Iterator[Mistake]:
    allowed = site.seen([query])
    seen = None if allowed is None or bool(allowed.all()) else allowed[0]
    length, width = site.query.shape[2], site.heads * site.query.shape[2]
    products = site.key[head] @ site.query[head, query]  # (K, d) @ (d,) -> (K,)

    def masked(scores: Array) -> Array:
        return scores if seen is None else np.where(seen, scores, np.float32(-np.inf))

    def made(name: str, says: str, wrong: Array) -> Mistake:
        return Mistake(name, says, frozen(right), frozen(wrong))

    if site.heads > 1 and site.scale != 1:
        wrong = softmax(masked(products * np.float32(width**-0.5)))
        yield made(
            f"÷ √{width} instead of √{length}",
            "Divided by the root of the whole width instead of a head's, the scores are too small, "
            "and the weights too even.",
            wrong,
        )
    if site.query.shape[1] * site.key.shape[1] <= MOST and site.query.shape[1] > 1:
        yield made(
            "softmax over the queries",
            "With the wrong axis each key shares out its weight among the queries: a row no longer "
            "sums to 1.",
            _over_queries(site, head, query),
        )
    if seen is not None:
        open_ = softmax(products * np.float32(site.scale))
        yield made(
            "mask after the softmax",
            "Hidden keys have had their share already: what is left of the row sums to less than "
            "1.",
            np.where(seen, open_, np.float32(0)),
        )
    if site.heads > 1:
        q, k = _unsplit(site.query), _unsplit(site.key)
        scores = (k[head] @ q[head, query]) * np.float32(site.scale)
        yield made(
            "heads not transposed",
            "Reshaped to heads without exchanging axes, a head gets pieces of different tokens.",
            softmax(masked(scores)),
        )


def _over_queries(site: DotProduct, head: int, query: int) -> Array:
    """The row of a softmax along the queries: (K,)."""
    # (Q, d) @ (d, K) -> (Q, K)
    scores = (site.query[head] @ site.key[head].T) * np.float32(site.scale)
    seen = site.seen()
    if seen is not None:
        scores = np.where(seen, scores, np.float32(-np.inf))
    scores = scores - scores.max(axis=0)
    powers = np.exp(scores)
    row: Array = powers[query] / powers.sum(axis=0)
    return row


def _unsplit(vectors: Array) -> Array:
    """Split into heads wrongly: (heads, T, d) merged to (T, width), then read as (heads, T, d)."""
    heads, tokens, length = vectors.shape
    merged = vectors.transpose(1, 0, 2).reshape(tokens, heads * length)  # (T, width)
    return merged.reshape(heads, tokens, length)
