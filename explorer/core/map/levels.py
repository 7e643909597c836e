"""Which values the two ends of the colour bar stand for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from explorer.core.numbers import MINUS, ROUNDING, nice_ceiling, short, tick
from explorer.core.selection import Ends
from explorer.core.sites.arrays import Array

CHOSEN = "levels set by hand"
CHOSEN_AROUND = "levels set by hand, to both sides of 0"
"""Whose scale it is that the user has set."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The two ends of a colour bar.

    Attributes
    ----------
    high: the value at the upper end.
    clipped: whether some value lies above it.
    note: whose scale it is.
    low: the value at the lower end, 0 unless the user has chosen another; −high around 0.
    cut: whether some value lies below it.
    chosen: whether the user has set both ends.
    kept: whether they stay when another model is opened.
    """

    high: float
    clipped: bool
    note: str
    low: float = 0.0
    cut: bool = False
    chosen: bool = False
    kept: bool = False

    @property
    def ends(self) -> Ends:
        """(low, high)."""
        return self.low, self.high

    @property
    def ticks(self) -> tuple[float, ...]:
        """Five values, from end to end."""
        if not self.low:
            return tuple(self.high * quarter / 4 for quarter in range(5))
        return tuple(
            self.low + (self.high - self.low) * quarter / 4 if quarter < 4 else self.high
            for quarter in range(5)
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands at the ticks; those at the ends say so where values lie beyond them."""
        first, *others, last = map(tick, self.ticks)
        first = f"≤ {first}" if self.cut else first
        return (first, *others, f"≥ {last}" if self.clipped else last)

    @property
    def told(self) -> str:
        """Both ends and whose they are, for the file of a picture."""
        note = f", {self.note}" if self.note else ""
        return f"{short(self.low, 6)} to {short(self.high, 6)}{note}"

    @property
    def around(self) -> bool:
        """Whether values of both signs are drawn around 0: both ends go together."""
        return self.low < 0

    def with_end(self, end: int, value: float) -> Ends:
        """The ends of a user who types the lower (0) or the upper (1); raises ValueError."""
        if self.around:
            return checked_ends(0.0, abs(value))
        return checked_ends(*((self.low, value) if end else (value, self.high)))

    def dragged(self, end: int, value: float, span: float) -> Ends:
        """The ends when one goes to a value, rounded, as far as the other lets it.

        Parameters
        ----------
        span: from end to end when the drag began.
        """
        least = max(1e-3 * span, 2e-6 * self.high)  # between the two
        step = 10.0 ** (math.floor(math.log10(span)) - 2)
        value = float(f"{round(value / step) * step:.6g}")
        if self.around:
            return 0.0, max(abs(value), least)
        if end:
            return self.low, max(value, self.low + least)
        return max(min(value, self.high - least), 0.0), self.high

    def shares(self, values: Array) -> Array:
        """Where values lie between the ends, 0 to 1 and beyond: the same shape."""
        if not self.low:
            return values / self.high
        return (values - self.low) / (self.high - self.low)


def levels_around_zero(values: Iterable[Array], note: str) -> Levels:
    """The levels that suit values of both signs: those of their sizes, to both sides of 0."""
    sizes = levels_of([np.abs(one[np.isfinite(one)]) for one in values], note)
    return replace(sizes, low=-sizes.high, cut=sizes.clipped)


