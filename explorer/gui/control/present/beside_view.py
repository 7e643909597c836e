"""What a model can be given beside a text, and what it is given. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.inputs import Modality
from explorer.core.text import ALONE, Accepts, Task
from explorer.gui.control.state import State


@dataclass(frozen=True, slots=True)
class BesideView:
    """The fields below the text, and what stands in them.

    Attributes
    ----------
    accepts : Accepts
        Which fields there are.
    pair, chat, system, languages
        As in `TextState`.
    """

    accepts: Accepts = ALONE
    pair: str = ""
    chat: bool = False
    system: str = ""
    languages: tuple[str, str] = ("", "")


def beside(state: State) -> BesideView:
    """Give the fields that the model has a use for: as its last run says, else as its task does."""
    text, entry = state.text, state.last(Modality.TEXT)
    trace = state.run_of(Modality.TEXT)
    if trace is not None and (entry is None or trace.model.id == entry.id):
        accepts = trace.accepts
    else:
        reads = entry is not None and entry.task is Task.READ
        accepts = Accepts(pair="text") if reads else ALONE
    return BesideView(accepts, text.pair, text.chat, text.system, text.languages)
