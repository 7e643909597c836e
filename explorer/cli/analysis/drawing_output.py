"""The figure of an analysis as the file that `-o` names."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from explorer.cli.errors import UsageError
from explorer.cli.figure_options import page_settings
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import write_bytes
from explorer.figures.page.files import drawing_files
from explorer.figures.page.parts import Drawing
from explorer.figures.photo_picture import Layout
from explorer.figures.picture import FORMATS

CSV = "csv"


def page_of(arguments: argparse.Namespace, what: str) -> FigureSettings:
    """The page that was asked for; raises UsageError for one, or a file, that cannot be.

    Parameters
    ----------
    what : is written, as "A lens".
    """
    check_output(arguments, what, (*FORMATS, CSV))
    return page_settings(arguments)


def check_output(arguments: argparse.Namespace, what: str, forms: Sequence[str]) -> None:
    """Raises UsageError for a file whose name says none of the formats that `what` has."""
    output: Path | None = arguments.output
    if output is not None and _form(output) not in forms:
        known = " or ".join(filter(None, (", ".join(forms[:-1]), forms[-1])))
        raise UsageError(f"{what} is written as {known}, not {output.name}.")


def write_drawing(drawing: Drawing, output: Path, page: FigureSettings) -> None:
    """Write a figure, or its numbers, and say where; raises ExportError where that cannot be."""
    form = _form(output)
    settings = replace(page, what="numbers") if form == CSV else page
    ((_, content, note),) = drawing_files(drawing, settings, form, Layout())
    write_bytes(output, content)
    if note:
        print(note, file=sys.stderr)
    print(output)


def _form(output: Path) -> str:
    return output.suffix.lower().removeprefix(".")
