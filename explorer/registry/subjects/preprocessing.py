"""The way from a photo to a classifier's input, as the source of its weights prescribes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from explorer.core.inputs import Fit
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.inputs.fit import fit_photo, normalise


class Filter(StrEnum):
    """How pixels are interpolated."""

    BILINEAR = "bilinear"
    BICUBIC = "bicubic"
    NEAREST = "nearest"


_PILLOW = {
    Filter.BILINEAR: Image.Resampling.BILINEAR,
    Filter.BICUBIC: Image.Resampling.BICUBIC,
    Filter.NEAREST: Image.Resampling.NEAREST,
}


@dataclass(frozen=True, slots=True)
class Preparation:
    """Scale the photo, cut out its centre, normalise.

    size: (height, width) of the input. scaled: length of the shorter side before the cut, or
    (height, width) of the whole photo where its shape is not kept. mean, std: of red, green and
    blue as fractions of 1. reverse: whether the model sees blue first. down: whether
    the half of an odd margin is rounded down, as Hugging Face does, or as torchvision does.
    """

    size: tuple[int, int]
    scaled: int | tuple[int, int]
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    filter: Filter = Filter.BILINEAR
    reverse: bool = False
    down: bool = False

    def __call__(self, photo: Photo, fit: Fit) -> tuple[NDArray[np.float32], Placement]:
        """(3, height, width) float32 and the part of the photo that it shows.

        With Fit.CROP pixel for pixel what the model was evaluated with; the other ways keep the
        whole photo, as those of `fit_photo`.
        """
        if fit is Fit.CROP:
            pixels, placement = self._cut(photo)
        else:
            pixels, placement = fit_photo(photo, self.size, fit)
        made = normalise(pixels, self.mean, self.std)
        return np.ascontiguousarray(made[::-1]) if self.reverse else made, placement

    def _cut(self, photo: Photo) -> tuple[NDArray[np.uint8], Placement]:
        width, height = photo.size
        if isinstance(self.scaled, int):
            # as torchvision: the longer side rounded down
            short = min(width, height)
            across, down = (int(self.scaled * side / short) for side in (width, height))
        else:
            down, across = self.scaled
        resized = Image.fromarray(photo.pixels).resize((across, down), _PILLOW[self.filter])
        rows, cols = self.size
        # beyond the photo Pillow's crop is black, as the padding of torchvision's
        margins = across - cols, down - rows
        left, top = (one // 2 if self.down else round(one / 2) for one in margins)
        pixels = np.asarray(resized.crop((left, top, left + cols, top + rows)))
        x, y = width / across, height / down
        box = left * x, top * y, (left + cols) * x, (top + rows) * y
        return pixels, Placement(*box, width, height)
