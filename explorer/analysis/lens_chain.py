"""The way from the residual stream of a model to its logits, found by watching one run.

The head is the linear map whose output is the model's own, the blocks are the longest list of alike
modules before it, and what lies between is tried out.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from explorer.analysis.attribution.call import Call
from explorer.capture.hooks import hooked
from explorer.core.foreign import Refusal
from explorer.registry.subjects.traced_subject import main_output

TOLERANCE = 1e-4
"""By how much the last row may miss the model's output, relative to its largest logit."""


class LensError(Refusal):
    """A model that has no logit lens; the message is one sentence that says why."""


@dataclass(frozen=True, eq=False)
class _Seen:
    """One call of a module: its name, what it is, what went in and what came out.

    version: of what came out, which an operation in place raises afterwards.
    """

    name: str
    module: nn.Module
    given: Tensor | None
    gave: Tensor | None
    version: int = 0

    @property
    def kept(self) -> bool:
        """Whether what came out is still what it was."""
        return self.gave is not None and self.gave._version == self.version


LINEAR = 4
"""Calls of linear maps that are kept, the last ones: the head is among them."""


def watched(call: Call) -> list[_Seen]:
    """Run the model once and keep what passes through blocks, norms and the last linear maps."""
    calls: list[tuple[int, _Seen]] = []
    linear: deque[tuple[int, _Seen]] = deque(maxlen=LINEAR)
    count = itertools.count()

    def hook(name: str, kept: Any) -> Callable[..., None]:
        def see(module: nn.Module, args: Any, kwargs: Any, output: Any) -> None:
            given = next(
                (one for one in (*args, *kwargs.values()) if isinstance(one, Tensor)), None
            )
            gave = main_output(output)
            version = 0 if gave is None else gave._version
            kept.append((next(count), _Seen(name, module, given, gave, version)))

        return see

    wanted = _wanted(call.model, calls, linear)
    with hooked(((module, hook(name, kept)) for name, module, kept in wanted), with_kwargs=True):
        output = call()
    in_order = [one for _, one in sorted([*calls, *linear], key=lambda pair: pair[0])]
    return [*in_order, _Seen("", call.model, None, output)]


def _wanted(model: nn.Module, calls: Any, linear: Any) -> Iterator[tuple[str, nn.Module, Any]]:
    """The modules that are watched, each with where its calls go."""
    blocks = {
        child
        for part in model.modules()
        if isinstance(part, nn.ModuleList | nn.Sequential) and len(part) > 1
        for child in part.children()
    }
    for name, module in model.named_modules():
        weight = getattr(module, "weight", None)
        if _is_linear(module):
            yield name, module, linear
        elif module in blocks or (isinstance(weight, Tensor) and weight.dim() == 1):
            yield name, module, calls


def _is_linear(module: nn.Module) -> bool:
    """Whether a module is one linear map: torch's, or the transposed one of GPT-2."""
    return isinstance(module, nn.Linear) or type(module).__name__ == "Conv1D"


@dataclass(frozen=True, eq=False)
class Chain:
    """The way from the residual stream to the logits.

    states: after the input and after each block, (1, T, D) each. own: the model's logits that the
    last row must be, (answers,). reads: which token the head reads: "each", "first" or "mean".
    """

    states: tuple[Tensor, ...]
    own: Tensor
    head: nn.Module
    before: tuple[nn.Module, ...]
    after: tuple[nn.Module, ...]
    reads: str
    skipped: int
    found: str

    @property
    def tokens(self) -> int:
        """How many tokens the stream has."""
        return int(self.states[0].shape[1])

    def logits(self, state: Tensor, query: int | None) -> Tensor:
        """The logits (answers,) of a stream (1, T, D), as the model would read it."""
        for one in self.before:
            state = one(state)
        if query is not None:
            picked = state[:, query]
        elif self.reads == "first":
            picked = state[:, 0]
        elif self.reads == "mean":
            picked = state[:, self.skipped :].mean(dim=1)
        else:
            picked = state[:, -1]
        for one in self.after:
            picked = one(picked)
        found: Tensor = self.head(picked)[0]  # (1, answers) -> (answers,)
        return found


