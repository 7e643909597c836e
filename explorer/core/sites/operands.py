"""What one row of weights is worked out of: a query, keys, values, scale, bias and mask."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.core.sites.arrays import Array

NO_VECTORS = "This run kept the map alone: what its scores came from is not known."
NO_VALUES = "This run kept no values: what the weights multiply is not known."
OWN_SCORES = "This query has scores from products of its own, of which the run kept the scores."
_EVEN = 1e-4
"""Relative error up to which a scale counts as one over the root of d."""


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Operands:
    """The numbers of one query in one head of a softmax attention, as far as a run kept them.

    What was not kept is None. Where `query` and `keys` are inner-product operands, the scores are
    ``keys @ query * scale + bias``, and -inf where `allowed` is False.

    Attributes
    ----------
    weights : (K,) float32
        What the softmax gave; they sum to 1, but for what falls on a sink.
    query, keys : (d,) and (K, d) float32, or None
        What the scores came from.
    values : (K, d_value) float32, or None
        What the weights multiply.
    scores : (K,) float32, or None
        As the softmax takes them, -inf where the query may not look.
    scale : float, or None
        What multiplies the inner products; None where the scores are no inner products.
    bias : (K,) float32, or None
        What is added to the scaled products; None for nothing.
    allowed : (K,) bool, or None
        Where the query may look; None for everywhere.
    places : (K,) int, or None
        The number on the key axis of each key, below 0 for padding; None for their own order.
    """

    weights: Array = field(repr=False)
    query: Array | None = field(default=None, repr=False)
    keys: Array | None = field(default=None, repr=False)
    values: Array | None = field(default=None, repr=False)
    scores: Array | None = field(default=None, repr=False)
    scale: float | None = None
    bias: Array | None = field(default=None, repr=False)
    allowed: NDArray[np.bool_] | None = field(default=None, repr=False)
    places: NDArray[np.int64] | None = field(default=None, repr=False)

    @property
    def lacking(self) -> str:
        """What the run did not keep of where the weights came from, "" for nothing."""
        if self.query is None or self.keys is None:
            return NO_VECTORS if self.scores is None else OWN_SCORES
        return NO_VALUES if self.values is None else ""

    @property
    def even(self) -> bool:
        """Whether the scale is one over the root of d (Vaswani et al. 2017, eq. 1)."""
        if self.query is None or self.scale is None:
            return False
        return bool(abs(self.scale * len(self.query) ** 0.5 - 1) < _EVEN)

    @property
    def output(self) -> Array | None:
        """Σ_j a_j v_j, (d_value,) float32; None where the values were not kept."""
        return None if self.values is None else self.weights @ self.values


def scored(
    query: Array,
    keys: Array,
    scale: float,
    bias: Array | None,
    allowed: NDArray[np.bool_] | None,
) -> Array:
    """Scores as a softmax takes them: scaled inner products with bias and mask, (K,) float32."""
    scores: Array = (keys @ query) * np.float32(scale)  # (K, d) @ (d,) -> (K,)
    if bias is not None:
        scores = scores + bias
    if allowed is not None:
        scores = np.where(allowed, scores, np.float32(-np.inf))
    return scores


def softmax(scores: Array) -> Array:
    """The softmax of scores (K,), 0 everywhere where all are -inf; float32, summing to 1."""
    largest = scores.max()
    if largest == -np.inf:
        return np.zeros_like(scores)
    powers = np.exp(scores - largest)
    result: Array = powers / powers.sum()
    return result
