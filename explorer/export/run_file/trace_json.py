"""What of a run is JSON in its file: inputs, prediction, words, checks; and the run back of it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from numpy.typing import NDArray

from explorer.core.checks import Check
from explorer.core.foreign import plain
from explorer.core.inputs import Fit, Inputs
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.photo import Photo
from explorer.core.photo_output import OutputSort, PhotoOutput, Segment
from explorer.core.placement import Placement
from explorer.core.sites.attention import BRANCHES, Attention
from explorer.core.text import (
    ALONE,
    Accepts,
    Alternative,
    Guess,
    Sentence,
    Task,
    Translation,
    Writing,
)
from explorer.core.trace import Detected, ModelInfo, Prediction, Trace
from explorer.export.provenance.record import versions
from explorer.export.provenance.recorded_photo import RecordedPhoto, file_name
from explorer.export.run_file.site_arrays import floats, plain_checks
from explorer.export.run_file.site_shapes import sound

FORMAT = 1
MOST_LAYERS = 10_000
"""Numbers that layers may have: of hybrids they go beyond how many sites there are."""
MOST_SEGMENTS = 1 << 20
"""Numbers that segments may have."""


@dataclass(frozen=True)
class _Chances:
    """A prediction whose limit may be infinite, which JSON has not."""

    labels: tuple[str, ...]
    probabilities: tuple[float, ...]
    threshold: float
    novelty: float = 0.0
    novelty_limit: float | None = None


@dataclass(frozen=True)
class _Given:
    """The inputs, without the pixels."""

    photos: tuple[RecordedPhoto, ...]
    text: str
    target: str
    beam: int
    prefix: tuple[int, ...]
    writing: Writing
    name: str
    fit: Fit | None
    pair: str = ""
    chat: bool = False
    system: str = ""
    source: str = ""
    to: str = ""
    span: tuple[float, float] | None = None
    bands: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class _Output:
    """What a model gave for every pixel, without the values."""

    sort: OutputSort
    placement: Placement
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class RecordedRun:
    """A trace as JSON: `sites` are the fields of each that are no arrays, with its class."""

    format: int
    versions: dict[str, str]
    model: ModelInfo
    inputs: _Given
    sites: tuple[dict[str, Any], ...]
    layers: int
    best: int
    checks: tuple[Check, ...]
    seconds: float
    device: str
    notes: tuple[str, ...]
    placements: tuple[Placement, ...]
    prediction: _Chances | None
    objects: tuple[Detected, ...]
    sentence: Sentence
    task: Task | None
    translation: Translation | None
    guesses: tuple[Guess, ...]
    classes: tuple[Alternative, ...]
    gives: str
    mute: Mute = NOTHING_MUTED
    no_attention: tuple[int, ...] = ()
    output: _Output | None = None
    accepts: Accepts = ALONE
    unmuted_objects: tuple[Detected, ...] | None = None


def run_of(content: bytes) -> RecordedRun:
    """The words of a run again; raises ValueError and what msgspec raises for others."""
    run = msgspec.json.decode(content, type=RecordedRun)
    if run.format != FORMAT:
        raise ValueError("of another version")
    return run


def output_of(run: RecordedRun, values: NDArray[Any]) -> PhotoOutput:
    """What a model gave for every pixel; raises ValueError for what is none."""
    assert run.output is not None
    if not run.placements or values.ndim != 2 or not values.size:
        raise ValueError("an output without a photo")
    segments = tuple(replace(one, label=plain(one.label, 200)) for one in run.output.segments)
    if any(not 0 <= one.number < MOST_SEGMENTS for one in segments):
        raise ValueError("segments of other numbers")
    return PhotoOutput(run.output.sort, floats(values), run.output.placement, segments)


def json_of(trace: Trace, sites: Sequence[object], photos: Sequence[Photo]) -> bytes:
    """The words of a run; `sites` are the fields of each that are no arrays."""
    given, found = trace.inputs, trace.prediction
    limit = None if found is None or math.isinf(found.novelty_limit) else found.novelty_limit
    run = {name: getattr(trace, name) for name in _SAME}
    run |= {
        "format": FORMAT,
        "versions": versions(trace.model.id),
        "model": replace(trace.model, id=trace.model.public_id),
        "inputs": _Given(
            tuple(
                RecordedPhoto(file_name(one.name), one.sha256, one.size, one.source_size, one.notes)
                for one in photos
            ),
            given.text, given.target, given.beam, given.prefix, given.writing,
            file_name(given.name), given.fit, given.pair, given.chat, given.system, given.source,
            given.to, given.span, given.bands,
        ),
        "output": None if trace.output is None else _Output(
            trace.output.sort, trace.output.placement, trace.output.segments
        ),
        "sites": sites,
        "checks": plain_checks(trace.checks),
        "prediction": None if found is None else _Chances(
            found.labels, found.probabilities, found.threshold, found.novelty, limit
        ),
    }  # fmt: skip
    plainly = msgspec.to_builtins(run, order="deterministic")
    # not by msgspec, which refuses half surrogates; a text may hold them
    return json.dumps(plainly, separators=(",", ":"), allow_nan=False).encode()


_SAME = (
    "layers", "best", "seconds", "device", "notes", "placements", "objects", "sentence", "task",
    "translation", "guesses", "classes", "gives", "mute", "no_attention",
    "accepts", "unmuted_objects",
)  # fmt: skip
"""The fields of a trace that stand in a file as they are."""


def trace_from(run: RecordedRun, sites: tuple[Attention, ...], photos: tuple[Photo, ...]) -> Trace:
    """The run of its words, sites and photos; raises ValueError where these do not fit."""
    given, found, model = run.inputs, run.prediction, run.model
    if not sites or len(run.placements) != len(photos) or run.layers != len(sites):
        raise ValueError("not whole")
    if not 0 <= run.best < len(sites):
        raise ValueError("of other sites")
    if not all(sound(one.tokens) for one in _texts(run)):
        raise ValueError("words of other tokens")
    _check_layers(sites, bool(photos), run.task is not None)
    prediction = None
    if found is not None:
        if not found.labels or len(found.labels) != len(found.probabilities):
            raise ValueError("classes without names")
        limit = math.inf if found.novelty_limit is None else found.novelty_limit
        prediction = Prediction(
            found.labels, found.probabilities, found.threshold, found.novelty, limit
        )
    inputs = Inputs(
        photos, given.text, given.target, given.beam, given.prefix, given.writing,
        file_name(given.name), given.fit, given.pair, given.chat, given.system, given.source,
        given.to, given.span, given.bands,
    )  # fmt: skip
    same = {name: getattr(run, name) for name in _SAME}
    return Trace(
        model=ModelInfo(plain(model.public_id), plain(model.title), model.weights_sha256),
        inputs=inputs,
        sites=sites,
        checks=run.checks,
        prediction=prediction,
        **same,
    )


def _texts(run: RecordedRun) -> Iterator[Sentence | Translation]:
    yield run.sentence
    if run.translation is not None:
        yield run.translation


def _check_layers(sites: Sequence[Attention], photos: bool, text: bool) -> None:
    """Raise ValueError where sites lie over what the run has not."""
    for site in sites:
        if not (text if site.among_tokens else photos):
            raise ValueError("sites of another input")
        if not 0 <= site.layer < MOST_LAYERS:
            raise ValueError("layers that there are not")
        if site.branch not in ("", *BRANCHES.values()):  # it becomes a part of file names
            raise ValueError("a part that there is not")
