"""Reading the boxes and the words of a figure out of its SVG."""

from __future__ import annotations

import re

from explorer.export.style import ACCENT
from explorer.figures.devices import FINE

Corners = tuple[float, float, float, float]
_GROUP = re.compile(r'<g ([^>]*)>\s*<path [^>]*d="([^"]*)"')
_SOLID = 'stroke="#{:02x}{:02x}{:02x}"'.format(*ACCENT)


def boxes_in(svg: str) -> tuple[list[Corners], list[Corners]]:
    """The closed lines of the solid set and those of the dashed one, px."""
    solid, dashed = list[Corners](), list[Corners]()
    for looks, path in _GROUP.findall(svg):
        places = [tuple(map(float, one)) for one in re.findall(r"[ML]([\d.e-]+),([\d.e-]+)", path)]
        # an older Qt ends a closed line where it began, and writes no Z
        if 'fill="none"' not in looks or len(places) != 5 or places[0] != places[-1]:
            continue
        across, down = ([place[at] / FINE for place in places] for at in (0, 1))
        corners = min(across), min(down), max(across), max(down)
        if "stroke-dasharray" in looks:
            dashed.append(corners)
        elif _SOLID in looks:
            solid.append(corners)
    return solid, dashed


def texts_in(svg: str) -> list[str]:
    """The lines of text, in their order."""
    return [one.strip() for one in re.findall(r"<text [^>]*>([^<]*)</text>", svg)]
