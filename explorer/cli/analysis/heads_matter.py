"""`attention-explorer heads … --matter`: each head muted in turn, ranked by what changes."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import time

from explorer.analysis.attribution.method import AttributionError, Choices
from explorer.analysis.head_effects import HeadEffects, head_effects
from explorer.cli.analysis.drawing_output import CSV, check_output
from explorer.cli.errors import UsageError, refusal
from explorer.cli.export_inputs import read_items
from explorer.cli.options import fill_in
from explorer.cli.telling import telling
from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import MuteMode
from explorer.core.numbers import MINUS
from explorer.core.trace import Trace
from explorer.export.files import ExportError, write_bytes
from explorer.inputs.photo_files import ImageError
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError, RunError, SentenceError
from explorer.registry.loading import LoadProgress
from explorer.runtime.devices import DeviceError
from explorer.runtime.engine import Engine, Request

HEADS = (MuteError, ValueError)
"""What is raised of heads that are not there, or not the same in all runs."""
HEADING = ("head", "change", "error")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0. Raises UsageError with one sentence."""
    check_output(arguments, "A table of heads", (CSV,))
    try:
        fill_in(arguments)
        found, trace = _all(arguments)
    except (ImageError, ModelError, DeviceError, MuteError) as error:
        raise refusal(error) from error
    rows = [_row(found, trace, at) for at in found.ranked]
    if arguments.output is not None:
        text = io.StringIO()
        csv.writer(text).writerows([HEADING, *rows])
        try:
            write_bytes(arguments.output, text.getvalue().encode())
        except ExportError as error:
            raise refusal(error) from error
        print(arguments.output)
    elif arguments.json:
        said = [dict(zip(HEADING, row, strict=True)) for row in rows]
        print(json.dumps({"answers": list(found.answers), "heads": said}, indent=2))
    else:
        _print(found, rows, arguments.contrast)
    return 0


def _all(arguments: argparse.Namespace) -> tuple[HeadEffects, Trace]:
    """The effects over all inputs, and the last of the runs."""
    failures: list[str] = []
    items = read_items(arguments, find(arguments.model), failures)
    engine, whole = Engine(), None
    start = time.monotonic()
    last: Trace | None = None
    with telling() as tell:
        for number, item in enumerate(items):

            def progress(share: float, number: int = number) -> None:
                done = (number + share) / len(items)
                left = (time.monotonic() - start) / done * (1 - done)
                tell(LoadProgress(f"Muting heads: {100 * done:.0f} %, {left:.0f} s left"))

            try:
                trace = engine.run(Request(arguments.model, item.inputs, arguments.device), tell)
                subject = engine.subject(arguments.model, arguments.device)
                found = head_effects(
                    trace,
                    subject,
                    arguments.answer,
                    mode=MuteMode(arguments.mute_mode),
                    choices=Choices(
                        progress=progress,
                        announce=lambda words: tell(LoadProgress(words)),
                        against=arguments.contrast,
                    ),
                )
                whole = found if whole is None else whole.joined(found)
            except (ImageError, SentenceError, RunError, AttributionError, *HEADS) as error:
                failures.append(str(error))
                continue
            last = trace
    for sentence in failures if whole is not None else ():
        print(sentence, file=sys.stderr)
    if whole is None or last is None:
        raise UsageError(failures[0])
    return whole, last


def _row(found: HeadEffects, trace: Trace, at: int) -> tuple[str, float, float | None]:
    site, head = found.heads[at]
    part = f"{trace.sites[site].part} " if trace.sites[site].part else ""
    error = None if found.error is None else round(float(found.error[at]), 6)
    return f"{part}{trace.sites[site].layer}.{head}", round(float(found.mean[at]), 6), error


def _print(found: HeadEffects, rows: list[tuple[str, float, float | None]], contrast: str) -> None:
    width = max(len(row[0]) for row in rows)
    for name, change, error in rows:
        points = f"{100 * change:+7.2f}".replace("-", MINUS)
        print(f"{name:<{width}}  {points} pt" + ("" if error is None else f" ± {100 * error:.2f}"))
    count = len(found.before)
    many = f"{count} inputs, mean ± standard error" if count > 1 else found.answers[0]
    before = 100 * float(found.before.mean())
    if contrast and count > 1:
        many = f"against {contrast}, {many}"
    what = "difference of both probabilities" if contrast else "probability"
    whole = f"{before:+.1f} pt".replace("-", MINUS) if contrast else f"{before:.1f} %"
    print(f"Change of the {what} when a head is muted: {many}, {whole} with all heads.")
