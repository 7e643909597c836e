"""What a model makes of a photo as a picture: segments in colours over it, or its depth."""

from __future__ import annotations

import colorsys
import json

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from explorer.core.colormaps import table
from explorer.core.photo_output import OutputSort, PhotoOutput, segment_rows
from explorer.core.trace import Trace
from explorer.export.render import Pixels, backdrop, picture_size

COLOURED = 0.62
"""How much of its colour a segment has over the photo."""
_GOLDEN = 0.618033988749895
"""Steps of the hue: neighbours in number are far from each other in colour."""


def segment_colour(number: int) -> tuple[int, int, int]:
    """The colour of the segment of a number, the same in every picture."""
    hue = (0.07 + number * _GOLDEN) % 1.0
    red, green, blue = colorsys.hsv_to_rgb(hue, 0.72, 0.95)
    return round(255 * red), round(255 * green), round(255 * blue)


def output_pixels(trace: Trace, output: PhotoOutput, long_edge: int, colormap: str) -> Pixels:
    """Draw an output over the photo of its run, (h, w, 3) uint8.

    Parameters
    ----------
    long_edge : of the picture, px.
    colormap : of a depth, which covers the photo.
    """
    width, height = picture_size(trace.photo.size, long_edge)
    scene = backdrop(trace.photo.pixels, (width, height))
    laid = Image.new("L", (width, height))  # what the model has not seen stays as it is
    place = output.placement
    scale = width / place.width, height / place.height
    left, right = (round(one * scale[0]) for one in (place.x0, place.x1))
    top, bottom = (round(one * scale[1]) for one in (place.y0, place.y1))
    size = max(1, right - left), max(1, bottom - top)
    segments = output.sort is OutputSort.SEGMENTS
    colours, share = _segments(output) if segments else _depth(output, colormap)
    how = Image.Resampling.NEAREST if segments else Image.Resampling.BILINEAR
    laid.paste(Image.fromarray(share).resize(size, Image.Resampling.NEAREST), (left, top))
    over = Image.new("RGB", (width, height))
    over.paste(Image.fromarray(colours).resize(size, how), (left, top))
    ground = scene.photo.convert("RGB").copy()
    ground.paste(over, (0, 0), laid)
    return np.asarray(ground)


def _segments(output: PhotoOutput) -> tuple[Pixels, NDArray[np.uint8]]:
    """Colours (H, W, 3) and how much of them is laid over the photo, (H, W)."""
    numbers = output.values.astype(np.int64)
    known = [one.number for one in output.segments]
    colours = np.zeros((max([*known, 0]) + 2, 3), np.uint8)
    for one in known:
        colours[one] = segment_colour(one)
    share = np.where(np.isin(numbers, known), round(255 * COLOURED), 0).astype(np.uint8)
    return colours[np.where(numbers < 0, len(colours) - 1, numbers)], share


def _depth(output: PhotoOutput, colormap: str) -> tuple[Pixels, NDArray[np.uint8]]:
    values = output.values
    low, high = float(values.min()), float(values.max())
    levels = np.rint((values - low) / max(high - low, 1e-30) * 255).astype(np.uint8)
    return table(colormap)[levels], np.full(values.shape, 255, np.uint8)


def output_chunks(trace: Trace, output: PhotoOutput) -> dict[str, str]:
    """What the file of such a picture says."""
    return {
        "Title": f"{trace.model.title}: {output.sort.value}",
        "Model": trace.model.public_id,
        "Source": trace.photo.name,
        "Output": output.told,
        **({"Segments": json.dumps(segment_rows(output.segments))} if output.segments else {}),
    }
