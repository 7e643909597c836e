"""Running again what was run before: only where something was found need be watched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from torch import nn

from explorer.capture.tracing.options import Options, Route
from explorer.capture.tracing.trace import Traced, trace_model


def quicker(
    found: Traced,
    model: nn.Module,
    *args: Any,
    options: Options | None = None,
    run: Callable[..., Any] | None = None,
    **kwargs: Any,
) -> Options:
    """The options with which later runs find what `found` holds at less cost.

    Whether they do is tried once on the model, as by `trace_model`, with the inputs of `found`: a
    softmax in one module whose product is in another would be missed, and then the options are
    those that were given, as where nothing was found. Raises as `trace_model` does.
    """
    options = Options() if options is None else options
    if not found.records:
        return options
    routes = (Route.CALLS,) if found.route is Route.CALLS else (Route.FUNCTIONS, Route.OPERATORS)
    for route in routes:
        better = replace(options, route=route, known=found.known)
        again = trace_model(model, *args, options=better, run=run, compare=False, **kwargs)
        if _told(again) == _told(found):
            return better
    return options


def _told(traced: Traced) -> list[tuple[object, ...]]:
    """What is found and kept, but for the numbers."""
    return [
        (type(one), one.name, one.layer, one.verdict, one.kept, sorted(one.tensors()))
        for one in traced.records
    ]
