"""Memory for what is kept of a run, apart from the memory in which the model works.

Copies among the model's own temporary tensors would take places that it uses again and again, and
every page that the system has to hand out costs the processor more than the numbers copied onto
it. So copies lie together in pieces of their own, and a piece whose copies are all gone serves the
next run.
"""

from __future__ import annotations

import weakref

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

PIECE = 2**23
"""Bytes of a piece; what is larger than half of it has one to itself."""
SMALL = 2**16
"""Bytes of a copy that is not worth a place in one."""
LINE = 64
"""Bytes at whose multiples a copy begins, as torch's own tensors do."""
IDLE = 2**27
"""Bytes of all pieces that wait for the next run."""

_idle: dict[int, NDArray[np.uint8]] = {}


def copied(tensor: Tensor) -> Tensor:
    """A copy on the host with no storage beyond its own."""
    return tensor.detach().to("cpu", copy=True, memory_format=torch.contiguous_format)


class Arena:
    """Pieces that are filled one after the other; each is free when the last copy in it is gone."""

    def __init__(self) -> None:
        self._piece: Tensor | None = None  # (bytes,) uint8
        self._used = 0

    def copied(self, tensor: Tensor) -> Tensor:
        """A copy on the host, contiguous."""
        size = tensor.numel() * tensor.element_size()
        if size < SMALL:
            return copied(tensor)
        into = self._bytes(size).view(tensor.dtype).view(tensor.shape)
        return into.copy_(tensor.detach())

    def _bytes(self, size: int) -> Tensor:
        """(size,) uint8."""
        if size > PIECE // 2:
            return _piece(size)
        if self._piece is None or self._used + size > PIECE:
            self._piece, self._used = _piece(PIECE), 0
        start = self._used
        self._used += -(-size // LINE) * LINE
        return self._piece[start : start + size]


def idle() -> int:
    """Bytes of the pieces that wait."""
    return sum(len(one) for one in tuple(_idle.values()))


def _piece(size: int) -> Tensor:
    """(size,) uint8, with whatever was in it before; its memory comes back when it is gone."""
    memory = _waiting(size + LINE)
    start = -memory.ctypes.data % LINE
    lent = memory[start : start + size]
    weakref.finalize(lent, _come_back, memory).atexit = False
    return torch.from_numpy(lent)


def _waiting(size: int) -> NDArray[np.uint8]:
    """A piece of that size that waits, or a new one."""
    for at, memory in tuple(_idle.items()):
        if len(memory) == size and _idle.pop(at, None) is not None:  # not if a thread was quicker
            return memory
    return np.empty(size, np.uint8)


def _come_back(memory: NDArray[np.uint8]) -> None:
    """Wait; those that came first go where there are too many. Runs in whatever thread."""
    _idle[id(memory)] = memory
    while idle() > IDLE:
        _idle.pop(next(iter(tuple(_idle))), None)
