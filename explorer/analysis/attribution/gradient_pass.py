"""The second pass of a run, with gradients: checked against the first, its memory told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from explorer.analysis.attribution.call import Call, call_of
from explorer.analysis.attribution.method import AttributionError, Choices
from explorer.analysis.attribution.targets import Target, same, target_of
from explorer.capture.hooks import hooked
from explorer.capture.second_pass import GradientError, Product, as_muted, products
from explorer.core.cancel import Cancelled
from explorer.core.checks import Check
from explorer.core.interventions.mute import Mute
from explorer.core.trace import Trace
from explorer.registry import memory
from explorer.registry.subjects.protocol import Subject

OUTPUT = "output of the pass with gradients"
MAPS = "maps of the pass with gradients"
TOLERANCE = 1e-4
"""Relative, of what other kernels round."""
ROWS = 16
"""Queries of each map that are held against those of the first pass."""
GRAPH = 3
"""Times what the modules give that a graph holds, as measured on ViT, BERT and GPT-2."""


@dataclass(frozen=True, eq=False)
class Pass:
    """A call that ran with gradients.

    Attributes
    ----------
    call : Call
    target : Target
        What is explained.
    logits : Tensor
        What the model said, on the graph.
    products : list of Product
        What each attention gave, on the graph, in the order in which they ran.
    checks : tuple of Check
        The output and the maps against those of the run.
    mute : Mute
        What is taken away in it, as in the run.
    """

    call: Call
    target: Target
    logits: Tensor
    products: list[Product]
    checks: tuple[Check, ...]
    mute: Mute

    @property
    def score(self) -> Tensor:
        """The logit of the target, one number on the graph."""
        return self.target.logit(self.logits).sum()


def gradient_pass(trace: Trace, text: str, subject: Subject | None, choices: Choices) -> Pass:
    """Run the model of a trace once more, with gradients.

    Parameters
    ----------
    trace : Trace
        The run.
    text : str
        The target, as a person names it.
    subject : Subject or None
        The loaded model.
    choices : Choices
        Told what memory the pass takes before it runs.

    Raises
    ------
    AttributionError
        There is no such target, or no memory for the pass.
    Cancelled
        The user stopped it.
    """
    call, target = prepared(trace, text, subject)
    plain, size = measured(call, trace.mute)
    check_memory(call, choices, size)
    if choices.cancelled():
        raise Cancelled
    try:
        with products(call.model, call.quick, trace.mute, choices.cancelled) as seen:
            logits = call()
    except GradientError as error:
        raise AttributionError(str(error)) from error
    if not seen:
        raise AttributionError("No attention was seen in the pass with gradients.")
    checks = (
        Check(OUTPUT, same(plain, logits.detach()), TOLERANCE),
        Check(MAPS, unlike(trace, seen), TOLERANCE),
    )
    return Pass(call, target, logits, seen, checks, trace.mute)


def prepared(trace: Trace, text: str, subject: Subject | None) -> tuple[Call, Target]:
    """The call of a run and its target; raises AttributionError without a loaded model."""
    if subject is None:
        raise AttributionError(f"{trace.model.title} is not loaded, and it must be run once more.")
    return call_of(trace, subject), target_of(trace, subject, text)


def measured(call: Call, mute: Mute) -> tuple[Tensor, int]:
    """What the model says without gradients, and about how many bytes a graph of it takes."""
    total = 0

    def add(module: nn.Module, args: object, output: object) -> None:
        nonlocal total
        if isinstance(output, Tensor):
            total += output.numel() * output.element_size()

    leaves = [one for one in call.model.modules() if not [*one.children()]]
    with hooked((one, add) for one in leaves):
        logits = said(call, mute)
    return logits, GRAPH * total


def said(call: Call, mute: Mute) -> Tensor:
    """What the model says without gradients, with heads muted."""
    with torch.no_grad(), as_muted(call.model, mute, call.quick):
        return call()


def check_memory(
    call: Call, choices: Choices, size: int, what: str = "The pass with gradients"
) -> None:
    """Say what memory something takes before it is begun.

    Parameters
    ----------
    call : Call
        Whose model takes it, on its device.
    choices : Choices
        Who hears of it, and how much may be taken.
    size : int
        Bytes.
    what : str
        What takes them, as the beginning of a sentence.

    Raises
    ------
    AttributionError
        It is more than is free; the sentence has both numbers.
    """
    takes = f"{what} takes about {max(1, round(size / 1e6)):,} MB"
    choices.announce(takes)
    free = free_memory(call, choices)
    if size > free:
        raise AttributionError(
            f"{takes}, and {free / 1e6:,.0f} MB are free. Give it a smaller input."
        )


def free_memory(call: Call, choices: Choices) -> int:
    """Bytes that may be taken on the device of a call."""
    if choices.memory is not None:
        return choices.memory
    return memory.free_memory(call.model_device)


def unlike(trace: Trace, seen: Sequence[Product]) -> float | None:
    """The largest difference of a map from that of the run; None where none is of both."""
    sites = {site.name: site for site in trace.sites if not site.kind.gates}
    worst: float | None = None
    for one in seen:
        site = sites.get(one.name)
        if site is None or len(one.weights) != 1:
            continue
        queries = one.weights.shape[2]
        rows = [*range(0, queries, max(1, queries // ROWS))]
        other = one.weights[0][:, rows].numpy()
        mine = site.weights(rows)
        if mine.shape != other.shape:
            return float("nan")
        worst = max(worst or 0.0, float(np.abs(mine - other).max()))
    return worst
