"""Leave a model as it was loaded: configuration, flags, buffers and modules put back after a run.

Some models change themselves as they run. A short text switches BigBird to full attention for all
texts to come, and a long one grows the tables of rotary positions. So that what is shown is always
what the model does as it was loaded, every look at it happens inside `unchanged`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy, deepcopy
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

_APART = ("_parameters", "_buffers", "_modules")
_PLAIN = (list, dict, set)
"""Attributes that are compared by what they hold."""
_MISSING = object()


@dataclass(frozen=True, eq=False, slots=True)
class _Module:
    """One module: its attributes, what it is made of, and copies of its buffers."""

    module: nn.Module
    attributes: dict[str, Any]
    contents: dict[str, Any]
    parts: dict[str, dict[str, Any]]
    buffers: dict[str, Tensor]


@contextmanager
def unchanged(model: nn.Module) -> Iterator[list[str]]:
    """Put a model back as it was when the block ends, however it ends.

    So too the random numbers to come: a model that draws some, as a diffusion of texts its first
    words, draws the same ones in the next run.

    Yields
    ------
    list of str
        Filled when the block has ended: what had changed, as "encoder.attention_type" or
        "config.use_cache".
    """
    modules = [_seen(module) for module in model.modules()]
    configs = {
        id(one): (one, deepcopy(vars(one)))
        for seen in modules
        for one in seen.attributes.values()
        if hasattr(one, "to_dict") and hasattr(one, "__dict__")
    }
    names = {id(module): name for name, module in model.named_modules()}
    changed: list[str] = []
    held = {one.device for one in model.parameters() if one.device.type == "cuda"}
    try:
        with torch.random.fork_rng(sorted(one.index or 0 for one in held)):
            yield changed
    finally:
        for seen in modules:
            where = names[id(seen.module)]
            changed += (f"{where}.{one}".lstrip(".") for one in _put_back(seen))
        for config, before in configs.values():
            changed += (f"config.{one}" for one in _restore(vars(config), before))


def _seen(module: nn.Module) -> _Module:
    attributes = {name: one for name, one in vars(module).items() if name not in _APART}
    return _Module(
        module,
        attributes,
        {name: copy(one) for name, one in attributes.items() if isinstance(one, _PLAIN)},
        {name: dict(vars(module)[name]) for name in _APART},
        {name: one.clone() for name, one in module._buffers.items() if one is not None},
    )


def _put_back(seen: _Module) -> Iterator[str]:
    """The names of what had changed in a module, and is now as it was."""
    now = vars(seen.module)
    for name in [one for one in now if one not in _APART and one not in seen.attributes]:
        del now[name]
        yield name
    for name, before in seen.attributes.items():
        if now.get(name, _MISSING) is not before:
            now[name] = before
            yield name
        kept = seen.contents.get(name)
        if kept is not None and not _same(before, kept):
            _refill(before, kept)
            yield name
    for part, parts in seen.parts.items():
        inside = now[part]
        names = {*inside, *parts}
        other = [one for one in names if inside.get(one, _MISSING) is not parts.get(one, _MISSING)]
        if other:
            inside.clear()
            inside.update(parts)
        yield from other
    for name, buffer in seen.buffers.items():
        there = seen.module._buffers[name]
        if there is not None and not _equal(there, buffer):
            with torch.no_grad():
                there.copy_(buffer)
            yield name


def _restore(now: dict[str, Any], before: dict[str, Any]) -> Iterator[str]:
    """The names of what had changed in a configuration, and is now as it was."""
    for name in [*now]:
        if name not in before:
            del now[name]
            yield name
    for name, kept in before.items():
        own = now.get(name, _MISSING)
        if hasattr(own, "to_dict") and hasattr(own, "__dict__"):
            continue  # a part of it, which is among the modules' own
        if not _same(own, kept):
            now[name] = kept
            yield name


def _same(one: Any, other: Any) -> bool:
    """Whether two values are equal.

    Those that cannot be compared count as equal where they are of one type.
    """
    if one is other:
        return True
    if isinstance(one, Tensor) and isinstance(other, Tensor):
        return _equal(one, other)
    try:
        return bool(one == other)
    except Exception:  # tensors and arrays within lists, and whatever a library compares by
        return type(one) is type(other)


def _equal(one: Tensor, other: Tensor) -> bool:
    return one.shape == other.shape and torch.equal(one, other)


def _refill(container: Any, kept: Any) -> None:
    container.clear()
    container.extend(kept) if isinstance(container, list) else container.update(kept)
