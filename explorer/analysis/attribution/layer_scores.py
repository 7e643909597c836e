"""What each layer would answer, and its gradient: the end of a model on every layer's output.

The module of the last layer is made to give the outputs of all layers, side by side as a batch,
and the rest of the model answers for each. So no norm and no head need be known, and the last of
the answers must be the model's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from explorer.analysis.attribution.gradient_pass import TOLERANCE, Pass
from explorer.analysis.attribution.method import AttributionError, Choices
from explorer.analysis.attribution.targets import same
from explorer.capture.hooks import hooked
from explorer.capture.second_pass import Product, products
from explorer.core.cancel import Cancelled
from explorer.core.checks import Check
from explorer.core.sites.arrays import Array

LAST = "answer of the last layer is the model's own"


def blocks_of(model: nn.Module, names: Sequence[str]) -> list[str]:
    """The repeated module around each attention, as blocks.5 around blocks.5.attn.

    Raises AttributionError where two attentions share one, or an attention is in none.
    """
    found = []
    for name in names:
        parts = name.partition("#")[0].split(".")
        block = next(
            (".".join(parts[:end]) for end in range(len(parts), 0, -1) if parts[end - 1].isdecimal()
             or parts[end - 1][-1:].isdecimal()),
            "",
        )  # fmt: skip
        if not block:
            raise AttributionError(f"{name} lies in no layer of the model.")
        found.append(block)
    if len(set(found)) != len(found):
        raise AttributionError("A layer of it attends more than once.")
    return found


def layer_gradients(run: Pass, choices: Choices) -> tuple[list[Array], tuple[Check, ...]]:
    """The gradient of each layer's own score by its own map.

    Returns
    -------
    list of Array
        (heads, Q, K) of each layer, first layer first.
    tuple of Check
        Whether the last layer's answer is that of the model.
    """
    model = run.call.model
    blocks = blocks_of(model, [one.name for one in run.products])
    kept: list[Tensor] = []

    def keep(module: nn.Module, args: Any, output: Any) -> Any:
        first = output[0] if isinstance(output, tuple) else output
        if not isinstance(first, Tensor) or (kept and first.shape != kept[0].shape):
            raise AttributionError("The outputs of its layers do not have one shape.")
        kept.append(first)
        if len(kept) < len(blocks):
            return None
        whole = torch.cat(kept)  # (layers, T, width)
        return (whole, *output[1:]) if isinstance(output, tuple) else whole

    with (
        hooked((model.get_submodule(block), keep) for block in blocks),
        products(model, run.call.quick, run.mute, choices.cancelled) as seen,
    ):
        logits = run.call()  # (layers, …)
    if len(kept) != len(blocks) or len(logits) != len(blocks):
        raise AttributionError("The rest of the model does not answer for each of its layers.")
    scores = run.target.logit(logits)  # (layers,)
    gradients = []
    for at, (score, one) in enumerate(zip(scores, seen, strict=True)):
        if choices.cancelled():
            raise Cancelled
        gradients.append(_by_map(score, one, retain=at + 1 < len(seen)))
        choices.progress((at + 1) / len(seen))
    error = same(run.logits.detach(), logits[-1:].detach())
    return gradients, (Check(LAST, error, TOLERANCE),)


def _by_map(score: Tensor, one: Product, retain: bool) -> Array:
    """dL/dA = dL/dO Vᵀ of one layer: (heads, Q, K)."""
    (gradient,) = torch.autograd.grad(score, [one.output], retain_graph=retain, allow_unused=True)
    if gradient is None:
        gradient = torch.zeros_like(one.output)
    by_output = one.arrange(gradient.detach()).float().cpu()  # (B, heads, Q, d)
    found: Array = (by_output @ one.value.transpose(-1, -2))[0].numpy()
    return found
