"""Copies of a run's tensors on the host, within so many bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

import psutil
import torch
from torch import Tensor

from explorer.capture.tracing.arena import Arena, copied
from explorer.capture.tracing.masks import EVERYWHERE, Mask
from explorer.capture.tracing.records import AttentionRecord, Kept, Record
from explorer.capture.tracing.stitch import stitched

SHARE = 0.25
"""Of the free memory of the host: the budget where none is given."""
LARGEST_HALF = 6e4
"""Above it float16 has no numbers, and bfloat16 is taken."""

R = TypeVar("R", bound=Record)


def default_budget() -> int:
    """Bytes: a quarter of the free memory."""
    return int(psutil.virtual_memory().available * SHARE)


class Keeper:
    """The records of a run; what does not fit the budget is halved, then let go.

    When the next record would pass the budget, all that was kept before goes to half precision
    first; when it does not fit then, its tensors are not kept, its checks are. joined: calls of a
    module that go on from its last call become one record with it.
    """

    def __init__(self, budget: int | None = None, joined: bool = False) -> None:
        self.budget = default_budget() if budget is None else budget
        self.records: list[Record] = []
        self._spent = 0
        self._halving = False
        self._joined = joined
        # copies that soon make way for longer ones would hold the pieces that they lie in
        self._copied = copied if joined else Arena().copied
        self._last: dict[str, int] = {}
        self._masks: dict[int, Mask] = {}

    def keep(self, record: Record) -> Record:
        """The record as it is kept; its tensors may be views of the model's, they are copied."""
        if self._halving:
            record = _halved(record)
        if self._too_much(record) and not self._halving:
            self._halving = True
            self.records = [_halved(one) for one in self.records]
            self._spent = sum(_size(one) for one in self.records)
            self._spent += sum(_mask_size(one) for one in self._masks.values())
            record = _halved(record)
        if self._too_much(record):
            return self.let_go(record)
        record = _with(record, {at: self._copied(one) for at, one in record.tensors().items()})
        if isinstance(record, AttentionRecord):
            self._spent += self._new_mask(record)
            self._masks[id(record.mask)] = record.mask
            if (joined := self._join(record)) is not None:
                return joined
            self._last[record.path] = len(self.records)
        self._spent += _size(record)
        self.records.append(record)
        return record

    def let_go(self, record: Record) -> Record:
        """The record with its checks alone, counted among the others."""
        record = _emptied(record)
        self.records.append(record)
        return record

    def _join(self, record: AttentionRecord) -> AttentionRecord | None:
        """The last record of that module with this one at its end, where it goes on from it."""
        at = self._last.get(record.path) if self._joined else None
        if at is None:
            return None
        last = self.records[at]
        assert isinstance(last, AttentionRecord)
        joined = stitched(last, record)
        if joined is not None:
            self._spent += _size(joined) - _size(last)
            self.records[at] = joined
        return joined

    def _too_much(self, record: Record) -> bool:
        return self._spent + _size(record) + self._new_mask(record) > self.budget

    def _new_mask(self, record: Record) -> int:
        """Bytes of its mask; 0 for one that another record has too."""
        if not isinstance(record, AttentionRecord) or id(record.mask) in self._masks:
            return 0
        return _mask_size(record.mask)

    def notes(self) -> tuple[str, ...]:
        """One sentence for what was halved and one for what was not kept, where there was any."""
        said = []
        size = f"{self.budget / 2**20:.0f} MB"
        if halved := _layers(one for one in self.records if one.kept is Kept.HALF):
            said.append(f"Kept at half precision to stay within {size}: {halved}.")
        if gone := _layers(one for one in self.records if one.kept is Kept.NONE):
            said.append(f"Checked but not kept, to stay within {size}: {gone}.")
        return tuple(said)


def _layers(records: Iterable[Record]) -> str:
    return ", ".join(dict.fromkeys(one.path or "an unnamed site" for one in records))


def _size(record: Record) -> int:
    return sum(one.numel() * one.element_size() for one in record.tensors().values())


def _mask_size(mask: Mask) -> int:
    return 0 if mask.values is None else mask.values.numel() * mask.values.element_size()


def _with(record: R, tensors: dict[str, Any], **others: Any) -> R:
    return replace(record, **tensors, **others)


def _halved(record: R) -> R:
    tensors = record.tensors()
    wide = {at: one for at, one in tensors.items() if one.element_size() > 2}
    if not wide:
        return record
    return _with(record, {at: _half(one) for at, one in wide.items()}, kept=Kept.HALF)


def _half(tensor: Tensor) -> Tensor:
    fits = tensor.numel() == 0 or float(tensor.abs().max()) < LARGEST_HALF
    return tensor.to(torch.float16 if fits else torch.bfloat16)


def _emptied(record: R) -> R:
    fields: dict[str, Any] = dict.fromkeys(record.tensors())
    if isinstance(record, AttentionRecord):
        fields["mask"] = EVERYWHERE
    return _with(record, fields, kept=Kept.NONE)
