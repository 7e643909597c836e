"""What is asked of a run, and what a method has said of it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from explorer.core.map.attribution import Attribution
from explorer.core.trace import Trace


@dataclass(frozen=True, slots=True)
class Offer:
    """A method as the window offers it; `reason` says why it cannot be chosen, "" where it can."""

    id: str
    name: str
    tip: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Why:
    """What is asked of a run, and what a method has said.

    Attributes
    ----------
    trace: the run. method: the id of the method. answer: what is explained, as typed.
    offers: all methods, once they are known. found: what the method says, None while it works.
    raw: whether the attention itself is on screen. problem: why there is no answer.
    """

    trace: Trace
    method: str = "relevance"
    answer: str = ""
    offers: tuple[Offer, ...] = ()
    found: Attribution | None = field(default=None, repr=False)
    raw: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a job has worked out: fields of the `Why` of its run."""

    trace: Trace
    fields: dict[str, Any]
