"""Mute heads of our own models, hold their gates, block looks: hooks on each tap.

What is masked of their input is so as well. Models that nobody here wrote are muted by the tracer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from explorer.capture.blocking import blocked_scores, hidden
from explorer.capture.hooks import hooked
from explorer.capture.masking import masked
from explorer.core.interventions.intervention import ALL, Block, MuteError
from explorer.core.interventions.mute import Mute, MuteMode
from explorer.models.taps import AttentionTap, GateTap


@contextmanager
def muted(model: nn.Module, mute: Mute, stepwise: frozenset[str] = frozenset()) -> Iterator[None]:
    """Take away in a model with taps what is to be muted, inside the block.

    Whoever observes the taps sees the output of a muted head and a held gate as the model had
    them, and an attention some of whose looks are blocked as it is.

    Parameters
    ----------
    model : nn.Module
        A model with taps.
    mute : Mute
        Sites by the path of their module; nothing muted changes no bit.
    stepwise : frozenset of str
        Sites that see one token at a time, which have no mean over the tokens.

    Raises
    ------
    MuteError
        A site has no tap, or no mean, or a query has nothing left to look at.
    """
    named = [(name.rpartition(".")[0], part) for name, part in model.named_modules()]
    heads = {path: part for path, part in named if isinstance(part, AttentionTap)}
    gates = {path: part for path, part in named if isinstance(part, GateTap)}
    chosen, held, blocked = mute.by_name(), mute.held(), mute.blocked()
    for path in (*chosen, *blocked):
        if path not in heads:
            raise MuteError(f"{path} has no attention that could be muted.")
    for path in chosen:
        if mute.mode is MuteMode.MEAN and path in stepwise:
            raise MuteError(NO_MEAN.format(path))
    for path in held:
        if path not in gates:
            raise MuteError(f"{path} has no gate that could be held.")
    hooks = [(heads[path], _hook(some, mute.mode)) for path, some in chosen.items()]
    with ExitStack() as stack:
        stack.enter_context(masked(model, mute))
        if blocked:
            stack.enter_context(_blocking(model, {heads[path]: path for path in blocked}, blocked))
        stack.enter_context(hooked(hooks))
        stack.enter_context(
            hooked(((gates[path], _holding(at)) for path, at in held.items()), with_kwargs=True)
        )
        yield


NO_MEAN = "{} sees one token at a time while it writes, which have no mean: mute with zeros."


def _hook(heads: frozenset[int], mode: MuteMode) -> Any:
    def hook(tap: nn.Module, args: tuple[Tensor, ...], output: Tensor) -> Tensor:
        return without(output, heads, mode)

    return hook


def _holding(values: Mapping[int, float]) -> Any:
    def hook(
        tap: nn.Module, args: tuple[Tensor, ...], tensors: dict[str, Tensor], output: Tensor
    ) -> Tensor:
        return tensors["features"] * held_gate(tensors["gate"], values, axis=1)

    return hook


def held_gate(gate: Tensor, values: Mapping[int, float], axis: int) -> Tensor:
    """A gate with some channels, or all of it, held at values.

    axis: along which its channels lie. Raises MuteError for a channel that there is not.
    """
    if ALL in values:
        return torch.full_like(gate, values[ALL])
    if beyond := [one for one in values if not 0 <= one < gate.shape[axis]]:
        raise MuteError(
            f"There is no channel {beyond[0]} to be held: there are {gate.shape[axis]}."
        )
    channels = torch.tensor(list(values), device=gate.device)
    held = torch.tensor(list(values.values()), dtype=gate.dtype, device=gate.device)
    shape = [1] * gate.dim()
    shape[axis] = len(channels)
    return gate.index_copy(
        axis, channels, held.reshape(shape).expand(*_with(gate.shape, axis, len(channels)))
    )


def _with(shape: Sequence[int], axis: int, size: int) -> list[int]:
    return [size if at == axis else one for at, one in enumerate(shape)]


@contextmanager
def _blocking(
    model: nn.Module, taps: Mapping[nn.Module, str], blocks: Mapping[str, Sequence[Block]]
) -> Iterator[None]:
    """Give taps scores with what is blocked, and what they come to.

    A tap may be given its queries in several calls, as by a recurrent decoder: they are counted
    from where the model was called as a whole, or from the beginning of the block.
    """
    seen: Counter[str] = Counter()

    def begin(module: nn.Module, args: tuple[Tensor, ...]) -> None:
        seen.clear()

    def enter(tap: nn.Module, args: tuple[Tensor, ...], tensors: dict[str, Tensor]) -> Any:
        path = taps[tap]
        queries, keys = tensors["scores"].shape[2:]
        start = seen[path]
        where = hidden(blocks[path], queries, keys, start)
        seen[path] += queries
        if where is None:
            return None
        scores = blocked_scores(tensors["scores"], where, path, start)
        weights = scores.softmax(dim=-1)  # (B, heads, Q, K)
        return (weights @ tensors["value"],), {**tensors, "scores": scores, "weights": weights}

    handles = [model.register_forward_pre_hook(begin)]
    handles += [tap.register_forward_pre_hook(enter, with_kwargs=True) for tap in taps]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def without(product: Tensor, heads: frozenset[int], mode: MuteMode, groups: int = 1) -> Tensor:
    """Return what all heads give, (B, heads, Q, d), with zeros or means for some of them.

    groups: windows that one input was cut into, side by side in B; a mean is over all of them.
    """
    sounding = torch.ones(product.shape[1], dtype=torch.bool, device=product.device)
    sounding[list(heads)] = False
    sounding = sounding[:, None, None]  # (heads, 1, 1)
    if mode is MuteMode.ZERO:
        return torch.where(sounding, product, product.new_zeros(()))
    apart = product.unflatten(0, (-1, groups))  # (inputs, groups, heads, Q, d)
    means = apart.mean(dim=(1, 3), keepdim=True)  # (inputs, 1, heads, 1, d)
    return torch.where(sounding, product, means.expand_as(apart).reshape_as(product))
