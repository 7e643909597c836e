"""What a model can be given beside a text, and what it is given. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.inputs import Modality
from explorer.core.text import ALONE, Accepts, Task
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import State
from explorer.inputs.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class BesideView:
    """The fields below the text, and what stands in them.

    Attributes
    ----------
    accepts : Accepts
        Which fields there are.
    pair, chat, system, languages
        As in `TextState`.
    apart : bool or None
        Whether the sentences are run one by one; None where there is only one, or no choice.
    """

    accepts: Accepts = ALONE
    pair: str = ""
    chat: bool = False
    system: str = ""
    languages: tuple[str, str] = ("", "")
    apart: bool | None = None


def beside(state: State, memo: Memo) -> BesideView:
    """Give the fields that the model has a use for: as its last run says, else as its task does."""
    text, entry = state.text, state.last(Modality.TEXT)
    trace = state.run_of(Modality.TEXT)
    if trace is not None and (entry is None or trace.model.id == entry.id):
        accepts = trace.accepts
    else:
        reads = entry is not None and entry.task is Task.READ
        accepts = Accepts(pair="text") if reads else ALONE
    apart = True if text.sentences else None
    if apart is None and len(memo("sentences", split_sentences, text.text)) > 1:
        apart = False
    if entry is None or not entry.paired:
        apart = None
    return BesideView(accepts, text.pair, text.chat, text.system, text.languages, apart)
