"""How much memory the process has in use, told apart from what its allocators merely hold.

Resident memory goes up and down by some percent while nothing is lost: freed pieces lie scattered
between those in use, and only whole pages go back. What was given out is counted exactly.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

MOST = 2.0
"""Percent that the memory in use may grow by."""
SETTLED = 500
"""Actions from one measure to the next below which growth is told and not judged: modules that are
imported when they are first needed, and histories that fill, are no leak."""


class _Mallinfo(ctypes.Structure):
    """What the C library says of its heaps, in bytes (mallinfo2(3))."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


@dataclass(frozen=True)
class Memory:
    """What is in use at one moment at which nothing runs.

    Attributes
    ----------
    actions : that were done by then.
    given : megabytes that malloc has given out, to Qt, torch and NumPy, of all threads.
    blocks : of Python's own allocator.
    resident : megabytes, with what allocators hold and do not use.
    """

    actions: int
    given: float
    blocks: int
    resident: float

    @classmethod
    def now(cls, actions: int) -> Memory:
        """Measure what is in use, after all that can be let go of is."""
        for _ in range(3):
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            gc.collect()
        library = ctypes.CDLL("libc.so.6")
        library.malloc_trim(0)
        library.mallinfo2.restype = _Mallinfo
        told = library.mallinfo2()
        given = (told.uordblks + told.hblkhd) / 2**20
        return cls(actions, given, sys.getallocatedblocks(), _resident())


def _resident() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def grown(taken: Sequence[Memory]) -> float:
    """Percent that the memory in use has grown by from the middle of the measures to the last.

    0 where too little was done in between to tell.
    """
    if len(taken) < 2:
        return 0.0
    middle, last = taken[len(taken) // 2], taken[-1]
    if middle is last:
        middle = taken[0]
    if last.actions - middle.actions < SETTLED:
        return 0.0
    return 100 * (last.given / middle.given - 1)


def memory_told(taken: Sequence[Memory]) -> list[str]:
    """Say in lines what was in use at each measure, and how much of it is growth."""
    lines = [
        f"  after {one.actions} actions: {one.given:.1f} MB given out, {one.blocks:,} blocks of "
        f"Python, {one.resident:.0f} MB resident"
        for one in taken
    ]
    return [f"memory in use, growth {grown(taken):+.1f} %:", *lines]
