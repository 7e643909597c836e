"""Observing our own models: a hook on every tap turns what passes through it into a site.

The hooks are put on for one run and are gone after it, also when the run fails or is cancelled.
Everything that leaves this module is a copy in NumPy: tensors of a run never outlive it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from explorer.capture.verify import check_attention, check_gate
from explorer.core.attention import Array, Attention, ChannelGate, PatchAttention, SpatialGate, frozen
from explorer.core.axes import PatchGrid
from explorer.core.cancel import Cancelled, never
from explorer.models.taps import AttentionTap, GateTap

OnSite = Callable[[Attention], None]
Hook = Callable[[nn.Module, tuple[Tensor, ...], dict[str, Any], Tensor], None]

_TAPS = (AttentionTap, GateTap)


def tap_names(model: nn.Module) -> list[str]:
    """Module paths of the taps, in the order of definition."""
    return [name for name, part in model.named_modules() if isinstance(part, _TAPS)]


@contextmanager
def observe(
    model: nn.Module,
    on_site: OnSite,
    axis: PatchGrid | None = None,
    cancelled: Callable[[], bool] = never,
) -> Iterator[None]:
    """Call `on_site` with every attention as soon as the model has computed it.

    axis: what the tokens of an attention site stand for; unused for gates. The model must run a
    batch of one. Raises Cancelled out of the model's forward at the first tap after `cancelled()`
    turned true.
    """
    handles = []
    calls = 0

    def hook_for(name: str) -> Hook:
        def hook(
            tap: nn.Module, args: tuple[Tensor, ...], tensors: dict[str, Any], output: Tensor
        ) -> None:
            nonlocal calls
            if cancelled():
                raise Cancelled
            if isinstance(tap, GateTap):
                site = _gate(tap.kind, name, calls, output, tensors)
            else:
                site = _attention(name, calls, output, tensors, axis)
            calls += 1
            on_site(site)

        return hook

    try:
        for name, part in model.named_modules():
            if isinstance(part, _TAPS):
                path = name.rpartition(".")[0]  # the module that attends, not its tap
                handles.append(part.register_forward_hook(hook_for(path), with_kwargs=True))
        yield
    finally:
        for handle in handles:
            handle.remove()


def _numpy(tensor: Tensor) -> Array:
    """A frozen float32 copy without the batch axis; raises ValueError for more than one input."""
    if tensor.shape[0] != 1:
        raise ValueError(f"Only a batch of one can be observed, not {tensor.shape[0]}.")
    return frozen(tensor.detach()[0].to("cpu", torch.float32).numpy())


def _attention(
    name: str, layer: int, output: Tensor, tensors: dict[str, Any], axis: PatchGrid | None
) -> PatchAttention:
    query, key, value = (tensors[part] for part in ("query", "key", "value"))
    if axis is None or axis.size != key.shape[-2]:
        raise ValueError(f"{name} has {key.shape[-2]} tokens; its axis says {axis}.")
    scale = query.shape[-1] ** -0.5
    return PatchAttention(
        name=name,
        layer=layer,
        checks=check_attention(query, key, value, scale, tensors["weights"], output),
        query=_numpy(query),
        key=_numpy(key),
        value=_numpy(value),
        scale=scale,
        axis=axis,
    )


def _gate(kind: str, name: str, layer: int, output: Tensor, tensors: dict[str, Any]) -> Attention:
    gate, logits, features = (tensors[part] for part in ("gate", "logits", "features"))
    checks = check_gate(gate, features, output)
    if kind == "channel-gate":
        return ChannelGate(
            name=name,
            layer=layer,
            checks=checks,
            gate=_numpy(gate).reshape(-1),  # (C, 1, 1) -> (C,)
            logits=_numpy(logits).reshape(-1),
            features=_numpy(features),
        )
    return SpatialGate(
        name=name,
        layer=layer,
        checks=checks,
        gate=_numpy(gate)[0],  # (1, H, W) -> (H, W)
        logits=_numpy(logits)[0],
    )
