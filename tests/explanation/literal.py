"""The formulas of attention written out in NumPy loops, to hold walk-throughs against."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from explorer.explanation.quantities import Walkthrough

CLOSE = 1e-5


def equal(found: Any, expected: Any) -> None:
    np.testing.assert_allclose(found, np.asarray(expected), rtol=CLOSE, atol=CLOSE)


def assert_attention(
    walk: Walkthrough,
    query: Any,
    keys: Any,
    values: Any,
    *,
    scale: float,
    bias: Any = None,
    hidden: tuple[int, ...] = (),
) -> None:
    """Every array of a walk-through against one row worked out in float64, number by number.

    query (d,), keys (K, d), values (K, d_v) as the module computed them; bias (K,).
    """
    query, keys, values = (np.asarray(one, np.float64) for one in (query, keys, values))
    equal(walk["query"].values, query)
    equal(walk["keys"].values, keys)
    equal(walk["values"].values, values)
    products = [[q * k for q, k in zip(query, key, strict=True)] for key in keys]
    equal(walk["products"].values, products)
    sums = [math.fsum(row) for row in products]
    equal(walk["sums"].values, sums)
    scores = [scale * one for one in sums]
    if scale != 1:
        equal(walk["scaled"].values, scores)
    if bias is not None:
        equal(walk["bias"].values, bias)
        scores = [one + float(b) for one, b in zip(scores, bias, strict=True)]
    scores = [-math.inf if at in hidden else one for at, one in enumerate(scores)]
    equal(walk["scores"].values, scores)
    largest = max(scores)
    powers = [math.exp(one - largest) for one in scores]
    weights = [one / math.fsum(powers) for one in powers]
    equal(walk["weights"].values, weights)
    # the walk's own powers may not be shifted; their shares are what counts
    equal(walk["powers"].values / walk["total"].values, weights)
    weighted = [a * row for a, row in zip(weights, values, strict=True)]
    equal(walk["weighted"].values, weighted)
    equal(walk["output"].values, np.sum(weighted, axis=0))
    assert walk.error is not None
    assert walk.error < CLOSE
