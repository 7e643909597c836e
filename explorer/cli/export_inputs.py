"""What an export runs the model on, as the options of the command line say it."""

from __future__ import annotations

import argparse
import sys

from explorer.batch.listing import Given, NothingError, list_items
from explorer.batch.plan import Item
from explorer.cli.errors import UsageError
from explorer.cli.options import bands_of, values_of
from explorer.core.inputs import Fit, Inputs
from explorer.core.text import Writing
from explorer.registry.entry import Entry


def read_items(arguments: argparse.Namespace, entry: Entry, failures: list[str]) -> list[Item]:
    """List the runs that were asked for, each with a stem of its own.

    What is left out of a folder, and what there is to know of a text, is said on standard error.

    Parameters
    ----------
    arguments : argparse.Namespace
        The options, checked.
    entry : Entry
        The model, which takes photos, texts or both.
    failures : list of str
        Gets a sentence for each text file that cannot be read; photos are read by the engine.

    Returns
    -------
    list of Item
        As of `explorer.batch.listing.list_items`.

    Raises
    ------
    UsageError
        There is nothing to run.
    ImageError, TextError
        A folder cannot be read.
    """
    given = Given(
        Inputs(
            fit=None if arguments.fit is None else Fit(arguments.fit),
            span=values_of(arguments),
            bands=bands_of(arguments),
        ),
        Inputs(
            pair=arguments.text_b or "",
            chat=arguments.chat,
            system=arguments.system or "",
            source=arguments.source or "",
            to=arguments.to_language or "",
            target=arguments.target or "",
            beam=arguments.beam,
            writing=Writing(
                arguments.generate, arguments.temperature, arguments.top_p, arguments.seed
            ),
        ),
        tuple(arguments.text),
        None if arguments.cut is None else arguments.cut == "sentences",
    )
    try:
        return list_items(arguments.inputs, entry, given, failures, _say)
    except NothingError as error:
        raise UsageError(str(error)) from error


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)
