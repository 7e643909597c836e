"""Pictures one after the other as one file: GIF, APNG or WebP."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PIL import Image

from explorer.core.map.matrix import row_labels
from explorer.core.selection import MEAN, Selection, clamped
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError
from explorer.export.png import png_words
from explorer.export.provenance.picture_words import lines, xmp
from explorer.export.render import Pixels

MOST = 500
"""Pictures of an animation."""


def frames(trace: Trace, selection: Selection, settings: FigureSettings) -> Iterator[Selection]:
    """Yield what an animation shows: each layer, each head of one, or each row of a text.

    The scale stays that of the selection.

    Raises
    ------
    ExportError
        There is nothing to go through, or too much.
    """
    selection = clamped(trace, selection)
    here = trace.sites[selection.layer]
    if settings.along == "layers":
        alike = [at for at, one in enumerate(trace.sites) if one.part == here.part]
        found = [clamped(trace, selection.moved(at, selection.unit)) for at in alike]
    elif settings.along == "heads":
        units = range(here.units) if here.units > 1 else (MEAN,)
        found = [selection.moved(selection.layer, unit) for unit in units]
    elif settings.along == "frames":
        raise ExportError(
            "Frames are those of a GIF, APNG or WebP, or several photos: open these with a model."
        )
    else:
        if not here.tokens_a_side:
            raise ExportError(
                "Steps are those of a text that is written: go along layers or heads."
            )
        rows = row_labels(trace, selection)
        found = [replace(selection, query=row.tokens[0]) for row in rows]
    if len(found) > MOST:
        raise ExportError(f"An animation has at most {MOST} pictures, and these are {len(found)}.")
    yield from found


def animated(
    pictures: Sequence[Pixels], form: str, pace_ms: int, words: Mapping[str, str]
) -> bytes:
    """Join pictures in a file that goes round for ever, and says what made it.

    APNG and WebP keep every pixel; GIF has 256 colours a picture. Smaller pictures stand on white
    in the corner of the largest.

    Parameters
    ----------
    pictures
        At least one, (h, w, 3) uint8 each, or (h, w, 4) with a transparent ground.
    form
        "gif", "apng" or "webp".
    pace_ms
        How long each is shown.
    words
        What the file says of itself: as text chunks of an APNG, the comment of a GIF, the XMP
        metadata of a WebP.
    """
    images = _alike(pictures)
    buffer = io.BytesIO()
    given: dict[str, Any] = {"save_all": True, "append_images": images[1:], "loop": 0}
    given["duration"] = pace_ms
    if images[0].mode == "RGBA" and form != "webp":
        given["disposal"] = 1 if form == "apng" else 2  # or what is clear shows the one before
    if form == "apng":
        images[0].save(buffer, "PNG", pnginfo=png_words(words), **given)
    elif form == "webp":
        kept = xmp(words).encode("utf-8", "replace")
        images[0].save(buffer, "WEBP", lossless=True, quality=0, method=0, xmp=kept, **given)
    else:
        kept = lines(words).encode("utf-8", "replace")
        images[0].save(buffer, "GIF", comment=kept, **given)
    return buffer.getvalue()


def _alike(every: Sequence[Pixels]) -> list[Image.Image]:
    """All pictures at the size of the largest, on white or on nothing."""
    high, wide = (max(one.shape[at] for one in every) for at in (0, 1))
    found = []
    for pixels in every:
        image = Image.fromarray(pixels)
        if image.size != (wide, high):
            ground = (255, 255, 255, 0) if image.mode == "RGBA" else (255, 255, 255)
            larger = Image.new(image.mode, (wide, high), ground)
            larger.paste(image)
            image = larger
        found.append(image)
    return found
