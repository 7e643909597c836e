"""PNG files that say what they show."""

from __future__ import annotations

import io

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


def encode(picture: Pixels, text: dict[str, str]) -> bytes:
    """(h, w, 3) uint8 as PNG; the same picture and text give the same bytes."""
    info = PngInfo()
    for key, value in text.items():
        if value.isascii():
            info.add_text(key, value)
        else:
            info.add_itxt(key, value)
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()
