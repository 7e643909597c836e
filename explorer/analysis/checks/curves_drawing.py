"""Deletion and insertion of a map as a figure: both plots, what is what, and the verdict."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import partial

from explorer.analysis.checks.faithfulness import Curves, Test
from explorer.core.checks import overall
from explorer.core.map.caption import origin
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.figures.page.parts import Drawing, Part
from explorer.figures.page.words import Words


def curves_drawing(
    trace: Trace,
    curves: Curves,
    answer: str,
    made: Callable[[FigureSettings | None, int], dict[str, str]],
) -> Drawing:
    """Draw the check of a map.

    Parameters
    ----------
    trace, curves
        The run, and what was measured of it, as far as it is.
    answer
        The class whose probability is watched.
    made
        Gives what made the file: the map that is checked, and how.
    """
    own, *others = curves.names
    gone = f" Taken away: {curves.taken}." if curves.taken else ""
    dashed = f", dashed: {', '.join(others)}" if others else ""
    count = len(curves.random_deletion)
    legend = f"Blue: {own}{dashed}, grey: {count} random maps of the same grid.{gone}"
    verdict = overall(list(trace.all_checks())).value
    title = f"Deletion and insertion: {own}"
    values = {
        "model": trace.model.title,
        "input": trace.stem,
        "site": title,
        "method": "deletion and insertion",
        "query": answer,
        "quantity": f"Probability of {answer}",
        "levels": "0 to 1",
        "verified": verdict,
        "head": own,
    }
    chunks = {
        **origin(trace),
        "Title": title,
        "Method": "deletion and insertion",
        "Target": answer,
        "Maps": ", ".join(curves.names),
        "Result": curves.verdict(),
        "Verified": verdict,
    }
    subject = " · ".join((trace.model.title, trace.stem, answer))
    said = Words(values, subject, values["quantity"], "", chunks, (legend, curves.verdict()))
    return Drawing(
        f"{trace.stem}.check",
        None,
        partial(_parts, curves, answer),
        said,
        made,
        partial(_table, curves),
    )


def _parts(curves: Curves, answer: str, mark: bool = True) -> tuple[Part, ...]:
    from explorer.figures.page.plot import PlotFigure  # imports Qt

    found = []
    for test in _TESTS:
        maps, _ = curves.of(test)
        low, high = curves.band(test)
        plot = PlotFigure(curves.fractions, maps, low, high, _BELOW[test])
        title = f"{test.capitalize()}: probability of {answer}"
        found.append(Part(plot, plot.natural_size(), title=title))
    return tuple(found)


def _table(curves: Curves) -> bytes:
    """The probabilities as CSV: a row a fraction, a column a map and a test."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    random = range(len(curves.random_deletion))
    names = [*curves.names, *(f"random {at}" for at in random)]
    writer.writerow(["fraction", *(f"{test} {one}" for test in _TESTS for one in names)])
    for at, fraction in enumerate(curves.fractions):
        values = (
            part[row, at] for test in _TESTS for part in curves.of(test) for row in range(len(part))
        )
        writer.writerow([repr(float(fraction)), *(repr(float(one)) for one in values)])
    return lines.getvalue().encode()


_TESTS: tuple[Test, ...] = ("deletion", "insertion")
_BELOW: dict[Test, str] = {"deletion": "share taken away", "insertion": "share put in"}
