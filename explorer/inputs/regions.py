"""Boxes or a mask on a photo, read from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from explorer.core.foreign import Refusal, plain
from explorer.core.placement import Box

LARGEST = 64 * 2**20
"""Bytes of a file of boxes that is read at all."""
LIT = 127
"""The brightness of a mask from which on a pixel lies within."""


class RegionFileError(Refusal):
    """A file that holds no boxes and no mask of a photo; the message is one sentence."""


def read_region(
    path: Path, photo: Path | None, size: tuple[int, int]
) -> tuple[tuple[Box, ...], NDArray[np.bool_] | None]:
    """Read boxes (JSON) or a mask (a picture) of a photo.

    Parameters
    ----------
    path : Path
        A JSON file of boxes as shares of the sides, [[x0, y0, x1, y1], …], or of many photos by
        their names, {"FOLDER/PHOTO": [[…]]}, as `evaluate --boxes` reads it; or a picture as large
        as the photo, white within.
    photo : Path or None
        Where the photo was read from, to find it by its name.
    size : (int, int)
        Width and height of the photo, pixels.

    Returns
    -------
    (boxes, mask)
        Boxes in pixels of the photo, and None; or () and a mask (height, width).

    Raises
    ------
    RegionFileError
        The file cannot be read, is of another photo, or of another size.
    """
    if path.suffix.lower() == ".json":
        return _boxes(path, photo, size), None
    return (), _mask(path, size)


def _boxes(path: Path, photo: Path | None, size: tuple[int, int]) -> tuple[Box, ...]:
    try:
        if path.stat().st_size > LARGEST:
            raise RegionFileError(f"{plain(path.name)} is too large for a file of boxes.")
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise RegionFileError(f"{plain(path.name)} cannot be read as boxes.") from error
    if isinstance(found, dict):
        found = _of_photo(found, path, photo)
    if not isinstance(found, list) or not found or not all(map(_is_box, found)):
        raise RegionFileError(
            f"{plain(path.name)} holds no boxes: they are written as [[x0, y0, x1, y1], …], as "
            "shares of the sides."
        )
    wide, high = size
    return tuple((x0 * wide, y0 * high, x1 * wide, y1 * high) for x0, y0, x1, y1 in found)


def _of_photo(found: dict[str, Any], path: Path, photo: Path | None) -> Any:
    """The boxes of one photo among those of many: by folder and name, else by its name alone."""
    if photo is not None:
        for name in (f"{photo.parent.name}/{photo.name}", photo.name):
            if name in found:
                return found[name]
        same = [boxes for name, boxes in found.items() if Path(name).name == photo.name]
        if len(same) == 1:
            return same[0]
    called = "this photo" if photo is None else plain(photo.name)
    raise RegionFileError(f"{plain(path.name)} has no boxes of {called}.")


def _is_box(box: object) -> bool:
    if not isinstance(box, list) or len(box) != 4:
        return False
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in box):
        return False
    return bool(0 <= box[0] < box[2] <= 1 and 0 <= box[1] < box[3] <= 1)


def _mask(path: Path, size: tuple[int, int]) -> NDArray[np.bool_]:
    try:
        with Image.open(path) as picture:
            if picture.size != size:
                raise RegionFileError(
                    f"The mask {plain(path.name)} has {picture.width} × {picture.height} pixels, "
                    f"the photo {size[0]} × {size[1]}. Scale it to the photo."
                )
            found: NDArray[np.bool_] = np.asarray(picture.convert("L")) > LIT
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, RegionFileError):
            raise
        raise RegionFileError(
            f"{plain(path.name)} is neither a picture nor JSON of boxes. Choose one that is."
        ) from error
    if not found.any():
        raise RegionFileError(
            f"The mask {plain(path.name)} is black all over: paint the region white."
        )
    return found
