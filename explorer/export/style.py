"""How a map is drawn over its photo, by name and number: what is asked of the painter.

Settings and the window's state hold it, and neither draws: no Pillow here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["overlay", "spotlight", "map"]

ACCENT = (0x5E, 0x92, 0xF3)
"""The ring of the query; of the dark theme always, for a picture must not depend on the theme."""
LARGEST = 8192
"""Longest edge of a picture, px: drawing a square one of it takes 1.6 GB, twice that 6.4."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a heatmap is drawn.

    Attributes
    ----------
    mode: the map over the muted photo, as light on it, or alone.
    smooth: whether values between the patches are interpolated, bicubic.
    colormap: of the overlay and of the map alone.
    opacity: of the overlay, 0 to 1.
    """

    mode: Mode = "overlay"
    smooth: bool = True
    colormap: str = "inferno"
    opacity: float = 0.75
