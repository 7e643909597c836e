"""Where one is among files that were opened together. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import State


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
