"""`attention-explorer export` for models of texts: pictures and arrays without a window."""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.cli.errors import UsageError, refusal
from explorer.cli.export import identity, single, spare, wants_npz
from explorer.cli.telling import telling
from explorer.core.inputs import Inputs
from explorer.core.map import region
from explorer.core.map.region import Region, Span, is_long
from explorer.core.selection import Scale, Selection
from explorer.core.selector import ALL, SelectionError, site_numbers, with_head, with_query
from explorer.core.text import STEM, Task, Writing, file_stem
from explorer.core.trace import TextTrace
from explorer.export.arrays import write_npz
from explorer.export.files import ExportError
from explorer.figures.photo_picture import Layout, every, unique, unique_stems
from explorer.figures.picture import need_graphics
from explorer.figures.views import TextStyle
from explorer.inputs.sentences import split_sentences
from explorer.inputs.text import TextError, read_text
from explorer.registry.entry import ModelError, SentenceError
from explorer.runtime.devices import DeviceError
from explorer.runtime.engine import Engine, Request


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A text to run. stem: of the names of its files. called: how messages name it among others.
    name: of the file that it comes from."""

    text: str
    stem: str
    called: str
    name: str = ""


def run_text(arguments: argparse.Namespace, task: Task | None) -> int:
    """Carry out the command; returns 0. Raises UsageError with one sentence.

    Of several sentences one that cannot be run does not stop the others, nor does a file that
    cannot be read.
    """
    if not 1 <= arguments.beam <= 8:
        raise UsageError("The beam goes from 1 to 8.")
    writing = _writing(arguments)
    npz = wants_npz(arguments)
    failures: list[str] = []
    paired = task is None or task.paired
    sentences = list(_sentences(arguments, failures, paired))
    count = len(sentences) + len(failures)
    if arguments.target and count > 1:
        raise UsageError(f"--target translates one sentence, and there are {count}.")
    file = _file(arguments, count, npz)
    originals = {identity(path) for path in arguments.inputs}
    engine = Engine()
    try:
        for sentence, stem in zip(sentences, unique(one.stem for one in sentences), strict=True):
            before = f"{sentence.called}: " if count > 1 else ""
            try:
                with telling() as tell:
                    trace = engine.run(_request(arguments, sentence, writing), tell)
                    assert isinstance(trace, TextTrace)  # of a text
            except SentenceError as error:
                failures.append(f"{before}{error}")
                continue
            for note in _notes(trace):
                print(f"{before}{note}", file=sys.stderr)
            for target in _write(arguments, stem, trace, file, npz, originals):
                print(target)
    except (ModelError, DeviceError, ExportError, SelectionError) as error:
        raise refusal(error) from error
    if failures:
        more = f" ({len(failures)} of {count} failed)" if count > 1 else ""
        raise UsageError(failures[0] + more)
    return 0


def _writing(arguments: argparse.Namespace) -> Writing:
    """How a text is continued; raises UsageError for numbers that make no sense."""
    if arguments.generate < 0:
        raise UsageError("--generate takes how many tokens are written, from 0 on.")
    if not 0 <= arguments.temperature < math.inf:
        raise UsageError("The temperature goes from 0, the likeliest token each time, upwards.")
    if not 0 < arguments.top_p <= 1:
        raise UsageError("--top-p takes a share above 0, up to 1.")
    return Writing(arguments.generate, arguments.temperature, arguments.top_p, arguments.seed)


def _sentences(
    arguments: argparse.Namespace, failures: list[str], apart: bool
) -> Iterator[_Sentence]:
    """Those of --text, then those of the files; what cannot be read goes to `failures`.

    apart: whether each sentence of a text is one of its own, as for who translates. Raises
    UsageError where there is none.
    """
    if not arguments.text and not arguments.inputs:
        raise UsageError('There is no text to read: give --text "…", or a text file.')
    for text in arguments.text:
        # as in the window: on one line it is taken as it is
        lines = split_sentences(text) if apart and "\n" in text.strip() else ()
        for part in lines or (text,):
            called = part if len(part) <= STEM else f"{part[:STEM]}…"
            yield _Sentence(part, file_stem(part), called)
    stems = unique_stems(path.name for path in arguments.inputs)
    for path, stem in zip(arguments.inputs, stems, strict=True):
        try:
            file = read_text(path)
        except TextError as error:
            failures.append(str(error))
            continue
        for note in file.notes:
            print(note, file=sys.stderr)
        found = file.sentences if apart else (file.text,)
        several = len(found) > 1
        for number, text in enumerate(found, start=1):
            yield _Sentence(
                text,
                f"{stem}-{number:03d}" if several else stem,
                f"{file.name}, sentence {number}" if several else file.name,
                file.name,
            )


def _request(arguments: argparse.Namespace, sentence: _Sentence, writing: Writing) -> Request:
    inputs = Inputs(
        text=sentence.text,
        target=arguments.target or "",
        beam=arguments.beam,
        writing=writing,
        name=sentence.name,
    )
    return Request(arguments.model, inputs, arguments.device)


def _notes(trace: TextTrace) -> Iterator[str]:
    if trace.sentence.unknown:
        yield f"Not known to {trace.model.title}: {' '.join(trace.sentence.unknown)}"
    if trace.task is Task.CONTINUE and trace.translation is not None:
        yield f"Goes on: {' '.join(trace.translation.text.split())}"
    yield from trace.notes


def _file(arguments: argparse.Namespace, sentences: int, npz: bool) -> Path | None:
    """The one file that is written; None where there are several, in a folder."""
    output = Path(arguments.output)
    named = output.suffix.lower() in (".png", ".npz")
    folder = os.path.isdir(output) or arguments.output.endswith(("/", os.sep))
    if sentences == 1 and (npz or single(arguments)) and not folder:
        return output
    if os.path.isfile(output) or (named and not folder):
        raise UsageError(f"There is more than one picture: {output.name} must be a folder.")
    return None


def _write(
    arguments: argparse.Namespace,
    stem: str,
    trace: TextTrace,
    file: Path | None,
    npz: bool,
    originals: set[tuple[int, int] | None],
) -> Iterator[Path]:
    """Write what is asked of one run; yields each file."""
    folder = Path(arguments.output)
    if npz:
        target = file or folder / f"{stem}.npz"
        spare(target, originals)
        write_npz(target, trace)
        yield target
        return
    need_graphics()
    from explorer.figures.text_picture import draw_text, text_picture_name

    style = TextStyle(arguments.view, arguments.colormap)
    layout = Layout(arguments.size, arguments.legend)
    for selection in _selections(trace, arguments):
        target = file or folder / text_picture_name(trace, selection, stem)
        spare(target, originals)
        picture = draw_text(trace, selection, style, layout)
        picture.write(target)
        yield target


def _selections(trace: TextTrace, arguments: argparse.Namespace) -> Iterator[Selection]:
    chosen = site_numbers(trace, arguments.layer, arguments.site)
    base = Selection(
        layer=chosen[0],
        scale=Scale(arguments.scale) if arguments.scale else None,
        levels=arguments.levels,
        words=not arguments.subwords,
        special=not arguments.hide_special,
        renormalised=arguments.renormalise,
        pool=arguments.pool,
    )
    all_heads = arguments.head == ALL
    for site in () if all_heads else reversed(chosen):  # all are to have it
        base = with_head(trace, replace(base, layer=site), arguments.head)
    base = with_query(trace, base, arguments.query)
    if arguments.queries or arguments.keys:
        base = replace(base, region=_region(trace, base, arguments))
    return every(trace, base, chosen, all_heads)


def _region(trace: TextTrace, selection: Selection, arguments: argparse.Namespace) -> Region:
    """The part of a long map that --queries and --keys name."""
    site = trace.sites[selection.layer]
    if not is_long(site):
        raise UsageError(
            f"--queries and --keys are for texts of more than {region.LONG} tokens, whose maps are "
            "shown in tiles: leave them out."
        )
    sizes = {"queries": site.queries.size, "keys": site.keys.size}
    rows, cols = (_span(name, vars(arguments)[name], size) for name, size in sizes.items())
    return Region(rows, cols)


def _span(name: str, given: str | None, size: int) -> Span:
    """The tokens of "A:B", from A up to B, either left out for the end of the text."""
    first, colon, last = (given or ":").partition(":")
    try:
        span = int(first or 0), int(last or size)
    except ValueError:
        span = 0, 0
    if not colon or not 0 <= span[0] < span[1] <= size:
        raise UsageError(
            f"--{name} {given} is no part of {size:,} tokens: give the first and the one after the "
            f"last, as 0:{min(size, 256)}."
        )
    return span
