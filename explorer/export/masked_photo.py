"""The photo of a run as its pictures show it: what was masked is hatched on its mean colour."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.core.photo import Photo
from explorer.core.trace import Trace

LINES = 48
"""Lines of the hatch along the longer side of the photo."""
APART = 40
"""How much lighter or darker than the mean colour a line is, of 255."""


def shown_photo(trace: Trace) -> Photo:
    """The photo of a run, hatched where it was masked; the photo itself where nothing was.

    Raises LookupError for a run without a photo.
    """
    photo = trace.photo
    boxes = [one for one in trace.mute.masked if isinstance(one, tuple)]
    if not boxes or not trace.placements:
        return photo
    place = trace.placement
    wide, high = place.x1 - place.x0, place.y1 - place.y0
    height, width = photo.pixels.shape[:2]
    across = (np.arange(width) + 0.5 - place.x0) / wide  # in shares of the model's input
    down = (np.arange(height) + 0.5 - place.y0) / high
    inside = np.zeros((height, width), bool)
    for x0, y0, x1, y1 in boxes:
        inside |= ((down >= y0) & (down < y1))[:, None] & ((across >= x0) & (across < x1))
    seen = ((down >= 0) & (down < 1))[:, None] & ((across >= 0) & (across < 1))
    mean = photo.pixels[seen].mean(axis=0)  # (3,)
    step = max(4, round(max(width, height) / LINES))
    lines = (np.arange(width) + np.arange(height)[:, None]) % step < max(1, step // 4)
    line = mean - APART if mean.mean() > 127 else mean + APART
    filled = np.where(lines[..., None], line, mean).clip(0, 255).astype(np.uint8)
    pixels = np.where(inside[..., None], filled, photo.pixels)  # (H, W, 3)
    pixels.flags.writeable = False
    return replace(photo, pixels=pixels)
