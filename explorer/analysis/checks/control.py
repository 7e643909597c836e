"""The control of random weights for a run: the same map, the same answer, ever fewer weights."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.attribution.method import NO_CHOICES, AttributionError, Choices
from explorer.analysis.attribution.methods import attributed, method_named
from explorer.analysis.checks.measured_maps import PLAIN, maps_of
from explorer.analysis.checks.randomise import Control, cascade
from explorer.core.cancel import never
from explorer.core.inputs import Inputs
from explorer.core.text import NOTHING
from explorer.core.trace import Trace
from explorer.registry.subjects.protocol import Subject, ignore

Values = NDArray[np.floating]


def controlled(
    trace: Trace,
    subject: Subject,
    method: str,
    answer: str = "",
    *,
    seed: int = 0,
    only: Sequence[str] | None = None,
    choices: Choices = NO_CHOICES,
) -> Iterator[Control]:
    """Make the map of a run anew while more and more of its model has random weights.

    What the model wrote is kept, and so is the answer that is explained. The model has its own
    weights back whenever the generator ends or is closed.

    Parameters
    ----------
    trace, subject
        A finished run, and the loaded model that made it, which nobody else may use meanwhile.
    method : str
        The id of a method, or of one of the raw maps of a photo (`evaluate.PLAIN`).
    answer : str
        What is explained, as `target_of` takes it; "" for what the model is surest of.
    seed, only
        As `cascade` takes them.
    choices : Choices
        How the method is applied; asked whether to stop.

    Yields
    ------
    Control
        From the top down.

    Raises
    ------
    AttributionError
        The model does not offer the method, has no such answer, or finds objects, which are others
        with other weights.
    Cancelled
        It was stopped.
    """
    if method not in PLAIN:
        method_named(method)
    elif trace.task is not None:
        raise AttributionError(f"{PLAIN[method]} is a map of a photo: name a method.")

    def values(run: Trace, fixed: str) -> Values:
        if method in PLAIN:
            return maps_of(subject, run, [method], len(run.sites) - 1, seed)[0].values
        return attributed(run, method, fixed, subject=subject, choices=choices).values

    yield from controlled_map(
        trace, subject, values, answer, seed=seed, only=only, cancelled=choices.cancelled
    )


def controlled_map(
    trace: Trace,
    subject: Subject,
    values: Callable[[Trace, str], Values],
    answer: str = "",
    *,
    seed: int = 0,
    only: Sequence[str] | None = None,
    cancelled: Callable[[], bool] = never,
) -> Generator[Control, None, None]:
    """Do as `controlled` with any map.

    Parameters
    ----------
    values : callable
        Gives the map of a run, and of the answer that is explained; what is NaN in it counts for
        nothing.
    cancelled : callable
        Is asked often whether to stop.
    trace, subject, answer, seed, only
        As of `controlled`.

    Yields
    ------
    Control
        From the top down.

    Raises
    ------
    AttributionError
        It finds objects, which are others with other weights.
    Cancelled
        It was stopped.
    """
    inputs, fixed = _kept(trace, answer)

    def known(run: Trace) -> Values:
        found = values(run, fixed)
        return found[~np.isnan(found)]

    def again() -> Values:
        return known(subject.run(inputs, ignore, cancelled, trace.mute))

    model: Any = subject.model  # type: ignore[attr-defined]  # every subject has one
    yield from cascade(model, again, known(trace), seed=seed, only=only, cancelled=cancelled)


def _kept(trace: Trace, answer: str) -> tuple[Inputs, str]:
    """What the model is given once more, and the answer, whatever it says then."""
    inputs = trace.inputs
    if trace.objects:
        raise AttributionError(
            "With random weights a detector finds other objects: choose a model that names classes."
        )
    if trace.prediction is not None:
        return inputs, answer or trace.prediction.labels[0]
    if trace.classes:
        return inputs, answer or trace.classes[0].piece
    if trace.translation is not None and trace.paired:
        return replace(inputs, target=trace.translation.text, prefix=()), answer or "0"
    if trace.translation is not None:
        written = replace(inputs, prefix=trace.translation.ids, writing=NOTHING)
        return written, answer or "0"
    if trace.guesses:
        return inputs, answer or trace.guesses[-1].alternatives[0].piece.strip()
    return inputs, answer
