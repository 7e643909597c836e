"""Measuring at the moment of capture, in blocks of queries so that long inputs fit.

Some queries, spread evenly over all, can stand for the others, and some of many windows for theirs;
the check then says how many. That is always so where an attention has more than `MOST` weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import nan

import torch
from torch import Tensor
from torch.nn.functional import hardshrink

from explorer.capture.tracing.masks import Mask
from explorer.capture.tracing.records import attend
from explorer.capture.verify import largest, tolerance
from explorer.core.checks import Check, Verdict

BLOCK = 2**23
"""Weights computed at a time: 32 MB of float32."""
MOST = 2**26
"""Weights of one site that are measured."""
TINY = torch.finfo(torch.float32).tiny
"""Smaller numbers count as 0: a mask of -100 leaves some, which a processor multiplies ten times as
slowly as others."""
PARTS = 8
"""Inputs or windows of which the queries are measured, where not all are to be."""

Rows = Callable[[Tensor], Tensor]
"""Numbers of queries to their weights: (B, heads, rows, K)."""

NUMBERS = "queries and keys are numbers"
SUMS = "rows sum to 1"
SINK = "rows sum to at most 1"
BEFORE = "rows of the softmax sum to 1"
PRODUCT = "map times v is the output"
REBUILT = "map rebuilt from q and k"


def check_fused(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    output: Tensor,
    scale: float,
    mask: Mask,
    most: int | None,
    apart: Sequence[int] = (),
) -> tuple[Check, ...]:
    """The map of q and k has rows that sum to 1, and times v it is the output of the operator.

    query (B, heads, Q, d), key, value (B, heads or fewer, K, d), output (B, heads, Q, d_v).
    most: queries to measure, None for all. Queries that may look nowhere are left out: what they
    give is nothing one can rely on; so are those of the numbers `apart`.
    """
    whole, parts = output.shape[0], parts_of(output.shape[0], most)
    if float((query.sum(dtype=torch.float32) + key.sum(dtype=torch.float32)).isnan()):
        return Check(NUMBERS, nan, 0.0), Check(PRODUCT, nan, tolerance(output.dtype))
    query, key, value, output = (_only(one, parts) for one in (query, key, value, output))
    mask = mask.among(parts)

    def rows(which: Tensor) -> Tensor:
        return attend(selected(query, 2, which), key, scale, mask, which)

    return _measured(rows, value, output, mask, most, whole, apart=apart)


def check_map(
    weights: Tensor,
    value: Tensor,
    output: Tensor,
    sink: bool,
    before: float | None,
    most: int | None,
) -> tuple[Check, ...]:
    """The same of a map (B, heads, Q, K) that the model itself has computed: all rows are summed.

    sink: rows may sum to less than 1. before: of a map that was changed after its softmax the
    deviation of its rows before that, which then counts if rows no longer sum to 1.
    """
    whole, parts = output.shape[0], parts_of(output.shape[0], most)
    every = weights.sum(dim=-1, dtype=torch.float32)  # (B, heads, Q): of a map that is there, all
    weights, value, output = (_only(one, parts) for one in (weights, value, output))

    def rows(which: Tensor) -> Tensor:
        return selected(weights, 2, which).float()

    _, product = _measured(rows, value, output, None, most, whole)
    allowed = tolerance(output.dtype)
    empty = int((every == 0).sum())
    some = f" ({empty:,} that see nothing left out)" if empty else ""
    sums = Check(SUMS + some, deviation(every), allowed)
    if sums.verdict is Verdict.VERIFIED:
        return sums, product
    if before is not None and every.isfinite().all():
        return Check(BEFORE, before, allowed), product
    if sink:
        return Check(SINK + some, deviation(every, sink), allowed), product
    return sums, product


def check_rebuilt(
    query: Tensor, key: Tensor, scale: float, mask: Mask, weights: Tensor, most: int | None
) -> Check:
    """The map of q and k is that of the model (B, heads, Q, K)."""
    whole, parts = weights.shape[0], parts_of(weights.shape[0], most)
    query, key, weights = (_only(one, parts) for one in (query, key, weights))
    mask = mask.among(parts)
    which = chosen(weights.shape, most)
    error = 0.0
    for block in blocks(which, weights.shape):
        rebuilt = attend(selected(query, 2, block), key, scale, mask, block)
        error = _worse(error, largest(rebuilt.sub_(selected(weights, 2, block).float())))
    name = _named(REBUILT, which, weights.shape, whole)
    return Check(name, error, tolerance(weights.dtype))


def _measured(
    rows: Rows,
    value: Tensor,
    output: Tensor,
    mask: Mask | None,
    most: int | None,
    whole: int,
    apart: Sequence[int] = (),
) -> tuple[Check, Check]:
    batch, heads, queries, _ = output.shape
    keys = value.shape[2]
    shape = torch.Size((batch, heads, queries, keys))
    value = value.float()
    if value.shape[1] != heads:
        value = value.repeat_interleave(heads // value.shape[1], dim=1)
    which = chosen(shape, most)
    if apart:
        which = which[~torch.isin(which, torch.tensor(apart, dtype=torch.long))]
    off = difference = span = 0.0
    for block in blocks(which, shape):
        weights = rows(block)
        # (B, heads, rows, K) @ (B, heads, K, d_v)
        product = hardshrink(weights, TINY) @ value
        expected = selected(output, 2, block).float()
        sums = weights.sum(dim=-1)  # (B, heads, rows)
        if mask is not None and mask.may_blind:
            blind = mask.blind(block, keys, sums.device).expand_as(sums)
            sums = sums.masked_fill(blind, 1.0)
            product = product.masked_fill(blind[..., None], 0.0)
            expected = expected.masked_fill(blind[..., None], 0.0)
        off = _worse(off, deviation(sums))
        span = _worse(span, largest(expected))
        difference = _worse(difference, largest(product.sub_(expected)))
    allowed = tolerance(output.dtype)
    return (
        Check(_named(SUMS, which, shape, whole), off, allowed),
        Check(
            _named(PRODUCT, which, shape, whole),
            difference / span if span else difference,
            allowed,
        ),
    )


def _worse(error: float, found: float) -> float:
    """The larger one; not a number as soon as either is none."""
    return found if found > error or found != found else error


def deviation(sums: Tensor, sink: bool = False) -> float:
    """How far sums of rows lie from 1, with a sink above it.

    Rows of nothing but zeros are left out: a safe softmax gives them where nothing is seen.
    """
    low, high = (float(end) for end in sums.aminmax())
    if low == 0:
        seen = sums[sums != 0]
        return deviation(seen, sink) if len(seen) else 0.0
    return max(high - 1, 0.0) if sink and high == high else _worse(high - 1, 1 - low)


def blocks(which: Tensor, shape: torch.Size) -> tuple[Tensor, ...]:
    """The numbers of queries cut so that a block of weights (B, heads, rows, K) is small."""
    size = max(1, BLOCK // max(1, shape[0] * shape[1] * shape[3]))
    return (which,) if len(which) <= size else torch.split(which, size)


def chosen(shape: torch.Size, most: int | None) -> Tensor:
    """Numbers of the queries of a map (B, heads, Q, K) to be measured, the first and last too."""
    queries = shape[2]
    count = min(
        queries,
        queries if most is None else most,
        max(2, MOST // max(1, shape[0] * shape[1] * shape[3])),
    )
    return spread(queries, count)


def parts_of(whole: int, most: int | None) -> Tensor | None:
    """Numbers of the inputs or windows to be measured, the first and last too; None for all."""
    return None if most is None or whole <= PARTS else spread(whole, PARTS)


@lru_cache(maxsize=64)
def spread(whole: int, count: int) -> Tensor:
    """So many of the numbers below `whole`, evenly spread; not to be written to."""
    with torch.inference_mode(False):
        return torch.linspace(0, whole - 1, count).round().long()


def selected(tensor: Tensor, axis: int, which: Tensor) -> Tensor:
    """What has those numbers along an axis; the tensor itself where that is all."""
    if len(which) == tensor.shape[axis]:
        return tensor
    return tensor.index_select(axis, which.to(tensor.device))


def _only(tensor: Tensor, parts: Tensor | None) -> Tensor:
    return tensor if parts is None else selected(tensor, 0, parts)


def _named(name: str, which: Tensor, shape: torch.Size, whole: int) -> str:
    """The name of a check with how much of (B of `whole`, heads, Q, K) was measured."""
    some = [f"{shape[0]} of {whole} parts"] if shape[0] < whole else []
    some += [f"{len(which)} of {shape[2]} queries"] if len(which) < shape[2] else []
    return f"{name} ({', '.join(some)})" if some else name
