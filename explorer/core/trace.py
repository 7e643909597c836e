"""Everything that was seen in one run."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.core.attention import Attention, Kind
from explorer.core.checks import Check, Verdict, overall
from explorer.core.numbers import percent
from explorer.core.photo import Photo
from explorer.core.placement import Placement


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
    def known(self) -> bool:
        """Whether the best class is to be named."""
        return not self.doubt

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


@dataclass(frozen=True, eq=False)
class Trace:
    """One run: the sites in the order in which they ran, and what came out.

    While the run goes on, partial traces are published: fewer sites, no prediction, and no
    checks of the whole, which make `verdict` UNVERIFIED.
    """

    model: ModelInfo
    photo: Photo
    placement: Placement
    sites: tuple[Attention, ...]
    layers: int
    prediction: Prediction | None = None
    checks: tuple[Check, ...] = ()
    seconds: float = 0.0
    device: str = "cpu"
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of the sites; a bundled model has one kind only."""
        return self.sites[0].kind

    @property
    def complete(self) -> bool:
        return len(self.sites) == self.layers and self.prediction is not None

    def all_checks(self) -> Iterable[Check]:
        yield from self.checks
        for site in self.sites:
            yield from site.checks

    @property
    def verdict(self) -> Verdict:
        return overall(self.all_checks()) if self.checks else Verdict.UNVERIFIED
