"""What a model gives for every pixel of a photo, as the panel beside the map shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.core.photo_output import OutputSort
from explorer.core.trace import Trace
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.slices import Slice
from explorer.gui.control.state import State

EDGE = 640
"""The longer edge of the picture, px: twice what the panel is wide."""
MOST = 8
"""Segments that are listed, the largest."""


@dataclass(frozen=True, slots=True, eq=False)
class OutputView(Slice):
    """A segmentation or a depth.

    Attributes
    ----------
    title, told
        What it is, and what there is in one sentence.
    pixels
        (h, w, 3) uint8, laid over the photo.
    rows
        (label, share of the pixels, colour) of the largest segments; () of a depth.
    """

    title: str
    told: str
    pixels: NDArray[np.uint8] = field(repr=False)
    rows: tuple[tuple[str, float, tuple[int, int, int]], ...] = ()


def output(state: State, memo: Memo) -> OutputView | None:
    """Give what the run on screen has for every pixel; None where it has nothing such."""
    trace = state.trace
    if trace is None or trace.output is None:
        return None
    return memo("output", _output, trace, state.style.colormap)


def _output(trace: Trace, colormap: str) -> OutputView:
    from explorer.export.output_picture import output_pixels, segment_colour  # imports Pillow

    found = trace.output
    assert found is not None  # as `output` has asked
    return OutputView(
        title="Depth" if found.sort is OutputSort.DEPTH else "Segments",
        told=found.told,
        pixels=output_pixels(trace, found, EDGE, colormap),
        rows=tuple(
            (one.label, one.share, segment_colour(one.number)) for one in found.segments[:MOST]
        ),
    )
