"""Hook modules for as long as something runs; no hook stays behind, however it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from torch import Tensor, nn


@contextmanager
def hooked(
    hooks: Iterable[tuple[nn.Module, Callable[..., Any]]],
    with_kwargs: bool = False,
    first: bool = False,
) -> Iterator[None]:
    """Have forward hooks on modules within a block.

    Parameters
    ----------
    hooks : iterable of (module, hook)
        What is called with a module, its arguments and its output, which it may replace.
    with_kwargs : bool
        Whether a hook is given the named arguments too, before the output.
    first : bool
        Whether it is called before the hooks that are there already.
    """
    with ExitStack() as stack:
        for module, hook in hooks:
            handle = module.register_forward_hook(hook, with_kwargs=with_kwargs, prepend=first)
            stack.callback(handle.remove)
        yield


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
