"""The way from a photo to a classifier's input, as the source of its weights prescribes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

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


class PreparedPhoto(NamedTuple):
    """A photo as a model is given it.

    Attributes
    ----------
    pixels : the input, (C, H, W) float32.
    placement : where that lies on the photo.
    blank : what a black and a white photo of the same size become, (2, C, H, W).
    others : further inputs by the names that the model has for them.
    notes : sentences for this run.
    """

    pixels: NDArray[np.float32]
    placement: Placement
    blank: NDArray[np.float32]
    others: Mapping[str, Any] = {}
    notes: tuple[str, ...] = ()


MOST_SCALED = 2**24
"""Pixels of a photo that is scaled as a whole before its middle is cut out; of a larger one that
is scaled alone, which may differ by a few levels of 256."""

PhotoPreprocessing = Callable[[Photo, Fit | None], PreparedPhoto]
"""Makes a model's input of a photo; None for the way that the model was trained with."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """Scale the photo, cut out its centre, normalise.

    size: (height, width) of the input. scaled: length of the shorter side before the cut, or
    (height, width) of the whole photo where its shape is not kept. mean, std: of red, green and
    blue as fractions of 1, or of grey alone.
    """

    size: tuple[int, int]
    scaled: int | tuple[int, int]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    filter: Filter = Filter.BILINEAR

    def __call__(self, photo: Photo, fit: Fit | None = None) -> PreparedPhoto:
        """Prepare a photo: (C, height, width) and the part of the photo that it shows.

        With Fit.CROP, or None, pixel for pixel what the model was evaluated with; the other ways
        keep the whole photo, as those of `fit_photo`.
        """
        if fit in (Fit.STRETCH, Fit.PAD):
            pixels, placement = fit_photo(photo, self.size, fit)
        else:
            pixels, placement = self._cut(photo)
        if len(self.mean) == 1:  # the model sees grey
            pixels = np.asarray(Image.fromarray(pixels).convert("L"))[..., None]
        made = normalise(pixels, self.mean, self.std)
        mean, std = (np.array(one, np.float32) for one in (self.mean, self.std))
        ends = np.stack([-mean / std, (1 - mean) / std])  # (2, C)
        blank = np.broadcast_to(ends[:, :, None, None], (2, len(mean), *self.size))
        return PreparedPhoto(made, placement, blank)

    def _cut(self, photo: Photo) -> tuple[NDArray[np.uint8], Placement]:
        width, height = photo.size
        if isinstance(self.scaled, int):
            # as torchvision: the longer side rounded down
            short = min(width, height)
            across, down = (int(self.scaled * side / short) for side in (width, height))
        else:
            down, across = self.scaled
        rows, cols = self.size
        # beyond the photo Pillow's crop is black, as the padding of torchvision's
        margins = across - cols, down - rows
        left, top = (round(one / 2) for one in margins)
        x, y = width / across, height / down
        box = left * x, top * y, (left + cols) * x, (top + rows) * y
        whole = Image.fromarray(photo.pixels)
        if across * down > MOST_SCALED:
            pixels = self._part(whole, (across, down), (left, top))
        else:
            resized = whole.resize((across, down), _PILLOW[self.filter])
            pixels = np.asarray(resized.crop((left, top, left + cols, top + rows)))
        return pixels, Placement(*box, width, height)

    def _part(
        self, whole: Image.Image, scaled: tuple[int, int], corner: tuple[int, int]
    ) -> NDArray[np.uint8]:
        """Scale what is cut out alone, of a photo of which the whole would be too large.

        Parameters
        ----------
        scaled : (width, height) that the whole photo would have.
        corner : (left, top) of what is cut out of it.
        """
        rows, cols = self.size
        first = max(corner[0], 0), max(corner[1], 0)
        last = min(corner[0] + cols, scaled[0]), min(corner[1] + rows, scaled[1])
        steps = whole.width / scaled[0], whole.height / scaled[1]
        size = last[0] - first[0], last[1] - first[1]
        how = _PILLOW[self.filter]
        # one axis after the other, which comes nearest to the pixels of the whole
        box = (first[0] * steps[0], 0.0, last[0] * steps[0], float(whole.height))
        part = whole.resize((size[0], whole.height), how, box=box)
        box = (0.0, first[1] * steps[1], float(size[0]), last[1] * steps[1])
        part = part.resize(size, how, box=box)
        laid = Image.new(whole.mode, (cols, rows))
        laid.paste(part, (first[0] - corner[0], first[1] - corner[1]))
        return np.asarray(laid)
