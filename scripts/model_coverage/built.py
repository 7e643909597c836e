"""Models with random weights and what they are run on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

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


def allowed(make: Callable[[], nn.Module], largest: int = LARGEST) -> nn.Module:
    """The model, unless it is too large; raises NotBuiltError then."""
    with torch.device("meta"):
        try:
            size = sum(one.numel() for one in make().parameters())
        except (NotImplementedError, RuntimeError, TypeError):
            size = 0  # it cannot be built without memory
    if size > largest:
        raise NotBuiltError(f"{size / 1e6:.0f} million parameters")
    return make().eval()
