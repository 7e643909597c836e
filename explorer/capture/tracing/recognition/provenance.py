"""Following a tensor through views and copies: marks hang on the storage, which views share.

A mark holds its storage by a weak reference: it keeps no memory of the model alive, and as long
as it stands no other storage can have the same address.
"""

from __future__ import annotations

from typing import Generic, TypeVar

import torch
from torch import Tensor
from torch.multiprocessing.reductions import StorageWeakRef

Mark = TypeVar("Mark")


class Marks(Generic[Mark]):
    """What is known of the tensors of a run."""

    def __init__(self) -> None:
        self._marks: dict[int, tuple[StorageWeakRef, Mark]] = {}

    def put(self, tensor: Tensor, mark: Mark) -> None:
        """Mark the storage of `tensor`, in place of an earlier mark."""
        self._purge()  # what is gone may hold other tensors by its mark
        storage = _storage(tensor)
        if storage is not None:
            self._marks[storage._cdata] = StorageWeakRef(storage), mark

    def get(self, tensor: Tensor) -> Mark | None:
        """The mark of its storage."""
        if not self._marks:
            return None
        at = address(tensor)
        found = None if at is None else self._marks.get(at)
        return None if found is None else found[1]

    def take_away(self, tensor: Tensor) -> None:
        """Take the mark from the storage of `tensor`."""
        at = address(tensor)
        if at is not None:
            self._marks.pop(at, None)

    def _purge(self) -> None:
        gone = [at for at, (storage, _) in self._marks.items() if storage.expired()]
        for at in gone:
            del self._marks[at]


def address(tensor: Tensor) -> int | None:
    """What tells its storage from all others alive; None for tensors that have none."""
    storage = _storage(tensor)
    return None if storage is None else int(storage._cdata)


def _storage(tensor: Tensor) -> torch.UntypedStorage | None:
    try:
        return tensor.untyped_storage()
    except (NotImplementedError, RuntimeError):  # nested and sparse tensors
        return None
