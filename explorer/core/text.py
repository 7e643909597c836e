"""A text as the models use it: what goes in, and what a model writes or expects."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from explorer.core.sites.axes import Tokens

MASK = "[MASK]"
"""How a word to be guessed is typed, whatever a model's own sign for it is."""
ELLIPSIS = "…"
"""Before a token that goes on with the word before it."""
STEM = 24
"""Characters of a text in the name of a file."""


class Task(StrEnum):
    """What a model does with a text.

    TRANSLATE and REWRITE: an encoder reads it, a decoder writes another one. CONTINUE: one decoder
    reads it and writes on. READ: an encoder reads it, and nothing is written. ANSWER: it is a
    question about a photo, and one decoder reads both and writes the answer.
    """

    TRANSLATE = "translate"
    REWRITE = "rewrite"
    CONTINUE = "continue"
    READ = "read"
    ANSWER = "answer"

    @property
    def paired(self) -> bool:
        """Whether there are two texts, one that is read and one that is written."""
        return self in PAIRED


PAIRED = frozenset({Task.TRANSLATE, Task.REWRITE})
"""The tasks of two texts, one that is read and one that is written."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How a text is to be continued.

    count: tokens to write at most, 0 for none. temperature: what logits are divided by before a
    token is drawn; 0 is greedy, the likeliest token each time. top_p: tokens are drawn from the
    likeliest ones that make up this share, in (0, 1] (Holtzman et al. 2020, nucleus sampling).
    seed: of the drawing: the same gives the same text.
    """

    count: int = 0
    temperature: float = 0.0
    top_p: float = 1.0
    seed: int = 0


WIDEST = 8
"""Beginnings that are kept while a text is written, at most."""
NOTHING = Writing()
"""Nothing is to be written."""


@dataclass(frozen=True, slots=True)
class Accepts:
    """What a model can be given beside a text, as its tokenizer and its class say.

    Attributes
    ----------
    pair
        A second text that is read with the first, choices among which it chooses, or "" for none.
    chat
        Whether its tokenizer has a chat template.
    sources, targets
        Names of the languages that the text may be in, and of those that can be written; () for a
        model that tells none apart.
    """

    pair: Literal["", "text", "choices"] = ""
    chat: bool = False
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


ALONE = Accepts()
"""A text and nothing beside it."""


@dataclass(frozen=True, eq=False)
class Sentence:
    """A text cut into the tokens of one model, or two that are read together.

    Attributes
    ----------
    text, pair
        As the user typed them; pair is "" for one text.
    tokens, ids
        Of both together, and the model's number of each.
    unknown
        Characters that the model does not know, each once.
    sha256
        Hex digest of the text in UTF-8, with the second one behind a tab.
    name
        Of the file that it comes from, without its folder; "" for typed text.
    """

    text: str
    tokens: Tokens
    ids: tuple[int, ...]
    unknown: tuple[str, ...]
    sha256: str
    name: str = ""
    pair: str = ""

    @property
    def whole(self) -> str:
        """Both texts, for reading."""
        return f"{self.text} {self.pair}" if self.pair else self.text


@dataclass(frozen=True, slots=True)
class Alternative:
    """A token that could stand at a step: its number, how it shows, its probability in [0, 1]."""

    token: int
    piece: str
    probability: float


@dataclass(frozen=True, slots=True)
class Guess:
    """What a model expects at one place of a text, whatever stands there.

    place: number of the token; one more than the last for what would come next. alternatives: the
    five likeliest tokens, best first. stands: what is there; None for nothing, or for a mask.
    """

    place: int
    alternatives: tuple[Alternative, ...]
    stands: Alternative | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One token that a model writes.

    probability: in [0, 1], of this token after those before it. alternatives: the five likeliest
    tokens, best first. forced: whether the user gave it.
    """

    token: int
    piece: str
    probability: float
    alternatives: tuple[Alternative, ...]
    forced: bool = False


def step_name(piece: str, number: int) -> str:
    """A written token as people tell it from others that read the same: "the (token 3)"."""
    return f"{piece.strip(' ▁')} (token {number})"


def plain_name(name: str) -> str:
    """How a token reads that `step_name` has named."""
    return name.partition(" (token ")[0]


@dataclass(frozen=True, eq=False)
class Translation:
    """What a model writes: a translation or the continuation of a prompt, as far as it got.

    text: readable. tokens: those of the steps, the end included once it is there. log_probability:
    the sum over the steps. finished: whether the model ended it; else the limit of length did.
    beam: how many beginnings were kept, 1 is greedy. drawn: how tokens were drawn; None
    where they were the likeliest.
    """

    text: str
    tokens: Tokens
    steps: tuple[Step, ...]
    log_probability: float
    finished: bool
    beam: int = 1
    drawn: Writing | None = None

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(step.token for step in self.steps)

    @property
    def decoding(self) -> str:
        """How the tokens were chosen, in words."""
        if self.steps and all(step.forced for step in self.steps):
            return "given"
        if self.drawn is not None:
            how = self.drawn
            return f"drawn, temperature {how.temperature:g}, top-p {how.top_p:g}, seed {how.seed}"
        return "greedy" if self.beam == 1 else f"beam of {self.beam}"


def file_stem(text: str) -> str:
    """The first characters of a text that any file system takes, to name a file after it."""
    kept = "".join(char for char in text if char.isalnum())
    return kept[:STEM] or "text"
