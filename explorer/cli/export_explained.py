"""`export --method` and `--against`: what explains each run, or each beside another one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.analysis.attribution.method import AttributionError
from explorer.batch.plan import Item, Plan
from explorer.batch.run import Target
from explorer.batch.worker import doubt_of, notes_of
from explorer.cli.analysis.against import beside, other_run
from explorer.cli.analysis.attribution import explained
from explorer.cli.errors import UsageError
from explorer.cli.telling import telling
from explorer.core.map.resolve import Map
from explorer.core.trace import Trace
from explorer.export.files import write_bytes
from explorer.export.provenance.asked_method import AskedMethod
from explorer.figures.drawing import picture_name
from explorer.figures.page.files import drawing_files
from explorer.figures.page.map_drawing import map_drawing, method_record
from explorer.figures.picture import FORMATS, need_graphics
from explorer.inputs.photo_files import ImageError
from explorer.registry.entry import RunError, SentenceError
from explorer.runtime.engine import Engine, Request

if TYPE_CHECKING:
    from explorer.figures.page.parts import Drawing


def write_explained(
    arguments: argparse.Namespace,
    plan: Plan,
    target: Target,
    items: Sequence[Item],
    failures: list[str],
) -> bool:
    """Run the items one after the other, and write what explains each, or each beside another.

    Returns whether the maps of any run are not proved to be what the model computed.
    """
    if plan.figure.what not in ("view", "numbers") or plan.form in ("axt", "safetensors"):
        raise UsageError(
            "What explains a run, or stands beside it, is one picture: name a .png, .svg or .pdf "
            "file, or .npz or .csv for its numbers."
        )
    if plan.form in FORMATS:
        need_graphics()
    doubtful, engine = False, Engine()
    for item in items:
        before = f"{item.called}: " if item.called else ""
        request = Request(plan.model, item.inputs, plan.device, plan.mute)
        try:
            with telling() as tell:
                trace = engine.run(request, tell)
        except (ImageError, SentenceError, RunError) as error:
            failures.append(f"{'' if isinstance(error, ImageError) else before}{error}")
            continue
        for note in notes_of(trace):
            print(f"{before}{note}", file=sys.stderr)
        if doubt := doubt_of(trace):
            print(f"{before}{doubt}", file=sys.stderr)
            doubtful = True
        if arguments.method is not None:
            try:
                shown = explained(arguments, engine, trace)
            except AttributionError as error:
                failures.append(f"{before}{error}")
                continue
            doubtful |= bool(shown.mark)
            print(_write_map(_asked(arguments), plan, target, item.stem, trace, shown))
            continue
        with telling() as tell:
            other = other_run(arguments.against, request, engine, tell)
        if doubt := doubt_of(other):
            print(f"{before}B: {doubt}", file=sys.stderr)
            doubtful = True
        for path in _write(plan, target, item.stem, trace, other):
            print(path)
    return doubtful


def _write(plan: Plan, target: Target, stem: str, trace: Trace, other: Trace) -> Iterator[Path]:
    """Write what is asked of one run beside another; yields each file."""
    said = {""}
    for selection in plan.asked.selections(trace):
        alone = plan.asked.single and not trace.sites[selection.layer].part
        name = stem if alone else picture_name(trace, selection, stem).removesuffix(".png")
        compared = beside(trace, other, selection)
        drawing = compared.drawing(plan.style, name, plan.layout.embed)
        for path, notes in _files(plan, target, drawing):
            print(f"{path.name}: {compared.found.told}", file=sys.stderr)
            for note in (*compared.notes, *notes):
                if note not in said:
                    print(note, file=sys.stderr)
                    said.add(note)
            yield path


def _asked(arguments: argparse.Namespace) -> AskedMethod:
    """What was asked, as the files keep it."""
    layer = None if arguments.layer in (None, "all") else int(arguments.layer)
    return AskedMethod(
        arguments.method,
        arguments.answer,
        arguments.contrast,
        arguments.fusion,
        arguments.discard,
        layer,
        arguments.levels,
    )


def _write_map(
    asked: AskedMethod, plan: Plan, target: Target, stem: str, trace: Trace, shown: Map
) -> Path:
    """Write what a method says of a run: a picture, or its values."""
    made = method_record(trace, plan.style, plan.view, asked, plan.layout.embed)
    drawing = map_drawing(trace, shown, plan.style, plan.view, f"{stem}.{asked.short}", made)
    ((path, notes),) = _files(plan, target, drawing)
    for note in notes:
        print(note, file=sys.stderr)
    return path


def _files(plan: Plan, target: Target, drawing: Drawing) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Write the file of a figure, whose name a named file replaces; yields it with its notes."""
    for name, content, note in drawing_files(drawing, plan.figure, plan.form, plan.layout):
        path = target.path(name)
        write_bytes(path, content)
        yield path, (note,) if note else ()
