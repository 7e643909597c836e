"""Sparse attention that multiplies piece by piece: sliding windows and blocks.

Sliding windows are Longformer's (Beltagy et al. 2020), blocks BigBird's (Zaheer et al. 2020). The
softmax of a window runs over a band of keys around every query, and over the global tokens,
which look at all with projections of their own. Instead of the chunks the queries, keys and values
of a module are kept, from which a mask gives the map among its tokens; it is held against what came
out. A module of blocks puts its own map together and hands it out beside its output, which must be
the map times the values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from inspect import signature
from typing import Any

import torch
from torch import Tensor, nn

from explorer.capture.tracing.masks import EVERYWHERE, Mask, Sliding, compact
from explorer.capture.tracing.measure import check_fused, check_map
from explorer.capture.tracing.observation import Watch
from explorer.capture.tracing.recognition.head_axes import Arrangement
from explorer.capture.tracing.records import AttentionRecord
from explorer.core.checks import Check

REACH = "one_sided_attn_window_size"
"""What modules of this kind call the keys that a query sees to either side."""
LOCAL = ("query", "key", "value")
GLOBAL = ("query_global", "key_global", "value_global")
TWICE = "{}, with the keys that count twice"
OWN = "{} of the tokens that look everywhere"


def slides(module: nn.Module) -> bool:
    """Whether a module attends in a sliding window and has what that takes."""
    return isinstance(vars(module).get(REACH), int) and _has(module, (*LOCAL, *GLOBAL))


def has_blocks(module: nn.Module) -> bool:
    """Whether a module attends block by block, some of them at random, and hands out its map."""
    own = vars(module)  # a look at each of a thousand modules, which the runs wait for
    counts = own.get("block_size"), own.get("num_random_blocks")
    return all(isinstance(one, int) for one in counts) and _has(module, LOCAL)


def _has(module: nn.Module, names: Sequence[str]) -> bool:
    """Whether a module has modules of these names."""
    return all(isinstance(getattr(module, name, None), nn.Module) for name in names)


class Banded:
    """Hooks on the sliding-window modules of a model, and on those of blocks.

    While such a module runs `watch.aside` is true: its operators are not looked at. Inputs of one
    batch whose global tokens differ are left to the operators.
    """

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._handles: list[Any] = []
        self._seen: dict[str, Tensor] = {}

    def put_on(self) -> None:
        """Before the hooks of the stack, so that a module is still at work when it is recorded."""
        for module in self._watch.stack.modules:
            if has_blocks(module):
                self._handles += [
                    module.register_forward_pre_hook(self._enter, with_kwargs=True),
                    module.register_forward_hook(
                        self._leave_blocks, with_kwargs=True, always_call=True
                    ),
                    module.get_submodule("value").register_forward_hook(self._part("value")),
                ]
            if not slides(module):
                continue
            self._handles += [
                module.register_forward_pre_hook(self._enter, with_kwargs=True),
                module.register_forward_hook(self._leave, with_kwargs=True, always_call=True),
            ]
            for name in (*LOCAL, *GLOBAL):
                self._handles.append(getattr(module, name).register_forward_hook(self._part(name)))

    def take_off(self) -> None:
        for handle in self._handles:
            handle.remove()
        self._handles.clear()
        self._seen.clear()

    def _enter(self, module: nn.Module, args: Any, kwargs: Mapping[str, Any]) -> None:
        if self._watch.stack.here():
            everywhere = kwargs.get("is_index_global_attn")
            self._seen.clear()
            self._watch.aside = everywhere is None or bool((everywhere == everywhere[:1]).all())

    def _part(self, name: str) -> Any:
        def see(module: nn.Module, args: Any, output: Tensor) -> None:
            if self._watch.stack.here() and self._watch.aside:
                self._seen[name] = output.detach()  # queries are still to be scaled, in place

        return see

    def _leave(self, module: Any, args: Any, kwargs: Mapping[str, Any], output: Any) -> Any:
        if not self._watch.stack.here() or not self._watch.aside:
            return None
        if output is None:  # the module failed
            self._watch.aside = False
            return None
        with torch.no_grad():  # still aside, so that what is measured is not looked at either
            seen = _read(self._seen, module, kwargs, output[0].detach())
            self._watch.keep(_record(self._watch, seen))
        self._watch.aside = False
        apart = _apart(output[0], seen.heads)
        muted = self._watch.muted(apart, Arrangement((len(apart), seen.heads), 1), apart.shape[2])
        if muted is apart:
            return None
        return muted.transpose(1, 2).reshape_as(output[0]), *output[1:]

    def _leave_blocks(self, module: Any, args: Any, kwargs: Mapping[str, Any], output: Any) -> Any:
        if not self._watch.stack.here() or not self._watch.aside:
            return None
        if output is None:  # the module failed
            self._watch.aside = False
            return None
        product, weights = (one.detach() for one in output[:2])
        value = self._seen["value"]
        with torch.no_grad():  # still aside, so that what is measured is not looked at either
            called = signature(module.forward).bind_partial(*args, **kwargs).arguments
            first = _first_block(module, value, weights.shape[1], args, kwargs)
            kept = _blocks(self._watch, value, weights, product, first, called)
            self._watch.keep(kept)
        self._watch.aside = False
        apart = _apart(product, weights.shape[1])
        muted = self._watch.muted(apart, Arrangement(tuple(weights.shape[:2]), 1), apart.shape[2])
        if muted is apart:
            return None
        return muted.transpose(1, 2).reshape_as(output[0]), *output[1:]


def _unseen(weights: Tensor, block: int) -> Mask:
    """Where queries may look, of a map (B, heads, T, T): not at blocks that get nothing at all."""
    tokens = weights.shape[2]
    pad = -tokens % block
    whole = torch.nn.functional.pad(weights, (0, pad, 0, pad)) != 0
    cells = whole.unflatten(3, (-1, block)).unflatten(2, (-1, block))  # (B, heads, n, b, n, b)
    seen = cells.any(dim=5).any(dim=3).any(dim=1, keepdim=True)  # (B, 1, n, n)
    seen = seen.repeat_interleave(block, 2).repeat_interleave(block, 3)[..., :tokens, :tokens]
    return compact(seen, causal=False, queries=tokens, keys=tokens)


def _first_block(
    module: Any, value: Tensor, heads: int, args: Any, kwargs: Mapping[str, Any]
) -> Tensor:
    """What really multiplies the values of the first block: (B, heads, T, block).

    Measured, by values of which each is 1 for one token and 0 for the others: outside of training
    the random blocks fall on the first one, whose keys then count twice, and what the module hands
    out has them once.
    """
    batch, tokens, width = value.shape
    size = width // heads
    found = []
    for start in range(0, int(module.block_size), size):
        one = torch.eye(tokens, device=value.device, dtype=value.dtype)[:, start : start + size]
        one = torch.nn.functional.pad(one, (0, size - one.shape[1]))  # (T, d)
        handle = module.value.register_forward_hook(
            lambda *given, one=one: one.repeat(1, heads).expand(batch, -1, -1)
        )
        try:
            found.append(_apart(module.forward(*args, **kwargs)[0], heads))
        finally:
            handle.remove()
    return torch.cat(found, dim=3)[..., : int(module.block_size)]


def _blocks(
    watch: Watch,
    value: Tensor,
    weights: Tensor,
    product: Tensor,
    first: Tensor,
    called: Mapping[str, Any],
) -> AttentionRecord:
    """The map that a module of blocks hands out, without what fills up its last block.

    value, product: (B, T, heads · d). weights: (B, heads, T, T). first: what really multiplies the
    values of the first block, (B, heads, T, block).
    """
    batch, heads, tokens, _ = weights.shape
    told = called.get("from_mask")  # (B, 1, T, 1), 0 for what fills up
    if isinstance(told, Tensor):
        tokens = int((told[:, 0, :, 0] != 0).any(dim=0).nonzero().max()) + 1
    weights = weights[:, :, :tokens, :tokens]
    value, product = (_apart(one, heads)[:, :, :tokens] for one in (value, product))
    whole = weights.clone()
    whole[..., : first.shape[3]] = first[:, :, :tokens]
    twice = not torch.allclose(whole, weights, rtol=0, atol=1e-6)
    checks = check_map(whole, value, product, False, None, watch.options.queries)
    if twice:
        checks = tuple(replace(one, name=TWICE.format(one.name)) for one in checks)
    return AttentionRecord(
        **watch.place("attention", product),
        **watch.sizes(Arrangement((batch, heads), 1), tokens, tokens),
        checks=checks,
        sort=watch.sort(EVERYWHERE, tokens, tokens),
        mask=_unseen(weights, first.shape[3]),
        map=weights.to("cpu", copy=True),
        value=value,
        rest="keys that count twice" if twice else "",
        output=product if watch.options.outputs else None,
    )


@dataclass(frozen=True, eq=False, slots=True)
class _Seen:
    """What one call has shown of a sliding window.

    Query, key, value and output are (B, heads, T, d) among the tokens that are no padding at the
    end; of the global tokens scores (B, heads, n, T) and value (B, heads, T, d), None where there
    are none.
    """

    heads: int
    query: Tensor
    key: Tensor
    value: Tensor
    output: Tensor
    mask: Sliding
    own: Tensor | None
    own_value: Tensor | None


def _read(
    parts: Mapping[str, Tensor], module: Any, kwargs: Mapping[str, Any], output: Tensor
) -> _Seen:
    """parts: results of the projections, (T, B, heads · d). output: (B, T, heads · d)."""
    heads = int(module.num_heads)
    hidden, everywhere = kwargs.get("is_index_masked"), kwargs.get("is_index_global_attn")
    if hidden is None:
        hidden = torch.zeros(output.shape[:2], dtype=torch.bool, device=output.device)
    real = int((~hidden.all(dim=0)).nonzero().max()) + 1  # the model pads to whole windows
    hidden = hidden[:, :real]
    numbers = () if everywhere is None else tuple(everywhere[0].nonzero()[:, 0].tolist())
    mask = Sliding(
        reach=int(getattr(module, REACH)),
        everywhere=numbers,
        hidden=hidden.cpu() if bool(hidden.any()) else None,
    )

    def among(name: str) -> Tensor:
        return _apart(parts[name].transpose(0, 1), heads)

    own = own_value = None
    if numbers:
        own_value = among("value_global")[:, :, :real]
        # (B, heads, n, d) @ (B, heads, d, T) -> (B, heads, n, T)
        own = among("query_global") @ among("key_global")[:, :, :real].transpose(2, 3)
        own = own.masked_fill(hidden[:, None, None], torch.finfo(own.dtype).min)
    query, key, value = (among(name)[:, :, :real] for name in LOCAL)
    product = _apart(output, heads)[:, :, :real]
    return _Seen(heads, query, key, value, product, mask, own, own_value)


def _record(watch: Watch, seen: _Seen) -> AttentionRecord:
    """Kept and checked; the queries come scaled and are kept as they were before."""
    batch, heads, tokens, width = seen.query.shape
    scale, mask = width**-0.5, seen.mask
    query = seen.query / scale
    return AttentionRecord(
        **watch.place("attention", seen.output),
        **watch.sizes(Arrangement((batch, heads), 1), tokens, tokens),
        checks=tuple(_checks(seen, query, scale, watch.options.queries)),
        sort=watch.sort(mask, tokens, tokens),
        scale=scale,
        mask=mask,
        query=query,
        key=seen.key,
        value=seen.value,
        apart=mask.everywhere,
        own=seen.own,
        output=seen.output if watch.options.outputs else None,
    )


def _checks(seen: _Seen, query: Tensor, scale: float, most: int | None) -> Iterator[Check]:
    """Of the queries in their windows, and of those that look everywhere."""
    mask = seen.mask
    if len(mask.everywhere) < query.shape[2]:
        yield from check_fused(
            query, seen.key, seen.value, seen.output, scale, mask, most, mask.everywhere
        )
    if seen.own is not None and seen.own_value is not None:
        rows, product = seen.own.float().softmax(dim=-1), seen.output[:, :, list(mask.everywhere)]
        for check in check_map(rows, seen.own_value, product, False, None, most):
            yield replace(check, name=OWN.format(check.name))


def _apart(tensor: Tensor, heads: int) -> Tensor:
    """(B, T, heads · d) to (B, heads, T, d)."""
    apart: Tensor = tensor.unflatten(2, (heads, -1))  # (B, T, heads, d)
    return apart.transpose(1, 2)
