"""The maps of a photo that are measured: those of methods, and those that no method makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.attribution.method import AttributionError
from explorer.analysis.attribution.methods import METHODS, attributed, method_named
from explorer.analysis.checks.faithfulness import Candidate
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.selection import MEAN, Selection
from explorer.core.trace import Trace
from explorer.registry.subjects.protocol import Subject

Values = NDArray[np.floating]

RANDOM, CENTRE, LAST, BEST = "random", "centre", "last", "best"
PLAIN = {
    RANDOM: "Random",
    CENTRE: "Centred blob",
    LAST: "Raw map, last layer",
    BEST: "Raw map, best layer",
}
"""Maps that no method makes: what every other one must beat."""


def known_methods() -> tuple[str, ...]:
    """The ids that `maps_of` knows: those that no method makes, then the methods."""
    return (*PLAIN, *(one.id for one in METHODS))


def titled(method: str) -> str:
    """What a map is called in a table."""
    return PLAIN.get(method) or method_named(method).name


def check_methods(methods: Sequence[str]) -> None:
    """Raises AttributionError with the nearest name for a method that there is none of."""
    for one in methods:
        if one not in PLAIN:
            method_named(one)


def unsupported(methods: Sequence[str], trace: Trace, subject: Subject) -> dict[str, str]:
    """Of the methods that a model does not offer the sentence that says why."""
    found = {}
    for one in methods:
        if one not in PLAIN and (reason := method_named(one).supports(trace, subject)):
            found[one] = reason
    return found


def maps_of(
    subject: Subject, trace: Trace, methods: Sequence[str], best: int, seed: int
) -> list[Candidate]:
    """The maps of a photo, each with the id of its method.

    Parameters
    ----------
    subject, trace
        The loaded model, and its run on the photo.
    methods : sequence of str
        Ids, as `known_methods` has them.
    best : int
        The site that counts as the best one.
    seed : int
        Of the random map.

    Raises
    ------
    AttributionError
        The model does not offer a method.
    """
    last = trace.parts()[0][1][-1]
    grid = raw_map(trace, last).shape
    made: dict[str, Callable[[], Values]] = {
        RANDOM: lambda: np.random.default_rng(seed).random(grid),
        CENTRE: lambda: centred(*grid),
        LAST: lambda: raw_map(trace, last),
        BEST: lambda: raw_map(trace, best),
    }
    found = []
    for one in methods:
        values = made[one]() if one in made else attributed(trace, one, subject=subject).values
        if not np.isfinite(values).all():
            raise AttributionError(f"{titled(one)} gives numbers that are none here.")
        found.append(Candidate(one, values))
    return found


def raw_map(trace: Trace, site: int) -> Values:
    """What the window shows of a layer: the mean of its heads, of what it asks at first."""
    axis = trace.sites[site].query_axis
    query = getattr(axis, "first", 0)
    return resolve_heatmap(trace, Selection(layer=site, unit=MEAN, query=query)).values


def centred(rows: int, cols: int) -> Values:
    """A round blob in the middle: what a map reaches that knows where photographers aim."""
    down, across = ((np.arange(size) + 0.5) / size - 0.5 for size in (rows, cols))
    return np.exp(-(down[:, None] ** 2 + across**2) / (2 * 0.25**2))
