"""What the lists beside the picture show: pins, files that were opened together, bare weights."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.gui.control.kept.pin_controls import number_of
from explorer.gui.control.present.memo import Memo
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
