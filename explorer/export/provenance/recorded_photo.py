"""A photo that a record or a saved run keeps: its pixels as PNG, and the name of its file."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath

import numpy as np
from PIL import Image

from explorer.core.photo import Photo

MOST_PIXELS = 64_000_000
"""Of a photo in a record."""


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


def recorded_photo(photo: Photo, embed: bool) -> RecordedPhoto:
    """Say which photo it was; `embed` keeps its pixels and its name too."""
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


def file_name(name: str) -> str:
    """Return the last part of a path of any system: what may be told of a file."""
    return PurePath(PureWindowsPath(name).name).name
