"""Drawing a signed difference of two maps over its photo: grey below, two colours by its sign."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from explorer.core.colormaps import DIVERGING, table
from explorer.core.map.caption import Caption
from explorer.core.map.combine import quantised
from explorer.core.map.heatmap import Heatmap
from explorer.core.sites.arrays import Array
from explorer.export.render import Backdrop, Pixels, render, visible
from explorer.export.resample import bicubic_levels
from explorer.export.style import Style

_LIGHT = 0.45
"""How far the grey photo is lightened, so that both colours are seen on it."""
_OPAQUE = 0.35
"""The share of the largest difference from which the colour hides the photo."""


def render_difference(difference: Heatmap, scene: Backdrop, smooth: bool = True) -> Pixels:
    """Draw a signed map over the photo, (h, w, 3) uint8 at the size of the backdrop.

    The photo is grey; the larger a difference is, the less shows through its colour. Where nothing
    is known (NaN), and where there is no difference, the photo stands alone.
    """
    high = difference.levels.high
    (left, top, right, bottom), (x0, y0, x1, y1) = visible(
        difference.placement, difference.grid, scene.size
    )
    grey = np.asarray(scene.photo.convert("L"), np.float32)
    ground = np.repeat((grey + (255 - grey) * _LIGHT)[..., None], 3, axis=2)  # (h, w, 3)
    size = right - left, bottom - top
    if min(size) <= 0:
        return _whole(ground)
    rows, cols = difference.grid
    values, open_ = difference.values, np.isnan(difference.values)
    down = np.clip((y0 + (np.arange(size[1]) + 0.5) * (y1 - y0) / size[1]).astype(int), 0, rows - 1)
    across = np.clip(
        (x0 + (np.arange(size[0]) + 0.5) * (x1 - x0) / size[0]).astype(int), 0, cols - 1
    )
    if smooth and not open_.any():
        within = (max(x0, 0.0), max(y0, 0.0), min(x1, cols), min(y1, rows))
        levels = bicubic_levels(values, (-high, high), within, size)
    else:
        levels = quantised(np.nan_to_num(values), high, -high)[down][:, across]
    opacity = _opacity()[levels]
    opacity[open_[down][:, across]] = 0
    part = ground[top:bottom, left:right]
    part += (table(DIVERGING)[levels] - part) * opacity[..., None]
    return _whole(ground)


def drawn(heatmap: Heatmap, scene: Backdrop, style: Style) -> Pixels:
    """Draw a map over the photo in a style; around 0 where it has a sign."""
    if heatmap.signed:
        return render_difference(heatmap, scene, style.smooth)
    return render(heatmap, scene, style)


def style_of(shown: Caption, style: Style) -> Style:
    """The style that a map is drawn in: of one with a sign the colours of both sides."""
    return replace(style, colormap=DIVERGING, mode="overlay") if shown.signed else style


def _whole(colours: Array) -> Pixels:
    found: Pixels = np.rint(colours).astype(np.uint8)
    return found


@cache
def _opacity() -> Array:
    """Of each level, 0 in the middle: (256,)."""
    off = np.abs(np.arange(256, dtype=np.float32) - 127.5) - 0.5
    found: Array = (0.92 * np.clip(off / 127 / _OPAQUE, 0, 1) ** 0.8).astype(np.float32)
    found.flags.writeable = False
    return found
