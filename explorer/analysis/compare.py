"""Two maps beside each other and their difference: A, B and A − B.

Both have one scale, the difference one around 0. Where their grids differ it is taken on the
photo's pixels, where their tokens differ rows and columns are aligned by the text, and what has no
counterpart is left open (NaN).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.checks.rank_correlation import spearman
from explorer.core.foreign import Refusal
from explorer.core.map.heatmap import Heatmap
from explorer.core.map.levels import Levels, levels_of
from explorer.core.map.matrix import Matrix
from explorer.core.map.resolve import Map, resolve
from explorer.core.map.token_groups import Label
from explorer.core.numbers import MINUS, nice_ceiling, percent
from explorer.core.placement import Placement
from explorer.core.selection import MEAN, Selection
from explorer.core.sites.arrays import Array
from explorer.core.sites.axes import PatchGrid
from explorer.core.trace import Trace

LONGEST = 512
"""Pixels along the longer side of a photo on which maps of two grids are compared."""
SHARED = "one scale for A and B"
AROUND = "around 0"


class CompareError(Refusal, ValueError):
    """Two maps that cannot be held against each other; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Change:
    """A place at which both maps differ.

    Attributes
    ----------
    place : str
        In words: "patch 8, 7", or "novel → 小説".
    a, b : float
        Both values.
    cell : (int, int)
        Row and column in the difference.
    """

    place: str
    a: float
    b: float
    cell: tuple[int, int] = (0, 0)

    @property
    def difference(self) -> float:
        """A less B."""
        return self.a - self.b


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two maps and their difference.

    Attributes
    ----------
    a, b : Map
        Both, on one scale.
    difference : Map
        A less B, signed, on a scale around 0; NaN where one has no counterpart in the other.
    moved : float
        The share of the attention that lies elsewhere in B, in [0, 1]: half the sum of |a − b|
        where both sum to 1 (total variation). NaN where nothing is left to compare.
    correlation : float
        Spearman's rank correlation over all places that both have.
    changes : tuple of Change
        Where they differ most, the largest difference first.
    notes : tuple of str
        How layers, grids and tokens were matched, in sentences.
    """

    a: Map
    b: Map
    difference: Map
    moved: float
    correlation: float
    changes: tuple[Change, ...] = field(repr=False)
    notes: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """Both numbers in words."""
        if np.isnan(self.moved):
            return "nothing to compare"
        correlation = f"{self.correlation:.2f}".replace("-", MINUS)
        return f"{percent(self.moved)} of it moved, rank correlation {correlation}"


def compare(a: Map, b: Map, names: tuple[str, str] = ("A", "B")) -> Comparison:
    """Hold two maps against each other.

    Parameters
    ----------
    a, b : Map
        Two maps over photos, or two of tokens against tokens.
    names : (str, str)
        What both are called in the title of the difference.

    Raises
    ------
    CompareError
        One lies over a photo and the other over tokens.
    """
    if isinstance(a, Heatmap) and isinstance(b, Heatmap):
        return _over_photos(a, b, names)
    if isinstance(a, Matrix) and isinstance(b, Matrix):
        return _of_tokens(a, b, names)
    raise CompareError("A map over a photo has no difference from one among tokens.")


def _over_photos(a: Heatmap, b: Heatmap, names: tuple[str, str]) -> Comparison:
    notes = []
    same_place = fractions(a.placement) == fractions(b.placement)
    same_photo = a.provenance.get("Input-SHA256") == b.provenance.get("Input-SHA256")
    if not same_photo:
        notes.append("The photos differ: places are compared by where they lie on each.")
    if a.grid == b.grid and same_place:
        first, second, place = a.values, b.values, a.placement
        label = "patch" if a.query_grid == a.grid else "position"
    else:
        size = pixels_of(a.placement, LONGEST)
        first, second = (on_pixels(one.values, one.placement, size) for one in (a, b))
        wide, high = a.placement.width, a.placement.height
        place, label = Placement(0, 0, wide, high, wide, high), "pixel"
        notes.append(
            f"The grids differ ({a.grid[0]} × {a.grid[1]} and {b.grid[0]} × {b.grid[1]}): the "
            f"difference is taken on {size[0]} × {size[1]} pixels of the photo."
        )
    values = first - second
    rows, cols = values.shape
    difference = replace(
        a,
        values=values,
        readout=values,
        placement=place,
        query_cell=a.query_cell if label != "pixel" else None,
        query_grid=a.query_grid if label != "pixel" else (0, 0),
        shares=(),
        points=None,
        **_words(a, b, values, names),
    )
    places = [f"{label} {row}, {col}" for row in range(rows) for col in range(cols)]
    return _comparison(a, b, difference, (first, second), places, notes)


def fractions(place: Placement) -> tuple[float, ...]:
    """Where the model's input lies, as shares of the photo."""
    return (
        round(place.x0 / place.width, 6),
        round(place.y0 / place.height, 6),
        round(place.x1 / place.width, 6),
        round(place.y1 / place.height, 6),
    )


