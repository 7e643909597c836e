"""Seeing attention and gates by the Python functions that they are written with.

Quicker than seeing operators: a layer calls few functions, and no operator is sent through Python.
What a function does within is not seen, as in `multi_head_attention_forward`; so this serves where
a run has shown that it finds the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from torch.overrides import TorchFunctionMode

from explorer.capture.tracing.observation import Watch
from explorer.capture.tracing.recognition.dispatch import Detectors
from explorer.capture.tracing.recognition.operators import ARITHMETIC, MATMUL, SOFTMAX, followed

ALIKE: Mapping[str, str] = {
    "__matmul__": "matmul",
    "__mul__": "mul",
    "__rmul__": "mul",
    "__imul__": "mul_",
    "multiply": "mul",
    "__add__": "add",
    "__radd__": "add",
    "__iadd__": "add_",
    "__sub__": "sub",
    "__isub__": "sub_",
    "__rsub__": "rsub",
    "__truediv__": "div",
    "__itruediv__": "div_",
    "true_divide": "div",
    "divide": "div",
    "to": "_to_copy",
    "type_as": "_to_copy",
    "float": "_to_copy",
    "half": "_to_copy",
    "bfloat16": "_to_copy",
    "reshape": "_reshape_copy",
    "flatten": "_reshape_copy",
    "pad": "constant_pad_nd",
    "concat": "cat",
}
"""Names of functions to those of operators that do the same, where they differ."""


class FunctionMode(TorchFunctionMode):
    """Calls the detectors with each function that does what an operator known to them does."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch
        self._detectors = Detectors(watch)

    def __torch_function__(
        self,
        func: Any,
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        kwargs = kwargs or {}
        name, plain = _names(getattr(func, "__name__", ""))
        given = _given(plain, args, kwargs) if plain and not self._watch.aside else None
        if given is None:
            return func(*args, **kwargs)
        self._watch.pulse()
        rest = args[1:]

        def call(first: Any) -> Any:
            return func(first, *rest, **kwargs)

        return self._detectors.around(name, plain, given, kwargs, call)


@cache
def _names(function: str) -> tuple[str, str]:
    """Of an operator that does the same, its own and the one that the detectors know it by."""
    name = ALIKE.get(function, function)
    return name, followed(name)


def _given(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """The arguments as the operator takes them; None where they are given in another way."""
    if name in SOFTMAX:
        axis = args[1] if len(args) > 1 else kwargs.get("dim")
        return None if axis is None or not args else (args[0], axis)
    least = max(MATMUL[name]) + 1 if name in MATMUL else 2 if name in ARITHMETIC else 1
    return args if len(args) >= least else None
