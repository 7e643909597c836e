"""How a photo is handed to a processor of photos and texts, and where the model's input lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.core.inputs import Fit
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.inputs.fit import fit_photo
from explorer.registry.entry import ModelError
from explorer.registry.huggingface.photo.photo_preprocessing import prepare_as
from explorer.registry.huggingface.photo_text.asking import CUTTING
from explorer.registry.subjects.library_preprocessing import check_shape
from explorer.registry.subjects.preprocessing import PhotoPreprocessing, PreparedPhoto


@dataclass(frozen=True, eq=False)
class Shown:
    """A photo as the processor is given it.

    pixels: (H, W, 3). inner: where the model's input lies on these. placement: where it lies on the
    photo. notes: on that.
    """

    pixels: NDArray[np.uint8]
    inner: Placement
    placement: Placement
    notes: tuple[str, ...] = ()


Show = Callable[[Photo, Fit | None], Shown]
"""Raises ModelError for a photo that is too thin."""


def showing(folder: Path, config: Any) -> Show:
    """What hands photos that are given in one piece to the processor of a folder.

    config: of the model, or of the part of it that looks at photos.
    """
    try:
        prepare, _ = prepare_as(folder, config)
    except ModelError:
        prepare = None
    pictures = getattr(prepare, "processor", None)
    for name in CUTTING:
        if hasattr(pictures, name):
            setattr(pictures, name, False)

    def show(photo: Photo, fit: Fit | None) -> Shown:
        check_shape(photo)
        prepared = _prepared(prepare, photo)
        bars = fit in (Fit.STRETCH, Fit.PAD)
        if prepared is None:  # no picture is made of it, but patches: of the whole photo
            whole = _whole(photo)
            notes = (
                "The model takes photos of any shape whole: they are not fitted in another way.",
            )
            return Shown(photo.pixels, whole, whole, notes if bars else ())
        if fit is None or not bars:
            return Shown(photo.pixels, prepared.placement, prepared.placement)
        pixels, placement = fit_photo(photo, prepared.pixels.shape[1:], fit)
        fitted = replace(photo, pixels=pixels)
        again = _prepared(prepare, fitted)
        if again is None or again.placement != _whole(fitted):
            notes = (
                "The model's processor cuts and scales photos of every size: they are not fitted "
                "in another way.",
            )
            return Shown(photo.pixels, prepared.placement, prepared.placement, notes)
        return Shown(pixels, again.placement, placement)

    return show


def _prepared(prepare: PhotoPreprocessing | None, photo: Photo) -> PreparedPhoto | None:
    try:
        return None if prepare is None else prepare(photo, None)
    except ModelError:
        return None


def _whole(photo: Photo) -> Placement:
    width, height = photo.size
    return Placement(0.0, 0.0, float(width), float(height), width, height)
