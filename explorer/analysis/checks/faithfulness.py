"""Deletion and insertion: does a map mark what the model's answer rests on?

The places of an input are taken away, or put in, in the order of a map, and the probability of the
answer is watched (Petsiuk et al. 2018, RISE). Random maps of the same grid go the same way beside
it: what does no better than they do tells nothing. Taking away the least first is insertion read
from its other end, since both see the same inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.core.cancel import Cancelled, never

Numbers = NDArray[np.float64]
Order = NDArray[np.intp]
Weights = NDArray[np.float32]
Test = Literal["deletion", "insertion"]

STEPS = 20
"""Intervals of a curve, as TorchCAM has them."""
RANDOM = 20
"""Random maps beside every map."""
CLEAR = 0.95
"""The share of random maps that a map must beat to be told from them."""
BATCH = 16
"""Inputs that a model is given at a time: more are no faster on a CPU."""


class Perturbable(Protocol):
    """An input of which places can be taken away, and the model that looks at it."""

    @property
    def places(self) -> int:
        """How many places there are: pixels, or tokens."""
        ...

    def spread(self, values: NDArray[np.floating]) -> Weights:
        """A map of any grid onto the places, (places,)."""
        ...

    def probabilities(self, kept: Weights) -> Weights:
        """What the model says, (B, answers), where kept (B, places) is 1, and of what is 0 not."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A map that is tested: its name, and its values on a grid of its own."""

    name: str
    values: NDArray[np.floating] = field(repr=False)


@dataclass(frozen=True, eq=False)
class Curves:
    """Deletion and insertion of some maps and of random ones, as far as they are known.

    Attributes
    ----------
    names : tuple of str
        Of the maps; the first is the one that the verdict is on.
    fractions : (n,)
        What share of the places is taken away, or put in, from 0 to 1.
    deletion, insertion : (maps, n)
        The probability of the answer; NaN where it is not known yet.
    random_deletion, random_insertion : (random maps, n)
        The same of random maps of the grid of the first map.
    taken : str
        What stands in for what is taken away, in words.
    """

    names: tuple[str, ...]
    fractions: Numbers
    deletion: Numbers = field(repr=False)
    insertion: Numbers = field(repr=False)
    random_deletion: Numbers = field(repr=False)
    random_insertion: Numbers = field(repr=False)
    taken: str = ""

    @property
    def done(self) -> float:
        """The share of the points that is known, in [0, 1]."""
        return float((~np.isnan(self.deletion[0])).mean())

    @property
    def complete(self) -> bool:
        """Whether all points are known."""
        return self.done == 1.0

    def of(self, test: Test) -> tuple[Numbers, Numbers]:
        """The curves of the maps and of the random maps, (maps, n) and (random maps, n)."""
        if test == "deletion":
            return self.deletion, self.random_deletion
        return self.insertion, self.random_insertion

    def areas(self, test: Test) -> tuple[Numbers, Numbers]:
        """Areas under the curves of the maps and of the random ones; NaN while they grow."""
        maps, random = self.of(test)
        return area(maps, self.fractions), area(random, self.fractions)

    def beaten(self, test: Test, at: int = 0) -> int:
        """How many random maps one of the maps beats: a smaller area of deletion, a larger else."""
        maps, random = self.areas(test)
        better = random > maps[at] if test == "deletion" else random < maps[at]
        return int(better.sum())

    def band(self, test: Test) -> tuple[Numbers, Numbers]:
        """The smallest and the largest probability of the random maps at each fraction."""
        random = self.of(test)[1]
        return random.min(axis=0), random.max(axis=0)

    def verdict(self, at: int = 0) -> str:
        """Say in plain words what both tests say of one of the maps."""
        if not self.complete:
            return f"Still running: {100 * self.done:.0f}\N{NO-BREAK SPACE}% of the points."
        count = len(self.random_deletion)
        beaten = {test: self.beaten(test, at) for test in _TESTS}
        said = "; ".join(
            f"{test}: area {self.areas(test)[0][at]:.3f}, random {_range(self.areas(test)[1])}, "
            f"better than {beaten[test]} of {count}"
            for test in _TESTS
        )
        return f"{_judged(self.names[at], beaten, count)} {said[0].upper()}{said[1:]}."

    @property
    def judged(self) -> str:
        """The verdict on the first map in one sentence, without its numbers; "" while it grows."""
        if not self.complete:
            return ""
        count = len(self.random_deletion)
        beaten = {test: self.beaten(test) for test in _TESTS}
        return _judged(self.names[0], beaten, count)

    @property
    def told_apart(self) -> bool:
        """Whether both tests tell the first map from random ones."""
        count = len(self.random_deletion)
        return self.complete and all(self.beaten(test) >= CLEAR * count for test in _TESTS)

    @property
    def better(self) -> str:
        """Which other map does better than the first one, in a sentence; "" for none."""
        if not self.complete:
            return ""
        said = []
        for test in _TESTS:
            areas, _ = self.areas(test)
            order = areas if test == "deletion" else -areas
            best = int(np.argmin(order))
            if order[best] < order[0]:
                said.append(f"in {test} {self.names[best]} does better: {areas[best]:.2f}")
        return f"{_upper('; '.join(said))}." if said else ""


