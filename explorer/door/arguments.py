"""What people hand to a model in code, as the inputs of a run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from explorer.core.foreign import quoted_error
from explorer.core.inputs import Modality
from explorer.core.photo import Photo
from explorer.inputs.images import photo_from_array, photo_from_picture
from explorer.inputs.photo_files import ImageError
from explorer.inputs.text import read_text, takes_text

Given: TypeAlias = str | os.PathLike[str] | Image.Image | Any
"""A path, a text, a picture of Pillow, or an array or tensor of pixels."""


def sorted_out(
    given: Sequence[Given], takes: frozenset[Modality]
) -> tuple[tuple[Photo | Path, ...], str, str]:
    """Sort what was given into photos and a text.

    A string that names a file with a suffix is that file; else it is a text where the model takes
    texts, and a path where it takes photos alone. A file is a text by its suffix, as
    ``Path("story.txt")``, and else a photo.

    Returns
    -------
    photos, text, name
        The name is that of the file the text comes from; "" for none.

    Raises
    ------
    ImageError, TextError
        Pixels or a text file that cannot be read.
    TypeError
        There are two texts, or something is neither.
    """
    photos: list[Photo | Path] = []
    text, name = "", ""
    for one in given:
        if isinstance(one, str) and not one.strip() and Modality.TEXT not in takes:
            raise ImageError("There is no photo to read: name one.")
        if isinstance(one, os.PathLike) or (isinstance(one, str) and not _is_text(one, takes)):
            path = Path(os.path.expanduser(one))
            if not (takes_text(path) and Modality.TEXT in takes):
                photos.append(path)
                continue
            file = read_text(path)
            one, name = file.text, file.name
        if not isinstance(one, str):
            photos.append(_photo(one))
            continue
        if text:
            raise TypeError("a run takes one text, and two were given")
        text = one
    return tuple(photos), text, name


def _is_text(given: str, takes: frozenset[Modality]) -> bool:
    is_file = os.path.isfile(given) and (Modality.PHOTO in takes or Path(given).suffix != "")
    return Modality.TEXT in takes and not is_file


def _photo(given: Given) -> Photo:
    if isinstance(given, Photo):
        return given
    if isinstance(given, Image.Image):
        name = os.path.basename(getattr(given, "filename", "") or "picture")
        return photo_from_picture(given, name)
    if hasattr(given, "detach"):  # a tensor, on whatever device
        given = _numbers_of(given.detach())
    if not hasattr(given, "__array__"):
        kind = type(given).__name__
        raise TypeError(f"{kind} is no path, no text, no picture of Pillow and no array of pixels")
    return photo_from_array(_pixels(np.asarray(given)), "array")


def _numbers_of(tensor: Any) -> NDArray[Any]:
    """The numbers of a tensor; raises ImageError for one that holds none, or in another form."""
    try:
        plain = tensor.cpu()
        if plain.is_floating_point() and plain.element_size() < 4:
            plain = plain.float()  # NumPy has no bfloat16
        found: NDArray[Any] = plain.numpy()
    except (NotImplementedError, RuntimeError, TypeError) as error:
        raise ImageError(
            f"That tensor holds no pixels that can be read ({quoted_error(error)}). Give a plain "
            "one on the CPU."
        ) from error
    return found


def _pixels(array: NDArray[Any]) -> NDArray[np.uint8]:
    """(H, W), (H, W, 3 or 4) uint8, of those or of (3, H, W), integers or fractions of 1.

    Raises ImageError for other shapes and values.
    """
    if array.ndim == 3 and array.shape[2] not in (1, 3, 4) and array.shape[0] in (1, 3, 4):
        array = np.moveaxis(array, 0, 2)  # (3, H, W) -> (H, W, 3)
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if not array.size or not (array.ndim == 2 or (array.ndim == 3 and array.shape[2] in (3, 4))):
        raise ImageError(
            f"An array of shape {array.shape} is no picture: give (height, width, 3) or "
            "(3, height, width)."
        )
    if array.dtype.kind not in "biuf":
        raise ImageError(f"An array of {array.dtype} is no picture: give real numbers.")
    fractions = np.issubdtype(array.dtype, np.floating)
    if array.dtype == np.bool_:
        array, fractions = array.astype(np.float32), True
    least, most = float(array.min()), float(array.max())
    limit = 1 if fractions else 255
    if not (least >= 0 and most <= limit):  # not a number fails too
        raise ImageError(
            f"Pixels of {array.dtype} go from 0 to {limit}, and these from {least:g} to {most:g}: "
            "undo the normalisation first."
        )
    pixels: NDArray[np.uint8] = np.rint(255 * array if fractions else array).astype(np.uint8)
    return pixels
