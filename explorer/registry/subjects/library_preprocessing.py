"""Prepare a photo by a library's own image processor, and measure where its pixels lie.

Nothing of the processor is copied: a photo is sent through it as it is. Where the input that comes
out lies on the photo is measured by sending pictures of the same size through the same processor,
whose grey tells the column, or the row, of every pixel.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from explorer.core.inputs import Fit
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.inputs.fit import fit_photo
from explorer.registry.entry import ModelError, failed_run
from explorer.registry.subjects.preprocessing import PreparedPhoto

Array = NDArray[np.float32]
Transform = Callable[[Image.Image], Mapping[str, Any]]
"""What a library makes of a photo: its inputs by their names."""

KEPT = 4
"""Sizes of photos of which the measured place is kept."""
THINNEST = 100
"""Times that a photo may be longer than wide: a processor scales the short side up."""
SNAP = 0.25
"""Pixels of the input within which a measured edge is an edge of the photo."""
STRAIGHT = 0.75
"""Pixels of the photo, or one of the input where that is more, that a place may be off."""
DITHER = 16
"""Rows over which a ramp is dithered, so that 256 greys tell places more finely."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a processor makes of photos of one size.

    blank: of a black and a white one, (2, C, H, W). placement: where its input lies on them; None
    where the processor does more than scale, cut and pad.
    """

    blank: Array
    placement: Placement | None


@dataclass(frozen=True, eq=False)
class LibraryPreprocessing:
    """The way from a photo to a model's input, by the library that the model is from.

    Attributes
    ----------
    name : of the processor, for sentences.
    transform : the processor itself; gives "pixel_values" and whatever else the model is given.
    channels : 3, or 1 for a model that sees grey.
    others : names of further inputs that the model takes.
    processor : the library's own, which knows how to read the model's output; None for none.
    """

    name: str
    transform: Transform
    channels: int = 3
    others: frozenset[str] = frozenset()
    processor: Any = field(default=None, repr=False)
    _known: dict[str, Any] = field(default_factory=dict, repr=False)

    def __call__(self, photo: Photo, fit: Fit | None) -> PreparedPhoto:
        """Prepare a photo.

        With Fit.CROP, or None, pixel for pixel what the library makes of it; in the other ways the
        whole photo, in the size that the library's input has.

        Raises
        ------
        ModelError
            The photo is too thin, or the processor fails on it or makes no picture of it.
        """
        check_shape(photo)
        width, height = photo.size
        picture = Image.fromarray(photo.pixels)
        made, others, notes = self._made(picture)
        measured = self._measured(width, height)
        if measured.blank.shape[1:] != made.shape:
            raise ModelError(
                f"{self.name} makes photos of one size into pictures of several, so that where "
                "their pixels lie cannot be measured. Choose another model."
            )
        placement = measured.placement
        if placement is None:
            placement = Placement(0.0, 0.0, float(width), float(height), width, height)
            notes += (
                f"{self.name} does more than scale, cut and pad: where its pixels lie on the photo "
                "cannot be measured, and the map is drawn over the whole of it.",
            )
        if fit in (Fit.STRETCH, Fit.PAD):
            pixels, placement = fit_photo(photo, made.shape[1:], fit)
            made, others = self._coloured(pixels), {}
        return PreparedPhoto(made, placement, measured.blank, others, notes)

    def _made(self, picture: Image.Image) -> tuple[Array, dict[str, Tensor], tuple[str, ...]]:
        """(C, H, W), further inputs and notes."""
        given = picture.convert("L") if self.channels == 1 else picture
        try:
            found = dict(self.transform(given))
            pixels = torch.as_tensor(found.pop("pixel_values")).detach().float()
        except Exception as error:  # a processor of any content raises anything at all
            raise failed_run(self.name, "this photo", error) from error
        notes: tuple[str, ...] = ()
        if pixels.dim() == 5:
            if pixels.shape[1] > 1:
                notes = (
                    f"{self.name} cuts the photo into {pixels.shape[1]} pictures: the first of "
                    "them is shown.",
                )
            pixels, found = pixels[:, 0], {}
        pixels = pixels[0] if pixels.dim() == 4 else pixels
        if pixels.dim() != 3 or len(pixels) not in (1, 3):
            shape = " × ".join(map(str, pixels.shape))
            raise ModelError(
                f"{self.name} makes no picture of a photo, but {shape} numbers, of which nobody "
                "knows where they lie. Choose another model."
            )
        others = {
            name: one
            for name, one in found.items()
            if name in self.others and isinstance(one, Tensor)
        }
        return pixels.contiguous().numpy(), others, notes

    def _measured(self, width: int, height: int) -> Measured:
        known: Callable[[int, int], Measured] = self._known.setdefault(
            "measured", lru_cache(maxsize=KEPT)(self._measure)
        )
        return known(width, height)

    def _measure(self, width: int, height: int) -> Measured:
        across, down = _ramp(width, height), _ramp(height, width).T
        plain = np.zeros((height, width), np.uint8)
        black, white, columns, rows = (
            self._made(Image.fromarray(np.repeat(one[..., None], 3, axis=2)))[0]
            for one in (plain, plain + np.uint8(255), across, down)
        )
        blank = np.stack([black, white])
        if not black.shape == white.shape == columns.shape == rows.shape:
            return Measured(blank, None)
        span = (white - black).mean(axis=0)  # (H, W)
        inside = span > 0.5 * span.max()
        safe = np.where(inside, span, np.float32(1))
        x, y = ((one - black).mean(axis=0) / safe for one in (columns, rows))  # (H, W) each
        ends = _ends(x, inside, width), _ends(y.T, inside.T, height)
        if ends[0] is None or ends[1] is None:
            return Measured(blank, None)
        (x0, x1), (y0, y1) = ends[0], ends[1]
        return Measured(blank, Placement(x0, y0, x1, y1, width, height))

    def _coloured(self, pixels: NDArray[np.uint8]) -> Array:
        """Pixels (H, W, 3) of the input's own size in the numbers of the processor: (C, H, W)."""
        if "colours" not in self._known:
            height, width = pixels.shape[:2]
            pure = [(0, 0, 0), (255, 0, 0), (0, 255, 0), (0, 0, 255)]
            made = [self._made(Image.new("RGB", (width, height), one))[0] for one in pure]
            middle = [np.median(one, axis=(1, 2)) for one in made]  # (C,) each
            self._known["colours"] = (
                middle[0].astype(np.float32),
                np.stack([one - middle[0] for one in middle[1:]], axis=1).astype(np.float32),
            )
        black, colours = self._known["colours"]  # (C,), (C, 3)
        shares = pixels.astype(np.float32) / np.float32(255)
        made_of: Array = np.einsum("ck,hwk->chw", colours, shares) + black[:, None, None]
        return np.ascontiguousarray(made_of, np.float32)


