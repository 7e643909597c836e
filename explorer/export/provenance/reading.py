"""Reads what made a picture from its file, which may come from anybody: bounded, validated."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from explorer.core.colormaps import table
from explorer.core.foreign import plain
from explorer.core.map.levels import checked_ends
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.text import WIDEST
from explorer.core.trace import ModelInfo
from explorer.export.provenance.asked_method import (
    check_method,
    check_room,
    printable_method,
    printable_room,
)
from explorer.export.provenance.picture_words import KEY, MOST_BYTES, ProvenanceError, words
from explorer.export.provenance.record import FORMAT, Provenance, RecordedInputs
from explorer.export.provenance.recorded_photo import RecordedPhoto, file_name, photo_of
from explorer.export.style import LARGEST, Style

MOST_WRITTEN = 100_000
"""Tokens that a record has a model write."""


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


def _photo(given: RecordedPhoto) -> Photo:
    try:
        return photo_of(base64.b64decode(given.png, validate=True), given)
    except (binascii.Error, ValueError) as error:
        raise ProvenanceError(
            "The photo in this file is damaged. Open the photo itself."
        ) from error


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
