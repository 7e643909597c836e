"""Deformable attention (Zhu et al. 2021): each query weighs values sampled at places of its own.

There is no map of queries against keys. What is seen instead are the weights of the points and
where they lie: the grid that `grid_sample` was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.capture.tracing.measure import SUMS
from explorer.capture.tracing.observation import Watch
from explorer.capture.tracing.records import AttentionRecord, Level
from explorer.capture.verify import relative_error, tolerance
from explorer.core.checks import Check
from explorer.core.sites.attention import Kind

WEIGHED = "weights times sampled values is the product"


@dataclass(frozen=True, eq=False, slots=True)
class Sampled:
    """Where values were sampled, one level after the other.

    places: (n, Q, K, 2), as `grid_sample` takes them, x and y from -1 to 1. levels: rows and
    columns of what was sampled, and how many of the K points lie on it.
    """

    places: Tensor
    levels: tuple[Level, ...]


def sampled(values: Tensor, places: Tensor) -> Sampled:
    """Of values (n, d, rows, cols) and places (n, Q, K, 2)."""
    rows, cols = values.shape[-2:]
    return Sampled(places.detach(), ((rows, cols, places.shape[2]),))


def joined(parts: Sequence[Sampled | None]) -> Sampled | None:
    """What was sampled from several levels as one; None unless all were sampled."""
    known = [one for one in parts if one is not None]
    if not known or len(known) != len(parts):
        return None
    places = torch.cat([one.places for one in known], dim=2)
    return Sampled(places, tuple(level for one in known for level in one.levels))


def record_sampled(
    watch: Watch, weights: Tensor, values: Tensor, seen: Sampled, product: Tensor
) -> Tensor:
    """Keep and check weights (n, 1, Q, K) of values (n, d, Q, K) that were sampled.

    n: inputs times heads. Returns the product (n, d, Q, K), with muted heads at zero; as it is
    where the shapes are others.
    """
    places = seen.places
    if weights.dim() != 4 or weights.shape[1] != 1 or product.shape != values.shape:
        return product
    if (places.shape[0], *places.shape[1:3]) != (weights.shape[0], *weights.shape[2:]):
        return product
    arranged = watch.arrangement((weights.shape[0],))
    queries, keys = weights.shape[2:]
    map_ = arranged.of(weights.detach()[:, 0])  # (B, heads, Q, K)
    shares = (places.float() + 1) / 2
    points = arranged.of(shares.flatten(2))  # (B, heads, Q, K * 2)
    allowed = tolerance(product.dtype)
    sums = map_.float().sum(dim=-1)
    error = relative_error(weights.detach().float() * values.detach().float(), product.detach())
    watch.keep(
        AttentionRecord(
            **watch.place("attention", product),
            **watch.sizes(arranged, queries, keys),
            checks=(
                Check(SUMS, float((sums - 1).abs().max()), allowed),
                Check(WEIGHED, error, allowed),
            ),
            sort=Kind.CROSS,
            map=map_,
            points=points.unflatten(-1, (keys, 2)),
            levels=seen.levels,
        )
    )
    flat = product.transpose(1, 2).flatten(2)  # (n, Q, d * K)
    muted = watch.muted(flat, arranged, queries)
    if muted is flat:
        return product
    back: Tensor = muted.unflatten(2, (-1, keys)).transpose(1, 2)  # (n, Q, d, K) to (n, d, Q, K)
    return back
