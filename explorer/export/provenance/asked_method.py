"""What was asked of a run in place of its attention: a method, as a record keeps it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from explorer.core.foreign import plain
from explorer.core.map.levels import checked_ends
from explorer.core.selection import Ends
from explorer.core.text import file_stem


@dataclass(frozen=True, slots=True)
class AskedMethod:
    """A method and what it was given.

    Attributes
    ----------
    id : str
        As `--method` takes it.
    answer, against : str
        What is explained, as it was asked for, and what is taken away from it; "" for what the
        model is surest of, and for nothing.
    fusion, discard
        Of rollout.
    layer : int or None
        The number of the site, of a method that looks at one.
    levels : (float, float) or None
        The ends of its colour bar that were set by hand.
    """

    id: str
    answer: str = ""
    against: str = ""
    fusion: str = "mean"
    discard: float = 0.0
    layer: int | None = None
    levels: Ends | None = None

    @property
    def short(self) -> str:
        """What a file is named after: the method, and of the rest what was asked for."""
        layer = f"layer{self.layer:02d}" if self.layer is not None else ""
        fusion = self.fusion if self.fusion != "mean" else ""
        of = file_stem(self.answer) if self.answer else ""
        against = f"not-{file_stem(self.against)}" if self.against else ""
        return ".".join(filter(None, (self.id, layer, fusion, of, against)))


Baseline = Literal["zero", "black", "mean", "blur"]
Taken = Literal["", "masked", "deleted"]


@dataclass(frozen=True, slots=True)
class AskedRoom:
    """What stood below or in place of the maps, as a record keeps it.

    Attributes
    ----------
    room : {"check", "lens"}
        Deletion and insertion of a map, or what each layer would answer.
    baseline, taken : str
        Of a check: what stood where pixels were taken away, and how tokens were.
    test : {"curves", "control"}
        Of a check: deletion and insertion, or random weights.
    seed, parts
        Of random weights: their seed, and the parts of the model that had them, from the top down.
    """

    room: Literal["check", "lens"]
    baseline: Baseline = "zero"
    taken: Taken = ""
    test: Literal["curves", "control"] = "curves"
    seed: int = 0
    parts: tuple[str, ...] = ()


def checked_room(baseline: str, taken: str) -> AskedRoom:
    """Give the record of a check by what stands where something was taken away."""
    baselines: tuple[Baseline, ...] = get_args(Baseline)
    ways: tuple[Taken, ...] = get_args(Taken)
    return AskedRoom(
        "check",
        next(one for one in baselines if one == baseline),
        next(one for one in ways if one == taken),
    )


def check_method(asked: AskedMethod | None) -> None:
    """Raise ValueError for what no method takes."""
    if asked is None:
        return
    if asked.fusion not in ("mean", "max", "min") or not 0 <= asked.discard < 1:
        raise ValueError("a rollout that there is not")
    if asked.layer is not None and not 0 <= asked.layer < 100_000:
        raise ValueError("a layer that no model has")
    if asked.levels is not None:
        checked_ends(*asked.levels)


def check_room(asked: AskedRoom | None) -> None:
    """Raise ValueError for random weights that no check gives."""
    if asked is not None and (not 0 <= asked.seed < 1 << 32 or len(asked.parts) > 100_000):
        raise ValueError("random weights that there are not")


def printable_room(asked: AskedRoom | None) -> AskedRoom | None:
    """Return the same with every word printable and bounded."""
    if asked is None:
        return None
    return replace(asked, parts=tuple(plain(one, 120) for one in asked.parts))


def printable_method(asked: AskedMethod | None) -> AskedMethod | None:
    """Return the same with every word printable and bounded."""
    if asked is None:
        return None
    return AskedMethod(
        plain(asked.id, 80),
        plain(asked.answer, 80),
        plain(asked.against, 80),
        plain(asked.fusion, 10),
        asked.discard,
        asked.layer,
        asked.levels,
    )