def pixels_of(place: Placement, longest: int) -> tuple[int, int]:
    """(height, width) of a photo whose longer side is made at most this long."""
    scale = min(1.0, longest / max(place.width, place.height))
    return max(1, round(place.height * scale)), max(1, round(place.width * scale))


def on_pixels(values: Array, place: Placement, size: tuple[int, int]) -> Array:
    """The value at the middle of each pixel of a photo of (height, width); NaN beside the map.

    values: (rows, cols). place: where the map lies on its photo.
    """
    rows, cols = values.shape
    found = []
    for pixels, whole, low, high, cells in (
        (size[0], place.height, place.y0, place.y1, rows),
        (size[1], place.width, place.x0, place.x1, cols),
    ):
        at = (np.arange(pixels) + 0.5) / pixels * whole
        found.append(np.floor((at - low) / (high - low) * cells).astype(int))
    down, across = found
    inside = ((down >= 0) & (down < rows))[:, None] & ((across >= 0) & (across < cols))
    there = values[np.clip(down, 0, rows - 1)][:, np.clip(across, 0, cols - 1)]
    return np.where(inside, there, np.float32(np.nan))


def _of_tokens(a: Matrix, b: Matrix, names: tuple[str, str]) -> Comparison:
    notes = []
    rows, cols = aligned(a.rows, b.rows), aligned(a.cols, b.cols)
    second = np.full(a.values.shape, np.nan, np.float32)
    own, other = (np.array(side, np.intp) for side in zip(*rows, strict=True)) if rows else _NONE
    here, there = (np.array(side, np.intp) for side in zip(*cols, strict=True)) if cols else _NONE
    second[np.ix_(own, here)] = b.values[np.ix_(other, there)]
    for what, pairs, mine, others in (
        ("rows", rows, a.rows, b.rows),
        ("columns", cols, a.cols, b.cols),
    ):
        left = len(mine) - len(pairs), len(others) - len(pairs)
        if any(left):
            notes.append(
                f"The tokens differ: {len(pairs)} {what} are aligned by their text, {left[0]} of A "
                f"and {left[1]} of B have no counterpart."
            )
    values = a.values - second
    difference = replace(
        a, values=values, maps=values[None], units=("A − B",), **_words(a, b, values, names)
    )
    places = [f"{row.text} → {col.text}" for row in a.rows for col in a.cols]
    return _comparison(a, b, difference, (a.values, second), places, notes)


_NONE = np.empty(0, np.intp), np.empty(0, np.intp)


def aligned(mine: Sequence[Label], others: Sequence[Label]) -> list[tuple[int, int]]:
    """Pairs of tokens that stand for the same text, in order: the longest common blocks."""
    matcher = SequenceMatcher(None, [one.text for one in mine], [one.text for one in others], False)
    return [
        (block.a + at, block.b + at)
        for block in matcher.get_matching_blocks()
        for at in range(block.size)
    ]


def _words(a: Map, b: Map, values: Array, names: tuple[str, str]) -> dict[str, Any]:
    """What is written around the difference, and its scale."""
    largest = float(np.nanmax(np.abs(values))) if not np.isnan(values).all() else 0.0
    high = nice_ceiling(largest)
    said = {f"A-{name}": value for name, value in a.provenance.items()}
    said |= {f"B-{name}": value for name, value in b.provenance.items()}
    verified = {one.provenance.get("Verified", "") for one in (a, b)}
    return {
        "levels": Levels(high=high, clipped=False, note=AROUND, low=-high),
        "title": f"{names[0]} − {names[1]}",
        "subtitle": "signed difference",
        "quantity": f"difference in {a.quantity.partition(',')[0]}",
        "uniform": None,
        "provenance": {**said, "Verified": min(verified, key=_TRUST.index, default="Verified")},
    }


