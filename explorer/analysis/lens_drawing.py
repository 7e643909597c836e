"""A logit lens as a figure of any kind."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from explorer.core.selection import Selection, clamped
from explorer.core.selector import with_query
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.provenance.asked_method import AskedRoom
from explorer.export.provenance.record import record
from explorer.export.style import Style
from explorer.figures.page.parts import Drawing
from explorer.figures.page.words import Words
from explorer.figures.picture import Picture

if TYPE_CHECKING:  # imports torch
    from explorer.analysis.lens import Lens


def lens_drawing(lens: Lens, trace: Trace, style: Style, query: int | None = None) -> Drawing:
    """Draw what each layer would answer.

    Parameters
    ----------
    lens
        The table.
    trace, query
        The run that it is of, and which of its queries.
    style
        What else was seen of the run, for the record.
    """
    page, stem = lens.page, trace.stem
    selection = clamped(trace, Selection(layer=trace.best))
    selection = with_query(trace, selection, query)

    def made(figure: FigureSettings | None, size: int) -> dict[str, str]:
        room = AskedRoom("lens")
        return record(trace, selection, style, size=size, figure=figure, room=room)

    def picture(size: int, legend: bool) -> Picture:
        drawn = lens.picture(size)
        return replace(drawn, text=drawn.text | made(None, size))

    values = {
        "model": lens.title,
        "input": stem,
        "site": page.title,
        "query": lens.query,
        "method": "logit lens",
        "layers": f"{len(lens.rows)} rows",
        "quantity": "Probability of an answer",
        "levels": "0 to 1",
        "verified": lens.provenance.get("Verified", ""),
    }
    notes = tuple(filter(None, (f"Read by {lens.found}.", page.note)))
    subject = f"{lens.title} · {stem} · query {lens.query}"
    said = Words(values, subject, "probability", "", lens.said, notes)
    return Drawing(
        f"{stem}.lens",
        picture,
        lambda mark: (page.part,),
        said,
        made,
        partial(lens_table, lens),
    )


def lens_table(lens: Lens) -> bytes:
    """Write the rows as CSV: layer, rank and probability of the final answer, and the best ones."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    best = range(max(len(row.best) for row in lens.rows))
    heads = (name for at in best for name in (f"answer {at + 1}", f"probability {at + 1}"))
    writer.writerow(["layer", "rank of the final answer", "its probability", *heads])
    for row in lens.rows:
        cells = (cell for one in row.best for cell in (one.piece, repr(one.probability)))
        writer.writerow([row.layer, row.rank, repr(row.final.probability), *cells])
    return lines.getvalue().encode("utf-8", "replace")
