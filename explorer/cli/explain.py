"""The command that says what a term means, or lists all that there are."""

from __future__ import annotations

import argparse

from explorer.cli.errors import UsageError
from explorer.core.foreign import plain
from explorer.explanation.glossary import LANGUAGES, TermError, explain, glossary


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the options of `explain`."""
    command.add_argument("term", metavar="TERM", nargs="?", help="as head, CLS, q·k; else all")
    command.add_argument("--language", choices=LANGUAGES, default="en", help="of the answer (en)")


def run(arguments: argparse.Namespace) -> int:
    """Say it; returns the exit status. Raises UsageError for a term that there is none of."""
    if arguments.term is None:
        for term in glossary(arguments.language).values():
            print(term.name)
        return 0
    try:
        print(explain(arguments.term, arguments.language))
    except TermError as error:
        raise UsageError(plain(error)) from error
    return 0
