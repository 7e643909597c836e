"""Which axes of a model's tensors are inputs and which are heads."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from torch import Tensor

from explorer.capture.muting import without
from explorer.core.interventions.mute import MuteMode


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How (..., T, d) becomes (B, heads, T, d).

    lead: the sizes of the leading axes. axis: number of the one that is heads, in `split`, which
    is `lead` with a joint axis of inputs and heads cut in two.
    """

    split: tuple[int, ...]
    axis: int

    @property
    def heads(self) -> int:
        return self.split[self.axis]

    @property
    def batch(self) -> int:
        return prod(self.split) // self.heads

    def of(self, tensor: Tensor) -> Tensor:
        """(..., T, d) to (B, heads, T, d); fewer heads than those of the arrangement may come."""
        if self.axis == 1 and len(self.split) == 2 and tensor.shape[:-2] == self.split:
            return tensor  # as most models have it
        tail = tensor.shape[-2:]
        count = prod(tensor.shape[:-2])
        heads = count // self.batch
        split = [heads if at == self.axis else size for at, size in enumerate(self.split)]
        tensor = tensor.reshape(*split, *tail).movedim(self.axis, -3)  # (..., heads, T, d)
        return tensor.reshape(self.batch, heads, *tail)

    def back(self, tensor: Tensor) -> Tensor:
        """(B, heads, T, d) in the model's own order of axes: (..., T, d)."""
        rest = [size for at, size in enumerate(self.split) if at != self.axis]
        return tensor.reshape(*rest, *tensor.shape[1:]).movedim(len(rest), self.axis)


def arrangement(lead: tuple[int, ...], heads: int | None, inputs: int) -> Arrangement:
    """Find the heads among the leading axes of scores (..., Q, K).

    heads: how many the module says it has. inputs: how many the model was given. Without help
    the last leading axis holds the heads.
    """
    if not lead:
        return Arrangement((1, 1), 1)
    if len(lead) == 2 and heads and inputs > 1 and lead == (1, inputs * heads):
        lead = lead[1:]  # torch gives fused attention of three axes a fourth
    if len(lead) == 1:
        if heads is None or lead[0] % heads:
            heads = lead[0] // inputs if lead[0] % inputs == 0 else lead[0]
        return Arrangement((lead[0] // heads, heads), 1)
    # the first axis is more likely the inputs, where there are as many
    agreeing = [at for at, size in enumerate(lead) if size == heads and (at or size != inputs)]
    return Arrangement(lead, agreeing[-1] if agreeing else len(lead) - 1)


def silenced(
    output: Tensor,
    arranged: Arrangement,
    queries: int,
    muted: frozenset[int],
    mode: MuteMode = MuteMode.ZERO,
    groups: int = 1,
) -> Tensor:
    """The product (..., d) of weights and values with zeros, or means, for the muted heads."""
    heads = frozenset(head for head in muted if head < arranged.heads)
    whole = arranged.of(output.reshape(*arranged.split, queries, output.shape[-1]))
    return arranged.back(without(whole, heads, mode, groups)).reshape(output.shape)
