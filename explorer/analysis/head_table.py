"""A table of attention heads and their statistics, of one input or the mean of several."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from explorer.core.checks import Verdict
from explorer.core.taking import one_of, takes

Numbers = NDArray[np.float64]
Cell = tuple[int, int]
"""(number of the site in the run, head)."""


class Statistic(StrEnum):
    """What is measured of a head; each is the mean over what asks."""

    ENTROPY = "entropy"
    DISTANCE = "distance"
    FIRST = "first"
    SPECIAL = "special"
    SINKS = "sinks"
    DIAGONAL = "diagonal"
    PREVIOUS = "previous"
    NEXT = "next"
    INDUCTION = "induction"
    BOX = "box"

    @property
    def heading(self) -> str:
        """What it is called in the window: "Mean distance"."""
        return _TOLD[self][0]

    @property
    def told(self) -> str:
        """What it is, in one sentence."""
        return _TOLD[self][1]


_TOLD = {
    Statistic.ENTROPY: (
        "Entropy",
        "Entropy of a row in bits: 0 looks at one place, log2 of the keys at all alike.",
    ),
    Statistic.DISTANCE: (
        "Mean distance",
        "How far from what asks it looks: the distance weighted by the attention (Dosovitskiy et "
        "al. 2021, figure 7).",
    ),
    Statistic.FIRST: ("To CLS or first", "Share of the attention on CLS, or on the first token."),
    Statistic.SPECIAL: (
        "To separators",
        "Share on other tokens that are no part of the input: separators, ends, registers.",
    ),
    Statistic.SINKS: (
        "To sinks",
        "Share on keys that get more than 0.3 of all rows' attention on average (Gu et al. 2025).",
    ),
    Statistic.DIAGONAL: ("Diagonal", "Share that a token or patch keeps for itself."),
    Statistic.PREVIOUS: ("Previous token", "Share on the token before, or the patch to the left."),
    Statistic.NEXT: ("Next token", "Share on the token after, or the patch to the right."),
    Statistic.INDUCTION: (
        "Induction",
        "In random tokens said twice, the share on what came after the same token the first time "
        "(Olsson et al. 2022).",
    ),
    Statistic.BOX: ("Mass in the box", "Share of the attention within the box on the photo."),
}

Columns = Mapping[Statistic, Numbers]
"""Of each statistic (heads,), NaN where it does not apply."""


@dataclass(frozen=True, eq=False)
class HeadTable:
    """The statistics of every head of a model.

    Attributes
    ----------
    title, model : str
        The model's title and registry id.
    cells : tuple of (site, head)
        What the rows are: the number of the site in the run, and the head.
    names, parts, layers
        Of each row the site's name, its part of the model ("" for most), and its layer.
    units : tuple of str
        What the distance of each row is counted in: "px", "tokens" or "".
    values : mapping of Statistic to (rows,) float64
        NaN where a statistic does not apply.
    errors : mapping of Statistic to (rows,) float64
        Standard errors of the means over several inputs; empty for one.
    inputs : int
        How many inputs they are the mean of.
    asking : str
        Which queries: "all", or "first".
    verdict : Verdict
        Whether the maps were proved to be what the model computed.
    """

    title: str
    model: str
    cells: tuple[Cell, ...]
    names: tuple[str, ...]
    parts: tuple[str, ...]
    layers: tuple[int, ...]
    units: tuple[str, ...]
    values: Columns = field(repr=False)
    errors: Columns = field(repr=False)
    inputs: int
    asking: str
    verdict: Verdict

    def __len__(self) -> int:
        """How many heads there are."""
        return len(self.cells)

    @property
    def statistics(self) -> tuple[Statistic, ...]:
        """Those that apply to at least one head."""
        return tuple(one for one in Statistic if not np.isnan(self.values[one]).all())

    @takes
    def unit(self, statistic: Statistic | str, row: int) -> str:
        """What a value is counted in: "bits", "px", "tokens", or "" for a share."""
        if not -len(self) <= row < len(self):
            raise ValueError(f"a row is one of {len(self)}, from 0, not {row}")
        statistic = one_of(Statistic, statistic, "statistic")
        if statistic is Statistic.ENTROPY:
            return "bits"
        return self.units[row] if statistic is Statistic.DISTANCE else ""

    @takes
    def ranked(self, statistic: Statistic | str, falling: bool = True) -> list[int]:
        """The rows in the order of a statistic; those it does not apply to are left out."""
        values = self.values[one_of(Statistic, statistic, "statistic")]
        there = np.flatnonzero(~np.isnan(values))
        order = np.argsort(-values[there] if falling else values[there], kind="stable")
        return [int(row) for row in there[order]]

    def records(self) -> Iterator[dict[str, object]]:
        """One mapping of plain JSON values a head; None where a statistic does not apply."""
        for row, (site, head) in enumerate(self.cells):
            said: dict[str, object] = {
                "site": self.names[row],
                "number": site,
                "part": self.parts[row],
                "layer": self.layers[row],
                "head": head,
                "distance_unit": self.units[row],
            }
            for one in Statistic:
                said[one.value] = _plain(self.values[one][row])
                if self.errors:
                    said[f"{one.value}_error"] = _plain(self.errors[one][row])
            yield said

    def csv(self) -> str:
        """The records as comma-separated values, with a heading."""
        rows = list(self.records())
        file = io.StringIO()
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return file.getvalue()

    def with_values(self, statistic: Statistic, values: Numbers) -> HeadTable:
        """The same table with other values of a statistic."""
        return replace(self, values={**self.values, statistic: values})


def averaged(tables: Sequence[HeadTable]) -> HeadTable:
    """The mean of the tables of one model on several inputs, with standard errors.

    The standard error is the sample's standard deviation (n - 1) over the root of the number of
    inputs that a statistic applied to; NaN for fewer than two.

    Raises
    ------
    ValueError
        There are none, or they are not of the same heads.
    """
    if not tables:
        raise ValueError("there is nothing to average")
    first = tables[0]
    if any(one.cells != first.cells or one.names != first.names for one in tables):
        raise ValueError("the inputs did not pass through the same heads")
    values, errors = {}, {}
    for one in Statistic:
        stack = np.stack([table.values[one] for table in tables])  # (inputs, rows)
        there = ~np.isnan(stack)
        count = there.sum(axis=0)
        nothing = np.full(len(first), np.nan)
        total = np.where(there, stack, 0).sum(axis=0)
        mean = np.divide(total, count, out=nothing.copy(), where=count > 0)
        off = np.where(there, stack - mean, 0)
        spread = np.square(off).sum(axis=0)
        variance = np.divide(spread, count - 1, out=nothing.copy(), where=count > 1)
        values[one] = mean
        errors[one] = np.sqrt(variance / np.maximum(count, 1))
    verdicts = {one.verdict for one in tables}
    worst = next(one for one in _WORST if one in verdicts)
    inputs = sum(one.inputs for one in tables)
    return replace(first, values=values, errors=errors, inputs=inputs, verdict=worst)


_WORST = (Verdict.MISMATCH, Verdict.UNVERIFIED, Verdict.VERIFIED)


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
