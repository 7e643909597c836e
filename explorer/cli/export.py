"""`attention-explorer export`: heatmaps and arrays without a window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.cli.errors import UsageError, refusal
from explorer.cli.options import settle
from explorer.cli.telling import telling
from explorer.core.colormaps import table
from explorer.core.inputs import Fit, Inputs, Modality
from explorer.core.selection import GateSide, Scale, Selection
from explorer.core.selector import ALL, SelectionError, site_numbers, with_head, with_query
from explorer.core.trace import PhotoTrace
from explorer.export.arrays import write_npz
from explorer.export.files import ExportError
from explorer.export.render import LARGEST, Style
from explorer.figures.photo_picture import Layout, draw, every, picture_name, unique_stems
from explorer.inputs.images import ImageError, list_images
from explorer.registry.catalogue import find, untrained
from explorer.registry.entry import ModelError
from explorer.runtime.devices import DeviceError, choose
from explorer.runtime.engine import Engine, Request


@dataclass(frozen=True)
class Plan:
    """What is written where: pairs of input and output stem; `file` when there is one picture."""

    inputs: tuple[tuple[Path, str], ...]
    folder: Path
    file: Path | None


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0. Raises UsageError with one sentence.

    With several inputs a damaged one does not stop the others; the sentence comes at the end.
    """
    if arguments.random_weights:
        arguments.model = untrained(arguments.model)
    try:
        entry = find(arguments.model)
        choose(arguments.device)
    except (ModelError, DeviceError) as error:
        raise refusal(error) from error
    _check_common(arguments)
    settle(arguments, entry)
    if Modality.TEXT in entry.takes:
        from explorer.cli.export_text import run_text

        return run_text(arguments, entry.task)
    return _run_photos(arguments)


def _run_photos(arguments: argparse.Namespace) -> int:
    if not arguments.inputs:
        raise UsageError("There is no photo to read: name one, or a folder of photos.")
    style, layout = _style(arguments), Layout(arguments.size, arguments.legend)
    _check_units(arguments)
    npz = wants_npz(arguments)
    fit = None if arguments.fit is None else Fit(arguments.fit)
    engine = Engine()
    failures = []
    try:
        plan = _plan(arguments, npz)
        originals = {identity(path) for path, _ in plan.inputs}
        for path, stem in plan.inputs:
            try:
                request = Request(arguments.model, Inputs((path,), fit=fit), arguments.device)
                with telling() as tell:
                    trace = engine.run(request, tell)
                    assert isinstance(trace, PhotoTrace)  # of a photo
            except ImageError as error:
                failures.append(str(error))
                continue
            for note in trace.notes:
                print(note, file=sys.stderr)
            if npz:
                target = plan.file or plan.folder / f"{stem}.npz"
                spare(target, originals)
                write_npz(target, trace)
                print(target)
                continue
            for selection in _selections(trace, arguments):
                name = f"{stem}.png" if single(arguments) else picture_name(stem, selection)
                target = plan.file or plan.folder / name
                spare(target, originals)
                picture = draw(trace, selection, style, layout)
                picture.write(target)
                print(target)
    except (ImageError, ModelError, DeviceError, ExportError, SelectionError) as error:
        raise refusal(error) from error
    if failures:
        more = f" ({len(failures)} of {len(plan.inputs)} failed)" if len(plan.inputs) > 1 else ""
        raise UsageError(failures[0] + more)
    return 0


