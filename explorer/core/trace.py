"""Everything that was seen in one run."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from explorer.core.attention import Attention, Kind
from explorer.core.checks import Check, Verdict, overall
from explorer.core.numbers import percent
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.core.text import Sentence, Translation, file_stem
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
class ModelInfo:
    """What an export says of the model: registry id, title, hex digest of the weights file."""

    id: str
    title: str
    weights_sha256: str


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
    """One run on a photo: the sites in the order in which they ran, fewer while it goes on."""

    photo: Photo
    placement: Placement
    prediction: Prediction | None = None

    @property
    def complete(self) -> bool:
        return len(self.sites) == self.layers and self.prediction is not None

    @property
    def stem(self) -> str:
        return Path(self.photo.name).stem or "picture"

    @property
    def input_sha256(self) -> str:
        return self.photo.sha256


@dataclass(frozen=True, eq=False, kw_only=True)
class TextTrace(Trace):
    """One run on a sentence, step by step.

    Sites stand in the order of the window: cross, decoder, encoder, first layer first; all are
    there from the first step, and their queries grow with the translation. best: number of the
    site to show first, the one that aligns best. running: whether more steps come.
    """

    sites: tuple[TokenSite, ...]
    sentence: Sentence
    translation: Translation
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

    def parts(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """("cross", numbers of its sites), and so on for each part that the model has."""
        found = groupby(range(len(self.sites)), key=lambda at: self.sites[at].part)
        return tuple((part, tuple(numbers)) for part, numbers in found)
