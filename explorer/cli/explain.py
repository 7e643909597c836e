"""The command that explains: a term of the glossary, or a site of a model with its numbers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.errors import UsageError, refusal
from explorer.cli.paths import path
from explorer.core.foreign import plain
from explorer.explanation.glossary import LANGUAGES, TermError, explain, glossary

if TYPE_CHECKING:  # what runs models is imported when one is asked for
    from explorer.core.selection import Selection
    from explorer.core.trace import Trace
    from explorer.figures.picture import Picture


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the options of `explain`."""
    add = command.add_argument
    add("term", metavar="TERM", nargs="?", help="as head, CLS, q·k; else all")
    add("--language", choices=LANGUAGES, default="en", help="of the answer (en)")
    add("--model", metavar="MODEL", help="tell where a site of a model sits, in place of a term")
    add("--input", metavar="INPUT", type=path, help="photo or text file; else a sample")
    add("--steps", action="store_true", help="tell how the site computes one row, step by step")
    add("--layer", metavar="N", help="layer from 0, or the name of a site (default: the best)")
    add("--part", choices=("cross", "decoder", "encoder"), help="of a model of texts")
    add("--head", default="mean", metavar="N|mean", help="whose steps (default: mean)")
    add("--query", metavar="cls|ROW,COL|N|WORD", help="which token asks")
    add("-o", "--output", metavar="FILE", type=path, help="draw it: PNG, SVG or PDF")


def run(arguments: argparse.Namespace) -> int:
    """Explain what is asked; returns the exit status. Raises UsageError with one sentence."""
    if arguments.model is not None:
        return _site(arguments)
    if arguments.output or arguments.steps:
        raise UsageError("A picture or steps are of a site: name a model with --model.")
    if arguments.term is None:
        for term in glossary(arguments.language).values():
            print(term.name)
        return 0
    try:
        print(explain(arguments.term, arguments.language))
    except TermError as error:
        raise UsageError(plain(error)) from error
    return 0


def _site(arguments: argparse.Namespace) -> int:
    if arguments.term is not None:
        raise UsageError("Give a term, or --model: one of both is explained.")
    from explorer.core.selection import Selection
    from explorer.core.selector import SelectionError, site_numbers, with_head, with_query
    from explorer.explanation.architecture import architecture
    from explorer.explanation.walk import walk_through
    from explorer.export.files import ExportError
    from explorer.figures.picture import format_of

    output: Path | None = arguments.output
    try:
        if output is not None:
            format_of(output)  # before anything is run
    except ExportError as error:
        raise UsageError(str(error)) from error
    trace = _run(arguments)
    try:
        (layer,) = site_numbers(trace, arguments.layer, arguments.part)[:1]
        selection = with_head(trace, Selection(layer=layer), arguments.head)
        selection = with_query(trace, selection, arguments.query)
    except SelectionError as error:
        raise UsageError(str(error)) from error
    if arguments.steps:
        print(walk_through(trace, selection))
    else:
        print(architecture(trace, layer))
    if output is not None:
        try:
            _picture(trace, selection, arguments.steps).write(output)
        except ExportError as error:
            raise UsageError(str(error)) from error
    return 0


def _picture(trace: Trace, selection: Selection, steps: bool) -> Picture:
    from explorer.explanation.architecture import architecture
    from explorer.explanation.walk import walk_through
    from explorer.figures.picture import need_graphics

    need_graphics()
    from explorer.figures.explained_picture import map_picture, walk_picture  # imports Qt

    if steps:
        return walk_picture(trace, walk_through(trace, selection))
    return map_picture(architecture(trace, selection.layer), selection.query)


def _run(arguments: argparse.Namespace) -> Trace:
    from explorer.cli.check import given_or_sample
    from explorer.cli.telling import telling
    from explorer.inputs.photo_files import ImageError
    from explorer.inputs.text import TextError
    from explorer.registry.entry import ModelError, SentenceError
    from explorer.runtime.devices import DeviceError
    from explorer.runtime.engine import Engine, Request

    engine = Engine()
    try:
        with telling() as tell:
            entry = engine.open(arguments.model, arguments.device, tell)
            inputs = given_or_sample(entry, arguments.input)
            return engine.run(Request(entry.id, inputs, arguments.device), tell)
    except (DeviceError, ImageError, ModelError, SentenceError, TextError) as error:
        raise refusal(error) from error
