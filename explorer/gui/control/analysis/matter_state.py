"""Which heads matter: what is asked, and what is known so far. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from explorer.core.trace import Trace
from explorer.gui.control.slices import Slice

if TYPE_CHECKING:
    from explorer.analysis.head_effects import HeadEffects

Sorting = Literal["size", "falls", "rises", "layer"]
"""The largest change first, the largest fall, the largest rise; or the order of the model."""


@dataclass(frozen=True, slots=True, eq=False)
class Matter(Slice):
    """How the answer changes where each head is muted in turn.

    Attributes
    ----------
    trace : Trace
        The run that it began with.
    answer : str
        What is watched, as typed; "" for what the model is surest of.
    against : str
        A second answer, whose probability is taken away, as typed; "" for none.
    effects : HeadEffects or None
        As far as they are: changes that are still to come are NaN.
    source : Path or None
        The folder of photos, or the file of sentences, that it is the mean of; None for the one
        input on screen.
    done : float
        The share that is done, in [0, 1].
    running : bool
        Whether it goes on.
    left_out : int
        Inputs of the source that could not be run.
    by : Sorting
        How the list is sorted.
    """

    trace: Trace
    answer: str = ""
    against: str = ""
    effects: HeadEffects | None = field(default=None, repr=False)
    source: Path | None = None
    done: float = 0.0
    running: bool = True
    left_out: int = 0
    by: Sorting = "size"


@dataclass(frozen=True, slots=True)
class Mattered:
    """What a job has worked out: fields of the `Matter` of its run."""

    trace: Trace
    fields: dict[str, Any]
