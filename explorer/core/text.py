"""A text as the models use it: the sentence that goes in and the translation that comes out."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.axes import Tokens

STEM = 24
"""Characters of a text in the name of a file."""


@dataclass(frozen=True, eq=False)
class Sentence:
    """A text cut into the tokens of one model.

    text: as the user typed it. ids: the model's number of each token. unknown: characters that the
    model does not know, each once. sha256: hex digest of the text in UTF-8. name: of the file that
    it comes from, without its folder; "" for typed text.
    """

    text: str
    tokens: Tokens
    ids: tuple[int, ...]
    unknown: tuple[str, ...]
    sha256: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A token that could stand at a step: its number, how it shows, its probability in [0, 1]."""

    token: int
    piece: str
    probability: float


@dataclass(frozen=True, slots=True)
class Step:
    """One token of a translation.

    probability: in [0, 1], of this token after those before it. alternatives: the five likeliest
    tokens, best first. forced: whether the user gave it.
    """

    token: int
    piece: str
    probability: float
    alternatives: tuple[Alternative, ...]
    forced: bool = False


@dataclass(frozen=True, eq=False)
class Translation:
    """A translation, or what there is of it so far.

    text: readable. tokens: those of the steps, the end included once it is there. log_probability:
    the sum over the steps. finished: whether the model ended it; else the limit of length did.
    beam: how many beginnings were kept, 1 is greedy.
    """

    text: str
    tokens: Tokens
    steps: tuple[Step, ...]
    log_probability: float
    finished: bool
    beam: int = 1

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(step.token for step in self.steps)


def file_stem(text: str) -> str:
    """The first characters of a text that any file system takes, to name a file after it."""
    kept = "".join(char for char in text if char.isalnum())
    return kept[:STEM] or "text"
