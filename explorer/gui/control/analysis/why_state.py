"""What is asked of a run, and what a method has said of it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from explorer.analysis.attribution.rollout import Fusion
from explorer.core.map.attribution import Attribution, resolve_attribution
from explorer.core.map.resolve import Map
from explorer.core.selection import MEAN, Ends, Selection
from explorer.core.trace import Trace
from explorer.export.provenance.asked_method import AskedMethod
from explorer.figures.views import View


@dataclass(frozen=True, slots=True)
class Offer:
    """A method as the window offers it.

    Attributes
    ----------
    tip: formula and paper. reason: why it cannot be chosen, "" where it can.
    targeted: whether it explains one answer.
    """

    id: str
    name: str
    tip: str
    reason: str
    targeted: bool = True


@dataclass(frozen=True, slots=True)
class MethodLevels:
    """The ends of the colour bar that were set by hand for the maps of a method.

    Attributes
    ----------
    model, method: whose maps they are of. ends: the values at both ends.
    kept: whether they hold for other models too.
    """

    model: str
    method: str
    ends: Ends
    kept: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Why:
    """What is asked of a run, and what a method has said.

    Attributes
    ----------
    trace: the run. method: the id of the method. answer: what is explained, as typed.
    against: a second answer, whose map is taken away from that of the first; "" for none.
    offers: all methods, once they are known. found: what the method says, None while it works.
    raw: whether the attention itself is on screen. problem: why there is no answer.
    row: of a text the token whose row was clicked, None for the one that the method begins with.
    fusion, discard, layer: as of `AskedMethod`; a picture of the command line has them.
    """

    trace: Trace
    method: str = "relevance"
    answer: str = ""
    against: str = ""
    offers: tuple[Offer, ...] = ()
    found: Attribution | None = field(default=None, repr=False)
    raw: bool = False
    problem: str = ""
    row: int | None = None
    fusion: Fusion = "mean"
    discard: float = 0.0
    layer: int | None = None

    @property
    def asked(self) -> AskedMethod:
        """What is asked, as a record keeps it."""
        against = self.against if self.contrasted else ""
        return AskedMethod(self.method, self.answer, against, self.fusion, self.discard, self.layer)

    @property
    def contrasted(self) -> bool:
        """Whether the method that is asked takes a second answer away from the first."""
        targeted = any(one.targeted for one in self.offers if one.id == self.method)
        return targeted and bool(self.against)

    def of(self, trace: Trace | None) -> bool:
        """Whether what a method says of this run is on screen, in place of its attention."""
        return self.found is not None and not self.raw and self.trace is trace

    def levels(self, chosen: MethodLevels | None) -> Ends | None:
        """Give the ends that were set by hand, where they are of this method and model."""
        if chosen is None or chosen.method != self.method:
            return None
        return chosen.ends if chosen.kept or chosen.model == self.trace.model.id else None

    def map(self, selection: Selection, chosen: MethodLevels | None = None) -> Map:
        """Give what the method says as a map; of a text as its tokens are shown.

        Parameters
        ----------
        selection: of it words, special tokens and renormalising count, over a photo nothing.
        chosen: levels that were set by hand.
        """
        assert self.found is not None
        if self.found.queries is None:
            selection = Selection()
        row = self.found.row if self.row is None else self.row
        levels, kept = self.levels(chosen), chosen is not None and chosen.kept
        asked = replace(selection, query=row, unit=MEAN, region=None, levels=levels, kept=kept)
        return resolve_attribution(self.trace, self.found, asked)


def drawn_view(view: View) -> View:
    """Give the view that a method's map is drawn in: it has no steps of the decoder."""
    return "matrix" if view == "steps" else view


@dataclass(frozen=True, slots=True)
class Answered:
    """What a job has worked out: fields of the `Why` of its run."""

    trace: Trace
    fields: dict[str, Any]
