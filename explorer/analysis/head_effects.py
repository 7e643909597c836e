"""Which heads matter: each muted in turn, ranked by how far the answer changes.

Many heads are muted in one run of the model: the input stands side by side as a batch, and of each
copy another head is muted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from explorer.analysis.attribution.call import Call
from explorer.analysis.attribution.gradient_pass import (
    GRAPH,
    check_memory,
    free_memory,
    measured,
    prepared,
)
from explorer.analysis.attribution.method import NO_CHOICES, AttributionError, Choices
from explorer.analysis.attribution.targets import second_of, target_of
from explorer.capture.hooks import hooked
from explorer.capture.muting import muted, without
from explorer.capture.second_pass import has_taps
from explorer.capture.tracing.options import Options
from explorer.capture.tracing.recognition.head_axes import Arrangement
from explorer.capture.tracing.records import AttentionRecord
from explorer.capture.tracing.trace import tracing
from explorer.capture.unchanged import unchanged
from explorer.core.cancel import Cancelled
from explorer.core.interventions.mute import MuteMode
from explorer.core.sites.arrays import Array
from explorer.core.sites.attention import Kind
from explorer.core.trace import Trace
from explorer.models.taps import AttentionTap
from explorer.registry.subjects.protocol import Subject

LARGEST = 32
"""Copies of an input in one batch, at most."""
SHARE = 4
"""A batch takes no more than this part of the free memory."""

Head = tuple[int, int]
"""(number of the site in the trace, head)."""


@dataclass(frozen=True, eq=False)
class HeadEffects:
    """How far the probability of an answer changes when one head is muted.

    Attributes
    ----------
    heads : tuple of (site, head)
        In the order of the trace.
    names : tuple of str
        Of the sites, by their number in the trace.
    changes : Array
        (inputs, heads), the probability with the head muted less that without, in [-1, 1].
    before : Array
        (inputs,), the probability with all heads.
    answers : tuple of str
        What is watched of each input.
    """

    heads: tuple[Head, ...]
    names: tuple[str, ...]
    changes: Array = field(repr=False)
    before: Array = field(repr=False)
    answers: tuple[str, ...] = ()

    @property
    def mean(self) -> Array:
        """(heads,), over the inputs."""
        found: Array = self.changes.mean(axis=0)
        return found

    @property
    def error(self) -> Array | None:
        """The standard error of the mean, (heads,); None of one input."""
        count = len(self.changes)
        if count < 2:
            return None
        found: Array = self.changes.std(axis=0, ddof=1) / np.float32(count**0.5)
        return found

    @property
    def ranked(self) -> tuple[int, ...]:
        """The places in `heads`, the largest change of either sign first."""
        order: list[int] = np.argsort(-np.abs(self.mean), kind="stable").tolist()
        return tuple(order)

    def joined(self, other: HeadEffects) -> HeadEffects:
        """The same with further inputs; raises ValueError where the heads are others."""
        if (self.heads, self.names) != (other.heads, other.names):
            raise ValueError("The heads of these runs are not the same.")
        return replace(
            self,
            changes=np.concatenate([self.changes, other.changes]),
            before=np.concatenate([self.before, other.before]),
            answers=(*self.answers, *other.answers),
        )


def heads_of(trace: Trace) -> tuple[Head, ...]:
    """All heads that can be muted; raises AttributionError where there are none."""
    gates = (Kind.CHANNEL, Kind.SPATIAL)
    found = tuple(
        (at, head)
        for at, site in enumerate(trace.sites)
        if site.kind not in gates
        for head in range(site.heads)
    )
    if not found:
        raise AttributionError(f"{trace.model.title} has gates and no heads to be muted.")
    return found


def head_effects(
    trace: Trace,
    subject: Subject,
    answer: str = "",
    *,
    heads: Sequence[Head] | None = None,
    mode: MuteMode = MuteMode.ZERO,
    choices: Choices = NO_CHOICES,
    batch: int | None = None,
    grown: Callable[[HeadEffects, float], None] = lambda found, share: None,
) -> HeadEffects:
    """Mute each head of a run in turn, and tell how the probability of its answer changes.

    Parameters
    ----------
    trace : Trace
        A finished run; heads that are muted in it stay so.
    subject : Subject
        The model that made it.
    answer : str
        What is watched, as `target_of` takes it; "" for what the model is surest of.
    heads : sequence of (site, head), optional
        Which; all without.
    mode : MuteMode
        What a muted head gives.
    choices : Choices
        Hears of progress and of the memory that it takes, and is asked whether to stop; with a
        second answer in `against` the difference of both probabilities is watched.
    batch : int, optional
        Copies of the input that are run at a time; as many as the memory allows without.
    grown : callable
        Is given what is known after each batch, changes to come as NaN, and the share of it.

    Raises
    ------
    AttributionError
        The model has no heads, or no such answer, or there is no memory for a run.
    MuteError
        A head cannot be muted.
    Cancelled
        The user stopped it.
    """
    every = heads_of(trace)
    heads = every if heads is None else tuple(heads)
    if missing := [one for one in heads if one not in every]:
        raise AttributionError(f"There is no head {missing[0][1]} in site {missing[0][0]}.")
    call, target = prepared(trace, answer, subject)
    second = second_of(trace, answer, choices.against) if choices.against else ""
    other = target_of(trace, subject, second) if second else None
    if batch is None:
        batch = _batch(call, trace, choices, len(heads))

    def sure(logits: Tensor) -> Tensor:
        found = target.probability(logits, call.temperature)  # (B,)
        return found if other is None else found - other.probability(logits, call.temperature)

    label = target.label if other is None else f"{target.label} against {other.label}"
    before: float | None = None
    changes: list[Tensor] = []
    names = [site.name for site in trace.sites]
    for start in range(0, len(heads), batch):
        if choices.cancelled():
            raise Cancelled
        some = heads[start : start + batch]
        plan: list[tuple[str, int] | None] = [(names[at], head) for at, head in some]
        if before is None:
            plan.append(None)  # as it is, beside the others
        said = sure(_said(call, trace, plan, mode, choices))
        if before is None:
            before = float(said[-1])
            said = said[:-1]
        changes.append(said - before)
        known = torch.cat(changes).float().cpu().numpy()
        found = np.full((1, len(heads)), np.nan, np.float32)
        found[0, : len(known)] = known
        whole = np.array([before], np.float32)
        effects = HeadEffects(heads, tuple(names), found, whole, (label,))
        share = min(1.0, (start + batch) / len(heads))
        choices.progress(share)
        grown(effects, share)
    return effects


def _batch(call: Call, trace: Trace, choices: Choices, heads: int) -> int:
    """Copies of an input that are run at a time; raises AttributionError where not one fits."""
    _, size = measured(call, trace.mute)
    alone = max(1, size // GRAPH)
    batch = int(min(LARGEST, heads, max(1, free_memory(call, choices) // SHARE // alone)))
    what = f"Muting {heads} heads, {batch} at a time," if batch > 1 else "Muting a head"
    check_memory(call, choices, batch * alone, what)
    return batch


def _said(
    call: Call,
    trace: Trace,
    plan: Sequence[tuple[str, int] | None],
    mode: MuteMode,
    choices: Choices,
) -> Tensor:
    """Logits of as many copies as the plan is long, another head of each muted."""
    many = call.many(len(plan)) if len(plan) > 1 else call
    watching = _at_taps if has_taps(call.model) else _traced
    with torch.no_grad(), unchanged(call.model), watching(many, trace, plan, mode, choices):
        return many()


def _muted(product: Tensor, site: str, plan: Sequence[tuple[str, int] | None], mode: MuteMode,
           groups: int = 1) -> Tensor:  # fmt: skip
    """What the heads of a site give, (copies · groups, heads, Q, d), as the plan has it."""
    parts = []
    for at, one in enumerate(plan):
        part = product[at * groups : (at + 1) * groups]
        if one is not None and one[0] == site:
            part = without(part, frozenset({one[1]}), mode, groups)
        parts.append(part)
    return torch.cat(parts)


@contextmanager
def _at_taps(
    call: Call,
    trace: Trace,
    plan: Sequence[tuple[str, int] | None],
    mode: MuteMode,
    choices: Choices,
) -> Iterator[None]:
    asked = {one[0] for one in plan if one is not None}

    def hook_for(path: str) -> Any:
        def hook(tap: nn.Module, args: Any, output: Tensor) -> Tensor:
            if choices.cancelled():
                raise Cancelled
            return _muted(output, path, plan, mode)

        return hook

    paths = ((name.rpartition(".")[0], part) for name, part in call.model.named_modules())
    taps = [
        (part, hook_for(path))
        for path, part in paths
        if isinstance(part, AttentionTap) and path in asked
    ]
    with muted(call.model, trace.mute), hooked(taps):
        yield


def _traced(
    call: Call,
    trace: Trace,
    plan: Sequence[tuple[str, int] | None],
    mode: MuteMode,
    choices: Choices,
) -> AbstractContextManager[object]:
    asked = {one[0] for one in plan if one is not None}

    def see(record: AttentionRecord, output: Tensor, arranged: Arrangement, queries: int) -> Tensor:
        if record.name not in asked:
            return output
        whole = arranged.of(output.reshape(*arranged.split, queries, output.shape[-1]))
        found = _muted(whole, record.name, plan, mode, len(whole) // len(plan))
        return arranged.back(found).reshape(output.shape)

    quick = Options() if call.quick is None else call.quick
    options = replace(
        quick,
        budget=0,
        queries=2,
        mute=trace.mute,
        cancelled=choices.cancelled,
        on_output=see,
        on_record=None,
    )
    return tracing(call.model, options)
