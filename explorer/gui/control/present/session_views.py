"""What the lists beside the picture show: pins, files that were opened together, bare weights."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.core.photo_output import OutputSort
from explorer.core.trace import Trace
from explorer.gui.control.kept.pin_controls import number_of
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.slices import Slice
from explorer.gui.control.state import State
from explorer.registry.sources.architectures import known


@dataclass(frozen=True, slots=True)
class PinsView:
    """The pinned pictures.

    Attributes
    ----------
    titles : tuple of str
        What each is called.
    shown, compared : int
        The number of the one that is on screen, and of A where one is compared; -1 for none.
    """

    titles: tuple[str, ...]
    shown: int = -1
    compared: int = -1


def pinned(state: State, memo: Memo) -> PinsView | None:
    """The pinned pictures, where there are some."""
    if not state.pins:
        return None
    shown = compared = None
    if state.trace is not None:
        shown = number_of(state.pins, state.trace, state.selection)
    room = state.analysis
    if room is not None and room.room == "compare" and room.pinned is not None:
        compared = number_of(state.pins, room.pinned.trace, room.pinned.selection)
    return PinsView(
        tuple(one.title for one in state.pins),
        -1 if shown is None else shown,
        -1 if compared is None else compared,
    )


@dataclass(frozen=True, slots=True)
class WeightsView:
    """The strip that asks.

    Attributes
    ----------
    file : str
        The name of the file, without its folder.
    guesses : tuple of str
        Architectures that fit, the likeliest first.
    names : tuple of str
        Those, and then all that can be named.
    """

    file: str
    guesses: tuple[str, ...]
    names: tuple[str, ...]


def weights_view(state: State, memo: Memo) -> WeightsView | None:
    """Give the question; None while there is none."""
    asked = state.weights
    if asked is None:
        return None
    names = tuple(dict.fromkeys((*asked.guesses, *memo("architectures", known))))
    return WeightsView(asked.file.name, asked.guesses, names)


@dataclass(frozen=True, slots=True)
class WalkView:
    """The strip: names of the files, and the number of the one on screen, from 0."""

    names: tuple[str, ...]
    at: int


def place(state: State) -> int:
    """The number of the file on screen, which undo may have brought back; -1 without a list."""
    walk = state.walk
    if walk is None:
        return -1
    if walk.skipped or state.running is not None:
        return walk.at
    shown = walk.places(state.photo, state.text.name)
    return walk.at if walk.at in shown or not shown else shown[0]


def walk_view(state: State, memo: Memo) -> WalkView | None:
    """Give the strip; None where a single file is open."""
    walk = state.walk
    return None if walk is None else WalkView(tuple(one.name for one in walk.files), place(state))


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
