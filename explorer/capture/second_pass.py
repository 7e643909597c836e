"""A pass with gradients: what every attention gives, on the graph, beside its map and values.

The map of an attention need not be on the graph to know its gradient. With O = A V it is
dL/dA = dL/dO Vᵀ, so that fused attention stays as it is and no map is kept for the way back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import Tensor, nn

from explorer.capture.muting import muted
from explorer.capture.tracing.options import Options, Route
from explorer.capture.tracing.recognition.head_axes import Arrangement
from explorer.capture.tracing.records import AttentionRecord
from explorer.capture.tracing.trace import tracing
from explorer.capture.unchanged import unchanged
from explorer.core.cancel import Cancelled, never
from explorer.core.foreign import Refusal
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.models.taps import TAPS, AttentionTap


class GradientError(Refusal, ValueError):
    """An attention whose gradient by its map is not known; the message is one sentence."""


@dataclass(frozen=True, eq=False)
class Product:
    """What one attention gave in a pass with gradients.

    Attributes
    ----------
    name : str
        Of its site.
    weights : Tensor
        Its map (B, heads, Q, K) float32, off the graph.
    value : Tensor
        (B, heads, K, d), off the graph.
    output : Tensor
        Weights times values, as the model goes on with it, on the graph.
    arrange : callable
        Brings a tensor shaped as `output` to (B, heads, Q, d).
    """

    name: str
    weights: Tensor = field(repr=False)
    value: Tensor = field(repr=False)
    output: Tensor = field(repr=False)
    arrange: Callable[[Tensor], Tensor] = field(repr=False)


@dataclass(frozen=True, eq=False)
class Graded:
    """The same with the gradient of a target, all off the graph and on the host, float32.

    Attributes
    ----------
    weights, gradient : Tensor
        The map and the gradient of the target by it, (B, heads, Q, K).
    value : Tensor
        (B, heads, K, d).
    output, output_gradient : Tensor
        (B, heads, Q, d).
    """

    name: str
    weights: Tensor = field(repr=False)
    gradient: Tensor = field(repr=False)
    value: Tensor = field(repr=False)
    output: Tensor = field(repr=False)
    output_gradient: Tensor = field(repr=False)


@contextmanager
def products(
    model: nn.Module,
    quick: Options | None = None,
    mute: Mute = NOTHING_MUTED,
    cancelled: Callable[[], bool] = never,
) -> Iterator[list[Product]]:
    """Collect what every attention of a model gives while it runs inside the block, on the graph.

    The weights of the model get no gradients, and the graph begins at its first attention.

    Parameters
    ----------
    model : nn.Module
        With taps of ours, or any other.
    quick : Options or None
        How a model without taps is watched at the least cost; by its functions without.
    mute : Mute
        Heads that give nothing, sites by their names.
    cancelled : callable
        Is asked at every attention.

    Raises
    ------
    GradientError
        Out of the block, at an attention whose values do not give its gradient.
    """
    found: list[Product] = []
    with fixed(model), unchanged(model), torch.enable_grad():
        watching = _at_taps if has_taps(model) else _traced
        with watching(model, found, quick, mute, cancelled):
            yield found


@contextmanager
def fixed(model: nn.Module) -> Iterator[None]:
    """Let the weights of a model have no gradients inside the block."""
    trained = [one for one in model.parameters() if one.requires_grad]
    try:
        for parameter in trained:
            parameter.requires_grad_(False)
        yield
    finally:
        for parameter in trained:
            parameter.requires_grad_(True)


@contextmanager
def as_muted(model: nn.Module, mute: Mute, quick: Options | None = None) -> Iterator[None]:
    """Call a model inside the block with what was taken away in a run, gradients included.

    Parameters
    ----------
    model : nn.Module
        With taps of ours, or any other.
    mute : Mute
        What is taken away, sites by their names.
    quick : Options or None
        How a model without taps is watched at the least cost.

    Raises
    ------
    MuteError
        Something cannot be taken away; out of the block where it is not found.
    """
    if not mute or has_taps(model):
        with muted(model, mute):
            yield
        return
    options = Options() if quick is None else quick
    # functions are above the graph, so that what is taken away has no gradient either
    route = Route.FUNCTIONS if options.route is Route.OPERATORS else options.route
    kept = replace(options, mute=mute, budget=0, queries=2, route=route, on_record=None)
    with tracing(model, kept):
        yield


def has_taps(model: nn.Module) -> bool:
    """Whether a model is one of ours, or made of its parts."""
    return any(isinstance(part, TAPS) for part in model.modules())


def graded(target: Tensor, seen: Sequence[Product]) -> list[Graded]:
    """The gradient of a target, one number, by the map of every attention; the graph is freed.

    Raises
    ------
    GradientError
        The target does not depend on an attention.
    """
    outputs = [one.output for one in seen]
    gradients = torch.autograd.grad(target, outputs, allow_unused=True)
    result = []
    for one, gradient in zip(seen, gradients, strict=True):
        if gradient is None:
            raise GradientError(f"The answer does not depend on {one.name}.")
        by_output = one.arrange(gradient.detach()).float().cpu()  # (B, heads, Q, d)
        by_map = by_output @ one.value.transpose(-1, -2)  # (B, heads, Q, K)
        output = one.arrange(one.output.detach()).float().cpu()
        result.append(Graded(one.name, one.weights, by_map, one.value, output, by_output))
    return result


def _begun(output: Tensor) -> Tensor:
    """The same on a graph: that of the pass, or one that begins here."""
    return output if output.requires_grad else output.detach().requires_grad_().clone()


@contextmanager
def _at_taps(
    model: nn.Module,
    found: list[Product],
    quick: Options | None,
    mute: Mute,
    cancelled: Callable[[], bool],
) -> Iterator[None]:
    handles = []

    def hook_for(path: str) -> Any:
        def hook(tap: nn.Module, args: Any, tensors: dict[str, Tensor], output: Tensor) -> Tensor:
            if cancelled():
                raise Cancelled
            live = _begun(output)
            weights, value = (tensors[name].detach().float().cpu() for name in ("weights", "value"))
            found.append(Product(path, weights, value, live, lambda tensor: tensor))
            return live

        return hook

    with muted(model, mute):
        try:
            for name, part in model.named_modules():
                if isinstance(part, AttentionTap):
                    path = name.rpartition(".")[0]
                    hook = hook_for(path)
                    handles.append(part.register_forward_hook(hook, with_kwargs=True, prepend=True))
            yield
        finally:
            for handle in handles:
                handle.remove()


def _traced(
    model: nn.Module,
    found: list[Product],
    quick: Options | None,
    mute: Mute,
    cancelled: Callable[[], bool],
) -> AbstractContextManager[object]:
    """Watch by functions, whose tensors are on the graph; those of operators are below it."""

    def see(record: AttentionRecord, output: Tensor, arranged: Arrangement, queries: int) -> Tensor:
        live = _begun(output)
        value = record.value
        if value is None or record.points is not None:
            raise GradientError(f"{record.name} has no map of tokens and values.")
        if record.apart:
            raise GradientError(f"Some tokens of {record.name} have values of their own.")

        def arrange(tensor: Tensor) -> Tensor:
            whole = arranged.of(tensor.reshape(*arranged.split, queries, tensor.shape[-1]))
            return whole[..., : record.queries, :]  # without what fills a last window up

        weights = torch.stack([record.weights(at) for at in range(record.batch)])
        whole = record.repeated(value).float().cpu()
        found.append(Product(record.name, weights, whole, live, arrange))
        return live.view_as(live)  # another tensor than came, so that the model goes on with it

    options = Options() if quick is None else quick
    route = Route.FUNCTIONS if options.route is Route.OPERATORS else options.route
    return tracing(
        model,
        replace(
            options, route=route, mute=mute, cancelled=cancelled, on_output=see, on_record=None
        ),
    )
