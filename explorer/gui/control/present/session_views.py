"""What is shown of pinned pictures. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.gui.control.kept.pin_controls import number_of
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import State


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
