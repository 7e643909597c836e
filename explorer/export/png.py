"""PNG files that say what they show."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from explorer.core.map.heatmap import Heatmap
from explorer.export.render import Pixels
from explorer.export.style import Style


def chunks(heatmap: Heatmap, style: Style) -> dict[str, str]:
    """The text chunks of a picture: provenance, colour map and levels; no path."""
    colours = "grey" if style.mode == "spotlight" else style.colormap
    return {
        **heatmap.chunks,
        "Style": f"{style.mode}, {'smooth' if style.smooth else 'patches'}",
        "Opacity": f"{style.opacity:.2f}",
        "Colormap": colours,
    }


def encode(picture: Pixels, text: dict[str, str], dpi: int | None = None, level: int = 6) -> bytes:
    """(h, w, 3) uint8, or (h, w, 4) with straight alpha, as PNG.

    The same picture and text give the same bytes.

    Parameters
    ----------
    text
        Is kept in the file.
    dpi
        Pixels an inch, told in the file; None for nothing.
    level
        Of the compression, 1 the quickest, 9 the smallest.
    """
    buffer = io.BytesIO()
    more = {} if dpi is None else {"dpi": (dpi, dpi)}
    info = png_words(text)
    Image.fromarray(picture).save(buffer, "PNG", pnginfo=info, compress_level=level, **more)
    return buffer.getvalue()


def png_words(text: Mapping[str, str]) -> PngInfo:
    """Make text chunks of words by name, in Unicode where they need it."""
    info = PngInfo()
    for key, value in text.items():
        if value.isascii():
            info.add_text(key, value)
        else:
            info.add_itxt(key, value)
    return info
