"""What to keep of a run and how to watch it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from torch import Tensor

from explorer.capture.tracing.recognition.head_axes import Arrangement
from explorer.capture.tracing.records import AttentionRecord, Record
from explorer.core.cancel import never
from explorer.core.interventions.mute import NOTHING_MUTED, Mute


class Route(StrEnum):
    """How a run is watched.

    OPERATORS sees all there is. CALLS wraps `scaled_dot_product_attention` alone: quicker, and
    enough for a model in which an earlier run found nothing but fused attention. FUNCTIONS sees the
    Python functions of torch: nearly as quick, and enough for most others.
    """

    OPERATORS = "operators"
    FUNCTIONS = "functions"
    CALLS = "calls"


def everything(path: str) -> bool:
    """The `chosen` that keeps all modules."""
    return True


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier run has found, so that the next one need not look everywhere.

    paths: of the modules that attend or gate. maps: of those whose maps q and k do not give.
    attend, gate: whether any does so in a way that needs a mode. changed: of those whose maps
    something acts on between the softmax and the product.
    """

    paths: frozenset[str]
    maps: frozenset[str]
    attend: bool
    gate: bool
    changed: frozenset[str] = frozenset()

    @property
    def around(self) -> frozenset[str]:
        """The paths of the modules around them, and their own."""
        parts = [path.split(".") for path in self.paths]
        within = (".".join(one[:end]) for one in parts for end in range(1, len(one) + 1))
        return frozenset(("", *within))


OnOutput = Callable[[AttentionRecord, Tensor, Arrangement, int], Tensor]
"""Gets a site, its product of weights and values, how that is arranged, and how many queries."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to keep of a run and how to watch it.

    budget: bytes for tensors; None for a quarter of the free memory. cancelled: asked at every
    operator. mute: which heads are muted, sites by the name of their record. chosen: which modules'
    tensors are kept.
    on_record: told of each site as it runs. outputs: whether products of weights and values are
    kept beside what they were made of, and beside a map the queries that it was made for. queries:
    how many of an input are measured, and of no more than a few windows then; None for all: each
    costs as much as it cost the model. joined: for decoding step by step: calls of a module whose
    keys go on from those of its last call become one record. known: the modules that are watched,
    None for all; `rerun.quicker` tells them. inside: whether only what happens within a call of the
    model is recorded, and nothing of what else runs in the block. on_output: is given every site
    with what it gives, as the model goes on with it, and gives back what the model is to go on
    with; with gradients where the pass has them.
    """

    budget: int | None = None
    cancelled: Callable[[], bool] = never
    mute: Mute = NOTHING_MUTED
    chosen: Callable[[str], bool] = everything
    on_record: Callable[[Record], None] | None = None
    outputs: bool = False
    queries: int | None = 32
    joined: bool = False
    route: Route = Route.OPERATORS
    known: Known | None = None
    inside: bool = False
    on_output: OnOutput | None = None
