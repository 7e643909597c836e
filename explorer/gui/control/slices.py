"""What the panels show, one frozen value each. No Qt here: a panel turns its value into paint.

They compare by what is in them, but arrays by identity, so that it costs nothing to find out what
has to be shown again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FactKind = Literal["plain", "mono", "link"]
Badge = Literal["ok", "warn", "err"]
Choosing = Literal["continue", "fill", ""]
"""What choosing an alternative does: go on from it, put it into the text; "" for nothing."""


def same(one: object, other: object) -> bool:
    """Tell whether two values show the same: equal, but arrays only where they are one object."""
    if one is other:
        return True
    if type(one) is not type(other) or isinstance(one, np.ndarray):
        return False
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


class Slice:
    """Base of the values that hold arrays: equal where their fields are the same (`same`)."""

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]  # mutable

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        names = (field.name for field in fields(self))  # type: ignore[arg-type]  # all are dataclasses
        return all(same(getattr(self, name), getattr(other, name)) for name in names)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row.

    Attributes
    ----------
    kind: ``plain`` (semibold), ``mono`` (a hash, a site's name), ``link`` (``full`` is its
        address and opens in the browser).
    full: what is copied and shown in the tool tip where it differs from ``value``, as the whole
        of a hash.
    """

    label: str
    value: str
    kind: FactKind = "plain"
    full: str = ""


@dataclass(frozen=True, slots=True)
class CardView:
    """A model.

    Attributes
    ----------
    title: as ``"ViT-S/14"``.
    facts: rows in their order.
    problem: the sentence why it cannot be used, "" where it can.
    """

    title: str
    facts: tuple[Fact, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class PhotoView(Slice):
    """The opened photo.

    Attributes
    ----------
    name: of the file, without its folder.
    size: (width, height) of the upright original, px.
    pixels: (H, W, 3) uint8 sRGB, of any size.
    credit: as ``"Sample · CC0 · Stéfan van der Walt"``; "" for none.
    sample: the key of the sample that it is; "" where it is none.
    notes: what was done to it, as "first frame of 12"; for the tool tip.
    """

    name: str
    size: tuple[int, int]
    pixels: NDArray[np.uint8] = field(repr=False)
    credit: str = ""
    sample: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PredictionView:
    """The best classes of a run.

    Attributes
    ----------
    rows: (label, probability in [0, 1]) pairs, best first.
    classes: how many there are in all.
    doubt: why none of them is named, in words; "" where the best one is. What the model gives
        instead where it has no classes.
    detail: what stands beside the heading; the number of classes where it is "".
    before: the probability of each row in the run that it is held against, as that with all heads;
        () where there is none. None for a row that is not known of it.
    beside: what that run is called, as "all heads" or "A".
    """

    rows: tuple[tuple[str, float], ...]
    classes: int
    doubt: str = ""
    detail: str = ""
    before: tuple[float | None, ...] = ()
    beside: str = ""

    @property
    def rest(self) -> tuple[int, float]:
        """The number of the other classes and their probability together."""
        share = max(0.0, 1.0 - sum(share for _, share in self.rows))
        return self.classes - len(self.rows), share


@dataclass(frozen=True, slots=True)
class RunView:
    """The run that is shown; "" leaves a part out.

    Attributes
    ----------
    device: as ``"CPU · 2 threads"``. time: as ``"118 ms"``. memory: as ``"412 MB"``.
    verdict: of the capture, with one or two words and, for the tool tip, the figures.
    """

    device: str = ""
    time: str = ""
    memory: str = ""
    verdict: Badge = "ok"
    verdict_text: str = ""
    verdict_details: str = ""


@dataclass(frozen=True, slots=True)
class StepView:
    """One token of the translation.

    Attributes
    ----------
    text: as it is read.
    probability: that the model gave it, in [0, 1].
    special: a token of the model's own, as the end of the sentence.
    forced: the user's, not the model's choice.
    differs: whether the other of two outputs has another token here.
    """

    text: str
    probability: float
    special: bool = False
    forced: bool = False
    differs: bool = False


@dataclass(frozen=True, slots=True)
class AlternativeView:
    """A token that might stand at the chosen step.

    Attributes
    ----------
    token: its number in the vocabulary.
    text: as it is read.
    probability: in [0, 1].
    chosen: whether it is the one that stands there.
    before: the probability in the run that it is held against, where that is known; else None.
    """

    token: int
    text: str
    probability: float
    chosen: bool = False
    before: float | None = None


@dataclass(frozen=True, slots=True)
class TranslationView:
    """What is written, done or still being so, and what may stand at one place.

    Attributes
    ----------
    steps: in the order of the sentence.
    chosen: the step that is lit; any number that there is not for none.
    alternatives: at the place that is asked about, best first. heading: which place that is.
    choosing: what a choice among them does, "" where none can be chosen.
    running: whether more steps are to come.
    note: what is to be known of it, in a sentence; "" for nothing.
    whole: what is written in the run that it is held against, as that with all heads; else ().
    beside: what that run is called, as "all heads" or "A".
    """

    steps: tuple[StepView, ...]
    chosen: int
    alternatives: tuple[AlternativeView, ...]
    running: bool = False
    note: str = ""
    heading: str = ""
    choosing: Choosing = "continue"
    whole: tuple[StepView, ...] = ()
    beside: str = ""
