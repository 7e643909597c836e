"""The output projection of an attention, found by its numbers: the layer that its heads go into."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from explorer.analysis.attribution.call import Call
from explorer.analysis.attribution.gradient_pass import said
from explorer.analysis.attribution.method import AttributionError
from explorer.analysis.attribution.targets import same
from explorer.capture.hooks import hooked
from explorer.capture.second_pass import Product
from explorer.core.checks import Check
from explorer.core.interventions.mute import Mute

PROJECTION = "heads side by side are what the output projection is given"
CLOSE = 1e-5


def projection_of(call: Call, product: Product, mute: Mute) -> tuple[Tensor, Check]:
    """The weights by which each head goes into the output of its module.

    Every layer with a matrix in or around the module of the attention is looked at: the one whose
    input is all heads side by side, number for number, is the projection.

    Returns
    -------
    Tensor
        (heads, d, width) float32.
    Check
        How far its input is from the heads side by side.

    Raises
    ------
    AttributionError
        No layer is given the heads as they are.
    """
    whole = product.arrange(product.output.detach()).float().cpu()  # (B, heads, Q, d)
    merged = whole.transpose(1, 2).flatten(2)  # (B, Q, heads · d)
    heads, width = whole.shape[1], whole.shape[3]
    path = product.name.partition("#")[0]
    around = path.rpartition(".")[0]
    found: list[tuple[float, nn.Module]] = []

    def look(module: nn.Module, args: tuple[Any, ...], output: Any) -> None:
        given = args[0] if args else None
        if isinstance(given, Tensor) and given.numel() == merged.numel():
            close = same(merged, given.detach().float().cpu().reshape(merged.shape))
            found.append((close, module))

    near = (module for name, module in call.model.named_modules() if name.startswith(f"{around}."))
    with hooked((one, look) for one in near if _matrix(one, heads * width) is not None):
        said(call, mute.without(path))
    error, module = min(found, key=lambda one: one[0], default=(1.0, None))
    attending = call.model.get_submodule(path)
    if error > CLOSE and isinstance(attending, nn.MultiheadAttention):
        error, module = 0.0, attending.out_proj  # torch gives it the heads as a function
    matrix = None if module is None or error > CLOSE else _matrix(module, heads * width)
    if matrix is None:
        raise AttributionError(f"No layer is given the heads of {path} side by side.")
    split = matrix.detach().float().cpu().reshape(heads, width, -1)  # (heads, d, width)
    return split, Check(PROJECTION, error, CLOSE)


def _matrix(module: nn.Module, inputs: int) -> Tensor | None:
    """The weights (inputs, outputs) of a linear layer of so many inputs; None for others."""
    weight = getattr(module, "weight", None)
    if not isinstance(weight, Tensor) or weight.dim() != 2 or isinstance(module, nn.Embedding):
        return None
    if type(module).__name__ == "Conv1D":  # of GPT-2, which keeps inputs first
        return weight if weight.shape[0] == inputs else None
    return weight.T if weight.shape[1] == inputs else None
