"""Colours that can be told apart on the ground they lie on.

Contrast is that of WCAG 2.2 (relative luminance, section 1.4.3). The qualitative colours are from
the sets made for colour-blind readers by Okabe & Ito 2008, "Color Universal Design", and Tol 2021,
"Colour Schemes", ordered so that the first ones differ most to protan and deutan eyes.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from explorer.core.colormaps import table
from explorer.figures.frame import Colour, Palette

LEAST = 3.0
"""Contrast that a line or a bar needs to be seen."""
_ON_DARK: tuple[Colour, ...] = (
    (0x56, 0xB4, 0xE9),  # sky blue
    (0xD5, 0x5E, 0x00),  # vermilion
    (0xF0, 0xE4, 0x42),  # yellow
    (0x00, 0x9E, 0x73),  # bluish green
    (0xEC, 0xED, 0xF0),  # near white
    (0x00, 0x72, 0xB2),  # blue
    (0xCC, 0x79, 0xA7),  # reddish purple
    (0xE6, 0x9F, 0x00),  # orange
)
_ON_LIGHT: tuple[Colour, ...] = (
    (0x00, 0x77, 0xBB),  # blue
    (0xD5, 0x5E, 0x00),  # vermilion
    (0x33, 0x22, 0x88),  # indigo
    (0xCC, 0x66, 0x77),  # rose
    (0x17, 0x18, 0x1B),  # near black
    (0x66, 0x11, 0x00),  # brown
    (0xAA, 0x33, 0x77),  # purple
    (0x22, 0x88, 0x33),  # green
)
_STEADY = 0.62
"""Where in a colour map its one colour is looked for: warm, and far from both ends."""


@lru_cache(maxsize=1024)
def mix(ground: Colour, colour: Colour, share: float) -> Colour:
    """`colour` laid over `ground` with an opacity of `share`, 0 to 1."""
    red, green, blue = (
        round(below + (above - below) * share) for below, above in zip(ground, colour, strict=True)
    )
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=64)
def attention_ink(colormap: str, palette: Palette) -> Colour:
    """The one colour that stands for a colour map where widths show the values."""
    colours = table(colormap)
    order = np.argsort(np.abs(np.arange(256) - _STEADY * 255), kind="stable")
    for at in order:
        red, green, blue = colours[at].tolist()
        if contrast((red, green, blue), palette.canvas) >= LEAST:
            return red, green, blue
    return palette.ink


def head_inks(count: int, palette: Palette) -> tuple[Colour, ...]:
    """Colours of `count` heads, at most eight; the first ones are told apart best."""
    dark = contrast(palette.canvas, (255, 255, 255)) > contrast(palette.canvas, (0, 0, 0))
    return (_ON_DARK if dark else _ON_LIGHT)[:count]


@lru_cache(maxsize=512)
def on(fill: Colour) -> Colour:
    """Black or white, whichever is read better on a fill."""
    black, white = (0, 0, 0), (255, 255, 255)
    return black if contrast(fill, black) >= contrast(fill, white) else white


@lru_cache(maxsize=1024)
def _luminance(colour: Colour) -> float:
    parts = [one / 255 for one in colour]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
