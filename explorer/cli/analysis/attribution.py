"""What `--method` makes of a run, in the words of the command line."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from explorer.cli.errors import UsageError
from explorer.core.inputs import Modality

if TYPE_CHECKING:
    from explorer.core.map.resolve import Map
    from explorer.core.trace import Trace
    from explorer.registry.entry import Entry
    from explorer.runtime.engine import Engine

_OF_ROLLOUT = (("fusion", "mean"), ("discard", 0.0))
"""Options that one method alone has a use for, and what they are where nobody asks."""


def settle_answer(arguments: argparse.Namespace, entry: Entry) -> None:
    """Take --target of a model of photos as what is explained.

    Raises UsageError for options that need a method, and for a method that there is not.
    """
    rollout = [name for name, usual in _OF_ROLLOUT if getattr(arguments, name) != usual]
    if rollout and arguments.method != "rollout":
        raise UsageError(f"--{rollout[0]} is for --method rollout: leave it out, or name that.")
    if arguments.method is None:
        given = [name for name in ("answer", "contrast") if getattr(arguments, name)]
        if given:
            raise UsageError(f"--{given[0]} says what a --method explains: name one.")
        return
    if arguments.against:
        raise UsageError("--against holds runs against each other: leave out --method.")
    from explorer.analysis.attribution.methods import AttributionError, method_named

    try:
        method_named(arguments.method)
    except AttributionError as error:
        raise UsageError(str(error)) from error
    if "target" in arguments and Modality.TEXT not in entry.takes:
        if arguments.answer:
            raise UsageError("--answer and --target say the same: leave one of them out.")
        arguments.answer = arguments.target
        del arguments.target
    if not 0 <= arguments.discard < 1:
        raise UsageError("--discard takes a share from 0 to below 1.")


def explained(arguments: argparse.Namespace, engine: Engine, trace: Trace) -> Map:
    """The map of a method; raises AttributionError where the model does not offer it."""
    from explorer.analysis.attribution.methods import Choices, attribute

    def announce(words: str) -> None:
        if sys.stderr.isatty():
            print(words, file=sys.stderr)

    layer = None if arguments.layer in (None, "all") else int(arguments.layer)
    choices = Choices(
        fusion=arguments.fusion,
        discard=arguments.discard,
        layer=layer,
        against=arguments.contrast,
        announce=announce,
    )
    subject = engine.subject(arguments.model, arguments.device)
    return attribute(
        trace,
        arguments.method,
        arguments.answer,
        subject=subject,
        choices=choices,
        levels=arguments.levels,
    )
