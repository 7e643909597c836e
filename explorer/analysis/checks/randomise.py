"""The control of random weights: does a map depend on what the model has learned?

Parts of the model are given random weights one after the other, from the top (the head) down, and
the same map is made anew each time (Adebayo et al. 2018, Sanity Checks for Saliency Maps, the
cascading test). A map that stays the same shows the input or the architecture, not what was
learned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from explorer.analysis.checks.rank_correlation import ALIKE, spearman
from explorer.core.cancel import Cancelled, never
from explorer.core.numbers import MINUS

_NUMBERED = re.compile(r"\d$")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a model that is given random weights at once.

    Attributes
    ----------
    name : str
        The path of the block or module; "" for parameters of the model itself.
    modules : tuple of Module
        Those in it that have weights of their own.
    """

    name: str
    modules: tuple[nn.Module, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """How alike a map is to that of the trained model, with random weights down to a part.

    Attributes
    ----------
    part : str
        The last part that was given random weights; all above it have them too.
    correlation : float
        Spearman's rank correlation of both maps, in [-1, 1]; NaN where one is alike all over.
    """

    part: str
    correlation: float


def parts(model: nn.Module) -> list[Part]:
    """The parts of a model from the top down, in the order in which the model defines them.

    A numbered block (``blocks.3``, ``encoder.layer.3``, ``layer1``) is one part, and so is every
    other module that has weights of its own.
    """
    found: dict[str, list[nn.Module]] = {}
    for path, module in model.named_modules():
        if not [*module.parameters(recurse=False)]:
            continue
        words = path.split(".")
        block = next((at for at, word in enumerate(words) if _NUMBERED.search(word)), None)
        name = path if block is None else ".".join(words[: block + 1])
        found.setdefault(name, []).append(module)
    return [Part(name, tuple(modules)) for name, modules in reversed(found.items())]


@contextmanager
def restored(model: nn.Module) -> Iterator[None]:
    """Give a model its weights and buffers back in the end, bit for bit, whatever happens."""
    tensors = [*model.parameters(), *model.buffers()]
    kept = [one.detach().clone() for one in tensors]
    try:
        yield
    finally:
        with torch.no_grad():
            for one, before in zip(tensors, kept, strict=True):
                one.copy_(before)


def randomise(part: Part, seed: int) -> None:
    """Give a part the random weights that a model begins its training with.

    Modules of torch by their own initialisation, other parameters from a normal distribution of
    the mean and spread that they have.
    """
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(seed)
        for module in part.modules:
            reset = getattr(module, "reset_parameters", None)
            if callable(reset):
                reset()
                continue
            for one in module.parameters(recurse=False):
                spread = float(one.float().std()) if one.numel() > 1 else 1.0
                one.normal_(float(one.float().mean()), spread)


def cascade(
    model: nn.Module,
    make: Callable[[], NDArray[np.floating]],
    original: NDArray[np.floating],
    *,
    seed: int = 0,
    only: Sequence[str] | None = None,
    cancelled: Callable[[], bool] = never,
) -> Iterator[Control]:
    """Make a map anew while more and more of a model, from the top, has random weights.

    The model has its weights back whenever the generator ends or is closed, and must not be used
    by anybody else before.

    Parameters
    ----------
    model : Module
        The model; its parameters are written over and restored.
    make : callable
        Gives the map of the model as it is, on the same input and for the same answer.
    original : array
        The map of the trained model, of the same shape.
    seed : int
        Of the random weights.
    only : sequence of str, optional
        Names of the parts at which the map is made; all without.
    cancelled : callable
        Is asked before every part.

    Yields
    ------
    Control
        From the top down.

    Raises
    ------
    Cancelled
        It was stopped.
    """
    with restored(model):
        for number, part in enumerate(parts(model)):
            if cancelled():
                raise Cancelled
            randomise(part, seed + number)
            if only is None or part.name in only:
                yield Control(part.name, spearman(original, make()))


def told(found: Sequence[Control], whole: bool = True) -> str:
    """Say in plain words what the control says.

    whole: whether it went down to the last part.
    """
    known = [one.correlation for one in found if not np.isnan(one.correlation)]
    if not known:
        return "With random weights the map is alike all over."
    end = known[-1]
    said_end = f"{end:.2f}".replace("-", MINUS)
    which = "all weights random" if whole else f"random weights down to {found[-1].part}"
    said = f"With {which} the rank correlation with this map is {said_end}"
    if abs(end) < ALIKE:
        return f"{said}: it depends on what the model has learned."
    return (
        f"{said}: much of it comes from the input or the architecture, not from what was learned."
    )
