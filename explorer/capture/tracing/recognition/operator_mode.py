"""Seeing every operator of a thread while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from explorer.capture.tracing.observation import Watch
from explorer.capture.tracing.recognition.dispatch import Detectors
from explorer.capture.tracing.recognition.fused import is_fused, record_operator
from explorer.capture.tracing.recognition.operators import WHOLE, followed


class TracingMode(TorchDispatchMode):
    """Calls the detectors with each operator that they know.

    Under inference mode composite operators arrive whole; they are taken apart here, so that the
    softmax and products within them are seen.
    """

    def __init__(self, watch: Watch) -> None:
        TorchDispatchMode.__init__(self)
        self._watch = watch
        # A mode changes which keys a composite operator sees, and by them it chooses its kernels:
        # with those from outside the bits of its result are those of a run without a mode.
        with torch.inference_mode():
            include = torch._C._dispatch_tls_local_include_set()
            self._keys = include, torch._C._dispatch_tls_local_exclude_set()
        self._detectors = Detectors(watch)

    def __torch_dispatch__(
        self,
        func: Any,
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        kwargs = kwargs or {}
        self._watch.pulse()
        if self._watch.aside:
            return func(*args, **kwargs)
        fused, composite, name, plain = _facts(func)
        if fused:
            result = self._whole(func, args, kwargs)
            return record_operator(self._watch, func, args, kwargs, result)
        if composite and torch.is_inference_mode_enabled() and not _nested(args):
            with self:
                result = func.decompose(*args, **kwargs)
            if result is not NotImplemented:
                return result
        if not plain:
            return func(*args, **kwargs)
        rest = args[1:]

        def call(first: Any) -> Any:
            if plain in WHOLE:
                return self._whole(func, (first, *rest), kwargs)
            return func(first, *rest, **kwargs)

        return self._detectors.around(name, plain, args, kwargs, call)

    def _whole(self, func: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """Call an operator that may be composite, as if there were no mode."""
        if not torch.is_inference_mode_enabled():
            return func(*args, **kwargs)
        with torch._C._ForceDispatchKeyGuard(*self._keys):
            return func(*args, **kwargs)


@cache
def _facts(func: Any) -> tuple[bool, bool, str, str]:
    """Whether an operator is fused attention, whether to take it apart, and its bare name.

    Last the name that the detectors know it by.
    """
    name = func._schema.name.rpartition("::")[2]
    apart = func._can_decompose() and name not in WHOLE
    return is_fused(func), apart, name, followed(name)


def _nested(args: tuple[Any, ...]) -> bool:
    return any(isinstance(one, Tensor) and one.is_nested for one in args)
