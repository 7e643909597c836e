"""Title and colour bar around a picture, for a figure that stands alone.

Drawn with Pillow and the bundled font on white, whatever the theme: a figure goes into a paper.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from explorer.core.colormaps import table
from explorer.core.heatmap import Heatmap
from explorer.core.numbers import tick
from explorer.export.render import Pixels, Style
from explorer.resource_files import resources

INK, SOFT = (0x17, 0x18, 0x1B), (0x63, 0x68, 0x74)  # t1 and t3 of the light theme


def with_legend(picture: Pixels, heatmap: Heatmap, style: Style) -> Pixels:
    """The picture (h, w, 3) with a title above and the colour bar below, on white.

    Sizes grow with the picture: at 1024 px a line of text is 20 px high.
    """
    height, width = picture.shape[:2]
    unit = max(6, round(max(height, width) / 64))  # half the height of a line
    title_font, text_font = _font(600, round(1.25 * unit)), _font(400, round(1.05 * unit))
    query = heatmap.query_label
    lines = _fitting(
        [f"{heatmap.title} · {heatmap.subtitle}", f"query {query}" if heatmap.uniform else ""],
        title_font,
        width,
    )
    top = unit + 2 * unit * len(lines)
    page = Image.new("RGB", (width + 2 * unit, top + height + 6 * unit), "white")
    draw = ImageDraw.Draw(page)
    for at, line in enumerate(lines):
        draw.text((unit, unit // 2 + 2 * unit * at), line, INK, title_font)
    page.paste(Image.fromarray(picture), (unit, top))
    bar_top = top + height + unit
    bar_width = min(width, max(width * 2 // 5, 22 * unit))
    page.paste(_bar(style, bar_width, unit // 2), (unit, bar_top))
    values = heatmap.levels.ticks
    step = 1 if bar_width >= 22 * unit else 2  # narrow pictures keep every second number
    for at, value in list(enumerate(values))[::step]:
        last = at == len(values) - 1
        text = f"≥ {tick(value)}" if last and heatmap.levels.clipped else tick(value)
        anchor = "la" if at == 0 else "ra" if last else "ma"
        draw.text(
            (unit + bar_width * at / 4, bar_top + unit), text, INK, text_font, anchor=anchor
        )
    note = f"{heatmap.quantity}, {heatmap.levels.note}"
    fitted = _fitting([note], text_font, width)[0]
    draw.text((unit, bar_top + round(2.9 * unit)), fitted, SOFT, text_font)
    return np.asarray(page)


def _bar(style: Style, width: int, height: int) -> Image.Image:
    colours = table("grey" if style.mode == "spotlight" else style.colormap)
    row = colours[np.arange(width) * 256 // width]  # (width, 3)
    return Image.fromarray(np.repeat(row[None], height, axis=0))


def _fitting(parts: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The parts on one line if they fit, else one a line, each cut to the width."""
    parts = [part for part in parts if part]
    joined = " · ".join(parts)
    if font.getlength(joined) <= width:
        return [joined]
    return [_cut(part, font, width) for part in parts]


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "…") > width:
        text = text[:-1]
    return text + "…"


@lru_cache(maxsize=16)
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    name = {400: "Inter-Regular.ttf", 600: "Inter-SemiBold.ttf"}[weight]
    # the basic layout is the same on every machine; the other one may be missing
    layout = ImageFont.Layout.BASIC
    return ImageFont.truetype(resources() / "fonts" / name, size, layout_engine=layout)
