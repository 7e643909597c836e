"""Attention maps of several layers as one: means, and rollout. NumPy only.

Abnar & Zuidema 2020, "Quantifying Attention Flow in Transformers",
https://arxiv.org/abs/2005.00928.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np

from explorer.core.sites.arrays import Array

Fusion = Literal["mean", "max", "min"]
"""How the maps of all heads become one."""


def fused(weights: Array, fusion: Fusion = "mean") -> Array:
    """The maps of all heads as one: (heads, queries, keys) -> (queries, keys)."""
    match fusion:
        case "mean":
            found: Array = weights.mean(axis=0)
        case "max":
            found = weights.max(axis=0)
        case "min":
            found = weights.min(axis=0)
    return found


def rollout(maps: Iterable[Array], discard: float = 0.0) -> Array:
    """Multiply the maps of all layers with the residual added: R = Ā_L … Ā_2 Ā_1.

    Parameters
    ----------
    maps : iterable of (T, T)
        Of each layer all heads as one, the first layer first.
    discard : float
        Share of the weakest weights of each layer that count as 0, in [0, 1).

    Returns
    -------
    Array
        (T, T) float32; rows sum to 1. Ā_l = (A_l + I) / 2 with its rows brought back to sum 1.
    """
    joint: Array | None = None
    for one in maps:
        size = one.shape[0]
        kept = without_weakest(one, discard) if discard else one
        mixed = kept + np.eye(size, dtype=np.float32)
        mixed /= mixed.sum(axis=-1, keepdims=True)
        joint = mixed if joint is None else mixed @ joint  # (T, T) @ (T, T)
    if joint is None:
        raise ValueError("There is no map to roll out.")
    return joint


def without_weakest(values: Array, share: float) -> Array:
    """The same with the smallest values at 0, so many as make up a share of all."""
    if not 0 <= share < 1:
        raise ValueError(f"The share of links that is discarded lies in 0 to 1, not {share}.")
    count = int(values.size * share)
    if not count:
        return values
    weakest = np.argpartition(values, count - 1, axis=None)[:count]
    kept = values.copy().ravel()
    kept[weakest] = 0
    return kept.reshape(values.shape)
