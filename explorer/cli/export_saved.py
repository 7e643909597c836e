"""Pictures and arrays of a run that was saved, without its model."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from explorer.batch.plan import Item
from explorer.batch.worker import Worker
from explorer.cli.errors import UsageError
from explorer.cli.export_plan import UNVERIFIED, plan_of, target_of
from explorer.cli.options import settle
from explorer.export.archive import ArchiveError
from explorer.export.files import write_bytes
from explorer.export.run_file.trace_file import SUFFIX, open_trace
from explorer.registry.recorded import recorded


def is_saved(model: str) -> bool:
    """Whether what stands in place of a model is the file of a run."""
    return model.lower().endswith(SUFFIX) and ":" not in model


def write_saved(arguments: argparse.Namespace) -> int:
    """Write what is asked of a saved run; returns the exit status.

    Raises UsageError with one sentence, and what the drawing raises.
    """
    if arguments.inputs or "text" in arguments:
        raise UsageError("A saved run has its input already: leave inputs out.")
    path = Path(arguments.model)
    try:
        trace = open_trace(path)
    except ArchiveError as error:
        raise UsageError(str(error)) from error
    settle(arguments, recorded(trace))
    item = Item(trace.inputs, trace.stem)
    target = target_of(arguments, [item], 1)
    outcome = Worker(plan_of(arguments)).finish(0, item, trace)
    if outcome.error:
        raise UsageError(outcome.error)
    for note in filter(None, (*outcome.notes, outcome.doubt)):
        print(note, file=sys.stderr)
    for one in outcome.files:
        write_bytes(target.path(one.name), one.content)
        print(target.path(one.name))
    return UNVERIFIED if outcome.doubt and not arguments.allow_unverified else 0
