"""Read the tree of modules of a live model."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from torch import nn

from explorer.core.foreign import plain
from explorer.core.modules import Module

_NAME = 80
"""Characters of a name of somebody else's that are kept."""


def module_tree(model: object) -> Module | None:
    """The tree of a model's modules; None for what is no model of PyTorch.

    Each module stands where the model names it first, as in `named_modules`; a model that holds
    itself, or one module at two places, is therefore read to an end.
    """
    return _read(model, "", {id(model)}) if isinstance(model, nn.Module) else None


_TREES: WeakKeyDictionary[nn.Module, Module] = WeakKeyDictionary()
"""Those of the models that nobody changes any more, while they live."""


def kept_tree(model: object) -> Module | None:
    """The tree of a model that is as it will stay, read once; None for what is no model."""
    if not isinstance(model, nn.Module):
        return None
    tree = _TREES.get(model)
    if tree is None and (tree := module_tree(model)) is not None:
        _TREES[model] = tree
    return tree


def _read(module: nn.Module, path: str, seen: set[int]) -> Module:
    children = []
    for name, child in module.named_children():
        if id(child) not in seen:
            seen.add(id(child))
            children.append(_read(child, f"{path}.{name}" if path else name, seen))
    own = sum(_size(one) for one in module.parameters(recurse=False))
    total = own + sum(one.parameters for one in children)
    return Module(path, plain(type(module).__name__, _NAME), total, tuple(children))


def _size(parameter: nn.Parameter) -> int:
    """How many numbers it has; 0 for one whose shape is not known before the first run."""
    uninitialised = isinstance(parameter, nn.UninitializedParameter)
    return 0 if uninitialised else parameter.numel()
