"""What becomes of a call that a mode has seen, whether of an operator or of a Python function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from torch import nn

from explorer.capture.tracing.observation import Watch
from explorer.capture.tracing.recognition.explicit import Explicit
from explorer.capture.tracing.recognition.gates import Gates
from explorer.capture.tracing.recognition.operators import Constants
from explorer.capture.tracing.recognition.provenance import Marks
from explorer.capture.tracing.recognition.sampled import Sampled


class Detectors:
    """Those of attention written out and of gates; after a first run the ones that found any."""

    def __init__(self, watch: Watch) -> None:
        known = watch.options.known
        constants = Constants(_modules(watch))
        sampled: Marks[Sampled] = Marks()
        attend, gate = (True, True) if known is None else (known.attend, known.gate)
        self._explicit = Explicit(watch, constants, sampled) if attend else None
        self._gates = Gates(watch, constants, sampled) if gate else None

    def around(
        self,
        name: str,
        plain: str,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        call: Callable[[Any], Any],
    ) -> Any:
        """The result of an operator, with muted heads at zero, held gates, and looks blocked.

        Parameters
        ----------
        name, plain : str
            Of the operator, with and without the sign of working in place.
        args : tuple
            As the operator takes them.
        call : callable
            Does what the operator does, with another first argument where it is given one.
        """
        features = self._gates.before(name, args) if self._gates is not None else None
        if self._explicit is not None:
            args = (self._explicit.blocked(plain, args), *args[1:])
        result = call(args[0])
        if self._gates is not None:
            result = self._gates.see(plain, args, result, features)
        if self._explicit is None:
            return result
        return self._explicit.see(plain, args, kwargs, result)


def _modules(watch: Watch) -> Iterable[nn.Module]:
    """Those whose parameters can come by: all, or what lies in the known ones."""
    known = watch.options.known
    if known is None:
        return watch.stack.modules
    return watch.stack.within(known.paths)
