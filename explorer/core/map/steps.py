"""One step of attention with its numbers: scores, softmax, context vector, next word.

The soft attention of a decoder as lectures draw it (Bahdanau et al. 2015, section 3.1; Luong et
al. 2015, section 3), and one head of a Transformer in the same terms (Vaswani et al. 2017, eq. 1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from explorer.core.attention import Array, Kind, frozen
from explorer.core.map.region import is_long
from explorer.core.map.shown_map import key_groups
from explorer.core.map.token_groups import Label
from explorer.core.operands import NO_VECTORS, Operands
from explorer.core.selection import MEAN, Selection, clamped
from explorer.core.text import Step
from explorer.core.token_attention import TokenMap, TokenSite
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
    takes them, -inf where the query may not look; context (d_value,), Σ_j a_j v_j.
    """

    query: Array = field(repr=False)
    keys: Array = field(repr=False)
    values: Array = field(repr=False)
    scores: Array = field(repr=False)
    context: Array = field(repr=False)


@dataclass(frozen=True, eq=False)
class Steps:
    """One query of one head of one site, token by token: words are never merged here.

    head: number of the head, None where there is one only. strongest: whether it stands for
    all heads, as the one whose largest weight is largest. asks: the token of the query. columns:
    for each key the number of its column in the matrix of the same selection, None where
    it is hidden there. weights (K,): they sum to 1. vectors: None while they are not known. next:
    the word that is written after this query; None where none is. scale: of the inner products.
    biased: whether the model adds something to them. lacking: why the vectors will not be known;
    "" where they are, or come when the run ends.
    """

    kind: Kind
    score: Score
    layer: int
    head: int | None
    strongest: bool
    asks: Label
    keys: tuple[Label, ...]
    columns: tuple[int | None, ...]
    weights: Array
    vectors: Vectors | None
    next: Step | None
    scale: float = 1.0
    biased: bool = False
    lacking: str = ""


def resolve_steps(trace: Trace, selection: Selection) -> Steps:
    """The step of a selection: its query, in its head or, of a mean, in the strongest one.

    Pure: the same trace and selection give the same numbers.
    """
    selection = clamped(trace, selection)
    site = trace.token_site(selection.layer)
    at = selection.query
    weights = site.weights([at])[:, 0]  # (heads, K)
    head = selection.unit if selection.unit != MEAN else int(weights.max(axis=1).argmax())
    found = site.operands(at, head)
    vectors = _vectors(found)
    return Steps(
        kind=site.kind,
        score=_score(site, found),
        layer=site.layer,
        head=head if site.heads > 1 else None,
        strongest=site.heads > 1 and selection.unit == MEAN,
        asks=_label(site, at, queries=True),
        keys=tuple(_label(site, key, queries=False) for key in range(site.keys.size)),
        columns=_columns(site, selection),
        weights=frozen(weights[head]),
        vectors=vectors,
        next=trace.next_of(selection.layer, at),
        scale=1.0 if found.scale is None else found.scale,
        biased=found.bias is not None,
        lacking=_lacking(found) if vectors is None and not trace.running else "",
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
    parts = np.array_split(vectors, min(cells, vectors.shape[-1]), axis=-1)
    return np.stack([part.mean(axis=-1) for part in parts], axis=-1)  # (..., cells)


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
