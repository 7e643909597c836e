"""Running again what was run before: only where something was found need be watched."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from torch import nn

from explorer.capture.tracing.options import Options, Route
from explorer.capture.tracing.trace import Traced, trace_model
from explorer.capture.unchanged import unchanged
from explorer.core.checks import Verdict
from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import NOTHING_MUTED

LONG = 1024
"""Tokens beyond which watching every operator costs next to nothing beside the run itself."""
KEPT = 8
"""Sets of sites that are known to be all: the windows of a photo are as many as it has room for."""

Sites = frozenset[tuple[str, Verdict]]


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


class Rerun:
    """A model that is run again and again: how it is watched at the least cost is tried out once.

    Inputs of any size may follow the one that it was tried on. Where a run shows other sites, or
    one that its checks do not hold for as before, it is watched whole. The model is left as it was.
    quick: what is known of watching it at the least cost; None before the first input.
    """

    def __init__(self, model: nn.Module) -> None:
        self._model = model
        self.quick: Options | None = None
        self._right: deque[Sites] = deque(maxlen=KEPT)

    def options(self, given: dict[str, Any], tokens: int, options: Options) -> Options:
        """The options that watch less of the model, tried out on the first input that is not long.

        given: what it is called with, of so many tokens.
        """
        if tokens > LONG:
            return options
        if self.quick is None:
            plain = replace(options, mute=NOTHING_MUTED)
            traced = self._traced(given, plain)
            with unchanged(self._model):
                self.quick = quicker(traced, self._model, options=plain, **given)
            self._right.append(_sites(traced))
        return replace(options, route=self.quick.route, known=self.quick.known)

    def trace(self, given: dict[str, Any], options: Options) -> Traced:
        """Run the model as by `trace_model`, with options of this or with those that see all."""
        found: Sites | None = None
        try:
            traced = self._traced(given, options)
            found = _sites(traced)
        except MuteError:  # what is muted is not where it was
            if options.known is None:
                raise
        if options.known is None or found in self._right:
            return traced
        whole = self._traced(given, replace(options, route=Route.OPERATORS, known=None))
        if found is not None and found == _sites(whole):
            self._right.append(found)
        else:
            self.quick = None  # it attends in another way in this input
            self._right.clear()
        return whole

    def _traced(self, given: dict[str, Any], options: Options) -> Traced:
        with unchanged(self._model):
            return trace_model(self._model, options=options, compare=False, **given)


def _sites(traced: Traced) -> Sites:
    return frozenset((one.name, one.verdict) for one in traced.records)


def _told(traced: Traced) -> list[tuple[object, ...]]:
    """What is found and kept, but for the numbers."""
    return [
        (type(one), one.name, one.layer, one.verdict, one.kept, sorted(one.tensors()))
        for one in traced.records
    ]
