"""Palettes, frames and probes for the tests of painted figures."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from explorer.export.render import Pixels
from explorer.figures.devices import to_pixels
from explorer.figures.figure import Figure
from explorer.figures.frame import PAPER, Colour, Frame, Palette, Target

NIGHT = Palette(
    canvas=(12, 13, 15),
    raised=(29, 31, 35),
    ink=(236, 237, 240),
    soft=(176, 179, 188),
    faint=(142, 146, 157),
    line=(37, 39, 44),
    accent=(94, 146, 243),
    fill=(59, 111, 221),
    on_accent=(255, 255, 255),
)
DAY = Palette(
    canvas=(236, 237, 240),
    raised=(255, 255, 255),
    ink=(23, 24, 27),
    soft=(76, 81, 92),
    faint=(99, 104, 116),
    line=(207, 210, 217),
    accent=(47, 98, 217),
    fill=(47, 98, 217),
    on_accent=(255, 255, 255),
)
LOUD = Palette(
    canvas=(10, 10, 10),
    raised=(1, 250, 3),
    ink=(240, 240, 240),
    soft=(180, 180, 180),
    faint=(140, 140, 140),
    line=(40, 40, 40),
    accent=(3, 2, 251),
    fill=(251, 2, 249),
    on_accent=(255, 255, 255),
)
"""Grounds in colours that nothing else has, so that they can be found again."""
PALETTES = (PAPER, NIGHT, DAY)

frames = st.builds(
    Frame,
    width=st.integers(1, 900),
    height=st.integers(1, 600),
    scale=st.sampled_from([0.3, 1.0, 1.25, 2.0]),
    zoom=st.one_of(st.just(1.0), st.floats(1, 4)),
    x=st.floats(0, 3000),
    y=st.floats(0, 3000),
    palette=st.just(LOUD),
)


def paint(figure: Figure, frame: Frame) -> Pixels:
    """What a figure draws into a frame, (h, w, 3) uint8."""
    return to_pixels(figure.paint, frame)


def places(pixels: Pixels, colour: Colour) -> NDArray[np.bool_]:
    """(h, w), True on the pixels of exactly this colour."""
    found: NDArray[np.bool_] = (pixels == np.array(colour, np.uint8)).all(axis=-1)
    return found


def colours(pixels: Pixels) -> int:
    """How many colours there are."""
    red, green, blue = np.moveaxis(pixels.astype(np.uint32), -1, 0)
    return len(np.unique(red << 16 | green << 8 | blue))


def assert_found(figure: Figure, frame: Frame, pixels: Pixels, colour: Colour, it: Target) -> int:
    """Under each pixel of a ground in `colour` lies `it`; their number, every n-th looked at."""
    y, x = np.nonzero(places(pixels, colour))
    # the frame may end within the last row and column of pixels, whose middles lie beyond it then
    inside = (x + 0.5 < frame.width * frame.scale) & (y + 0.5 < frame.height * frame.scale)
    y, x = y[inside], x[inside]
    for at in range(0, len(x), max(1, len(x) // 40)):
        point = (x[at] + 0.5) / frame.scale, (y[at] + 0.5) / frame.scale
        assert figure.hit(frame, *point) == it, point
    return len(x)


def apart(boxes: NDArray[np.float64]) -> bool:
    """Whether no two of the boxes (n, 4) overlap."""
    left, top, right, bottom = boxes.T[:, :, None]
    across = np.minimum(right, right.T) - np.maximum(left, left.T)
    down = np.minimum(bottom, bottom.T) - np.maximum(top, top.T)
    common = np.minimum(across, down) > 1e-6
    np.fill_diagonal(common, False)
    return not common.any()
