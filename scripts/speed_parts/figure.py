"""One measured figure, what it stands beside, and the JSON of both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that was measured.

    Attributes
    ----------
    what : what it is of, in words.
    value, unit : as 12.5 and "ms"; None where it could not be had.
    goal : that the value is to stay at or below, None for none.
    beside : what users would have instead, by its name; in the same unit.
    note : what there is to say of it.
    """

    what: str
    value: float | None
    unit: str
    goal: float | None = None
    beside: dict[str, float | None] = field(default_factory=dict)
    note: str = ""

    def json(self) -> dict[str, Any]:
        return asdict(self)


def median_s(action: Callable[[], object], times: int) -> float:
    """Median wall time of an action, s, after one run to warm up."""
    action()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def in_turns(variants: dict[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Median processor time of each variant, s; all take turns, so that none has a better hour."""
    taken: dict[str, list[float]] = {name: [] for name in variants}
    for action in variants.values():
        action()
    for _ in range(times):
        for name, action in variants.items():
            start = time.process_time()
            action()
            taken[name].append(time.process_time() - start)
    return {name: statistics.median(times) for name, times in taken.items()}