_TESTS: tuple[Test, Test] = ("deletion", "insertion")


def area(curves: Numbers, fractions: Numbers) -> Numbers:
    """The area under each curve, by trapezoids: (maps, n) to (maps,)."""
    means = (curves[..., 1:] + curves[..., :-1]) / 2  # (maps, n - 1)
    found: Numbers = (means * np.diff(fractions)).sum(axis=-1)
    return found


def _range(areas: Numbers) -> str:
    return f"{areas.min():.3f} to {areas.max():.3f}"


def _judged(name: str, beaten: dict[Test, int], count: int) -> str:
    """The judgement in a sentence, as it is."""
    passed = [test for test in _TESTS if beaten[test] >= CLEAR * count]
    failed = [test for test in _TESTS if beaten[test] <= (1 - CLEAR) * count]
    if len(passed) == len(_TESTS):
        return f"Both tests tell {name} from random maps."
    if passed and failed:
        return f"{_upper(passed[0])} tells {name} from random maps; in {failed[0]} it does worse."
    if passed:
        other = next(test for test in _TESTS if test not in passed)
        return f"{_upper(passed[0])} tells {name} from random maps, {other} does not."
    if len(failed) == len(_TESTS):
        return f"In both tests {name} does worse than random maps."
    if failed:
        other = next(test for test in _TESTS if test not in failed)
        return f"In {failed[0]} {name} does worse than random maps; {other} cannot tell them apart."
    return f"Neither test tells {name} from random maps."


def _upper(word: str) -> str:
    return word[:1].upper() + word[1:]


