"""What is asked of a model of texts, and the fields of its inputs that say so. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from explorer.core.inputs import Inputs
from explorer.core.text import NOTHING, Writing
from explorer.figures.views import View as TextView

PASTED = "Several sentences"
"""What a list of sentences is called that is no file."""


@dataclass(frozen=True, slots=True)
class TextState:
    """What is asked of a model of texts.

    Attributes
    ----------
    text: as typed.
    target: the user's own translation, "" for the model's.
    beam: beginnings kept while translating, 1 is greedy.
    prefix: tokens that what is written has to begin with.
    pair: a second text that is read with the first; of multiple choice a choice a line.
    chat, system: whether the text is a user's turn, and what the chat begins with.
    languages: of the text and of what is written, "" for those that the model is set to.
    apart: whether each sentence of a text is run by itself; None for the model's own way, which
        is that of translators.
    writing, stride: how a text is continued, and by how many tokens at a time.
    sentences, at, name: those of the open file or of a text of several lines, the number of the
        one that is shown, and what the list is called.
    step, source: numbers of the target and of the source token that ask.
    following: whether the window chooses them.
    view: how the attention is drawn.
    """

    text: str = ""
    target: str = ""
    beam: int = 1
    prefix: tuple[int, ...] = ()
    pair: str = ""
    chat: bool = False
    system: str = ""
    languages: tuple[str, str] = ("", "")
    apart: bool | None = None
    writing: Writing = NOTHING
    stride: int = 20
    sentences: tuple[str, ...] = ()
    at: int = 0
    name: str = ""
    step: int = 0
    source: int = 0
    following: bool = True
    view: TextView = "matrix"


def text_fields(text: TextState) -> dict[str, Any]:
    """Give the fields of `Inputs` that are asked of a text; what `given_text` undoes."""
    return {
        "text": text.text,
        "target": text.target.strip(),
        "beam": text.beam,
        "prefix": text.prefix,
        "writing": text.writing,
        "name": text.name if text.name != PASTED else "",
        "pair": text.pair.strip(),
        "chat": text.chat,
        "system": text.system.strip() if text.chat else "",
        "source": text.languages[0],
        "to": text.languages[1],
    }


def given_text(inputs: Inputs) -> dict[str, Any]:
    """Give the fields of a `TextState` that a run decides: what `text_fields` undoes."""
    return {
        "text": inputs.text,
        "target": inputs.target,
        "beam": inputs.beam,
        "prefix": inputs.prefix,
        "writing": inputs.writing,
        "pair": inputs.pair,
        "chat": inputs.chat or bool(inputs.system),
        "system": inputs.system,
        "languages": (inputs.source, inputs.to),
    }
