"""Title and colour bar around a picture, for a figure that stands alone.

Drawn with Pillow and the bundled font on white, whatever the theme: a figure goes into a paper.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from explorer.core.colormaps import table
from explorer.core.map.heatmap import Heatmap
from explorer.core.map.levels import Levels
from explorer.export.render import Pixels, Style
from explorer.figures.typeset import draw_text, elide
from explorer.figures.typeset import width as text_width

INK, SOFT = (0x17, 0x18, 0x1B), (0x63, 0x68, 0x74)  # t1 and t3 of the light theme


def with_legend(picture: Pixels, heatmap: Heatmap, style: Style) -> Pixels:
    """`around` a picture over a photo."""
    query = f"query {heatmap.query_label}" if heatmap.uniform else ""
    titles = [f"{heatmap.title} · {heatmap.subtitle}", query]
    colours = "grey" if style.mode == "spotlight" else style.colormap
    return around(picture, titles, heatmap.quantity, heatmap.levels, colours)


def around(
    picture: Pixels, titles: list[str], quantity: str, levels: Levels, colormap: str | None
) -> Pixels:
    """The picture (h, w, 3) with titles above and the colour bar below, on white.

    Without a colour map, where no colour stands for a value, only the quantity is below. Sizes
    grow with the picture: at 1024 px a line of text is 20 px high.
    """
    height, width = picture.shape[:2]
    unit = max(6, round(max(height, width) / 64))  # half the height of a line
    title_px, text_px = round(1.25 * unit), round(1.05 * unit)
    lines = _fitting(titles, width, title_px, 600)
    top = unit + 2 * unit * len(lines)
    bottom = top + height + unit
    size = width + 2 * unit, bottom + (5 if colormap else 2) * unit
    page = Image.new("RGB", size, "white")
    for at, line in enumerate(lines):
        draw_text(page, (unit, unit // 2 + 2 * unit * at), line, title_px, INK, 600)
    page.paste(Image.fromarray(picture), (unit, top))
    if colormap:
        _scale(page, (unit, bottom), width, unit, levels, colormap)
    note = f"{quantity}, {levels.note}" if colormap and levels.note else quantity
    below = bottom + round(2.9 * unit) if colormap else bottom
    draw_text(page, (unit, below), elide(note, text_px, width), text_px, SOFT)
    return np.asarray(page)


def _scale(
    page: Image.Image,
    place: tuple[int, int],
    width: int,
    unit: int,
    levels: Levels,
    colormap: str,
) -> None:
    """The colour bar at a place, its top left corner, with its numbers below it."""
    left, top = place
    bar_width = min(width, max(width * 2 // 5, 22 * unit))
    page.paste(_bar(colormap, bar_width, unit // 2), (left, top))
    labels = levels.labels
    step = 1 if bar_width >= 22 * unit else 2  # narrow pictures keep every second number
    for at, text in list(enumerate(labels))[::step]:
        anchor = "la" if at == 0 else "ra" if at == len(labels) - 1 else "ma"
        spot = left + bar_width * at / 4, top + unit
        draw_text(page, spot, text, round(1.05 * unit), INK, anchor=anchor)


def _bar(colormap: str, width: int, height: int) -> Image.Image:
    colours = table(colormap)
    row = colours[np.arange(width) * 256 // width]  # (width, 3)
    return Image.fromarray(np.repeat(row[None], height, axis=0))


def _fitting(parts: list[str], width: int, px: int, weight: int) -> list[str]:
    """The parts on one line if they fit, else one a line, each cut to the width."""
    parts = [part for part in parts if part]
    joined = " · ".join(parts)
    if text_width(joined, px, weight) <= width:
        return [joined]
    return [elide(part, px, width, weight) for part in parts]
