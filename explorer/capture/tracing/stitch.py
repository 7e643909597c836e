"""The calls of a decoder that works with a cache, put together to one attention."""

from __future__ import annotations

from dataclasses import replace
from math import inf, isnan
from typing import Any

import torch
from torch import Tensor

from explorer.capture.tracing.masks import EVERYWHERE, HIDDEN, Mask, MaskKind
from explorer.capture.tracing.records import AttentionRecord, Kept
from explorer.core.checks import Check, Verdict
from explorer.core.sites.attention import Kind

ORDER = (Verdict.VERIFIED, Verdict.UNVERIFIED, Verdict.MISMATCH)


def stitched(before: AttentionRecord, now: AttentionRecord) -> AttentionRecord | None:
    """Both calls of a module as one: its queries follow each other, its keys are those of the last.

    None where the second does not go on from the first: other keys in the places of the first
    ones (as of another layer with the same weights, of beams that changed places, of a window that
    slid), fewer keys, or tensors that were not kept. Keys that came later are hidden from queries
    that came before. Checks are the worse ones of both.
    """
    if before.path != now.path or not _one_sort(before, now) or not _goes_on(before, now):
        return None
    tensors: dict[str, Any] = {}
    for name in ("query", "map", "output"):
        first, second = getattr(before, name), getattr(now, name)
        if (first is None) != (second is None):
            return None
        if first is not None:
            if name == "map":
                first = torch.nn.functional.pad(first, (0, now.keys - before.keys))
            tensors[name] = torch.cat([first, second.to(first.dtype)], dim=2)
    return replace(
        now,
        **tensors,
        call=before.call,
        sort=Kind.CROSS if Kind.CROSS in (before.sort, now.sort) else Kind.MASKED,
        queries=before.queries + now.queries,
        mask=_mask(before, now),
        kept=Kept.HALF if Kept.HALF in (before.kept, now.kept) else now.kept,
        checks=_worse(before.checks, now.checks),
    )


def _one_sort(before: AttentionRecord, now: AttentionRecord) -> bool:
    one, other = (
        (kept.batch, kept.heads, kept.repeat, kept.scale, kept.rest, kept.layer)
        for kept in (before, now)
    )
    return one == other and Kept.NONE not in (before.kept, now.kept)


def _goes_on(before: AttentionRecord, now: AttentionRecord) -> bool:
    """Whether values and keys that queries could see then are the same now."""
    if now.keys < before.keys:
        return False
    seen = _seen(before)
    pairs = [(before.value, now.value), (before.key, now.key)]
    for first, second in pairs:
        if (first is None) != (second is None):
            return False
        if first is not None and second is not None:
            old, new = first[:, :, :seen], second[:, :, :seen]
            if not torch.equal(old, new.to(old.dtype)):
                return False
    return before.value is not None


def _seen(record: AttentionRecord) -> int:
    """How many keys, counted from the first, a query could see: a cache may be longer than that."""
    if record.mask.kind is not MaskKind.BOOLEAN:
        return record.keys
    rows = torch.arange(record.queries)
    allowed = record.mask.allowed(rows, record.keys).flatten(0, -2).any(dim=0)
    if allowed.shape[0] == 1:
        return record.keys
    return int(allowed.nonzero().max()) + 1 if bool(allowed.any()) else 0


def _mask(before: AttentionRecord, now: AttentionRecord) -> Mask:
    if before.map is not None:
        return EVERYWHERE
    same = before.keys == now.keys
    if same and before.mask.kind is now.mask.kind is MaskKind.NONE:
        return EVERYWHERE
    if not same and _stair(before) and _stair(now) and before.keys + now.queries == now.keys:
        return Mask(MaskKind.CAUSAL, now.keys - now.queries - before.queries)
    first, second = (_added(one) for one in (before, now))
    if before.keys < now.keys:
        first = torch.nn.functional.pad(first, (0, now.keys - before.keys), value=-torch.inf)
    shape = torch.broadcast_shapes(first.shape[:2], second.shape[:2])
    both = [one.expand(*shape, *one.shape[2:]) for one in (first, second)]
    values = torch.cat(both, dim=2)
    hidden = values <= HIDDEN
    if bool(((values == 0) | hidden).all()) and not bool(hidden.all(dim=-1).any()):
        return Mask(MaskKind.BOOLEAN, values=~hidden)
    return Mask(MaskKind.ADDITIVE, values=values)


def _stair(record: AttentionRecord) -> bool:
    """Whether the last query sees all keys, the one before it all but the last, and so on."""
    if record.mask.kind is MaskKind.NONE:
        return record.queries == 1
    return (
        record.mask.kind is MaskKind.CAUSAL and record.mask.diagonal == record.keys - record.queries
    )


def _added(record: AttentionRecord) -> Tensor:
    """The mask as values to add, every query and key written out: (B or 1, heads or 1, Q, K)."""
    rows = torch.arange(record.queries)
    zeros = torch.zeros(1, 1, record.queries, record.keys)
    return record.mask.on(zeros, rows)


def _worse(before: tuple[Check, ...], now: tuple[Check, ...]) -> tuple[Check, ...]:
    """Of each measure the worse one of both; a measure of one alone stays."""
    found: dict[str, Check] = {}
    for check in (*before, *now):
        found[check.name] = max(found.get(check.name, check), check, key=_badness)
    return tuple(found.values())


def _badness(check: Check) -> tuple[int, float]:
    error = check.error
    return ORDER.index(check.verdict), inf if error is None or isnan(error) else error
