"""Everything that was seen in one run."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path, PurePath

from explorer.core.attention import Attention, Kind
from explorer.core.checks import Check, Verdict, overall
from explorer.core.numbers import percent
from explorer.core.photo import Photo
from explorer.core.placement import Box, Placement
from explorer.core.text import Alternative, Guess, Sentence, Step, Task, Translation, file_stem
from explorer.core.token_attention import TokenSite


@dataclass(frozen=True, slots=True)
class Prediction:
    """Class probabilities, best first, and what speaks against naming any class.

    Attributes
    ----------
    threshold: the probability that the best class needs to be named, in [0, 1].
    novelty: how unlike the photo is to those of the classes (`explorer.core.novelty`).
    novelty_limit: the novelty up to which it counts as one of them; infinite for a model that
        does not know it.
    """

    labels: tuple[str, ...]
    probabilities: tuple[float, ...]
    threshold: float
    novelty: float = 0.0
    novelty_limit: float = math.inf

    @property
    def doubt(self) -> str:
        """Why no class is named, in words; "" where one is."""
        best = self.probabilities[0]
        if not best >= self.threshold:
            limit = f"{100 * self.threshold:.0f}\N{NO-BREAK SPACE}%"
            return f"Best guess {percent(best)}, below the {limit} threshold"
        if not self.novelty <= self.novelty_limit:
            return "Unlike the photos it was trained on"
        return ""


@dataclass(frozen=True, slots=True)
class Detected:
    """What a query of a detector has found.

    score: of its class, in [0, 1]. box: (x0, y0, x1, y1) as shares of the model's input.
    """

    query: int
    label: str
    score: float
    box: Box


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What an export says of the model: registry id, title, hex digest of the weights file."""

    id: str
    title: str
    weights_sha256: str

    @property
    def public_id(self) -> str:
        """The id without the folders that a model of the user's own lies in."""
        source, colon, name = self.id.partition(":")
        named = PurePath(name)
        own = named.is_absolute() or name.startswith(("~", "."))
        return f"{source}:{named.name}" if colon and own else self.id


@dataclass(frozen=True, eq=False, kw_only=True)
class Trace(ABC):
    """One run: the sites and what came out; of a photo or of a text.

    While the run goes on, partial traces are published, which have no checks of the whole: their
    `verdict` is UNVERIFIED. layers: how many sites there are in the end.
    """

    model: ModelInfo
    sites: tuple[Attention, ...]
    layers: int
    checks: tuple[Check, ...] = ()
    seconds: float = 0.0
    device: str = "cpu"
    notes: tuple[str, ...] = ()

    def parts(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """("cross", numbers of its sites), and so on for each part that the model has."""
        found = groupby(range(len(self.sites)), key=lambda at: self.sites[at].part)
        return tuple((part, tuple(numbers)) for part, numbers in found)

    @property
    def kind(self) -> Kind:
        """The kind of the first site; on a photo a bundled model has one kind only."""
        return self.sites[0].kind

    @property
    @abstractmethod
    def complete(self) -> bool:
        """Whether this is the end of the run."""

    @property
    @abstractmethod
    def stem(self) -> str:
        """The start of the file name of an export."""

    @property
    @abstractmethod
    def input_sha256(self) -> str: ...

    def all_checks(self) -> Iterable[Check]:
        yield from self.checks
        for site in self.sites:
            yield from site.checks

    @property
    def verdict(self) -> Verdict:
        return overall(self.all_checks()) if self.checks else Verdict.UNVERIFIED


@dataclass(frozen=True, eq=False, kw_only=True)
class PhotoTrace(Trace):
    """One run on a photo: the sites in the order in which they ran, fewer while it goes on.

    prediction: None while the run goes on, and of a model that names no classes; `gives` then says
    in words what came out. objects: of a detector the ones it is surest of, best first.
    """

    photo: Photo
    placement: Placement
    prediction: Prediction | None = None
    gives: str = ""
    objects: tuple[Detected, ...] = ()

    @property
    def complete(self) -> bool:
        return len(self.sites) == self.layers and bool(self.checks)

    @property
    def stem(self) -> str:
        return Path(self.photo.name).stem or "picture"

    @property
    def input_sha256(self) -> str:
        return self.photo.sha256


@dataclass(frozen=True, eq=False, kw_only=True)
class TextTrace(Trace):
    """One run on a text: of a model that only reads it at once, of others step by step.

    Sites stand in the order of the window: cross, decoder, encoder, first layer first; all are
    there from the first step, and their queries grow with what is written. translation: what the
    model writes; None where it writes nothing. Of a task that is not paired all queries and keys
    are tokens of the sentence, and of what continues it. guesses: in order of their places.
    classes: the likeliest ones of a classifier, best first. gives: what else comes out, in words.
    best: number of the site to show first, of a translator the one that aligns best. running:
    whether more steps come.
    """

    sites: tuple[TokenSite, ...]
    sentence: Sentence
    translation: Translation | None = None
    task: Task = Task.TRANSLATE
    guesses: tuple[Guess, ...] = ()
    classes: tuple[Alternative, ...] = ()
    gives: str = ""
    best: int = 0
    running: bool = False

    @property
    def complete(self) -> bool:
        return not self.running

    @property
    def stem(self) -> str:
        name = self.sentence.name
        return Path(name).stem if name else file_stem(self.sentence.text)

    @property
    def input_sha256(self) -> str:
        return self.sentence.sha256

    @cached_property
    def longest(self) -> int:
        """The most tokens along a side of any map."""
        return max(max(site.grid) for site in self.sites)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The tokens that were written; () for none."""
        return () if self.translation is None else self.translation.steps

    def asks_itself(self, layer: int) -> bool:
        """Whether the queries of a site are tokens of the sentence, not of a translation of it."""
        return not self.task.paired or self.sites[layer].part == "encoder"

    def texts(self, layer: int) -> tuple[str, str]:
        """What the keys of a site are tokens of, and what its queries are, as readable texts."""
        written = "" if self.translation is None else self.translation.text
        if not self.task.paired:
            return (self.sentence.text + written,) * 2
        match self.sites[layer].part:
            case "encoder":
                return (self.sentence.text,) * 2
            case "decoder":
                return (written,) * 2
        return self.sentence.text, written

    def next_of(self, layer: int, query: int) -> Step | None:
        """The token that the model writes, or is given, after a query of a site; None for none.

        In a paired task query n writes step n; in a continued text it comes before token n + 1.
        """
        if self.task is Task.CONTINUE:
            first = self.sentence.tokens.size
            if query + 1 >= first:
                later = self.steps[query + 1 - first :]
                return later[0] if later else None
            guess = next((one for one in self.guesses if one.place == query + 1), None)
            if guess is None or guess.stands is None:
                return None
            stands = guess.stands
            return Step(stands.token, stands.piece, stands.probability, guess.alternatives, True)
        if self.asks_itself(layer) or query >= len(self.steps):
            return None
        return self.steps[query]
