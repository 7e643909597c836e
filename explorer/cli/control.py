"""`attention-explorer control`: whether a map depends on what the model has learned."""

from __future__ import annotations

import argparse
import json

from explorer.analysis.attribution.method import AttributionError
from explorer.analysis.attribution.methods import attributed
from explorer.analysis.checks.evaluate import PLAIN, check_methods, maps_of
from explorer.analysis.checks.randomise import Control, cascade, told
from explorer.cli.errors import UsageError, refusal
from explorer.cli.telling import telling
from explorer.core.attention import Array
from explorer.core.inputs import Inputs, Modality
from explorer.core.trace import Trace
from explorer.inputs.images import read_photo
from explorer.inputs.photo_files import ImageError
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError, RunError
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.subjects.protocol import Subject
from explorer.runtime.devices import DeviceError, choose


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0. Raises UsageError with one sentence."""
    try:
        entry = find(arguments.model)
        if entry.takes != {Modality.PHOTO}:
            raise UsageError(f"{entry.title} is not a model of photos alone.")
        check_methods([arguments.method])
        with telling() as tell:
            subject = entry.load(choose(arguments.device).id, Loading(tell))
            inputs = Inputs((read_photo(arguments.input),))
            trace = subject.run(inputs)
            target = trace.prediction.labels[0] if trace.prediction is not None else ""
            original = _values(trace, subject, arguments.method, target)
            found: list[Control] = []
            steps = cascade(
                subject.model,  # type: ignore[attr-defined]  # every subject of photos has one
                lambda: _values(subject.run(inputs), subject, arguments.method, target),
                original,
            )
            for one in steps:
                found.append(one)
                tell(LoadProgress(f"Random weights down to {one.part or 'the input'}"))
    except (AttributionError, DeviceError, ImageError, ModelError, RunError) as error:
        raise refusal(error) from error
    if arguments.json:
        rows = [{"part": one.part, "correlation": one.correlation} for one in found]
        print(json.dumps({"model": entry.id, "method": arguments.method, "parts": rows}, indent=2))
        return 0
    width = max(len(one.part) for one in found)
    for one in found:
        print(f"{one.part or '(its own)':<{max(width, 9)}}  {one.correlation:+.3f}")
    print(told(found))
    return 0


def _values(trace: Trace, subject: Subject, method: str, target: str) -> Array:
    """The map of a method for the same answer, whatever the model says now."""
    if method in PLAIN:
        return maps_of(subject, trace, [method], len(trace.sites) - 1, 0)[0].values
    return attributed(trace, method, target, subject=subject).values