def counts(places: int, steps: int = STEPS) -> list[int]:
    """How many places are taken away at each point of a curve, as TorchCAM has it."""
    step = -(-places // steps)  # rounded up
    return [*range(0, places, step), places]


def ranks(values: Weights) -> Order:
    """The rank of each place, 0 for the largest value; of equal ones the first comes first."""
    order = np.argsort(-values, kind="stable")
    found = np.empty(len(order), np.intp)
    found[order] = np.arange(len(order))
    return found


def random_maps(shape: Sequence[int], count: int = RANDOM, seed: int = 0) -> list[Weights]:
    """Maps of uniform noise on a grid; the same seed gives the same ones."""
    noise = np.random.default_rng(seed).random((count, *shape))
    return list(noise.astype(np.float32))


def curves(
    seen: Perturbable,
    answer: int,
    maps: Sequence[Candidate],
    *,
    steps: int = STEPS,
    random: int = RANDOM,
    seed: int = 0,
    taken: str = "",
    batch: int = BATCH,
    cancelled: Callable[[], bool] = never,
) -> Iterator[Curves]:
    """Delete and insert the places of an input in the order of some maps, and of random ones.

    Parameters
    ----------
    seen : Perturbable
        The input, and the model.
    answer : int
        Which of the model's answers is watched.
    maps : sequence of Candidate
        The first is the one on screen, whose grid the random maps have.
    steps : int
        Intervals of a curve, at most.
    random, seed : int
        How many random maps, and of which numbers.
    taken : str
        In words what stands in for what is taken away.
    batch : int
        Inputs that the model is given at a time.
    cancelled : callable
        Is asked before every batch.

    Yields
    ------
    Curves
        After each further point, of all maps at once; the last one is complete.

    Raises
    ------
    Cancelled
        It was stopped.
    """
    noise = random_maps(maps[0].values.shape, random, seed)
    spread = [seen.spread(one.values) for one in maps] + [seen.spread(one) for one in noise]
    order = np.stack([ranks(one) for one in spread])  # (maps, places)
    points = counts(seen.places, steps)
    fractions = np.array(points) / seen.places
    nothing = np.full((len(order), len(points)), np.nan)
    found = {"deletion": nothing, "insertion": nothing.copy()}
    ends = np.stack([np.ones(seen.places, np.float32), np.zeros(seen.places, np.float32)])
    whole, empty = watched(seen, ends, batch, cancelled)[:, answer]
    for test, ends_of in (("deletion", (whole, empty)), ("insertion", (empty, whole))):
        found[test][:, [0, -1]] = ends_of
    middle = list(enumerate(points))[1:-1]
    for at, count in middle:
        away = order >= count  # (maps, places), True for what is left by deletion
        kept = np.concatenate([away, ~away]).astype(np.float32)  # (2 · maps, places)
        said = watched(seen, kept, batch, cancelled)[:, answer].reshape(2, -1)
        found["deletion"][:, at], found["insertion"][:, at] = said
        yield _curves(maps, fractions, found, taken, known=at + 1)
    yield _curves(maps, fractions, found, taken, known=len(points))


def _curves(
    maps: Sequence[Candidate],
    fractions: Numbers,
    found: dict[str, Numbers],
    taken: str,
    known: int,
) -> Curves:
    """The curves up to the points that are known."""
    own = len(maps)

    def part(test: str, rows: slice) -> Numbers:
        some = found[test][rows].copy()
        some[:, known:] = np.nan
        return some

    return Curves(
        names=tuple(one.name for one in maps),
        fractions=fractions,
        deletion=part("deletion", slice(0, own)),
        insertion=part("insertion", slice(0, own)),
        random_deletion=part("deletion", slice(own, None)),
        random_insertion=part("insertion", slice(own, None)),
        taken=taken,
    )


def watched(
    seen: Perturbable,
    kept: Weights,
    batch: int = BATCH,
    cancelled: Callable[[], bool] = never,
) -> Weights:
    """What the model says of many inputs, (B, answers), some at a time; raises Cancelled."""
    said = []
    for start in range(0, len(kept), batch):
        if cancelled():
            raise Cancelled
        said.append(seen.probabilities(kept[start : start + batch]))
    return np.concatenate(said)


@dataclass(frozen=True, slots=True)
class Drop:
    """How the answer changes where the input is multiplied by a map (Chattopadhyay et al. 2018).

    Attributes
    ----------
    before, after : float
        The probability of the answer.
    """

    before: float
    after: float

    @property
    def drop(self) -> float:
        """The share of the probability that is lost, in [0, 1]: max(0, p - p') / p."""
        return max(0.0, self.before - self.after) / (self.before + 1e-7)

    @property
    def increased(self) -> bool:
        """Whether the model is surer than before."""
        return self.before < self.after


def dropped(seen: Perturbable, answer: int, values: NDArray[np.floating]) -> Drop:
    """Average drop and increase in confidence of one input, as TorchCAM has them.

    The map is brought to [0, 1] on its own grid, laid over the input by bilinear interpolation,
    and multiplied onto it.
    """
    kept = np.stack([np.ones(seen.places, np.float32), seen.spread(unit_range(values))])
    before, after = seen.probabilities(kept)[:, answer]
    return Drop(float(before), float(after))


def unit_range(values: NDArray[np.floating]) -> Weights:
    """A map from 0 to 1: its smallest value taken away, divided by its largest."""
    found = np.asarray(values, np.float32) - np.float32(values.min())
    scaled: Weights = found / (found.max() + np.float32(1e-8))
    return scaled


PERTURBED = tuple(tenth / 10 for tenth in range(1, 10))
"""Shares of the places that Chefer's test takes away."""


def perturbation(
    seen: Perturbable,
    label: int,
    values: NDArray[np.floating],
    negative: bool = False,
    batch: int = BATCH,
) -> NDArray[np.bool_]:
    """Chefer's perturbation test: is the answer still the label where 0 to 90 % are taken away?

    The most important places first (positive), or the least (negative). On many inputs the mean at
    each point is an accuracy, and `perturbation_area` of them what their tables have.

    Returns
    -------
    (10,) bool
        At 0, 10, … 90 %.

    References
    ----------
    Chefer et al. 2021, Transformer Interpretability Beyond Attention Visualization, section 4.
    """
    spread = seen.spread(values)
    order = ranks(-spread if negative else spread)
    taken = [0, *(int(seen.places * share) for share in PERTURBED)]
    kept = np.stack([order >= count for count in taken]).astype(np.float32)
    found: NDArray[np.bool_] = watched(seen, kept, batch).argmax(axis=-1) == label
    return found


def perturbation_area(accuracies: Numbers) -> float:
    """The area under accuracies at 0, 10, … 90 %, times 100, as Chefer's script has it."""
    return 100 * float(area(accuracies, np.array((0.0, *PERTURBED))))
