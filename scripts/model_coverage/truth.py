"""What a model must show, found without the tracer: by the functions that its modules call.

A module attends if, in one call, it calls fused attention, or a softmax and after it a product of
two tensors that are no parameters, or if it samples pictures for a softmax of its own or of a
module around it. A softmax that is a module of its own counts for the one around it. Gates are
expected of modules by their class.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode

from explorer.capture.tracing.recognition.gates import CLASSES

FUSED = frozenset({"scaled_dot_product_attention", "multi_head_attention_forward"})
SOFTMAX = frozenset({"softmax", "_softmax", "softmin"})
PRODUCT = frozenset({"matmul", "__matmul__", "__rmatmul__", "bmm", "mm", "baddbmm", "einsum"})
SAMPLE = frozenset({"grid_sample"})
THROUGH = (nn.Softmax, nn.Dropout, nn.Identity)
"""Modules that are steps of the one around them."""


@dataclass(slots=True)
class Expected:
    """Paths of modules to how often they attended; `gates`: paths of those that gate."""

    attending: Counter[str] = field(default_factory=Counter)
    gates: Counter[str] = field(default_factory=Counter)
    classes: dict[str, str] = field(default_factory=dict)


class _Seen(TorchFunctionMode):
    """Notes for every module call whether it attended."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[list[Any]] = [["", False, False]]  # path, softmax seen, attended

    def __torch_function__(
        self, func: Any, types: Any, args: Any = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        name = getattr(func, "__name__", "")
        frame = self.frames[-1]
        frame[1] |= name in SOFTMAX
        frame[2] |= name in FUSED
        frame[2] |= name in PRODUCT and frame[1] and not _with_parameter(args)
        frame[2] |= name in SAMPLE and any(one[1] for one in self.frames)
        return func(*args, **(kwargs or {}))


def expected(model: nn.Module, run: Callable[[], object]) -> Expected:
    """Run the model once and count."""
    found, seen, handles = Expected(), _Seen(), []
    for path, module in model.named_modules():
        found.classes[path] = type(module).__name__
        if isinstance(module, THROUGH):
            continue

        def enter(module: nn.Module, args: object, path: str = path) -> None:
            seen.frames.append([path, False, False])
            if type(module).__name__ in CLASSES:
                found.gates[path] += 1

        def leave(module: nn.Module, args: object, output: object) -> None:
            path, _, attended = seen.frames.pop()
            found.attending[path] += attended

        handles.append(module.register_forward_pre_hook(enter))
        handles.append(module.register_forward_hook(leave, always_call=True))
    try:
        with seen, torch.no_grad():
            run()
    finally:
        for handle in handles:
            handle.remove()
    found.attending = +found.attending
    return found


def _with_parameter(args: Any) -> bool:
    flat = [
        one for given in args for one in (given if isinstance(given, (list, tuple)) else [given])
    ]
    return any(isinstance(one, nn.Parameter) for one in flat)