_TRUST = ("Mismatch", "Not verified", "Verified", "")


def _comparison(
    a: Map,
    b: Map,
    difference: Map,
    values: tuple[Array, Array],
    places: Sequence[str],
    notes: Sequence[str],
) -> Comparison:
    """One scale for both maps, and what both numbers say."""
    known = [one.values[~np.isnan(one.values)] for one in (a, b)]
    levels = levels_of(known, SHARED)
    first, second = (np.asarray(one, np.float64).reshape(-1) for one in values)
    both = ~(np.isnan(first) | np.isnan(second))
    moved = correlation = float("nan")
    if both.any():
        moved = moved_mass(first[both], second[both])
        same = bool((first[both] == second[both]).all())
        correlation = 1.0 if same else spearman(first[both], second[both])
    off = np.where(both, first - second, 0.0)
    cols = difference.values.shape[1]
    order = np.argsort(-np.abs(off), kind="stable")[:10]
    changes = tuple(
        Change(places[at], float(first[at]), float(second[at]), divmod(int(at), cols))
        for at in order
        if off[at] != 0
    )
    return Comparison(
        a=replace(a, levels=levels),
        b=replace(b, levels=levels),
        difference=difference,
        moved=moved,
        correlation=correlation,
        changes=changes,
        notes=tuple(notes),
    )


def moved_mass(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """The share of one map that lies elsewhere in the other: total variation, in [0, 1].

    Both are brought to a sum of 1 first. NaN where one sums to nothing.
    """
    totals = float(a.sum()), float(b.sum())
    if min(totals) <= 0:
        return 0.0 if bool((a == b).all()) else float("nan")
    return float(np.abs(a / totals[0] - b / totals[1]).sum()) / 2


def counterpart(a: Trace, b: Trace, selection: Selection) -> tuple[Selection, tuple[str, ...]]:
    """What to show of another run beside a selection of one: the layer by its position.

    Parameters
    ----------
    a : Trace
        The run of the selection.
    b : Trace
        The other run.
    selection : Selection
        Of A.

    Returns
    -------
    (Selection, tuple of str)
        That of B, and how it was matched where that is not plain.
    """
    notes = []
    site = a.sites[selection.layer]
    mine = [at for at, one in enumerate(a.sites) if one.part == site.part]
    others = [at for at, one in enumerate(b.sites) if one.part == site.part]
    if not others:
        others = list(range(len(b.sites)))
        notes.append(f"B has no {site.part or 'such'} attention: its layers are taken as they are.")
    place = mine.index(selection.layer)
    layer = others[_position(place, len(mine), len(others))]
    if len(mine) != len(others):
        notes.append(
            f"Layers are matched by position: {place} of {len(mine)} in A with "
            f"{others.index(layer)} of {len(others)} in B."
        )
    other = b.sites[layer]
    unit = selection.unit
    if unit != MEAN and unit >= other.units:
        unit = MEAN
        notes.append(f"B has no head {selection.unit} there: the mean of its heads is shown.")
    if selection.added:
        notes.append("Of B the one layer and head is shown.")
    query = selection.query
    if query >= other.query_axis.size:
        query = getattr(other.query_axis, "first", 0)
        notes.append("What asks in A is not there in B: its first query asks.")
    else:
        query = _asked(site.query_axis, other.query_axis, query)
    return replace(
        selection, layer=layer, unit=unit, added=frozenset(), query=query, region=None
    ), tuple(notes)


def _asked(mine: object, other: object, query: int) -> int:
    """The query of another grid that lies where one does; the same number of tokens."""
    if isinstance(mine, PatchGrid) and isinstance(other, PatchGrid):
        return mine.counterpart(query, other)
    return query


def _position(place: int, count: int, others: int) -> int:
    """The layer of a model of `others` that stands where one of `count` does: ends with ends."""
    return round(place * (others - 1) / max(1, count - 1)) if count > 1 else others - 1


def compared(
    a: tuple[Trace, Selection], b: tuple[Trace, Selection], names: tuple[str, str] = ("A", "B")
) -> Comparison:
    """The comparison of two selections, each of a run; see `compare`."""
    return compare(resolve(*a), resolve(*b), names)
