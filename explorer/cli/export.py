"""`attention-explorer export`: pictures and arrays without a window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from explorer.analysis.compare import CompareError
from explorer.analysis.method import AttributionError
from explorer.analysis.saved_maps import SavedError
from explorer.cli.against import beside, other_run
from explorer.cli.attribution import explained, settle_answer
from explorer.cli.errors import UsageError, refusal
from explorer.cli.export_inputs import Item, read_items
from explorer.cli.export_selections import selections
from explorer.cli.options import settle, single
from explorer.cli.telling import telling
from explorer.core.checks import Verdict
from explorer.core.map.resolve import Map
from explorer.core.mute import NOTHING_MUTED, Mute, MuteError
from explorer.core.selector import SelectionError
from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.export.arrays import write_map, write_npz
from explorer.export.files import ExportError
from explorer.export.style import Style
from explorer.figures.drawing import draw, draw_map, picture_name
from explorer.figures.photo_picture import Layout
from explorer.figures.picture import FORMATS, Format, need_graphics
from explorer.inputs.photo_files import ImageError
from explorer.inputs.text import TextError
from explorer.registry.catalogue import find, untrained
from explorer.registry.entry import ModelError, RunError, SentenceError
from explorer.runtime.devices import DeviceError, choose
from explorer.runtime.engine import Engine, Request

UNVERIFIED = 3
"""The exit status of an export whose maps are not proved right."""
FORMS: tuple[Literal["npz"] | Format, ...] = (*FORMATS, "npz")
"""What can be written: pictures, and the arrays of every site."""
REFUSED = (
    *(CompareError, DeviceError, ExportError, ImageError, ModelError, MuteError),
    *(RunError, SavedError, SelectionError, SentenceError, TextError),
)
"""What ends an export in one sentence."""
FileId = tuple[int, int]
"""Device and number of a file: the same for all its names."""


@dataclass(frozen=True)
class Output:
    """Where an export writes.

    Attributes
    ----------
    folder : Path
        Of all that is written, where there is more than one picture.
    file : Path or None
        The one file that is written; None for a folder.
    form : str
        The format: png, svg, pdf, or npz, which holds arrays.
    read : frozenset of FileId or None
        The files that are read, which are never overwritten.
    """

    folder: Path
    file: Path | None
    form: Literal["npz"] | Format
    read: frozenset[FileId | None]

    def target(self, name: str) -> Path:
        """The file to write; raises UsageError for one that is read."""
        target = self.file or self.folder / name
        there = identity(target)
        if there is not None and there in self.read:
            raise UsageError(f"{target.name} is to be read. Write to another name or folder.")
        return target


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0, or 3 where a run is not verified and need be.

    Raises UsageError with one sentence.

    Of several inputs one that cannot be read or run does not stop the others; the first sentence
    comes at the end.
    """
    if arguments.random_weights:
        arguments.model = untrained(arguments.model)
    try:
        entry = find(arguments.model)
        choose(arguments.device)
        settle_answer(arguments, entry)
        settle(arguments, entry)
        failures: list[str] = []
        items = read_items(arguments, entry, failures)
        count = len(items) + len(failures)
        if arguments.target and count > 1:
            raise UsageError(f"--target translates one sentence, and there are {count}.")
        doubtful = _write_all(arguments, items, count, failures)
    except REFUSED as error:
        raise refusal(error) from error
    if failures:
        more = f" ({len(failures)} of {count} failed)" if count > 1 else ""
        raise UsageError(failures[0] + more)
    return UNVERIFIED if doubtful and not arguments.allow_unverified else 0


def _write_all(
    arguments: argparse.Namespace, items: list[Item], count: int, failures: list[str]
) -> bool:
    """Run the items and write what is asked of each; `count` are there with those that failed.

    Returns
    -------
    bool
        Whether the maps of any run are not proved to be what the model computed.
    """
    doubtful = False
    output, engine = _output(arguments, items, count), Engine()
    if output.form == "npz" and arguments.against:
        raise UsageError("--against draws pictures: name a .png, .svg or .pdf file.")
    mute = Mute.parse(arguments.mute, arguments.mute_mode) if arguments.mute else NOTHING_MUTED
    texts = any(item.inputs.text for item in items)
    drawn = texts or arguments.legend or arguments.against
    if output.form in ("svg", "pdf") or (output.form == "png" and drawn):
        need_graphics()
    for item in items:
        before = f"{item.called}: " if item.called and count > 1 else ""
        try:
            with telling() as tell:
                request = Request(arguments.model, item.inputs, arguments.device, mute)
                trace = engine.run(request, tell)
        except (ImageError, SentenceError, RunError) as error:
            failures.append(f"{'' if isinstance(error, ImageError) else before}{error}")
            continue
        for note in _notes(trace):
            print(f"{before}{note}", file=sys.stderr)
        if doubt := _doubt(trace):
            print(f"{before}{doubt}", file=sys.stderr)
            doubtful = True
        if arguments.method is not None:
            try:
                shown = explained(arguments, engine, trace)
            except AttributionError as error:
                failures.append(f"{before}{error}")
                continue
            doubtful |= bool(shown.mark)
            print(_write_map(arguments, output, item.stem, trace, shown))
            continue
        other = None
        if arguments.against:
            with telling() as tell:
                other = other_run(arguments.against, request, engine, tell)
            if doubt := _doubt(other):
                print(f"{before}B: {doubt}", file=sys.stderr)
                doubtful = True
        for target in _write(arguments, output, item.stem, trace, other):
            print(target)
    return doubtful


