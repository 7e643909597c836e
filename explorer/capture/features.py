"""The features that a classifier reads, which are what its last layer, `head`, gets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from torch import Tensor, nn


@contextmanager
def head_features(model: nn.Module) -> Iterator[list[Tensor]]:
    """A list that gets the features (B, d) of every run inside."""
    seen: list[Tensor] = []

    def see(module: nn.Module, args: tuple[Tensor, ...]) -> None:
        seen.append(args[0].detach())

    handle = model.get_submodule("head").register_forward_pre_hook(see)
    try:
        yield seen
    finally:
        handle.remove()


def head_width(model: nn.Module) -> int:
    """How many features there are, d."""
    head = model.get_submodule("head")
    assert isinstance(head, nn.Linear)
    return head.in_features
