"""What an export is compared with: arrays of an earlier run, another model, or another input."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from explorer.analysis.compare import counterpart
from explorer.analysis.comparison_picture import ComparedRuns, compare_runs
from explorer.analysis.saved_maps import read_maps
from explorer.cli.errors import UsageError
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.inputs.photo_files import IMAGE_SUFFIXES
from explorer.inputs.text import read_text
from explorer.registry.model_paths import is_model
from explorer.runtime.engine import Engine, Request


def other_run(
    against: str, request: Request, engine: Engine, tell: Callable[[object], None]
) -> Trace:
    """The run that stands beside another as B.

    Parameters
    ----------
    against : str
        An ``.npz`` file of an export; another photo or text, for the same model; or a model, for
        the same input.
    request : Request
        What A was asked for.
    engine : Engine
        Runs what there is to run.
    tell : callable
        Hears what is done meanwhile.

    Raises
    ------
    SavedError, ImageError, TextError, ModelError, SentenceError, RunError
        It cannot be read or run.
    """
    path = Path(against)
    if path.suffix.lower() == ".npz":
        return read_maps(path)
    if os.path.isfile(path) and path.suffix.lower() in IMAGE_SUFFIXES:
        inputs = replace(request.inputs, photos=(path,))
        return engine.run(replace(request, inputs=inputs), tell)
    if os.path.isfile(path) and path.suffix.lower() in (".txt", ".md"):
        read = read_text(path)
        inputs = replace(request.inputs, text=read.text.strip(), name=read.name)
        return engine.run(replace(request, inputs=inputs), tell)
    if os.path.isfile(path) and not is_model(path):
        raise UsageError(
            f"--against takes arrays (.npz), a photo, a text or a model, not {path.name}."
        )
    return engine.run(replace(request, model=against), tell)


def beside(a: Trace, b: Trace, selection: Selection) -> ComparedRuns:
    """A selection of one run beside what lies at the same place of another.

    Raises CompareError for a photo beside a text.
    """
    if a.inputs.photos and a.input_sha256 == b.input_sha256:
        b = replace(b, inputs=a.inputs)  # arrays know nothing of their photo but its size
    other, notes = counterpart(a, b, selection)
    return compare_runs((a, selection), (b, other), notes)
