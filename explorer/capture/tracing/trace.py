"""Tracing a model: everything is put on for one run and gone after it, however it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils._pytree import tree_leaves

from explorer.capture.masking import masked
from explorer.capture.tracing.budget import Keeper
from explorer.capture.tracing.observation import Watch
from explorer.capture.tracing.options import Known, Options, Route
from explorer.capture.tracing.paths import Stack, Zone
from explorer.capture.tracing.recognition.banded import Banded
from explorer.capture.tracing.recognition.functions import FunctionMode
from explorer.capture.tracing.recognition.fused_calls import wrapped
from explorer.capture.tracing.recognition.gates import silent
from explorer.capture.tracing.recognition.operator_mode import TracingMode
from explorer.capture.tracing.records import AttentionRecord, GateRecord, Record
from explorer.core.cancel import Cancelled
from explorer.core.checks import Check, Verdict, overall
from explorer.core.foreign import Refusal
from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import Mute

_TURN = threading.Lock()
"""One tracing at a time: the switch of the fast path and the wrapper hold for the process."""
WAIT = 0.05
"""Seconds between two looks at the cancel flag while another tracing runs."""
_holder: list[int] = []
"""The thread whose turn it is."""
SAME_OUTPUT = "output with and without capture"


class UnwatchableError(Refusal, RuntimeError):
    """The model does something that cannot be run under observation."""


class Traced:
    """What a run has shown: its records in order, and what was not kept of them."""

    def __init__(self, keeper: Keeper, watch: Watch) -> None:
        self._keeper = keeper
        self._watch = watch
        self.output: Any = None
        self.checks: tuple[Check, ...] = ()

    @property
    def records(self) -> list[Record]:
        return self._keeper.records

    @property
    def ran(self) -> bool:
        """Whether the model was called at all, in this thread."""
        return bool(self._watch.stack.ran)

    @property
    def attentions(self) -> list[AttentionRecord]:
        return [one for one in self.records if isinstance(one, AttentionRecord)]

    @property
    def gates(self) -> list[GateRecord]:
        return [one for one in self.records if isinstance(one, GateRecord)]

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what was halved or not kept, and on gates that were expected in vain."""
        notes = self._keeper.notes()
        if missed := self._silent():
            notes += (f"No gate was found in {', '.join(missed)}.",)
        return notes

    @property
    def verdict(self) -> Verdict:
        """Of the whole: what was measured of the run, and of every record."""
        return overall((*self.checks, *(check for one in self.records for check in one.checks)))

    @property
    def known(self) -> Known:
        """What the next run need watch to find the same."""
        maps = (one.path for one in self.attentions if one.map is not None)
        paths = [*(one.path for one in self.records), *self._silent()]
        return Known(
            paths=frozenset(paths),
            maps=frozenset(maps),
            changed=frozenset(one.path for one in self.attentions if one.changed),
            attend=len(self.attentions) > self._watch.calls,
            gate=bool(self.gates),
        )

    @property
    def route(self) -> Route:
        """The quickest that may find the same."""
        fused = all(isinstance(one, AttentionRecord) and one.fused for one in self.records)
        by_call = fused and self._watch.calls == self._watch.sites > 0
        return Route.CALLS if by_call else Route.OPERATORS

    def _silent(self) -> list[str]:
        """Paths of modules that were to gate and did not."""
        return silent(self._watch.stack.ran, (one.path for one in self.gates))


@contextmanager
def tracing(model: nn.Module, options: Options | None = None) -> Iterator[Traced]:
    """Record what `model` does in this thread inside the block.

    The model runs unchanged but for muted heads and torch's fast path, which is off; call `eval()`
    before, or dropout changes the maps. Tracings of one thread may lie within each other, those of
    several threads take turns. Raises Cancelled out of the model's forward after `cancelled()`
    turned true, UnwatchableError where the model uses flex_attention, MuteError at the end where a
    head that is to be muted was not found in what its module gives.
    """
    options = Options() if options is None else options
    with _turn(options.cancelled) as within, _watching(model, _seen_by(within, options)) as traced:
        yield traced