def chain_of(call: Call, seen: Sequence[_Seen], title: str) -> Chain:
    """Find blocks, norms and head, and try them out on the last block's stream."""
    output = seen[-1].gave
    assert output is not None
    head = next((one for one in reversed(seen[:-1]) if _is_head(one, output)), None)
    if head is None or head.given is None:
        raise LensError(
            f"{title} has no linear module whose output is the model's own, so that no layer "
            "before it can be read by it."
        )
    blocks = _blocks(call.model, seen, title)
    states = _states(blocks, title)
    width = int(states[-1].shape[-1])
    if head.given.shape[-1] != width:
        raise LensError(f"The head of {title} reads something else than the blocks give.")
    own = output[0] if output.dim() == 2 else output[0, -1]  # (answers,)
    last = next(at for at, one in enumerate(seen) if one is blocks[-1])
    norms = [
        one
        for one in seen[last + 1 :]
        if one is not head and one.given is not None and one.gave is not None
        and one.gave.shape == one.given.shape and one.given.shape[-1] == width
        and not _is_linear(one.module)
    ]  # fmt: skip
    scale = max(float(own.abs().max()), 1e-30)
    for found in _ways(states, own, head.module, norms, output.dim(), blocks[0].name):
        try:
            missed = float((found.logits(states[-1], None) - own).abs().max())
        except (RuntimeError, ValueError, TypeError):
            continue  # a module that takes another shape
        if missed <= TOLERANCE * scale:
            return found
    raise LensError(
        f"What lies between the last block of {title} and its head is not one norm, so that no "
        "layer can be read as the last one is."
    )


def _is_head(one: _Seen, output: Tensor) -> bool:
    """Whether a module is a linear map whose output is the model's."""
    gave = one.gave
    if not _is_linear(one.module) or gave is None or gave.shape != output.shape:
        return False
    return bool(torch.equal(gave, output))


def _blocks(model: nn.Module, seen: Sequence[_Seen], title: str) -> list[_Seen]:
    """The calls of the longest list of alike modules that hand one stream on."""
    calls = {one.name: one for one in seen}
    best: list[_Seen] = []
    for name, part in model.named_modules():
        if not isinstance(part, nn.ModuleList | nn.Sequential):
            continue
        names = [f"{name}.{child}" if name else child for child, _ in part.named_children()]
        found = [calls[one] for one in names if one in calls and _is_stream(calls[one])]
        alike = len({type(one.module) for one in found}) == 1
        if len(found) == len(names) and len(found) >= 2 and alike and len(found) > len(best):
            best = found
    if not best:
        raise LensError(f"{title} has no list of alike blocks that hand a stream of tokens on.")
    return best


def _is_stream(one: _Seen) -> bool:
    """Whether a module takes and gives vectors of tokens (1, T, D) of one shape."""
    given, gave = one.given, one.gave
    return given is not None and gave is not None and gave.dim() == 3 and gave.shape == given.shape


def _states(blocks: Sequence[_Seen], title: str) -> tuple[Tensor, ...]:
    """The stream before the first block and after each.

    Raises LensError where one does not go on with what the one before gave.
    """
    for one, after in itertools.pairwise(blocks):
        assert one.gave is not None
        assert after.given is not None
        if not (one.kept and torch.equal(one.gave, after.given)):
            raise LensError(f"The blocks of {title} do not hand one stream on.")
    first = blocks[0].given
    assert first is not None
    return (first, *(one.gave for one in blocks if one.gave is not None))


def _ways(
    states: tuple[Tensor, ...],
    own: Tensor,
    head: nn.Module,
    norms: Sequence[_Seen],
    dims: int,
    block: str,
) -> list[Chain]:
    """Every way to try from the stream to the logits: a norm or none, and which token is read."""
    reads = ["each"] if dims == 3 else ["each", "first", "mean"]
    found = []
    for norm in [*norms, None]:
        inner = () if norm is None else (norm.module,)
        said = "no norm" if norm is None else norm.name
        for read in reads:
            for skipped in range(6) if read == "mean" else (0,):
                for before, after in ((inner, ()), ((), inner)):
                    words = {"each": "each token", "first": "first token", "mean": "mean"}[read]
                    told = f"{block.rpartition('.')[0]}, {said}, {words}, head"
                    found.append(Chain(states, own, head, before, after, read, skipped, told))
    return found
