"""One step of attention with its numbers: scores, softmax, context vector, next word.

The soft attention of a decoder as lectures draw it (Bahdanau et al. 2015, section 3.1; Luong et
al. 2015, section 3), and one head of a Transformer in the same terms (Vaswani et al. 2017, eq. 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from explorer.core.map.long.region import is_long
from explorer.core.map.shown_map import key_groups
from explorer.core.map.token_groups import Label
from explorer.core.selection import Selection, clamped, expanded
from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.operands import NO_VECTORS, Operands
from explorer.core.sites.token_attention import TokenMap, TokenSite
from explorer.core.text import Step
from explorer.core.trace import Trace

NO_STEPS = "There are no steps to show: the scores of this model are not q·k alone."


class Score(StrEnum):
    """How a query and a key become a score."""

    INNER = "inner product"
    SCALED = "inner product by the root of its length"
    TIMES = "inner product times the model's own scale"
    ADDITIVE = "additive"
    OTHER = "as the model has it"


@dataclass(frozen=True, eq=False)
class Vectors:
    """What the weights of a step came from and what they made, float32.

    query (d,); keys (K, d) and values (K, d_value), one row a token; scores (K,) as the softmax
    takes them, -inf where the query may not look; context (d_value,), Σ_j a_j v_j. Of a mean of
    heads the vectors of all of them lie side by side, d and d_value long together, and each head's
    own weights have made its part of the context; scores are then 0 where the query may look.
    """

    query: Array = field(repr=False)
    keys: Array = field(repr=False)
    values: Array = field(repr=False)
    scores: Array = field(repr=False)
    context: Array = field(repr=False)


@dataclass(frozen=True, eq=False)
class Steps:
    """One query of one site, token by token: words are never merged here.

    head: number of the head, None for a mean and where there is one only. heads: numbers of those
    whose mean is meant, () for one alone. each (heads, K): the weights of these. asks: the token
    of the query. columns: for each key the number of its column in the matrix of the same
    selection, None where it is hidden there. weights (K,): they sum to 1, of a mean the mean of
    each. vectors: None while they are not known. next:
    the word that is written after this query; None where none is. scale: of the inner products.
    biased: whether the model adds something to them. lacking: why the vectors will not be known;
    "" where they are, or come when the run ends.
    """

    kind: Kind
    score: Score
    layer: int
    head: int | None
    asks: Label
    keys: tuple[Label, ...]
    columns: tuple[int | None, ...]
    weights: Array
    vectors: Vectors | None
    next: Step | None
    scale: float = 1.0
    biased: bool = False
    lacking: str = ""
    heads: tuple[int, ...] = ()
    each: Array | None = field(default=None, repr=False)


def resolve_steps(trace: Trace, selection: Selection) -> Steps:
    """The step of a selection: its query, in its head or as the mean of those heads it means.

    Of heads of several layers those of the current layer are meant. Pure: the same trace and
    selection give the same numbers.
    """
    selection = clamped(trace, selection)
    site = trace.token_site(selection.layer)
    at = selection.query
    weights = site.weights([at])[:, 0]  # (heads, K)
    heads = _heads(trace, selection)
    parts = [site.operands(at, head) for head in heads]
    found, several = parts[0], len(heads) > 1
    vectors = _side_by_side(parts) if several else _vectors(found)
    shown = weights[list(heads)]  # (heads meant, K)
    return Steps(
        kind=site.kind,
        score=_score(site, found),
        layer=site.layer,
        head=heads[0] if site.heads > 1 and not several else None,
        asks=_label(site, at, queries=True),
        keys=tuple(_label(site, key, queries=False) for key in range(site.keys.size)),
        columns=_columns(site, selection),
        weights=frozen(shown.mean(axis=0)),
        vectors=vectors,
        next=trace.next_of(selection.layer, at),
        scale=1.0 if found.scale is None else found.scale,
        biased=found.bias is not None,
        lacking=_lacking(found) if vectors is None and not trace.running else "",
        heads=heads if several else (),
        each=frozen(shown) if several else None,
    )


def _heads(trace: Trace, selection: Selection) -> tuple[int, ...]:
    """The heads of the current layer that are meant, in order."""
    chosen = dict(expanded(trace, selection))
    return chosen[selection.layer]


def _side_by_side(parts: Sequence[Operands]) -> Vectors | None:
    """The vectors of several heads as one; None where some of them are not known."""
    found = [_vectors(one) for one in parts]
    if any(one is None for one in found):
        return None
    known = [one for one in found if one is not None]
    seen = np.any([np.isfinite(one.scores) for one in known], axis=0)  # (K,)
    return Vectors(
        query=frozen(np.concatenate([one.query for one in known])),
        keys=frozen(np.concatenate([one.keys for one in known], axis=1)),  # (K, heads * d)
        values=frozen(np.concatenate([one.values for one in known], axis=1)),
        scores=frozen(np.where(seen, 0.0, -np.inf)),
        context=frozen(np.concatenate([one.context for one in known])),
    )


def no_steps(trace: Trace, selection: Selection) -> str:
    """Why there are no steps of a selection to show; "" where there are, or will be at its end."""
    selection = clamped(trace, selection)
    site = trace.sites[selection.layer]
    if trace.running or not site.tokens_a_side or is_long(site):
        return ""
    return _lacking(site.operands(selection.query, max(selection.unit, 0)))


def _lacking(found: Operands) -> str:
    """What a run did not keep of a step; "" for nothing."""
    said = found.lacking
    return NO_STEPS if said == NO_VECTORS else said


def pooled(vectors: Array, cells: int) -> Array:
    """Vectors (..., d) as the means of at most `cells` even stretches of them, to be drawn."""
    size, more = divmod(vectors.shape[-1], min(cells, vectors.shape[-1]))
    sizes = np.full(min(cells, vectors.shape[-1]), size)
    sizes[:more] += 1
    sums = np.add.reduceat(vectors, np.cumsum(sizes) - sizes, axis=-1)  # one call for all of them
    pools: Array = np.divide(sums, sizes, dtype=vectors.dtype)  # (..., cells)
    return pools


def _label(site: TokenSite, at: int, queries: bool) -> Label:
    tokens = site.queries if queries else site.keys
    return Label(tokens.pieces[at], at in tokens.special, (at,))


def _columns(site: TokenSite, selection: Selection) -> tuple[int | None, ...]:
    shown = key_groups(site.keys, selection).groups
    found = {token: column for column, group in enumerate(shown) for token in group}
    return tuple(found.get(token) for token in range(site.keys.size))


def _score(site: TokenSite, found: Operands) -> Score:
    if isinstance(site, TokenMap):
        return Score.ADDITIVE
    if found.scale is None:
        return Score.OTHER
    if found.scale == 1:
        return Score.INNER
    return Score.SCALED if found.even else Score.TIMES


def _vectors(found: Operands) -> Vectors | None:
    """The vectors of one row; None where some of them are not known."""
    query, keys, values, scores = found.query, found.keys, found.values, found.scores
    if query is None or keys is None or values is None or scores is None:
        return None
    return Vectors(
        query=query,
        keys=keys,
        values=values,
        scores=frozen(scores),
        context=frozen(found.weights @ values),  # (K,) @ (K, d_value) -> (d_value,)
    )
