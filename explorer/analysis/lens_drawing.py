"""A logit lens as a figure of any kind."""

from __future__ import annotations

import csv
import io
from functools import partial
from typing import TYPE_CHECKING

from explorer.figures.page.parts import Drawing, no_record
from explorer.figures.page.words import Words

if TYPE_CHECKING:  # imports torch
    from explorer.analysis.lens import Lens


def lens_drawing(lens: Lens, stem: str) -> Drawing:
    """Draw what each layer would answer.

    Parameters
    ----------
    lens
        The table.
    stem
        The beginning of the name of its file: what the input is called.
    """
    page = lens.page
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
        lambda size, legend: lens.picture(size),
        lambda mark: (page.part,),
        said,
        no_record,
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
