"""The question which architecture a bare file of weights is of. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import State
from explorer.registry.sources.architectures import known


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
