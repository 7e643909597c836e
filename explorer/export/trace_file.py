"""A run saved whole, to be looked at where its model is not: explore here what ran on a server.

A `.axt` file is a zip of ``trace.json``, of ``arrays.safetensors`` with q, k and v or the maps of
every site, and of the photos as PNG. Nothing in it is code; all is validated when it is opened.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from explorer.core.checks import Check
from explorer.core.foreign import plain
from explorer.core.inputs import Fit, Inputs
from explorer.core.mute import NOTHING_MUTED, Mute
from explorer.core.photo import Photo
from explorer.core.photo_output import OutputSort, PhotoOutput, Segment
from explorer.core.placement import Placement
from explorer.core.sites.attention import (
    BRANCHES,
    Attention,
    Band,
    Causal,
    ChannelGate,
    OwnScores,
    PatchAttention,
    PatchSite,
    Sparse,
    SpatialGate,
)
from explorer.core.sites.axes import PatchGrid, Tokens
from explorer.core.sites.patch_maps import PatchMap, WindowMap, Windows, WindowSite
from explorer.core.sites.point_axes import Objects, Points, Pyramid
from explorer.core.sites.points import PointSite
from explorer.core.sites.token_attention import TokenAttention, TokenMap, TokenSite
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
from explorer.export.archive import (
    Archive,
    ArchiveError,
    archive_bytes,
    opened_archive,
    write_archive,
)
from explorer.export.files import ExportError
from explorer.export.provenance import RecordedPhoto, file_name, photo_of, png_of, versions
from explorer.export.site_shapes import fits, sound

SUFFIX = ".axt"
FORMAT = 1
MOST_JSON = 256 << 20
"""Bytes of the words of a run."""
MOST_ARRAYS = 64 << 30
"""Bytes of its arrays, which are as many in the file."""
MOST_PHOTO = 256 << 20
MOST_LAYERS = 10_000
"""Numbers that layers may have: of hybrids they go beyond how many sites there are."""
MOST_SEGMENTS = 1 << 20
"""Numbers that segments may have."""
SITES: dict[str, type[Attention]] = {
    one.__name__: one
    for one in (
        PatchAttention, PatchMap, WindowMap, TokenAttention, TokenMap, ChannelGate, SpatialGate,
        PointSite,
    )
}  # fmt: skip
"""What a site can be in a file."""
_AXES: dict[str, type[Any]] = {
    "patches": PatchGrid, "tokens": Tokens, "objects": Objects, "pyramid": Pyramid,
    "points": Points,
}  # fmt: skip
_MASKS: dict[str, type[Any]] = {"causal": Causal, "band": Band}
_UNMEASURED = 1e308
"""In place of an error that is no number, which JSON has not: still a mismatch."""

Arrays = dict[str, NDArray[Any]]


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
class _Run:
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


def save_trace(path: Path, trace: Trace) -> None:
    """Save a finished run with its inputs, so that it can be opened without its model.

    Parameters
    ----------
    path
        By custom ``*.axt``; written in one step.

    Raises
    ------
    ExportError
        The file cannot be written.
    """
    write_archive(path, _members(trace))


def trace_bytes(trace: Trace) -> bytes:
    """The content of the file that `save_trace` writes; raises ExportError as that does."""
    return archive_bytes(_members(trace))


def _members(trace: Trace) -> dict[str, bytes]:
    arrays: Arrays = {}
    sites = []
    for number, site in enumerate(trace.sites):
        try:
            plainly, own = _stored(_kept(site))
        except TypeError as error:
            raise ExportError(
                f"{plain(site.name, 60)} of {plain(trace.model.title, 60)} is of a kind that "
                "cannot be saved yet. Export its pictures or arrays."
            ) from error
        sites.append(plainly)
        arrays |= {f"{number:04d}.{name}": one for name, one in own.items()}
    if trace.output is not None:
        arrays["output"] = trace.output.values
    photos = [one for one in trace.inputs.photos if isinstance(one, Photo)]
    members = {
        "trace.json": _words(trace, sites, photos),
        "arrays.safetensors": save(arrays),
    }
    members |= {f"photos/{at}.png": png_of(photo) for at, photo in enumerate(photos)}
    return members


def open_trace(path: Path) -> Trace:
    """Open a run that was saved; its model is neither needed nor loaded.

    Raises
    ------
    ArchiveError
        The file is damaged, of a later version, or none of these.
    """
    with opened_archive(path) as archive:
        return _validated(archive, path.name)


def trace_of(content: bytes, name: str) -> Trace:
    """Return the run in the content of such a file; `name` stands in the errors of `open_trace`."""
    with opened_archive(io.BytesIO(content), name) as archive:
        return _validated(archive, name)


def _validated(archive: Archive, name: str) -> Trace:
    name = plain(name, 80)
    try:
        return read_trace(archive)
    except MemoryError as error:
        raise ArchiveError(f"{name} needs more memory than there is.") from error
    except (
        msgspec.MsgspecError, RecursionError, SafetensorError, LookupError, TypeError, ValueError,
        OverflowError,
    ) as error:  # fmt: skip
        raise ArchiveError(
            f"{name} is damaged, of a later version, or no saved run. Open another copy."
        ) from error


def read_trace(archive: Archive) -> Trace:
    """Read the run in an archive; raises ArchiveError, and what `open_trace` makes one of."""
    run = msgspec.json.decode(archive.read("trace.json", MOST_JSON), type=_Run)
    if run.format != FORMAT:
        raise ValueError("of another version")
    arrays = load(archive.read("arrays.safetensors", MOST_ARRAYS))
    sites = tuple(
        _site(plainly, _own(arrays, f"{number:04d}.")) for number, plainly in enumerate(run.sites)
    )
    photos = tuple(
        photo_of(archive.read(f"photos/{at}.png", MOST_PHOTO), one)
        for at, one in enumerate(run.inputs.photos)
    )
    trace = _trace(run, sites, photos)
    return trace if run.output is None else replace(trace, output=_output(run, arrays["output"]))


def _output(run: _Run, values: NDArray[Any]) -> PhotoOutput:
    """What a model gave for every pixel; raises ValueError for what is none."""
    assert run.output is not None
    if not run.placements or values.ndim != 2 or not values.size:
        raise ValueError("an output without a photo")
    segments = tuple(replace(one, label=plain(one.label, 200)) for one in run.output.segments)
    if any(not 0 <= one.number < MOST_SEGMENTS for one in segments):
        raise ValueError("segments of other numbers")
    return PhotoOutput(run.output.sort, _float(values), run.output.placement, segments)


def _words(trace: Trace, sites: Sequence[object], photos: Sequence[Photo]) -> bytes:
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
        "checks": _checks(trace.checks),
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


def _trace(run: _Run, sites: tuple[Attention, ...], photos: tuple[Photo, ...]) -> Trace:
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


def _texts(run: _Run) -> Iterator[Sentence | Translation]:
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


def _checks(checks: Sequence[Check]) -> tuple[Check, ...]:
    """Checks whose errors are numbers that JSON has."""
    return tuple(
        one if one.error is None or math.isfinite(one.error) else replace(one, error=_UNMEASURED)
        for one in checks
    )


def _kept(site: Attention) -> Attention:
    """A site as one that can be stored: what is worked out from tensors becomes a map."""
    if type(site) in SITES.values():
        return site
    common: dict[str, Any] = {
        "name": site.name, "layer": site.layer, "checks": site.checks, "branch": site.branch,
    }  # fmt: skip
    if isinstance(site, TokenSite):
        return TokenMap(
            **common, sort=site.kind, queries=site.queries, keys=site.keys,
            map=site.weights(), mask=site.allowed, elsewhere=site.rest,
        )  # fmt: skip
    if not isinstance(site, PatchSite):
        raise TypeError(f"a {type(site).__name__} has no form of its own in a file")
    if isinstance(site, WindowSite):
        every = [site.window_weights(at) for at in range(len(site.asking.places))]
        return WindowMap(
            **common, queries=site.queries, keys=site.keys, asking=site.asking, asked=site.asked,
            map=np.stack(every),
        )  # fmt: skip
    return PatchMap(**common, queries=site.queries, keys=site.keys, map=site.weights())


def _stored(site: Attention) -> tuple[dict[str, Any], Arrays]:
    """The fields of a site that are JSON, with its class, and those that are arrays."""
    plainly: dict[str, Any] = {"class": type(site).__name__}
    arrays: Arrays = {}
    for field in fields(site):
        value = getattr(site, field.name)
        match value:
            case np.ndarray():
                arrays[field.name] = np.ascontiguousarray(value)
            case OwnScores():
                plainly[field.name] = list(value.queries)
                arrays[f"{field.name}.scores"] = value.scores
            case Windows():
                plainly[field.name] = [value.rows, value.cols]
                arrays[f"{field.name}.places"] = value.places
            case Causal() | Band() | PatchGrid() | Tokens() | Objects() | Pyramid() | Points():
                kinds = _MASKS if isinstance(value, Sparse) else _AXES
                kind = next(name for name, one in kinds.items() if one is type(value))
                plainly[field.name] = {"type": kind, **msgspec.to_builtins(value)}
            case _:
                value = _checks(value) if field.name == "checks" else value
                plainly[field.name] = msgspec.to_builtins(value)
    return plainly, arrays


def _own(arrays: Mapping[str, NDArray[Any]], prefix: str) -> Arrays:
    return {
        name.removeprefix(prefix): one for name, one in arrays.items() if name.startswith(prefix)
    }


def _site(plainly: Mapping[str, Any], arrays: Arrays) -> Attention:
    """The site of its fields; raises ValueError, TypeError or KeyError for what is none."""
    kind = SITES[plainly["class"]]
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for field in fields(kind):
        name = field.name
        value = plainly.get(name)
        if f"{name}.scores" in arrays:
            queries = msgspec.convert(value, tuple[int, ...])
            given[name] = OwnScores(queries, _float(arrays[f"{name}.scores"]))
        elif f"{name}.places" in arrays and name != "places":
            rows, cols = msgspec.convert(value, tuple[int, int])
            given[name] = Windows(rows, cols, _frozen(arrays[f"{name}.places"], np.int64))
        elif name in arrays:
            wanted = np.bool_ if name == "mask" else np.float32
            given[name] = _frozen(arrays[name], wanted)
        elif isinstance(value, dict):
            known = _AXES | _MASKS
            given[name] = msgspec.convert(
                {key: one for key, one in value.items() if key != "type"}, known[value["type"]]
            )
        elif name in plainly and value is not None:
            given[name] = msgspec.convert(value, hints[name])
    site = kind(**given)
    if not fits(site):
        raise ValueError(f"{plain(site.name, 60)} does not fit its tokens")
    return site


def _float(array: NDArray[Any]) -> NDArray[np.float32]:
    return _frozen(array, np.float32)


def _frozen(array: NDArray[Any], wanted: type[Any]) -> NDArray[Any]:
    if array.dtype != wanted:
        raise ValueError(f"an array of {array.dtype}")
    array.flags.writeable = False
    return array