def checked_ends(low: float, high: float) -> Ends:
    """The ends of a scale as the user gives them.

    Raises
    ------
    ValueError
        Numbers between which no scale lies, with a sentence.
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ValueError("The levels must be numbers")
    if low < 0:
        raise ValueError("The levels go from 0 upwards; a contrast has them to both sides of it")
    if not high - low > max(1e-30, 1e-6 * high):
        raise ValueError("The upper level must lie above the lower one")
    return float(low), float(high)


def ends_of(levels: Ends | str) -> Ends:
    """The ends of a scale from two numbers, or written as ``LO:HI``.

    Raises
    ------
    ValueError
        Anything else, with a sentence.
    """
    if isinstance(levels, str):
        return parsed_ends(levels)
    try:
        low, high = (float(end) for end in levels)
    except (TypeError, ValueError):
        raise ValueError(f"Levels are two numbers, as (0, 0.02), not {levels!r}") from None
    return checked_ends(low, high)


def parsed_ends(text: str) -> Ends:
    """The ends of a scale from ``LO:HI``, as ``0:0.02``; without LO from 0.

    Raises
    ------
    ValueError
        Anything else, with a sentence.
    """
    low, colon, high = text.replace(MINUS, "-").partition(":")
    try:
        ends = float(low.strip() or 0), float(high)
    except ValueError:
        colon = ""
    if not colon:
        raise ValueError(f"Levels are two numbers, as 0:0.02, not {text!r}")
    return checked_ends(*ends)


def chosen_levels(values: Sequence[Array], ends: Ends, kept: bool = False) -> Levels:
    """The levels that the user has set, for a picture of these values; NaN is none of them."""
    low, high = ends
    flat = np.concatenate([one[np.isfinite(one)].ravel() for one in values])
    return Levels(
        high=high,
        clipped=bool(flat.max(initial=low) > high * (1 + ROUNDING)),
        note=CHOSEN,
        low=low,
        cut=bool(flat.min(initial=high) < low * (1 - ROUNDING)),
        chosen=True,
        kept=kept,
    )


def chosen_around_zero(values: Sequence[Array], ends: Ends, kept: bool = False) -> Levels:
    """The levels that the user has set, for values of both signs: the upper end on either side."""
    sizes = chosen_levels([np.abs(one) for one in values], (0.0, ends[1]), kept)
    return replace(sizes, low=-sizes.high, cut=sizes.clipped, note=CHOSEN_AROUND)


def levels_of(values: Iterable[Array], note: str, count: int = 0) -> Levels:
    """The levels that suit these values together: 0 to a rounded 99.7th percentile.

    `count` as of `percentile_and_largest`.
    """
    percentile, largest = percentile_and_largest(values, count)
    high = nice_ceiling(percentile)
    return Levels(high, largest > high * (1 + ROUNDING), note)


PERCENTILE = 99.7
HELD = 2**22
"""Values that are held at once while the percentile of more is looked for."""
_SAMPLE, _MARGIN = 2048, 3
"""How many values tell roughly where the largest begin, and how many times as many are kept."""


def percentile_and_largest(
    values: Iterable[Array], count: int = 0, held: int = HELD
) -> tuple[float, float]:
    """The 99.7th percentile and the largest of the values of all arrays together.

    Parameters
    ----------
    count
        How many values there are in all, where that is known to be many: of more than `held` the
        largest alone are kept, among which the percentile lies, and no copy of them all.
    """
    parts = iter(values)
    if count <= held:
        flat = np.concatenate([part.ravel() for part in parts])
        if np.isnan(flat.max()):
            return math.nan, math.nan
        count, parts = flat.size, iter((flat,))
    place = PERCENTILE / 100 * (count - 1)
    below = math.floor(place)
    flat = np.empty(0, np.float32)
    for part in parts:
        flat = _largest(np.concatenate([flat, part.ravel()]), count - below)
    ordered = np.sort(flat)
    first, second = float(ordered[0]), float(ordered[min(1, len(ordered) - 1)])
    return first + (second - first) * (place - below), float(ordered[-1])


def _largest(values: Array, count: int) -> Array:
    """The largest values, so many or all that there are, in no order.

    A sample tells below which value none of them lies; so few are left to be put in order.
    """
    if len(values) <= count:
        return values
    sample = np.sort(values[:: max(1, len(values) // _SAMPLE)])
    rank = int(len(sample) * (1 - _MARGIN * count / len(values)))
    if rank > 0:
        candidates = values[values >= sample[rank]]
        if len(candidates) >= count:
            values = candidates
    return np.partition(values, len(values) - count)[-count:]