def check_shape(photo: Photo) -> None:
    """Raises ModelError for a photo so thin that a processor would make it enormous."""
    width, height = photo.size
    if max(width, height) > THINNEST * min(width, height):
        raise ModelError(
            f"The photo is {width:,} × {height:,} pixels, too thin for a model of photos. "
            "Cut a part out of it."
        )


def _ramp(length: int, other: int) -> NDArray[np.uint8]:
    """(other, length), from black in the first column to white in the last, dithered by rows."""
    steps = np.linspace(0.0, 255.0, length)  # (length,)
    order = np.argsort(np.argsort(np.arange(DITHER) * 7 % DITHER))
    finer = (order[np.arange(other) % DITHER] + 0.5) / DITHER  # (other,)
    return np.floor(steps[None] + finer[:, None]).clip(0, 255).astype(np.uint8)


def _ends(shares: Array, inside: NDArray[np.bool_], length: int) -> tuple[float, float] | None:
    """Where on the photo the input begins and ends, along the columns; None where that is no line.

    shares (rows, cols): from 0 at the middle of the photo's first pixel to 1 at that of its last.
    inside: what of the input shows the photo. length: of the photo, in pixels.
    """
    cols = np.flatnonzero(inside.any(axis=0))
    if not len(cols):
        return None
    count = inside.shape[1]
    if length == 1 or len(cols) < 2:
        step = length / len(cols)
        return -float(cols[0]) * step, float(count - cols[0]) * step
    weight = inside.sum(axis=0)[cols]
    seen = np.where(inside, shares, 0.0).sum(axis=0)[cols] / weight
    places = seen * (length - 1) + 0.5
    edge = min(2, (len(cols) - 2) // 2)
    middle = slice(edge, len(cols) - edge)
    slope, start = np.polyfit(cols[middle] + 0.5, places[middle], 1)
    off = np.abs(start + slope * (cols + 0.5) - places)[middle].max()
    if slope <= 0 or off > max(STRAIGHT, slope):
        return None
    ends = [float(start), float(start + slope * count)]
    near = max(SNAP * slope, SNAP)
    snapped = [
        next((edge for edge in (0.0, float(length)) if abs(end - edge) < near), end) for end in ends
    ]
    return snapped[0], snapped[1]