def identity(path: Path) -> tuple[int, int] | None:
    """The same for all names of one file; None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def spare(target: Path, originals: set[tuple[int, int] | None]) -> None:
    """Raises UsageError where what is written would take the place of what is read."""
    there = identity(target)
    if there is not None and there in originals:
        raise UsageError(f"{target.name} is to be read. Write to another name or folder.")


def wants_npz(arguments: argparse.Namespace) -> bool:
    """Whether arrays are asked for; raises UsageError for a name that does not fit."""
    output = Path(arguments.output)
    suffix = output.suffix.lower()
    npz: bool = arguments.format == "npz" or (arguments.format is None and suffix == ".npz")
    if suffix in (".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".svg", ".pdf"):
        raise UsageError(f"Pictures are written as PNG. Name it {output.stem}.png.")
    if suffix in (".png", ".npz") and npz != (suffix == ".npz"):
        wanted = "npz" if npz else "png"
        raise UsageError(f"The name {output.name} does not fit --format {wanted}.")
    return npz


def _check_common(arguments: argparse.Namespace) -> None:
    """Raises UsageError for what makes no sense whatever the model takes."""
    try:
        table(arguments.colormap)
    except ValueError as error:
        raise UsageError(str(error)) from error
    if not 1 <= arguments.size <= LARGEST:
        raise UsageError(f"The size goes from 1 to {LARGEST} pixels.")
    if arguments.layer not in (None, "all"):
        _integer(arguments.layer, "--layer takes a number or all")
    if arguments.head not in ("mean", "max", "all"):
        _integer(arguments.head, "--head takes a number, mean, max or all")


def _style(arguments: argparse.Namespace) -> Style:
    if not 0 <= arguments.opacity <= 1:
        raise UsageError("The opacity goes from 0 to 1.")
    return Style(arguments.style, not arguments.patches, arguments.colormap, arguments.opacity)


def _check_units(arguments: argparse.Namespace) -> None:
    """Words that no model could understand are refused before a model is loaded."""
    if arguments.query not in (None, "cls"):
        for part in _query_parts(arguments.query):
            _integer(part, "--query takes cls, ROW,COL or a token number")


def _query_parts(query: str) -> list[str]:
    parts = query.split(",")
    if len(parts) > 2:
        raise UsageError(f"--query takes cls, ROW,COL or a token number, not {query}.")
    return parts


def _integer(text: str, rule: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise UsageError(f"{rule}, not {text}.") from None


def single(arguments: argparse.Namespace) -> bool:
    """Whether an input makes one picture."""
    return "all" not in (arguments.layer, arguments.head)


def _plan(arguments: argparse.Namespace, npz: bool) -> Plan:
    paths = list(_photos(arguments.inputs))
    output = Path(arguments.output)
    inputs = tuple(zip(paths, unique_stems(path.name for path in paths), strict=True))
    one = len(paths) == 1 and (npz or single(arguments))
    given_folder = any(map(os.path.isdir, arguments.inputs))
    # os.path.isdir, unlike Path.is_dir, is False where nothing may be seen
    into_folder = os.path.isdir(output) or arguments.output.endswith(("/", os.sep))
    named = output.suffix.lower() in (".png", ".npz")
    if one and not into_folder and (named or not given_folder):
        return Plan(inputs, output.parent, output)
    if os.path.isfile(output) or (named and not into_folder):
        raise UsageError(f"There is more than one picture: {output.name} must be a folder.")
    return Plan(inputs, output, None)


def _photos(inputs: list[Path]) -> Iterator[Path]:
    for path in inputs:
        if os.path.isdir(path):
            found = list_images(path)
            if not found:
                raise UsageError(f"The folder {path.name or path} holds no pictures.")
            yield from found
        else:
            yield path


def _selections(trace: PhotoTrace, arguments: argparse.Namespace) -> Iterator[Selection]:
    base = Selection(
        scale=Scale(arguments.scale) if arguments.scale else None,
        levels=arguments.levels,
        side=GateSide(arguments.gate),
    )
    all_heads = arguments.head == ALL
    head = "mean" if all_heads else arguments.head
    found = []
    for layer in site_numbers(trace, arguments.layer):
        chosen = with_head(trace, replace(base, layer=layer), head)
        found.append(with_query(trace, chosen, arguments.query))  # layers may differ in their grids
    for chosen in found:
        yield from every(trace, chosen, None, all_heads)
