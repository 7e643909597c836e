"""Observing our own models: a hook on every tap turns what passes through it into a site.

The hooks are put on for one run and are gone after it, also when the run fails or is cancelled.
Everything that leaves this module is a copy in NumPy: tensors of a run never outlive it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from explorer.capture.verify import check_attention, check_gate, hidden_places
from explorer.core.cancel import Cancelled, never
from explorer.core.sites.arrays import Array, Mask, frozen
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid, Tokens
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.sites.patch_maps import PatchAttention
from explorer.core.sites.token_attention import TokenAttention, TokenMap
from explorer.models.taps import TAPS, AttentionTap, GateTap, at_taps, joined

OnSite = Callable[[Attention], None]


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """What a site among tokens is: kind, number within its part, what queries and keys are."""

    kind: Kind
    layer: int
    queries: Tokens
    keys: Tokens


Place = PatchGrid | TokenPlace
Places = Callable[[str], Place]
"""The path of an attending module to what its tokens stand for."""

BY_QUERY = ("query", "scores", "weights", "output")
"""The tensors of a tap that grow with the queries; the others belong to the keys."""


def tap_names(model: nn.Module) -> list[str]:
    """Module paths of the taps, in the order of definition."""
    return [name for name, part in model.named_modules() if isinstance(part, TAPS)]


@contextmanager
def observe(
    model: nn.Module,
    on_site: OnSite,
    places: Places,
    cancelled: Callable[[], bool] = never,
) -> Iterator[None]:
    """Call `on_site` with every attention as soon as the model has computed all its queries.

    A tap may be called several times, as a recurrent decoder does once a step: what it saw is put
    together along the queries until there are as many as its place has. The model must run once, on
    a batch of one. Raises Cancelled out of the model's forward at the first tap after `cancelled()`
    turned true, ValueError when tensors do not fit their place.
    """
    with observe_batch(model, [on_site], places, cancelled):
        yield


@contextmanager
def observe_batch(
    model: nn.Module,
    on_sites: Sequence[OnSite],
    places: Places,
    cancelled: Callable[[], bool] = never,
) -> Iterator[None]:
    """Call each of `on_sites` with every attention of one input of a batch of as many.

    What is seen of an input is what `observe` sees of it alone. Raises as that does.
    """
    seen = [_Collector(one, places) for one in on_sites]

    def see(path: str, tap: nn.Module, output: Tensor, tensors: dict[str, Tensor]) -> None:
        if cancelled():
            raise Cancelled
        if len(output) != len(seen):
            raise ValueError(f"Only a batch of {len(seen)} can be observed, not {len(output)}.")
        for at, one in enumerate(seen):
            own = {name: tensor[at : at + 1] for name, tensor in tensors.items()}
            one.see(path, tap, output[at : at + 1], own)

    with at_taps(model, see):
        yield
    for one in seen:
        one.check_whole()


class _Collector:
    """The sites of one input."""

    def __init__(self, on_site: OnSite, places: Places) -> None:
        self._on_site, self._places = on_site, places
        self._count = 0
        self._waiting: dict[str, dict[str, Tensor]] = {}
        self._done: set[str] = set()

    def see(self, path: str, tap: nn.Module, output: Tensor, tensors: dict[str, Tensor]) -> None:
        """Take what passed through a tap, each (1, …)."""
        if isinstance(tap, GateTap):
            site = _gate(tap.kind, path, self._count, output, tensors)
        else:
            assert isinstance(tap, AttentionTap)
            if path in self._done:
                raise ValueError(f"{path} has more queries than its place.")
            before = self._waiting.pop(path, {})
            now = {**tensors, "output": output}
            now |= {name: joined(before.get(name), now[name]) for name in BY_QUERY}
            place = self._places(path)
            if not _complete(path, now, place):
                self._waiting[path] = now
                return
            self._done.add(path)
            site = _attention(path, self._count, now, tap.scale, place)
        self._count += 1
        self._on_site(site)

    def check_whole(self) -> None:
        """Raise ValueError where a place has more queries than were seen."""
        if self._waiting:
            path, seen = self._waiting.popitem()
            raise ValueError(
                f"{path} had only {seen['query'].shape[2]} queries; its place has more."
            )


def _numpy(tensor: Tensor) -> Array:
    """A frozen float32 copy without the batch axis; raises ValueError for more than one input."""
    if tensor.shape[0] != 1:
        raise ValueError(f"Only a batch of one can be observed, not {tensor.shape[0]}.")
    return frozen(tensor.detach()[0].to("cpu", torch.float32).numpy())


def _complete(path: str, seen: dict[str, Tensor], place: Place) -> bool:
    """Whether all queries are there; raises ValueError for more, or for other keys."""
    queries, keys = seen["scores"].shape[2:]
    if isinstance(place, TokenPlace):
        wanted = place.queries.size, place.keys.size
    else:
        wanted = place.size, place.size
    if queries > wanted[0] or keys != wanted[1]:
        raise ValueError(f"{path} has {queries} × {keys} tokens; its place says {wanted}.")
    return queries == wanted[0]


def _attention(
    path: str, count: int, seen: dict[str, Tensor], scale: float | None, place: Place
) -> Attention:
    checks = check_attention(seen, scale)
    common: dict[str, Any] = {name: _numpy(seen[name]) for name in ("query", "key", "value")}
    common |= {"name": path, "checks": checks, "mask": _mask(path, seen["scores"])}
    if isinstance(place, PatchGrid):
        if scale is None:
            raise ValueError(f"{path} has no inner products, which the maps of patches are.")
        return PatchAttention(**common, layer=count, scale=scale, queries=place, keys=place)
    common |= {"sort": place.kind, "queries": place.queries, "keys": place.keys}
    if scale is None:
        kept, scores = _numpy(seen["weights"]), _numpy(seen["scores"])
        return TokenMap(**common, layer=place.layer, map=kept, scores=scores)
    return TokenAttention(**common, layer=place.layer, scale=scale)


def _mask(path: str, scores: Tensor) -> Mask | None:
    """(Q, K), True where a query may look, None for everywhere; scores (1, heads, Q, K)."""
    found = hidden_places(scores)
    if found is None or not found.any():
        return None
    hidden = found[0]  # (heads, Q, K)
    if not torch.equal(hidden, hidden[:1].expand_as(hidden)):
        raise ValueError(f"{path} has another mask in every head, which no picture can show.")
    mask: Mask = ~hidden[0].cpu().numpy()
    return mask


def _gate(
    kind: str, name: str, layer: int, output: Tensor, tensors: dict[str, Tensor]
) -> Attention:
    gate, features = tensors["gate"], tensors["features"]
    logits, hidden = _numpy(tensors["logits"]), _numpy(tensors["hidden"])
    checks = check_gate(gate, features, output)
    if kind == "channel-gate":
        return ChannelGate(
            name=name,
            layer=layer,
            checks=checks,
            gate=_numpy(gate).reshape(-1),  # (C, 1, 1) -> (C,)
            logits=logits.reshape(-1),
            features=_numpy(features),
            hidden=hidden.reshape(-1),  # (r, 1, 1) -> (r,)
        )
    return SpatialGate(
        name=name,
        layer=layer,
        checks=checks,
        gate=_numpy(gate)[0],  # (1, H, W) -> (H, W)
        logits=logits[0],
        features=_numpy(features),
        hidden=hidden,
    )
