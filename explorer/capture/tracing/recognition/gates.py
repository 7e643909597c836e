"""Gates: a squashed tensor multiplied onto features along which it has one value for many.

Squeeze-and-excitation (Hu et al. 2018), effective squeeze-and-excitation, ECA, CBAM's channel and
spatial gates, selective kernels and split attention all have this form; the axes along which the
gate is broadcast tell one kind from another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from torch import Tensor

from explorer.capture.tracing.arena import copied
from explorer.capture.tracing.observation import Watch
from explorer.capture.tracing.recognition.operators import (
    ARITHMETIC,
    RESHAPING,
    SAME,
    SOFTMAX,
    SQUASH,
    Constants,
    tensors,
)
from explorer.capture.tracing.recognition.provenance import Marks
from explorer.capture.tracing.recognition.sampled import Sampled
from explorer.capture.tracing.records import GateRecord
from explorer.capture.verify import check_gate
from explorer.core.checks import Verdict
from explorer.core.sites.attention import Kind

CLASSES = frozenset(
    {"SqueezeExcitation", "SqueezeExcite", "SEModule", "SqueezeExciteCl", "EffectiveSEModule"}
    | {"EcaModule", "CecaModule", "CbamModule", "LightCbamModule", "GatherExcite"}
    | {"SelectiveKernel", "SplitAttn", "ResNetSELayer", "RegNetSELayer", "SEBlock", "SELayer"}
)
"""Modules that gate, by the names that timm, torchvision, transformers and many others use."""
COMPARED = 2**16
"""Features of one gate that are multiplied once more, where not all are to be."""
SQUEEZING = SQUASH | SOFTMAX
PASSING = SAME | ARITHMETIC | RESHAPING
"""What a gate goes through on its way to the features."""
FUNCTIONS = {"_softmax": "softmax", "_safe_softmax": "softmax"} | {
    "clamp": "hardtanh",
    "relu6": "hardtanh",
}
"""What operators are called by people, where that differs."""


@dataclass(frozen=True, eq=False, slots=True)
class Squashed:
    """The result of a sigmoid or its like, and what went in.

    top: the most that it can be; more than 1 once it was multiplied by a greater number.
    """

    function: str
    logits: Tensor
    top: float = 1.0

    def after(self, name: str, args: tuple[Any, ...]) -> Squashed:
        """What it is once an operator was applied to it."""
        factor = next((one for one in args if isinstance(one, int | float)), 1)
        greater = name == "mul" and self.function == "sigmoid" and factor > 1
        return replace(self, top=self.top * factor) if greater else self


class Gates:
    """Follows squashed tensors to the features that they multiply."""

    def __init__(self, watch: Watch, constants: Constants, sampled: Marks[Sampled]) -> None:
        self._watch = watch
        self._constants = constants
        self._sampled = sampled
        self._squashed: Marks[Squashed] = Marks()

    def before(self, name: str, args: tuple[Any, ...]) -> Tensor | None:
        """The features, copied, if this operator is about to gate them in place."""
        if name != "mul_" or not isinstance(args[1], Tensor):
            return None
        features: Tensor = args[0]
        return features.clone() if self._squashed.get(args[1]) is not None else None

    def see(self, name: str, args: tuple[Any, ...], result: Any, features: Tensor | None) -> Any:
        """Follow one operator; its result, where a gate is held as if it had that value.

        features: what `before` gave.
        """
        if name in SQUEEZING:
            if args[0] not in self._constants and _squashes(name, args):
                self._squashed.put(result, Squashed(FUNCTIONS.get(name, name), args[0].detach()))
            return result
        if not isinstance(result, Tensor):
            return result
        if name == "mul" and isinstance(args[1], Tensor):
            pair = args[0] if features is None else features, args[1]
            for gate, other in (pair, pair[::-1]):
                mark = self._squashed.get(gate)
                if mark is not None and (kind := self._closes(mark, gate, other, result)):
                    whole = _one_of_each(gate[(None,) * (result.dim() - gate.dim())])
                    held = self._watch.held(whole, other, kind[0])
                    if held is None:
                        return result
                    return held if features is None else result.copy_(held)
        if name in PASSING:
            for given in tensors(args):
                mark = self._squashed.get(given)
                if mark is None:
                    continue
                if result.numel() <= given.numel() or name in RESHAPING:
                    self._squashed.put(result, mark.after(name, args))
                return result
        return result

    def _closes(
        self, mark: Squashed, gate: Tensor, features: Tensor, result: Tensor
    ) -> tuple[Kind | None] | None:
        """Record a gate, if it is one, and tell of which kind; None where it is none."""
        if features in self._constants or features.numel() != result.numel():
            return None
        if mark.function == "softmax" and self._sampled.get(features) is not None:
            return None  # weights of points, which are an attention
        small = _one_of_each(gate.detach()[(None,) * (result.dim() - gate.dim())])
        single = _single(small, result)
        if not single or _activation(features, mark.logits):
            return None
        sort = _sort(single, result)
        most = None if self._watch.options.queries is None else COMPARED
        checks = check_gate(small, features.detach(), result.detach(), most, mark.top)
        if sort is None and (mark.top > 1 or checks[0].verdict is not Verdict.VERIFIED):
            return None  # neither the values of a gate nor its form
        self._squashed.take_away(gate)
        self._watch.keep(
            GateRecord(
                **self._watch.place("gate", result),
                checks=checks,
                sort=sort,
                function=mark.function,
                shape=tuple(result.shape),
                gate=copied(small),
                logits=copied(mark.logits),
                features=features.detach(),
            )
        )
        return (sort,)


def _squashes(name: str, args: tuple[Any, ...]) -> bool:
    """Whether limits, if the operator has them, are those of a gate: relu6(x + 3) / 6 (0 to 6)."""
    limits = args[1:3]
    numbers = not any(isinstance(one, Tensor) for one in limits)  # a clamp may have tensors
    return name not in ("hardtanh", "clamp") or (numbers and tuple(limits) in ((0, 6), (0, 1)))


def _activation(features: Tensor, logits: Tensor) -> bool:
    """Whether this is x · sigmoid(x)."""
    return features.shape == logits.shape and features.data_ptr() == logits.data_ptr()


def silent(ran: Mapping[str, str], gates: Iterable[str]) -> list[str]:
    """Paths of modules that gate by their class and in which no gate was found.

    ran: path to class name of all that ran. gates: where gates were found.
    """
    found = list(gates)
    return [
        path
        for path, name in ran.items()
        if name in CLASSES and not any(one == path or one.startswith(f"{path}.") for one in found)
    ]


def _one_of_each(gate: Tensor) -> Tensor:
    """The gate without its repetitions: expanded axes cut to size 1."""
    for axis in range(gate.dim()):
        if gate.stride(axis) == 0:
            gate = gate.narrow(axis, 0, 1)
    return gate


def _single(gate: Tensor, result: Tensor) -> frozenset[int]:
    """The axes along which one value of the gate stands for many, the inputs not counted.

    Where the features are a single position the gate of the channels has both axes of it.
    """
    sizes = list(zip(gate.shape, result.shape, strict=True))
    axes = frozenset(at for at, (own, all_) in enumerate(sizes) if at and own == 1 < all_)
    if not axes and result.dim() == 4 and result.shape[2:] == (1, 1) and result.shape[1] > 1:
        return frozenset({2, 3})
    return axes


def _sort(single: frozenset[int], result: Tensor) -> Kind | None:
    """Channels come after the inputs, or last; branches of a selective kernel may come between."""
    last = result.dim() - 1
    if result.dim() >= 4 and single in ({last - 1, last}, {last - 2, last - 1}):
        return Kind.CHANNEL
    if result.dim() == 4 and single in ({1}, {last}):
        return Kind.SPATIAL
    return None
