"""What an attribution method is: its formula, its paper, and what it needs of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.analysis.attribution.rollout import Fusion
from explorer.core.cancel import never
from explorer.core.foreign import Refusal
from explorer.core.map.attribution import Attribution
from explorer.core.trace import Trace

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import Subject


class AttributionError(Refusal, ValueError):
    """A method that a model does not offer, or a target that it does not have; one sentence."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How a method is applied, where it leaves a choice.

    Attributes
    ----------
    fusion : {"mean", "max", "min"}
        How the heads of a layer become one, of rollout.
    discard : float
        Share of the weakest links of a layer that rollout takes as 0.
    layer : int or None
        Number of the site in the trace, of methods that look at one; None for the one that the
        window shows first.
    against : str
        A second target, whose map is taken away from that of the first; "" for none.
    query : int or None
        Of a map over a photo what asks; None for CLS, or the mean of all patches without one.
    steps : int
        Of integrated gradients, between the baseline and the input.
    cancelled : callable
        Is asked often whether to stop.
    progress : callable
        Hears the share that is done, in [0, 1].
    announce : callable
        Hears a sentence before something is begun that takes memory.
    memory : int or None
        Bytes that may be taken; None for what is free.
    """

    fusion: Fusion = "mean"
    discard: float = 0.0
    layer: int | None = None
    against: str = ""
    query: int | None = None
    steps: int = 32
    cancelled: Callable[[], bool] = never
    progress: Callable[[float], None] = lambda share: None
    announce: Callable[[str], None] = lambda words: None
    memory: int | None = None


NO_CHOICES = Choices()

Make = Callable[[Trace, str, "Subject | None", Choices], Attribution]
Supports = Callable[[Trace, "Subject | None"], str | None]


@dataclass(frozen=True, eq=False)
class Method:
    """One way to attribute what a model says to its input.

    Attributes
    ----------
    id : str
        As `--method` takes it.
    name : str
        As the window shows it.
    formula : str
        On one line.
    paper : str
        Authors and year, title and address.
    targeted : bool
        Whether it explains one answer; the others are the same whatever the model says.
    """

    id: str
    name: str
    formula: str
    paper: str
    targeted: bool
    make: Make = field(repr=False)
    reason: Supports = field(repr=False)

    def supports(self, trace: Trace, subject: Subject | None = None) -> str | None:
        """Say in one sentence why a model does not offer it; None where it does.

        Parameters
        ----------
        trace : Trace
            A finished run.
        subject : Subject or None
            The loaded model; None to judge by the run alone.
        """
        if not trace.complete:
            return "The run goes on: wait for its end."
        return self.reason(trace, subject)
