"""`attention-explorer control`: whether a map depends on what the model has learned."""

from __future__ import annotations

import argparse
import json

from explorer.analysis.attribution.method import AttributionError
from explorer.analysis.checks.control import controlled
from explorer.analysis.checks.measured_maps import check_methods
from explorer.analysis.checks.randomise import Control, told
from explorer.cli.errors import UsageError, refusal
from explorer.cli.export_inputs import read_items
from explorer.cli.options import fill_in
from explorer.cli.telling import telling
from explorer.core.inputs import Modality
from explorer.inputs.photo_files import ImageError
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError, RunError, SentenceError
from explorer.registry.loading import LoadProgress
from explorer.runtime.devices import DeviceError
from explorer.runtime.engine import Engine, Request


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0. Raises UsageError with one sentence."""
    failures: list[str] = []
    try:
        entry = find(arguments.model)
        if arguments.text and Modality.TEXT not in entry.takes:
            raise UsageError(f"--text is for models of texts, and {entry.title} takes photos.")
        fill_in(arguments)
        text = Modality.TEXT in entry.takes
        method = arguments.method or ("relevance" if text else "last")
        check_methods([method])
        items = read_items(arguments, entry, failures)
        if len(items) != 1:
            raise UsageError(failures[0] if failures else "One photo or text at a time is checked.")
        engine = Engine()
        with telling() as tell:
            trace = engine.run(Request(arguments.model, items[0].inputs, arguments.device), tell)
            subject = engine.subject(arguments.model, arguments.device)
            found: list[Control] = []
            for one in controlled(trace, subject, method, arguments.answer):
                found.append(one)
                tell(LoadProgress(f"Random weights down to {one.part or 'the input'}"))
    except (
        *(AttributionError, DeviceError, ImageError),
        *(ModelError, RunError, SentenceError),
    ) as error:
        raise refusal(error) from error
    if arguments.json:
        rows = [{"part": one.part, "correlation": one.correlation} for one in found]
        print(json.dumps({"model": entry.id, "method": method, "parts": rows}, indent=2))
        return 0
    width = max(len(one.part) for one in found)
    for one in found:
        print(f"{one.part or '(its own)':<{max(width, 9)}}  {one.correlation:+.3f}")
    print(told(found))
    return 0
