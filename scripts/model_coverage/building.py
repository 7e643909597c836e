"""Build a model of a library with random weights in the first way that runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch

from model_coverage.built import Built, NotBuiltError, allowed
from model_coverage.jobs import Job
from model_coverage.truth import Expected, expected


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


def _timm(name: str) -> Built:
    import timm

    model: Any = allowed(lambda: timm.create_model(name, pretrained=False))
    channels, height, width = model.default_cfg["input_size"]
    return Built(model, (torch.randn(1, channels, height, width),))


def _torchvision(name: str) -> Built:
    import torchvision

    model = allowed(lambda: torchvision.models.get_model(name))
    return Built(model, (torch.randn(1, 3, 224, 224),))
