"""`attention-explorer heads`: the statistics of every attention head of a model."""

from __future__ import annotations

import argparse
import json
import sys
import time

from explorer.analysis.head_table import HeadTable, Statistic, averaged
from explorer.analysis.heads import StatisticsError, head_table
from explorer.cli.analysis.drawing_output import CSV, check_output
from explorer.cli.errors import UsageError, refusal
from explorer.cli.export_inputs import read_items
from explorer.cli.options import fill_in
from explorer.cli.telling import telling
from explorer.core.inputs import Modality
from explorer.core.placement import Box, Placement
from explorer.core.trace import Trace
from explorer.export.files import ExportError, write_bytes
from explorer.inputs.photo_files import ImageError
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError, RunError, SentenceError
from explorer.registry.loading import LoadProgress
from explorer.runtime.devices import DeviceError
from explorer.runtime.engine import Engine, Request


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0. Raises UsageError with one sentence.

    Of several inputs one that cannot be read or run does not stop the others.
    """
    check_output(arguments, "A table of heads", (CSV,))
    try:
        entry = find(arguments.model)
        if arguments.text and Modality.TEXT not in entry.takes:
            raise UsageError(f"--text is for models of texts, and {entry.title} takes photos.")
        fill_in(arguments)
        table = _table(arguments, entry.title)
    except (ImageError, ModelError, DeviceError, StatisticsError) as error:
        raise refusal(error) from error
    if arguments.output is not None:
        try:
            write_bytes(arguments.output, table.csv().encode())
        except ExportError as error:
            raise refusal(error) from error
        print(arguments.output)
    elif arguments.json:
        print(json.dumps(described(table), indent=2))
    else:
        _print(table, None if arguments.by is None else Statistic(arguments.by))
    return 0


def _table(arguments: argparse.Namespace, title: str) -> HeadTable:
    """The table of all inputs; says on standard error what could not be run."""
    failures: list[str] = []
    items = read_items(arguments, find(arguments.model), failures)
    engine, tables, start = Engine(), [], time.monotonic()
    with telling() as tell:
        for number, item in enumerate(items):
            request = Request(arguments.model, item.inputs, arguments.device)
            if len(items) > 1:
                tell(LoadProgress(_progress(number, len(items), time.monotonic() - start)))
            try:
                trace = engine.run(request, tell if len(items) == 1 else lambda event: None)
            except (ImageError, SentenceError, RunError) as error:
                failures.append(str(error))
                continue
            tables.append(head_table(trace, arguments.queries, _on_photo(trace, arguments.box)))
    for sentence in failures:
        print(sentence, file=sys.stderr)
    if not tables:
        raise UsageError(failures[0] if failures else f"{title} was given nothing.")
    try:
        table = averaged(tables) if len(tables) > 1 else tables[0]
    except ValueError as error:
        raise UsageError(f"There is no mean: {error}.") from error
    if not arguments.induction:
        return table
    from explorer.analysis.induction import with_induction  # imports torch

    return with_induction(table, engine.subject(arguments.model, arguments.device))


def _progress(done: int, count: int, seconds: float) -> str:
    left = f", {seconds / done * (count - done):.0f} s left" if done else ""
    return f"Input {done + 1} of {count}{left}"


def _on_photo(trace: Trace, box: Box | None) -> Box | None:
    """The box in pixels of the photo; raises UsageError where there is none."""
    if box is None:
        return None
    if not trace.placements:
        raise UsageError("--box is for photos.")
    place: Placement = trace.placement
    return box[0] * place.width, box[1] * place.height, box[2] * place.width, box[3] * place.height


def described(table: HeadTable) -> dict[str, object]:
    """The table as plain JSON values."""
    return {
        "model": table.model,
        "title": table.title,
        "inputs": table.inputs,
        "queries": table.asking,
        "verified": table.verdict.value,
        "statistics": {one.value: one.told for one in Statistic},
        "heads": list(table.records()),
    }


def _print(table: HeadTable, by: Statistic | None) -> None:
    """The table in columns; the standard errors of several inputs stand behind ±."""
    shown = table.statistics
    if by is not None and by not in shown:
        raise UsageError(f"{by.heading} does not apply to {table.title}.")
    rows = range(len(table)) if by is None else table.ranked(by)
    heading = ["head", *(one.value for one in shown)]
    lines = [heading]
    for row in rows:
        _, head = table.cells[row]
        part = f"{table.parts[row]} " if table.parts[row] else ""
        cells = [f"{part}{table.layers[row]}.{head}"]
        for one in shown:
            unit = table.unit(one, row)
            cells.append(_value(table, one, row) + (f" {unit}" if unit else ""))
        lines.append(cells)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        first = f"{line[0]:<{widths[0]}}"
        rest = (f"{cell:>{width}}" for cell, width in zip(line[1:], widths[1:], strict=True))
        print("  ".join((first, *rest)))
    many = f"mean of {table.inputs} inputs ± standard error" if table.inputs > 1 else "one input"
    asking = "all queries" if table.asking == "all" else "the first query"
    print(f"{table.title}: {len(table)} heads, {many}, {asking}. {table.verdict.value}.")


def _value(table: HeadTable, one: Statistic, row: int) -> str:
    value = float(table.values[one][row])
    if value != value:
        return "–"
    digits = 1 if one is Statistic.DISTANCE else 3
    error = f" ± {float(table.errors[one][row]):.{digits}f}" if table.errors else ""
    return f"{value:.{digits}f}{error}"
