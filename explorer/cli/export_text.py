"""`attention-explorer export` for models of texts: pictures and arrays without a window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.cli.errors import UsageError
from explorer.cli.export import check_unit, identity, layer_number, single, spare, wants_npz
from explorer.core.matrix import resolve_matrix
from explorer.core.selection import MEAN, Scale, Selection
from explorer.core.text_summary import clearest_step
from explorer.core.trace import TextTrace
from explorer.export.arrays import write_npz
from explorer.export.files import ExportError
from explorer.export.picture import Layout, every, unique_stems
from explorer.export.png import write_png
from explorer.export.text_picture import TextStyle, draw_text, text_picture_name
from explorer.inputs.text import TextError, read_text
from explorer.registry.entry import ModelError, SentenceError
from explorer.runtime.devices import DeviceError
from explorer.runtime.engine import Engine, TextRequest


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A text to run; stem: of the names of its files, None for the text's own."""

    text: str
    stem: str | None
    name: str = ""


def run_text(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0. Raises UsageError with one sentence.

    Of several sentences one that cannot be run does not stop the others.
    """
    if not 1 <= arguments.beam <= 8:
        raise UsageError("The beam goes from 1 to 8.")
    npz = wants_npz(arguments)
    failures: list[str] = []
    try:
        sentences = list(_sentences(arguments))
        file = _file(arguments, len(sentences), npz)
        originals = {identity(path) for path in arguments.inputs}
        engine = Engine()
        for sentence in sentences:
            try:
                trace = engine.translate(_request(arguments, sentence))
            except SentenceError as error:
                failures.append(str(error))
                continue
            for note in _notes(trace):
                print(note, file=sys.stderr)
            for target in _write(arguments, sentence, trace, file, npz, originals):
                print(target)
    except (TextError, ModelError, DeviceError, ExportError) as error:
        raise UsageError(str(error)) from error
    if failures:
        more = f" ({len(failures)} of {len(sentences)} failed)" if len(sentences) > 1 else ""
        raise UsageError(failures[0] + more)
    return 0


def _sentences(arguments: argparse.Namespace) -> Iterator[_Sentence]:
    """Those of --text, then those of the files; raises UsageError where there is none."""
    if not arguments.text and not arguments.inputs:
        raise UsageError('There is no text to read: give --text "…", or a text file.')
    for text in arguments.text or ():
        yield _Sentence(text, None)
    stems = unique_stems(path.name for path in arguments.inputs)
    for path, stem in zip(arguments.inputs, stems, strict=True):
        found = read_text(path).sentences
        for number, text in enumerate(found, start=1):
            numbered = f"{stem}-{number:03d}" if len(found) > 1 else stem
            yield _Sentence(text, numbered, path.name)


def _request(arguments: argparse.Namespace, sentence: _Sentence) -> TextRequest:
    return TextRequest(
        model=arguments.model,
        text=sentence.text,
        device=arguments.device,
        beam=arguments.beam,
        target=arguments.target,
        name=sentence.name,
    )


def _notes(trace: TextTrace) -> Iterator[str]:
    if trace.sentence.unknown:
        yield f"Not known to {trace.model.title}: {' '.join(trace.sentence.unknown)}"
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
    sentence: _Sentence,
    trace: TextTrace,
    file: Path | None,
    npz: bool,
    originals: set[tuple[int, int] | None],
) -> Iterator[Path]:
    """Write what is asked of one run; yields each file."""
    folder = Path(arguments.output)
    stem = sentence.stem or trace.stem
    if npz:
        target = file or folder / f"{stem}.npz"
        spare(target, originals)
        write_npz(target, trace)
        yield target
        return
    style = TextStyle(arguments.view, arguments.colormap)
    layout = Layout(arguments.size, arguments.legend)
    for selection in _selections(trace, arguments):
        target = file or folder / text_picture_name(trace, selection, stem)
        spare(target, originals)
        picture = draw_text(trace, selection, style, layout)
        write_png(target, picture.pixels, picture.text)
        yield target


def _selections(trace: TextTrace, arguments: argparse.Namespace) -> Iterator[Selection]:
    parts = dict(trace.parts())
    if arguments.site not in parts:
        has = " and ".join(parts)
        raise UsageError(f"{trace.model.title} has no {arguments.site} attention, only {has}.")
    sites = parts[arguments.site]
    if arguments.layer == "all":
        chosen: tuple[int, ...] = sites
    elif arguments.layer is None:
        chosen = (trace.best,) if trace.best in sites else sites[-1:]
    else:
        chosen = (sites[layer_number(int(arguments.layer), len(sites))],)
    unit = MEAN
    if arguments.head not in ("mean", "max", "all"):
        unit = int(arguments.head)
        for site in chosen:
            check_unit(trace, site, unit)
        unit = unit if trace.sites[chosen[0]].units > 1 else MEAN
    base = Selection(
        layer=chosen[0],
        unit=unit,
        reduce="max" if arguments.head == "max" else "mean",
        scale=Scale(arguments.scale) if arguments.scale else None,
        words=not arguments.subwords,
        special=not arguments.hide_special,
        renormalised=arguments.renormalise,
    )
    base = replace(base, query=_query(trace, base, arguments.query))
    return every(trace, base, chosen, arguments.head == "all")


def _query(trace: TextTrace, selection: Selection, query: str | None) -> int:
    """The token that asks: a number, or the first word that reads so."""
    site = trace.sites[selection.layer]
    if query in (None, "cls"):
        return 0 if site.part == "encoder" else clearest_step(trace)
    rows = resolve_matrix(trace, selection).rows
    for row in rows:
        if row.text == query:
            return row.tokens[0]
    try:
        token = int(str(query))
    except ValueError:
        words = " ".join(row.text for row in rows)
        raise UsageError(f"No row reads {query}: there are {words}.") from None
    if not 0 <= token < site.queries.size:
        raise UsageError(f"There is no token {token}: tokens go from 0 to {site.queries.size - 1}.")
    return token
