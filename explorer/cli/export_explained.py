"""`export --method` and `--against`: what explains each run, or each beside another one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from explorer.analysis.attribution.method import AttributionError
from explorer.batch.plan import Item, Plan
from explorer.batch.run import Target
from explorer.batch.worker import doubt_of, notes_of
from explorer.cli.against import beside, other_run
from explorer.cli.attribution import explained
from explorer.cli.errors import UsageError
from explorer.cli.telling import telling
from explorer.core.map.resolve import Map
from explorer.core.trace import Trace
from explorer.export.arrays import write_map
from explorer.figures.drawing import draw_map, picture_name
from explorer.figures.picture import FORMATS, need_graphics
from explorer.inputs.photo_files import ImageError
from explorer.registry.entry import RunError, SentenceError
from explorer.runtime.engine import Engine, Request


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
    if plan.form not in FORMATS and arguments.against:
        raise UsageError("--against draws pictures: name a .png, .svg or .pdf file.")
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
            print(_write_map(arguments.method, plan, target, item.stem, trace, shown))
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
    form = next(one for one in FORMATS if one == plan.form)
    said = {""}
    for selection in plan.asked.selections(trace):
        alone = plan.asked.single and not trace.sites[selection.layer].part
        path = target.path(
            f"{stem}.{form}" if alone else picture_name(trace, selection, stem, form)
        )
        compared = beside(trace, other, selection)
        picture = compared.picture(plan.style, plan.layout.long_edge)
        print(f"{path.name}: {compared.found.told}", file=sys.stderr)
        picture.write(path, form)
        for note in (*compared.notes, picture.note):
            if note not in said:
                print(note, file=sys.stderr)
                said.add(note)
        yield path


def _write_map(
    method: str, plan: Plan, target: Target, stem: str, trace: Trace, shown: Map
) -> Path:
    """Write what a method says of a run: a picture, or its values as an array."""
    path = target.path(f"{stem}.{method}.{plan.form}")  # unless a file is named
    if plan.form == "npz":
        write_map(path, shown)
        return path
    form = next(one for one in FORMATS if one == plan.form)
    picture = draw_map(trace, shown, plan.style, plan.layout, plan.view)
    picture.write(path, form)
    if picture.note:
        print(picture.note, file=sys.stderr)
    return path
