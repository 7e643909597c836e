"""Mute heads of our own models: a hook on each tap takes a head's output away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from explorer.capture.hooks import hooked
from explorer.core.mute import Mute, MuteError, MuteMode
from explorer.models.taps import AttentionTap


@contextmanager
def muted(model: nn.Module, mute: Mute, stepwise: frozenset[str] = frozenset()) -> Iterator[None]:
    """Mute heads of a model with taps inside the block, before their output projection.

    Whoever observes the taps sees the output as it was before.

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
        A site has no tap, or no mean.
    """
    taps = {
        name.rpartition(".")[0]: part
        for name, part in model.named_modules()
        if isinstance(part, AttentionTap)
    }
    chosen = mute.by_name()
    for path in chosen:
        if path not in taps:
            raise MuteError(f"{path} has no attention that could be muted.")
        if mute.mode is MuteMode.MEAN and path in stepwise:
            raise MuteError(NO_MEAN.format(path))
    with hooked((taps[path], _hook(heads, mute.mode)) for path, heads in chosen.items()):
        yield


NO_MEAN = "{} sees one token at a time while it writes, which have no mean: mute with zeros."


def _hook(heads: frozenset[int], mode: MuteMode) -> Any:
    def hook(tap: nn.Module, args: tuple[Tensor, ...], output: Tensor) -> Tensor:
        return without(output, heads, mode)

    return hook


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
