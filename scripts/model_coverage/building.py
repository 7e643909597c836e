"""Models with random weights and what they are run on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from model_coverage.jobs import Job
from model_coverage.truth import Expected, expected

LARGEST = 400_000_000
"""Parameters; more are not built."""


class NotBuiltError(Exception):
    """Why a model could not be built or run small; one line."""


@dataclass(frozen=True, eq=False, slots=True)
class Built:
    """A model in evaluation mode and the arguments of one run."""

    model: nn.Module
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] | None = None

    def run(self) -> object:
        return self.model(*self.args, **(self.kwargs or {}))


def candidates(job: Job) -> Iterator[Callable[[], Built]]:
    """Ways to build the model, the likeliest first; the first that runs is the one."""
    if job.library == "transformers":
        from model_coverage.shrinking import attempts

        yield from attempts(job.model)
    elif job.library == "timm":
        yield lambda: _timm(job.model)
    else:
        yield lambda: _torchvision(job.model)


def build(job: Job) -> tuple[Built, Expected]:
    """The first way that runs, and what that run must show.

    Raises NotBuiltError with what the ways failed of.
    """
    failures: list[str] = []
    for attempt in candidates(job):
        torch.manual_seed(0)
        try:
            built = attempt()
            truth = expected(built.model, built.run)
        except Exception as error:
            said = str(error).strip().splitlines()
            failures.append(f"{type(error).__name__}: {said[0][:120] if said else ''}")
            continue
        return built, truth
    said_once = list(dict.fromkeys(failures))
    raise NotBuiltError("; ".join(said_once[:4]) or "no way known to build it")


def allowed(make: Callable[[], nn.Module]) -> nn.Module:
    """The model, unless it is too large; raises NotBuiltError then."""
    with torch.device("meta"):
        try:
            size = sum(one.numel() for one in make().parameters())
        except (NotImplementedError, RuntimeError, TypeError):
            size = 0  # it cannot be built without memory
    if size > LARGEST:
        raise NotBuiltError(f"{size / 1e6:.0f} million parameters")
    return make().eval()


def _timm(name: str) -> Built:
    import timm

    model: Any = allowed(lambda: timm.create_model(name, pretrained=False))
    channels, height, width = model.default_cfg["input_size"]
    return Built(model, (torch.randn(1, channels, height, width),))


def _torchvision(name: str) -> Built:
    import torchvision

    model = allowed(lambda: torchvision.models.get_model(name))
    return Built(model, (torch.randn(1, 3, 224, 224),))
