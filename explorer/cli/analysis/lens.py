"""`attention-explorer lens`: what each layer of a model would answer."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from explorer.analysis.attribution.method import AttributionError
from explorer.analysis.lens import Lens, logit_lens
from explorer.analysis.lens_chain import LensError
from explorer.analysis.lens_drawing import lens_drawing
from explorer.cli.analysis.drawing_output import page_of, write_drawing
from explorer.cli.errors import UsageError, refusal
from explorer.cli.export_inputs import read_items
from explorer.cli.options import fill_in
from explorer.cli.telling import telling
from explorer.core.numbers import percent
from explorer.core.selection import Selection
from explorer.core.selector import SelectionError, with_query
from explorer.core.trace import Trace
from explorer.export.files import ExportError
from explorer.export.style import Style
from explorer.inputs.photo_files import ImageError
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError, RunError, SentenceError
from explorer.runtime.devices import DeviceError
from explorer.runtime.engine import Engine, Request

REFUSED = (
    *(AttributionError, DeviceError, ExportError, ImageError, LensError),
    *(ModelError, RunError, SelectionError, SentenceError),
)


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0. Raises UsageError with one sentence."""
    output: Path | None = arguments.output
    page = page_of(arguments, "A lens")
    try:
        fill_in(arguments)
        failures: list[str] = []
        items = read_items(arguments, find(arguments.model), failures)
        if failures or len(items) != 1:
            raise UsageError(failures[0] if failures else "A lens takes one input.")
        engine = Engine()
        with telling() as tell:
            request = Request(arguments.model, items[0].inputs, arguments.device)
            trace = engine.run(request, tell)
            subject = engine.subject(arguments.model, arguments.device)
            lens = logit_lens(trace, subject, _query(trace, arguments.query))
        if output is not None:
            drawing = lens_drawing(lens, trace, Style(), _query(trace, arguments.query))
            write_drawing(drawing, output, page)
            return 0
    except REFUSED as error:
        raise refusal(error) from error
    if arguments.json:
        print(json.dumps(described(lens), indent=2, ensure_ascii=False))
    else:
        _print(lens)
    return 0


def _query(trace: Trace, asked: str | None) -> int | None:
    """The number of the token that --query names; None for the model's own."""
    if asked is None:
        return None
    return with_query(trace, Selection(layer=trace.best), asked).query


def described(lens: Lens) -> dict[str, object]:
    """The lens as plain JSON values."""
    return {
        "model": lens.title,
        "query": lens.query,
        "read_by": lens.found,
        "check": {"name": lens.check.name, "error": lens.check.error},
        "layers": lens.records(),
    }


def _print(lens: Lens) -> None:
    """A row a layer; behind the answers stand the place and probability of the final one."""
    final = lens.rows[-1].final.piece
    lines = [("layer", *map(str, range(1, 1 + len(lens.rows[-1].best))), f"rank of {final}")]
    for row in lens.rows:
        answers = [f"{one.piece} {percent(one.probability)}" for one in row.best]
        lines.append((row.layer, *answers, f"{row.rank:,}  {percent(row.final.probability)}"))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True))
        print("  ".join(cells).rstrip())
    print(f"{lens.title}: query {lens.query}, read by {lens.found}. {lens.check}.")
