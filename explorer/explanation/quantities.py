"""The numbers of a walk-through: arrays with named axes, and where each number came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from explorer.core.foreign import plain as plain_words
from explorer.core.numbers import MINUS, short
from explorer.core.selector import SelectionError
from explorer.core.sites.arrays import Array
from explorer.core.taking import takes
from explorer.explanation.expression import Expression, plain

Place = Mapping[str, int]
"""Name of an axis to a number along it: one number of an array."""


@dataclass(frozen=True, slots=True)
class Use:
    """That an array is worked out of another one.

    A number of it comes from the numbers of the other that lie at the same place along the axes
    that both have, whatever their place along the others.

    Attributes
    ----------
    quantity : str
        The id of the other array.
    whole : frozenset of str
        Axes that both have and along which all numbers are used, as the keys of a softmax.
    only : dict
        Where alone it is, as {"head": 3} of the outputs of all heads.
    """

    quantity: str
    whole: frozenset[str] = frozenset()
    only: Place = field(default_factory=dict)


@dataclass(frozen=True, eq=False, slots=True)
class Quantity:
    """An array of a walk-through.

    Attributes
    ----------
    id : str
        Its name in code, as "scores".
    title : str
        Its name in words, as "scores".
    symbol : Expression
        Its letter in formulas.
    values : array
        float32, one axis for each name in `axes`.
    axes : tuple of str
        As ("key", "dimension").
    kept : bool
        Whether the run kept it as the model computed it; else it is worked out here.
    uses : tuple of Use
        What it comes from, as far as that is among the arrays of the walk-through.
    note : str
        What else is to be known of it, in words.
    """

    id: str
    title: str
    symbol: Expression
    values: Array = field(repr=False)
    axes: tuple[str, ...]
    uses: tuple[Use, ...] = ()
    kept: bool = False
    note: str = ""

    def at(self, place: Place) -> float:
        """The number at a place; axes that the array does not have do not matter.

        Raises SelectionError where the place lacks one of its axes or lies outside.
        """
        try:
            return float(self.values[tuple(place[axis] for axis in self.axes)])
        except LookupError as error:
            raise SelectionError(
                f"{self.title} has no number at the place {dict(place)}."
            ) from error


@dataclass(frozen=True, slots=True)
class Source:
    """Numbers that a number came from: those of an array at a place, all along the other axes."""

    quantity: str
    place: Place


@dataclass(frozen=True, eq=False, slots=True)
class Step:
    """One step of a walk-through.

    Attributes
    ----------
    name : str
        In a word or two, as "softmax".
    formula : Expression
        What is done.
    quantity : str
        The id of the array that comes of it.
    says : str
        What it does and why, in one sentence.
    """

    name: str
    formula: Expression
    quantity: str
    says: str


@dataclass(frozen=True, eq=False, slots=True)
class Walkthrough:
    """What one site computes for one query, step by step, with the numbers of a run.

    Attributes
    ----------
    site, kind : str
        Path of the module, and the kind of attention in words.
    head : int or None
        Whose numbers these are; None where the site has one head, or none, or all are walked.
    strongest : bool
        Whether that head stands for a mean of heads, which have keys of their own each.
    heads : int
        How many heads are walked side by side, and their mean; 0 for one alone.
    asks, writes : str
        The query in words, and what a model of texts writes after it; "" for nothing.
    keys : tuple of str
        The keys in words; the channels of a channel gate; () for a spatial gate.
    places : tuple of int
        The number of each key on the site's own axis, below 0 for padding.
    quantities : dict
        Id to array, in the order in which they come about.
    steps : tuple of Step
        In order.
    missing : tuple of str
        What the run did not keep, one sentence each.
    error : float or None
        By how much the weights worked out here differ from those of the run; None where the run
        did not keep what they come from.
    """

    site: str
    kind: str
    head: int | None
    strongest: bool
    asks: str
    writes: str
    keys: tuple[str, ...]
    places: tuple[int, ...]
    quantities: Mapping[str, Quantity]
    steps: tuple[Step, ...]
    missing: tuple[str, ...] = ()
    error: float | None = None
    heads: int = 0

    @takes
    def __getitem__(self, name: str) -> Quantity:
        """Return the array of an id; raises SelectionError where there is none."""
        if name not in self.quantities:
            raise SelectionError(
                f"The walk-through has no array {plain_words(name) or 'so'}, but "
                f"{', '.join(self.quantities)}."
            )
        return self.quantities[name]

    def __contains__(self, name: str) -> bool:
        return name in self.quantities

    @property
    def focus(self) -> Place:
        """The place that numbers are told of first: the key or the position of largest weight."""
        name = next((one for one in ("weights", "gate") if one in self), "")
        if not name:
            return {}
        quantity = self[name]
        place = np.unravel_index(int(quantity.values.argmax()), quantity.values.shape)
        return {axis: int(at) for axis, at in zip(quantity.axes, place, strict=True)}

    def __str__(self) -> str:
        """Return the steps in lines of text: name, formula, the number at the focus, why."""
        place = self.focus
        of = f" of {self.keys[place['key']]}" if "key" in place else ""
        who = f", head {self.head}" if self.head is not None else ""
        if self.heads:
            who = f", mean of {self.heads} heads"
        lines = [f"{self.site}{who}, asked by {self.asks}{of and ', the numbers' + of}"]
        for number, step in enumerate(self.steps, 1):
            quantity = self[step.quantity]
            known = all(axis in place for axis in quantity.axes)
            shape = " × ".join(map(str, quantity.values.shape))
            told = short(quantity.at(place), 4) if known else f"{shape} numbers"
            lines += [f"{number}. {step.name}: {plain(step.formula)} ({told})", f"   {step.says}"]
        return "\n".join((*lines, *self.missing))

    @takes
    def came_from(self, name: str, place: Place) -> str:
        """A number of an array in words, with the numbers that it came from.

        Axes that the place lacks stand for all numbers along them.
        """
        quantity = self[name]
        of = f" of {self.keys[place['key']]}" if "key" in quantity.axes and "key" in place else ""
        told = f"{quantity.title}{of}: {_told(quantity, place)}"
        known = {axis: at for axis, at in place.items() if axis in quantity.axes}
        parts = []
        for use in quantity.uses:
            if any(known.get(axis, at) != at for axis, at in use.only.items()):
                continue
            other = self.quantities[use.quantity]
            shared = {axis: at for axis, at in known.items()
                      if axis in other.axes and axis not in use.whole}  # fmt: skip
            parts.append(f"{other.title} {_told(other, shared)}")
        if parts:
            return f"{told}, from {' and '.join(parts)}"
        return f"{told}, as the run kept it" if quantity.kept else told

    @takes
    def sources(self, name: str, place: Place) -> Iterator[Source]:
        """Where one number of an array came from; nothing for what a walk-through begins with."""
        quantity = self[name]
        for use in quantity.uses:
            if any(place.get(axis, number) != number for axis, number in use.only.items()):
                continue
            other = self.quantities[use.quantity]
            shared = {
                axis: place[axis]
                for axis in other.axes
                if axis in quantity.axes and axis not in use.whole
            }
            yield Source(use.quantity, shared)


def _told(quantity: Quantity, place: Place) -> str:
    """The number of an array at a place, or how many there are along the axes it lacks."""
    free = [
        size
        for axis, size in zip(quantity.axes, quantity.values.shape, strict=True)
        if axis not in place
    ]
    if not free:
        value = quantity.at(place)
        return f"{MINUS}∞" if value == -np.inf else short(value, 4)
    return f"({' × '.join(map(str, free))} numbers)"
