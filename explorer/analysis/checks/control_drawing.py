"""The control of random weights as a figure: the curve by part, small maps, and what it says."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from explorer.analysis.checks.control_maps import OWN, ControlMap, short_part
from explorer.analysis.checks.rank_correlation import ALIKE
from explorer.core.checks import overall
from explorer.core.map.caption import origin
from explorer.core.map.levels import Levels
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.figures.page.parts import Drawing, Part
from explorer.figures.page.words import Words

if TYPE_CHECKING:  # imports torch
    from explorer.analysis.checks.randomise import Control

_LONGEST = 18
"""Characters of the name of a part below the plot or a map."""
_CORRELATION = "Rank correlation with the map of the trained model"


def control_drawing(
    trace: Trace,
    found: Sequence[Control],
    said: str,
    parts: int,
    seed: int,
    named: str,
    quantity: str,
    made: Callable[[FigureSettings | None, int], dict[str, str]],
    maps: Sequence[ControlMap] = (),
    levels: Levels | None = None,
    colormap: str = "inferno",
    shape: float = 1.5,
) -> Drawing:
    """Draw the control of a map.

    Parameters
    ----------
    trace, found
        The run, and what was measured, from the top down, as far as it is.
    said
        What it says, in words.
    parts, seed
        How many parts the model has, and of the random weights.
    named, quantity
        The map that is held against random weights, and what one of its values is.
    made
        Gives what made the file: the map, and which weights were random.
    maps, levels, colormap, shape
        Small maps, their scale and colours, and their width for a height of 1.
    """
    verdict = overall(list(trace.all_checks())).value
    title = f"Random weights: {named}"
    names = tuple(one.part or OWN for one in found)
    random = (
        f"Random weights from the top down, each part as its training begins, seed {seed}: "
        f"{len(names)} of {parts} parts"
    )
    values = {
        "model": trace.model.title,
        "input": trace.stem,
        "site": title,
        "method": "random weights (Adebayo et al. 2018)",
        "query": "",
        "quantity": _CORRELATION,
        "levels": "−1 to 1",
        "verified": verdict,
        "head": named,
    }
    chunks = {
        **origin(trace),
        "Title": title,
        "Method": "random weights, the cascading test of Adebayo et al. 2018",
        "Maps": named,
        "Randomised": f"{', '.join(names)}; seed {seed}",
        "Result": said,
        "Verified": verdict,
    }
    if levels is not None:
        chunks["Levels"] = levels.told
    subject = " · ".join((trace.model.title, trace.stem, named))
    notes = f"{_CORRELATION}.", f"{random}.", said
    words = Words(values, subject, quantity, "", chunks, notes)
    figure = partial(_parts, found, parts, maps, levels, colormap, shape)
    return Drawing(f"{trace.stem}.control", None, figure, words, made, partial(_table, found))


def _parts(
    found: Sequence[Control],
    parts: int,
    maps: Sequence[ControlMap],
    levels: Levels | None,
    colormap: str,
    shape: float,
    mark: bool = True,
) -> tuple[Part, ...]:
    from explorer.figures.page.control_plot import ControlFigure  # imports Qt

    small = tuple((short_part(one.part, _LONGEST) or "this map", one.shades) for one in maps)
    names = ("trained", *(short_part(one.part or OWN, _LONGEST) for one in found))
    known = np.array([1.0, *(one.correlation for one in found)])
    plot = ControlFigure(names, known, parts, ALIKE, small, colormap, shape)
    bar = colormap if maps else None
    return (Part(plot, plot.natural_size(), levels if maps else None, bar),)


def _table(found: Sequence[Control]) -> bytes:
    """The rank correlations as CSV: a row a part, from the top down."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(["random weights down to", "rank correlation"])
    writer.writerow(["trained", repr(1.0)])
    for one in found:
        writer.writerow([one.part or OWN, repr(float(one.correlation))])
    return lines.getvalue().encode()
