"""The grid of heads of a comparison: |A − B| of every layer and head, as small maps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import cast

import numpy as np

from explorer.analysis.compare import aligned, counterpart, fractions, on_pixels, pixels_of
from explorer.core.cancel import Cancelled, never
from explorer.core.map.combine import reduced
from explorer.core.map.long.region import is_long
from explorer.core.map.matrix import Matrix, resolve_matrix
from explorer.core.map.resolve import Map, resolve
from explorer.core.map.shown_map import combined, shown, shown_mask
from explorer.core.map.thumbnails import columns
from explorer.core.placement import Placement
from explorer.core.selection import MEAN, Selection, asked, clamped
from explorer.core.sites.arrays import Array
from explorer.core.sites.points import joining
from explorer.core.trace import Trace

WIDEST = 64
"""Cells along a small map; of a larger one each is the largest difference of its block."""


@dataclass(frozen=True, eq=False)
class DifferenceRow:
    """|A − B| of one layer.

    Attributes
    ----------
    maps : (columns, rows, cols) array
        The mean of the heads and every head, as `thumbnails.columns` has them; NaN where one of
        both has nothing.
    """

    maps: Array = field(repr=False)


def difference_rows(
    run: Trace,
    other: Trace,
    selection: Selection,
    fixed: Selection | None = None,
    cancelled: Callable[[], bool] = never,
) -> tuple[DifferenceRow | None, ...]:
    """Of every layer of a run how far each head lies from that of another run.

    Parameters
    ----------
    run, other : Trace
        Two runs; layers are matched by their position, heads by their number.
    selection : Selection
        Of the run: what asks, and how tokens are shown.
    fixed : Selection, optional
        Of the run itself: what all heads are held against in place of those of another run.
    cancelled : callable
        Is asked before every layer.

    Returns
    -------
    tuple of DifferenceRow or None
        A layer each; None for one of more tokens than are drawn at once.

    Raises
    ------
    Cancelled
        It was stopped.
    """
    make = _among_tokens if run.task is not None else _over_photo
    held = None
    if fixed is not None:
        fixed = clamped(run, fixed)
        if is_long(run.sites[fixed.layer]):
            return (None,) * len(run.sites)
        held = resolve(run, fixed)
    found = []
    for layer in range(len(run.sites)):
        if cancelled():
            raise Cancelled
        query = asked(run, selection, layer)
        here = replace(selection.moved(layer, MEAN), added=frozenset(), query=query, region=None)
        found.append(make(run, other, here, held))
    return tuple(found)


def _over_photo(
    run: Trace, other: Trace, selection: Selection, held: Map | None
) -> DifferenceRow | None:
    if run.task is not None or other.task is not None:
        return None
    units = columns(run.sites[selection.layer])
    own = _photo_maps(run, selection, units)
    if held is not None:
        there, place = held.values[None].repeat(len(own), 0), run.placement
    else:
        asked_there, _ = counterpart(run, other, selection)
        there, place = _photo_maps(other, asked_there, units), other.placement
    if own.shape != there.shape or fractions(run.placement) != fractions(place):
        own, there = (
            np.stack([on_pixels(one, lies, pixels_of(lies, WIDEST)) for one in maps])
            for maps, lies in (
                (own, _on_input(run.placement, run.placement)),
                (there, _on_input(place, run.placement)),
            )
        )
    return DifferenceRow(_small(np.abs(own - there)))


def _on_input(place: Placement, frame: Placement) -> Placement:
    """Where a map lies on what the model of another one sees, by shares of the photo of each."""
    across, down = frame.width / place.width, frame.height / place.height
    lies = Placement(
        place.x0 * across,
        place.y0 * down,
        place.x1 * across,
        place.y1 * down,
        frame.width,
        frame.height,
    )
    return lies.part(frame.x0, frame.y0, frame.x1, frame.y1)


def _photo_maps(trace: Trace, selection: Selection, units: tuple[int, ...]) -> Array:
    """(columns, rows, cols); the mean in place of a head that is not there."""
    site = trace.sites[selection.layer]
    every = site.maps(selection.query)  # (units, rows, cols)
    how = joining(site, "mean")
    there = [every[[unit]] if 0 <= unit < len(every) else every for unit in units]
    return np.stack([reduced(one, how) for one in there])


def _among_tokens(
    run: Trace, other: Trace, selection: Selection, held: Map | None
) -> DifferenceRow | None:
    if other.task is None or is_long(run.sites[selection.layer]):
        return None
    site = run.token_site(selection.layer)
    own = np.stack([*_token_maps(run, selection, columns(site))])
    mine = resolve_matrix(run, selection)
    if held is not None:
        matrix, there = cast(Matrix, held), held.values[None].repeat(len(own), 0)
    else:
        asked_there, _ = counterpart(run, other, selection)
        if is_long(other.sites[asked_there.layer]):
            return None
        matrix = resolve_matrix(other, asked_there)
        there = np.stack([*_token_maps(other, asked_there, columns(site))])
    second = np.full(own.shape, np.nan, np.float32)
    rows, cols = aligned(mine.rows, matrix.rows), aligned(mine.cols, matrix.cols)
    if rows and cols:
        (row, row_there), (col, col_there) = zip(*rows, strict=True), zip(*cols, strict=True)
        for at, one in enumerate(there):
            second[at][np.ix_(row, col)] = one[np.ix_(row_there, col_there)]
    return DifferenceRow(_small(np.abs(own - second)))


def _token_maps(trace: Trace, selection: Selection, units: tuple[int, ...]) -> Iterator[Array]:
    """(rows, cols) each, NaN where no query may look; the mean in place of a head not there."""
    site = trace.token_site(selection.layer)
    every, allowed = shown(site, selection), shown_mask(site, selection)  # (units, rows, cols)
    for unit in units:
        there = 0 <= unit < len(every)
        one = every[unit] if there else combined(site, selection, "mean")
        yield one if allowed is None else np.where(allowed, one, np.float32(np.nan))


def _small(maps: Array) -> Array:
    """Maps (n, rows, cols) of at most `WIDEST` cells a side: of each block the largest value."""
    for axis in (1, 2):
        size = maps.shape[axis]
        if size > WIDEST:
            starts = np.arange(WIDEST) * size // WIDEST
            maps = np.fmax.reduceat(maps, starts, axis=axis)
    return maps
