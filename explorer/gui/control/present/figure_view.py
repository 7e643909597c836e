"""From the state to the figure panel and its page: pure functions without Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explorer.core.map.heatmap import Heatmap
from explorer.core.map.matrix import Matrix, row_labels
from explorer.core.map.resolve import Map, map_type
from explorer.core.map.thumbnails import columns
from explorer.core.selection import MEAN, Selection, clamped
from explorer.core.trace import Trace
from explorer.gui.control.figure.figure_state import FigureState
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.slices import Slice
from explorer.gui.control.state import State, film_of

ONE = "What is on screen is one picture, without layers and heads"
STILL = "Open a GIF, APNG or WebP of several frames, or drop several photos"
MOST_STEPS = 500
MARKED: dict[type[Map], bool] = {Heatmap: True, Matrix: False}
"""Whether a query can be ringed in a map."""


def _steps(trace: Trace, selection: Selection) -> tuple[int, str]:
    """How many words ask, and why an animation cannot go through them."""
    steps = len(row_labels(trace, selection))
    many = f"At most {MOST_STEPS} pictures, and these are {steps:,}"
    return steps, "" if steps <= MOST_STEPS else many


STEPS: dict[type[Map], Callable[[Trace, Selection], tuple[int, str]]] = {
    Heatmap: lambda trace, selection: (0, "Steps are those of a text: there is none"),
    Matrix: _steps,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice of the panel.

    Attributes
    ----------
    key, text : str
        What the program and the user call it.
    detail : str
        How many there are; "" for nothing.
    reason : str
        Why it cannot be chosen; "" where it can.
    """

    key: str
    text: str
    detail: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FigureView(Slice):
    """The figure panel.

    Attributes
    ----------
    figure : FigureState
        What is asked for, and how far it is.
    whats, alongs, maps : tuple of Offer
        What a figure can be of, what an animation goes through, which maps are files.
    several : bool
        Whether what is on screen are pictures beside each other, which have letters.
    over_photo : bool
        Whether a query can be marked.
    empty : str
        Why there is no figure at all; "" where there is one.
    """

    figure: FigureState
    whats: tuple[Offer, ...]
    alongs: tuple[Offer, ...]
    maps: tuple[Offer, ...]
    several: bool
    over_photo: bool
    empty: str


def figure_view(state: State, memo: Memo) -> FigureView | None:
    """Give the panel; None while it is closed."""
    figure, trace = state.figure, state.trace
    if not figure.open:
        return None
    if trace is None or not trace.sites:
        return FigureView(figure, (), (), (), False, False, "Open something first.")
    room, why = state.analysis, state.why
    drawn = room is not None and room.room in ("compare", "lens")
    drawn |= why is not None and why.found is not None and not why.raw
    checking = room is not None and room.room == "check" and room.known
    curves = checking and figure.curves
    one = ONE if drawn or curves else ""
    film = film_of(state)
    count = len(film) if len(film) != 1 else state.photo.frames if state.photo else 0
    offered = memo("figure offers", _offers, trace, state.selection, one, checking, count)
    several = curves or (room is not None and room.room == "compare")
    over_photo = MARKED[map_type(trace.sites[clamped(trace, state.selection).layer])]
    return FigureView(figure, *offered, several, over_photo, "")


def _offers(
    trace: Trace, selection: Selection, one: str, checking: bool, film: int
) -> tuple[tuple[Offer, ...], tuple[Offer, ...], tuple[Offer, ...]]:
    """What is offered of a run."""
    selection = clamped(trace, selection)
    here = trace.sites[selection.layer]
    kind = map_type(here)
    alike = [site for site in trace.sites if site.part == here.part]
    alike = [one for one in alike if type(one.key_axis) is type(here.key_axis)]
    cells = sum(sum(unit != MEAN for unit in columns(site)) or 1 for site in alike)
    every = sum(site.units for site in trace.sites)
    unit = "channels" if here.units > 1 and here.kind.value == "channel gate" else "heads"
    whats = (
        Offer("view", "This view", "1 picture"),
        *((Offer("curves", "The curves of the check", "2 plots"),) if checking else ()),
        Offer("sheet", f"Contact sheet of all {unit}", _many(cells, "map"), one),
        Offer("maps", "Every map as a file", _many(every, "file"), one),
        Offer("animation", "Animation", "GIF, APNG, WebP", one),
        *((Offer("output", "The output of the model", "1 picture", one),) if trace.output else ()),
        Offer("numbers", "Numbers", "CSV" if one else "npz, CSV"),
    )
    steps, why = STEPS[kind](trace, selection)
    alongs = (
        Offer(
            "layers", "Layers", _many(sum(one.part == here.part for one in trace.sites), "frame")
        ),
        Offer("heads", unit.capitalize(), _many(here.units, "frame")),
        Offer("steps", "Steps", _many(steps, "frame") if steps else "", why),
        Offer("frames", "Frames", _many(film, "frame") if film else "", "" if film else STILL),
    )
    maps = (
        Offer("all", f"Layers × {unit}", _many(every, "file")),
        Offer("heads", f"{unit.capitalize()} of this layer", _many(here.units, "file")),
        Offer("layers", "Layers, as this view", _many(trace.layers, "file")),
    )
    return whats, alongs, maps


def _many(count: int, word: str) -> str:
    """So many of something."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
