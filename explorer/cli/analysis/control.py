"""`attention-explorer control`: whether a map depends on what the model has learned."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from explorer.analysis.attribution.method import AttributionError
from explorer.analysis.checks.control import controlled
from explorer.analysis.checks.control_drawing import control_drawing
from explorer.analysis.checks.measured_maps import (
    BEST,
    CENTRE,
    LAST,
    PLAIN,
    RANDOM,
    check_methods,
    titled,
)
from explorer.analysis.checks.randomise import Control, parts, told
from explorer.cli.analysis.drawing_output import page_of, write_drawing
from explorer.cli.errors import UsageError, refusal
from explorer.cli.export_inputs import read_items
from explorer.cli.options import fill_in
from explorer.cli.telling import telling
from explorer.core.inputs import Modality
from explorer.core.selection import Selection, clamped
from explorer.core.selector import with_query
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError
from explorer.export.provenance.asked_method import AskedMethod, checked_room
from explorer.export.provenance.record import record
from explorer.export.style import Style
from explorer.figures.page.parts import no_record
from explorer.inputs.photo_files import ImageError
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError, RunError, SentenceError
from explorer.registry.loading import LoadProgress
from explorer.runtime.devices import DeviceError
from explorer.runtime.engine import Engine, Request

SEED = 0
"""Of the random weights: those of the window at first."""


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0. Raises UsageError with one sentence."""
    output: Path | None = arguments.output
    page = page_of(arguments, "A control")
    failures: list[str] = []
    try:
        entry = find(arguments.model)
        if arguments.text and Modality.TEXT not in entry.takes:
            raise UsageError(f"--text is for models of texts, and {entry.title} takes photos.")
        fill_in(arguments)
        text = Modality.TEXT in entry.takes
        method = arguments.method or ("relevance" if text else "last")
        check_methods([method])
        items = read_items(arguments, entry, failures)
        if len(items) != 1:
            raise UsageError(failures[0] if failures else "One photo or text at a time is checked.")
        engine = Engine()
        with telling() as tell:
            trace = engine.run(Request(arguments.model, items[0].inputs, arguments.device), tell)
            subject = engine.subject(arguments.model, arguments.device)
            found: list[Control] = []
            for one in controlled(trace, subject, method, arguments.answer, seed=SEED):
                found.append(one)
                tell(LoadProgress(f"Random weights down to {one.part or 'the input'}"))
        if output is not None:
            whole = len(parts(subject.model))  # type: ignore[attr-defined]  # as of all subjects
            named = titled(method)
            made = _record(trace, method, arguments.answer, found)
            drawing = control_drawing(trace, found, told(found), whole, SEED, named, "", made)
            write_drawing(drawing, output, page)
            return 0
    except (
        *(AttributionError, DeviceError, ExportError, ImageError),
        *(ModelError, RunError, SentenceError),
    ) as error:
        raise refusal(error) from error
    if arguments.json:
        rows = [{"part": one.part, "correlation": one.correlation} for one in found]
        print(json.dumps({"model": entry.id, "method": method, "parts": rows}, indent=2))
        return 0
    width = max(len(one.part) for one in found)
    for one in found:
        print(f"{one.part or '(its own)':<{max(width, 9)}}  {one.correlation:+.3f}")
    print(told(found))
    return 0


def _record(
    trace: Trace, method: str, answer: str, found: Sequence[Control]
) -> Callable[[FigureSettings | None, int], dict[str, str]]:
    """Give what made the figure, by which the window shows it again; of no map of a run nothing."""
    asked = None if method in PLAIN else AskedMethod(method, answer)
    room = replace(
        checked_room("zero", ""), test="control", seed=SEED, parts=tuple(one.part for one in found)
    )
    selection = Selection(layer=trace.best) if asked is not None else _RAW[method](trace)
    if selection is None:
        return no_record
    selection = with_query(trace, clamped(trace, selection))

    def made(figure: FigureSettings | None, size: int) -> dict[str, str]:
        return record(trace, selection, Style(), size=size, figure=figure, method=asked, room=room)

    return made


_RAW: dict[str, Callable[[Trace], Selection | None]] = {
    LAST: lambda trace: Selection(layer=trace.parts()[0][1][-1]),
    BEST: lambda trace: Selection(layer=len(trace.sites) - 1),
    RANDOM: lambda trace: None,
    CENTRE: lambda trace: None,
}
"""Which map of a run is held against random weights where no method is."""