def trace_model(
    model: nn.Module,
    *args: Any,
    options: Options | None = None,
    run: Callable[..., Any] | None = None,
    compare: bool = True,
    **kwargs: Any,
) -> Traced:
    """Run `model(*args, **kwargs)`, or `run(*args, **kwargs)`, and return what was seen.

    compare: run once more without capture, with the same random numbers, and check that every
    tensor of the output has the same bits; with heads muted the outputs are to differ and are not
    compared. The caller chooses no_grad or inference_mode. Raises as `tracing` does.
    """
    options = Options() if options is None else options
    call = model if run is None else run
    with _turn(options.cancelled) as within:
        chance = _random_state()
        with _watching(model, _seen_by(within, options)) as traced:
            traced.output = call(*args, **kwargs)
        if compare and not options.mute:
            if options.cancelled():
                raise Cancelled
            _draw_again(*chance)
            traced.checks += (check_same(traced.output, call(*args, **kwargs)),)
    return traced


def _seen_by(within: bool, options: Options) -> Options:
    """The options of a tracing within another one, which would see what a quicker one measures."""
    return replace(options, route=Route.OPERATORS) if within else options


@contextmanager
def _watching(model: nn.Module, options: Options) -> Iterator[Traced]:
    """The hooks and the mode, or the wrapper."""
    stack, keeper = Stack(model, options.known), Keeper(options.budget, options.joined)
    watch = Watch(stack, keeper, options)
    with ExitStack() as after:
        after.enter_context(masked(model, options.mute))
        after.callback(stack.take_off)
        banded = Banded(watch)
        after.callback(banded.take_off)
        after.enter_context(wrapped(watch))
        zone = None
        if options.route is not Route.CALLS:
            seeing = TracingMode if options.route is Route.OPERATORS else FunctionMode
            zone = Zone(seeing(watch))
            after.callback(zone.close)
            if options.known is None or "" in options.known.paths:
                zone.enter()
        banded.put_on()
        stack.put_on(zone)
        try:
            yield Traced(keeper, watch)
            _check_found(options.mute, watch.found)
        except NotImplementedError as failed:
            if not any(one in str(failed) for one in ("HigherOrderOperator", "HOP ")):  # torch 2.6
                raise
            raise UnwatchableError(
                "Models that use torch's flex_attention cannot be watched; "
                "load this one with attn_implementation='sdpa'."
            ) from failed


def _check_found(mute: Mute, found: set[str]) -> None:
    """Raise MuteError for what is to be muted, held or blocked and was not found in a run."""
    why = (
        (mute.by_name(), "{} cannot be muted: its heads are not found in its output."),
        (mute.held(), "{} cannot be held: its gate is not found."),
        (mute.blocked(), "{} cannot be blocked: its softmax is not seen."),
    )
    for named, words in why:
        if missing := sorted(set(named) - found):
            raise MuteError(words.format(missing[0]))


@contextmanager
def _turn(cancelled: Callable[[], bool]) -> Iterator[bool]:
    """Wait until no other thread traces; torch's fast path is off until the end.

    Yields whether this thread traces already, which needs no turn of its own.
    """
    if threading.get_ident() in _holder:
        yield True
        return
    while not _TURN.acquire(timeout=WAIT):
        if cancelled():
            raise Cancelled
    fast = bool(torch.backends.mha.get_fastpath_enabled())
    try:
        _holder.append(threading.get_ident())
        torch.backends.mha.set_fastpath_enabled(False)
        yield False
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)
        _holder.clear()
        _TURN.release()


def _random_state() -> tuple[Tensor, list[Tensor]]:
    """Of torch's generators on the host and on CUDA devices in use."""
    cuda = torch.cuda.get_rng_state_all() if torch.cuda.is_initialized() else []
    return torch.get_rng_state(), cuda


def _draw_again(host: Tensor, cuda: list[Tensor]) -> None:
    torch.set_rng_state(host)
    if cuda:
        torch.cuda.set_rng_state_all(cuda)


def check_same(traced: object, plain: object) -> Check:
    """The share of output tensors whose bits differ; more than none is a mismatch."""
    pairs = list(zip(_tensors(traced), _tensors(plain), strict=False))
    differing = sum(not _same(one, other) for one, other in pairs)
    differing += abs(len(_tensors(traced)) - len(_tensors(plain)))
    return Check(SAME_OUTPUT, differing / len(pairs) if pairs else None, 0.0)


def _tensors(output: object) -> list[Tensor]:
    if hasattr(output, "to_tuple"):  # the outputs of transformers
        output = output.to_tuple()
    return [one for one in tree_leaves(output) if isinstance(one, Tensor)]


def _same(one: Tensor, other: Tensor) -> bool:
    if one.shape != other.shape:
        return False
    both_nan = one.isnan() & other.isnan() if one.is_floating_point() else one != one
    return bool(((one == other) | both_nan).all())