def _write(
    arguments: argparse.Namespace, output: Output, stem: str, trace: Trace, other: Trace | None
) -> Iterator[Path]:
    """Write what is asked of one run, beside another where there is one; yields each file."""
    form = output.form
    if form == "npz":
        target = output.target(f"{stem}.npz")
        write_npz(target, trace)
        yield target
        return
    smooth = not arguments.patches
    style = Style(arguments.style, smooth, arguments.colormap, arguments.opacity)
    layout, said = Layout(arguments.size, arguments.legend, embed=arguments.embed_input), {""}
    for selection in selections(trace, arguments):
        alone = single(arguments) and not trace.sites[selection.layer].part
        name = f"{stem}.{form}" if alone else picture_name(trace, selection, stem, form)
        target = output.target(name)
        if other is None:
            picture = draw(trace, selection, style, layout, arguments.view)
        else:
            compared = beside(trace, other, selection)
            picture = compared.picture(style, arguments.size)
            print(f"{target.name}: {compared.found.told}", file=sys.stderr)
            for note in compared.notes:
                if note not in said:
                    print(note, file=sys.stderr)
                    said.add(note)
        picture.write(target, form)
        if picture.note not in said:
            print(picture.note, file=sys.stderr)
            said.add(picture.note)
        yield target


def _write_map(
    arguments: argparse.Namespace, output: Output, stem: str, trace: Trace, shown: Map
) -> Path:
    """Write what a method says of a run: a picture, or its values as an array."""
    target = output.target(f"{stem}.{arguments.method}.{output.form}")  # unless a file is named
    if output.form == "npz":
        write_map(target, shown)
        return target
    style = Style(arguments.style, not arguments.patches, arguments.colormap, arguments.opacity)
    layout = Layout(arguments.size, arguments.legend)
    picture = draw_map(trace, shown, style, layout, arguments.view)
    picture.write(target, output.form)
    if picture.note:
        print(picture.note, file=sys.stderr)
    return target


def _doubt(trace: Trace) -> str:
    """What speaks against the maps of a run, in one sentence; "" where all is verified."""
    said = {
        Verdict.MISMATCH: "The maps are not what the model computed",
        Verdict.UNVERIFIED: "It is not proved that the maps are what the model computed",
    }
    verdict = trace.verdict
    if verdict not in said:
        return ""
    first = next((check for check in trace.all_checks() if check.verdict is verdict), None)
    return f"{said[verdict]} ({first or 'nothing was checked'}). The files say so."


def _notes(trace: Trace) -> Iterator[str]:
    """What is said of a run on standard error."""
    if trace.sentence.unknown:
        yield f"Not known to {trace.model.title}: {' '.join(trace.sentence.unknown)}"
    if trace.task is Task.CONTINUE and trace.translation is not None:
        yield f"Goes on: {' '.join(trace.translation.text.split())}"
    yield from trace.notes


def identity(path: Path) -> FileId | None:
    """The same for all names of one file; None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _output(arguments: argparse.Namespace, items: list[Item], count: int) -> Output:
    """A file where one is written, else a folder; raises UsageError where the name is a file's."""
    output, form = Path(arguments.output), _form(arguments)
    photos = [path for item in items for path in item.inputs.photos if isinstance(path, Path)]
    read = frozenset(identity(path) for path in (*photos, *arguments.inputs))
    # os.path.isdir, unlike Path.is_dir, is False where nothing may be seen
    into_folder = os.path.isdir(output) or arguments.output.endswith(("/", os.sep))
    given_folder = any(map(os.path.isdir, arguments.inputs))
    named = output.suffix.lower().removeprefix(".") in FORMS
    one = count == 1 and (form == "npz" or single(arguments))
    if one and not into_folder and (named or not given_folder):
        return Output(output.parent, output, form, read)
    if os.path.isfile(output) or (named and not into_folder):
        raise UsageError(f"There is more than one picture: {output.name} must be a folder.")
    return Output(output, None, form, read)


def _form(arguments: argparse.Namespace) -> Literal["npz"] | Format:
    """What is written, as --format or the name of the output says.

    Raises UsageError for a name that does not fit.
    """
    output = Path(arguments.output)
    suffix = output.suffix.lower().removeprefix(".")
    named: Literal["npz"] | Format | None = next((one for one in FORMS if one == suffix), None)
    if suffix in ("jpg", "jpeg", "webp", "gif", "tif", "tiff", "eps", "ps"):
        raise UsageError(f"Pictures are written as PNG, SVG or PDF. Name it {output.stem}.png.")
    form: Literal["npz"] | Format = arguments.format or named or "png"
    if named not in (None, form):
        raise UsageError(f"The name {output.name} does not fit --format {form}.")
    return form
