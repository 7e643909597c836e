"""The curve of random weights: its words stand inside the picture, and beside each other."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from explorer.figures.fonts import width
from explorer.figures.frame import Frame
from explorer.figures.page.control_plot import ControlFigure
from tests.figures.recorder import written


@pytest.mark.parametrize("parts", [1, 2, 5, 6, 7, 13, 26, 100])
@pytest.mark.parametrize("size", [(560, 400), (300, 240)])
def test_names_of_parts_do_not_meet_and_stay_inside(parts: int, size: tuple[int, int]) -> None:
    names = ("trained", *(f"encoder.layers.{at}" for at in range(parts)))
    figure = ControlFigure(names, np.linspace(1, -1, parts + 1), parts, 0.5, (), "inferno")
    frame = Frame(*size, 1.0)
    below = [one for one in written(figure, frame) if one.text[:3] in ("tra", "enc")]
    assert len(below) >= 2
    halves = [width(one.text, 11) / 2 for one in below]
    middles = [one.place[0] for one in below]
    ends = [(at - half, at + half) for at, half in zip(middles, halves, strict=True)]
    assert ends[0][0] >= 0
    assert ends[-1][1] <= frame.width
    for (_, right), (left, _) in pairwise(ends):
        assert right < left
