"""Attention written out: a softmax whose result multiplies v, found by following tensors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from explorer.capture.blocking import blocked_scores
from explorer.capture.tracing.masks import EVERYWHERE, HIDDEN, Mask, MaskKind, compact
from explorer.capture.tracing.measure import check_map, check_rebuilt, deviation
from explorer.capture.tracing.observation import Watch
from explorer.capture.tracing.recognition.head_axes import Arrangement
from explorer.capture.tracing.recognition.operators import (
    ARITHMETIC,
    CHANGING,
    JOINING,
    MATMUL,
    RESHAPING,
    SAME,
    SAMPLING,
    SOFTMAX,
    Constants,
    tensors,
)
from explorer.capture.tracing.recognition.provenance import Marks
from explorer.capture.tracing.recognition.sampled import Sampled, joined, record_sampled, sampled
from explorer.capture.tracing.recognition.sources import Product, Source, asking, source_of
from explorer.capture.tracing.records import AttentionRecord
from explorer.core.checks import Verdict

THROUGH = SAME | ARITHMETIC
"""What scores go through on the way from a product to a softmax."""
SINK = "a sink"
"""What a column of the softmax that no value belongs to is."""
MIXING = ARITHMETIC | CHANGING
"""What acts on a map of the same size."""


@dataclass(frozen=True, eq=False, slots=True)
class Softmaxed:
    """The result of a softmax (..., Q, K), or the like on its side, on its way to v.

    lead: the axes before the last two. keys: the size of the axis of the softmax. numel: how many
    weights there were. sums: largest deviation of a row's sum from 1; None where nothing is to act
    on the map. source: q and k, where they give this map. query: q alone, where outputs are asked
    for. hidden: (B, 1, Q, K), True where no head may look, where q and k do not tell; None for
    nowhere. changed: what has acted on it since.
    """

    lead: tuple[int, ...]
    keys: int
    numel: int
    sums: float | None
    source: Source | None
    query: Tensor | None = None
    hidden: Tensor | None = None
    changed: tuple[str, ...] = ()


class Explicit:
    """Follows tensors from product to softmax to product."""

    def __init__(self, watch: Watch, constants: Constants, seen: Marks[Sampled]) -> None:
        self._watch = watch
        self._constants = constants
        self._sampled = seen
        self._products: Marks[Product] = Marks()
        self._maps: Marks[Softmaxed] = Marks()

    def blocked(self, name: str, args: tuple[Any, ...]) -> Any:
        """The first argument of an operator: of a softmax the scores, with what is blocked."""
        scores = args[0]
        if name not in SOFTMAX or not isinstance(scores, Tensor) or scores.dim() < 2:
            return scores
        last = int(args[1]) in (-1, scores.dim() - 1)
        product = self._products.get(scores) if last else None
        found = self._watch.blocked(*scores.shape[-2:]) if product is not None else None
        if found is None or product is None:
            return scores
        less = blocked_scores(scores, *found)
        self._products.put(less, product)
        return less

    def see(self, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any], result: Any) -> Any:
        """Follow one operator; its result, with muted heads at zero."""
        if name in MATMUL:
            return self._matmul(name, args, kwargs, result)
        if name in SOFTMAX:
            self._softmax(args[0], int(args[1]), result)
            return result
        if name in SAMPLING:
            self._sampled.put(result, sampled(args[0], args[1]))
            return result
        if (places := self._places(name, args)) is not None:
            self._sampled.put(result, places)
            return result
        if name == "mul" and isinstance(args[1], Tensor):
            for weights, values in (args[:2], args[1::-1]):
                places = self._sampled.get(values)
                if places is not None and self._maps.get(weights) is not None:
                    return record_sampled(self._watch, weights, values, places, result)
        first = result[0] if isinstance(result, tuple) else result
        for given in tensors(args):
            if (mark := self._maps.get(given)) is not None:
                self._follow_map(name, mark, given, first)
                break
            product = self._products.get(given)
            if product is not None and given.numel() == first.numel():
                self._follow_product(name, args, given, product, first)
                break
        return result

    def _places(self, name: str, args: tuple[Any, ...]) -> Sampled | None:
        """Where the result of an operator was sampled, which takes or joins what was sampled."""
        if name in JOINING:
            return joined([self._sampled.get(one) for one in args[0]])
        return self._sampled.get(args[0]) if name in SAME and isinstance(args[0], Tensor) else None

    def _follow_product(
        self, name: str, args: tuple[Any, ...], given: Tensor, product: Product, result: Tensor
    ) -> None:
        if name not in THROUGH:
            return
        behind = product.through(name, args, given)
        if behind is None:
            self._products.take_away(result)
        else:
            self._products.put(result, behind)

    def _follow_map(self, name: str, mark: Softmaxed, given: Tensor, result: Tensor) -> None:
        if name in SAME:
            self._maps.put(result, mark)
        elif name in RESHAPING or (name in MIXING and _alike(given, result)):
            self._changed(name, mark, result)

    def _changed(self, name: str, mark: Softmaxed, result: Tensor) -> None:
        self._maps.put(result, replace(mark, changed=(*mark.changed, name), source=None))

    def _softmax(self, scores: Tensor, axis: int, weights: Tensor) -> None:
        if weights.dim() < 2 or scores in self._constants:
            return
        lead, keys = weights.shape[:-2], weights.shape[axis]
        source = query = None
        product = self._products.get(scores)
        if product is not None and axis in (-1, weights.dim() - 1):
            arranged = self._watch.arrangement(tuple(lead))
            if self._may_give():
                source = source_of(product, scores, arranged)
            if source is None and self._watch.options.outputs:
                query = asking(product, scores, arranged)
        hidden = None
        if source is None and axis in (-1, weights.dim() - 1):
            hidden = _hidden(self._watch.arrangement(tuple(lead)).of(scores.detach()))
        sums = deviation(weights.detach().float().sum(dim=axis)) if self._may_change() else None
        self._maps.put(
            weights, Softmaxed(tuple(lead), keys, weights.numel(), sums, source, query, hidden)
        )

    def _may_give(self) -> bool:
        """Whether it is not known of this module that q and k do not give its map."""
        known = self._watch.options.known
        return known is None or self._watch.stack.path not in known.maps

    def _may_change(self) -> bool:
        """Whether it is not known of this module that its map goes to v as the softmax gives it."""
        known = self._watch.options.known
        return known is None or self._watch.stack.path in known.changed

    def _matmul(
        self, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any], result: Tensor
    ) -> Tensor:
        left, right = (args[at] for at in MATMUL[name])
        right = right.mT if name == "linear" else right
        for map_, value in ((left, right), (right, left)):
            mark = self._maps.get(map_)
            if mark is None:
                continue
            if value in self._constants:
                if _alike(map_, result):  # heads mixed by a linear layer
                    self._changed(name, mark, result)
                return result
            if map_.numel() >= mark.numel:
                self._maps.take_away(map_)
            if map_ is left:
                return self._site(mark, left, right, result)
            return self._site(mark, right.mT, left.mT, result.mT).mT
        flat = name in ("mm", "addmm", "linear", "matmul")
        if not (flat and (left in self._constants or right in self._constants)):
            self._products.put(result, Product(left, right, float(kwargs.get("alpha", 1.0))))
        return result

    def _site(self, mark: Softmaxed, weights: Tensor, value: Tensor, output: Tensor) -> Tensor:
        """Close a site: weights (..., Q, K), value (..., K, d), output (..., Q, d)."""
        if value.dim() == 1:
            value, output = value[:, None], output[..., None]
            return self._site(mark, weights, value, output)[..., 0]
        if weights.shape[:-2] != value.shape[:-2]:
            alike = torch.broadcast_shapes(weights.shape[:-2], value.shape[:-2])
            weights = weights.expand(*alike, *weights.shape[-2:])
            if value.dim() > 2:
                value = value.expand(*alike, *value.shape[-2:])
        keys, width = value.shape[-2:]
        lead = mark.lead
        count = torch.Size(lead).numel()
        joint = weights.shape[:-2].numel()
        if weights.numel() % (count * keys) or value.shape[:-2].numel() not in (1, count):
            lead, count = tuple(weights.shape[:-2]), joint
        arranged = self._watch.arrangement(lead)
        map_ = arranged.of(weights.detach().reshape(*lead, -1, keys))
        each = value.detach().reshape(-1, keys, width).expand(count, keys, width)
        v = arranged.of(each.reshape(*lead, keys, width))
        product = arranged.of(output.detach().reshape(*lead, -1, width))
        self._record(mark, arranged, map_, v, product)
        self._watch.check_blocked(arranged, map_, keys)
        return self._watch.muted(output, arranged, map_.shape[2])

    def _record(
        self, mark: Softmaxed, arranged: Arrangement, map_: Tensor, v: Tensor, product: Tensor
    ) -> None:
        watch, source = self._watch, mark.source
        queries, keys = map_.shape[-2:]
        cut = keys != mark.keys
        most = watch.options.queries
        checks = check_map(map_, v, product, cut, mark.sums if mark.changed else None, most)
        kept: dict[str, Any] | None = None
        if source is not None and not cut and source.query.shape[:3] == map_.shape[:3]:
            rebuilt = check_rebuilt(source.query, source.key, source.scale, source.mask, map_, most)
            if rebuilt.verdict is Verdict.VERIFIED:
                checks += (rebuilt,)
                kept = dict(source.fields)
        if kept is None:
            kept = {"map": map_, "mask": _seen(map_, mark.hidden)}
            if mark.query is not None and mark.query.shape[:3] == map_.shape[:3]:
                kept |= {"query": mark.query}
        watch.keep(
            AttentionRecord(
                **watch.place("attention", product),
                **kept,
                **watch.sizes(arranged, queries, keys),
                checks=checks,
                sort=watch.sort(kept["mask"], queries, keys),
                value=v,
                output=product if watch.options.outputs else None,
                changed=mark.changed,
                rest=SINK if cut else "",
            )
        )


def _alike(map_: Tensor, result: Tensor) -> bool:
    """Whether the result can be the map still."""
    return map_.numel() == result.numel()


def _hidden(scores: Tensor) -> Tensor | None:
    """(B, 1, Q, K), True where no head may look, by scores (B, heads, Q, K); None for nowhere."""
    if float(scores.amin()) > HIDDEN:  # one pass, and no second tensor
        return None
    hidden = (scores <= HIDDEN).all(dim=1, keepdim=True)
    return hidden if bool(hidden.any()) else None


def _seen(map_: Tensor, hidden: Tensor | None) -> Mask:
    """Where queries may look.

    What went into the softmax tells it, or else exact zeros ahead of every query of a map
    (B, heads, Q, K).
    """
    queries, keys = map_.shape[-2:]
    if hidden is not None and hidden.shape[2] == queries and hidden.shape[3] >= keys:
        return compact(~hidden[..., :keys], causal=False, queries=queries, keys=keys)
    if queries == 1 or keys < queries or bool(map_[..., 0, keys - queries + 1 :].any()):
        return EVERYWHERE
    ahead = map_.triu(keys - queries + 1)
    return EVERYWHERE if bool(ahead.any()) else Mask(MaskKind.CAUSAL, keys - queries)
