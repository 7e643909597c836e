"""Copies of a run's tensors on the host, within so many bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

import psutil
import torch
from torch import Tensor

from explorer.capture.tracing.records import Kept, Record

SHARE = 0.25
"""Of the free memory of the host: the budget where none is given."""
LARGEST_HALF = 6e4
"""Above it float16 has no numbers, and bfloat16 is taken."""

R = TypeVar("R", bound=Record)


def default_budget() -> int:
    """Bytes: a quarter of the free memory."""
    return int(psutil.virtual_memory().available * SHARE)


def copied(tensor: Tensor) -> Tensor:
    """A copy on the host with no storage beyond its own."""
    return tensor.detach().to("cpu", copy=True, memory_format=torch.contiguous_format)


class Keeper:
    """The records of a run; what does not fit the budget is halved, then let go.

    When the next record would pass the budget, all that was kept before goes to half precision
    first; when it does not fit then, its tensors are not kept, its checks are.
    """

    def __init__(self, budget: int | None = None) -> None:
        self.budget = default_budget() if budget is None else budget
        self.spent = 0
        self.records: list[Record] = []
        self._halving = False

    def keep(self, record: R) -> R:
        """The record as it is kept; its tensors must be copies already, or views to be copied."""
        if self._halving:
            record = _halved(record)
        if self.spent + _size(record) > self.budget and not self._halving:
            self._halving = True
            self.records = [_halved(one) for one in self.records]
            self.spent = sum(_size(one) for one in self.records)
            record = _halved(record)
        if self.spent + _size(record) > self.budget:
            record = _emptied(record)
        else:
            record = _with(record, {at: copied(one) for at, one in record.tensors().items()})
        self.spent += _size(record)
        self.records.append(record)
        return record

    def let_go(self, record: R) -> R:
        """The record with its checks alone, counted among the others."""
        record = _emptied(record)
        self.records.append(record)
        return record

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
    return _with(record, dict.fromkeys(record.tensors()), kept=Kept.NONE)
