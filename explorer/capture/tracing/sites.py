"""From a record to a site of the core, once the caller knows what rows and columns stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from explorer.capture.tracing.masks import Mask, MaskKind, Sliding
from explorer.capture.tracing.records import AttentionRecord, GateRecord
from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.arrays import Mask as Allowed
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid, Tokens
from explorer.core.sites.dot_product import OwnScores
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.sites.masks import Band, Causal, Sparse
from explorer.core.sites.operands import Operands, scored, softmax
from explorer.core.sites.patch_maps import PatchAttention, PatchSite
from explorer.core.sites.point_axes import Objects, Points, Pyramid
from explorer.core.sites.points import PointSite
from explorer.core.sites.token_attention import TokenAttention, TokenSite


@dataclass(frozen=True, eq=False, kw_only=True)
class KeptTokens(TokenSite):
    """Attention among tokens whose rows are worked out from the record when they are asked for.

    For maps that q, k and a mask of yes and no do not give: they stay as they were kept, at half
    precision too. batch: which input, or group of one, of the record.
    """

    record: AttentionRecord = field(repr=False)
    batch: int = 0

    @property
    def heads(self) -> int:
        return self.record.heads

    @property
    def rest(self) -> str:
        return self.record.rest

    @property
    def allowed(self) -> Allowed | None:
        mask = _mask(self.record, self.batch)
        if isinstance(mask, Sparse):
            return mask.allowed(np.arange(self.record.queries), self.record.keys)
        return mask

    def weights(self, queries: Sequence[int] | None = None) -> Array:
        return frozen(self.record.weights(self.batch, queries).numpy())

    def operands(self, query: int, head: int) -> Operands:
        return record_operands(self.record, self.batch, query, head)


@dataclass(frozen=True, eq=False, kw_only=True)
class KeptPatches(PatchSite):
    """The same among the patches of a photo."""

    record: AttentionRecord = field(repr=False)
    batch: int = 0

    @property
    def heads(self) -> int:
        return self.record.heads

    def weights(self, queries: Sequence[int] | None = None) -> Array:
        return frozen(self.record.weights(self.batch, queries).numpy())

    def operands(self, query: int, head: int) -> Operands:
        return record_operands(self.record, self.batch, query, head)


def attention_site(
    record: AttentionRecord,
    queries: Tokens | PatchGrid,
    keys: Tokens | PatchGrid | None = None,
    *,
    layer: int = 0,
    sort: Kind | None = None,
    batch: int = 0,
) -> Attention:
    """The site of one input, read-only float32 on the memory of the record.

    What was kept at half precision is widened here. keys: None for those of the queries. sort: None
    for what the record says. batch: which input. Where inner products and a mask of yes and no do
    not give the map, it is a kept map, whose rows are widened only when asked for. Raises
    ValueError where nothing was kept, where keys are points, and where the axes are not as long as
    the map.
    """
    keys = queries if keys is None else keys
    if (queries.size, keys.size) != (record.queries, record.keys):
        raise ValueError(
            f"{record.name} has {record.queries} × {record.keys} tokens, "
            f"not {queries.size} × {keys.size}."
        )
    if record.points is not None:
        raise ValueError(
            f"{record.name} looks at points of its own for every query, not at tokens."
        )
    if not record.tensors():
        raise ValueError(f"{record.name} was not kept; give a larger budget or fewer layers.")
    common: dict[str, Any] = {"name": record.name, "layer": layer, "checks": record.checks}
    dot = _dot_product(record, batch)
    if isinstance(queries, PatchGrid):
        if not isinstance(keys, PatchGrid):
            raise ValueError(f"{record.name}: the keys of patches are patches.")
        common |= {"queries": queries, "keys": keys}
        if dot is None:
            return KeptPatches(**common, record=record, batch=batch)
        return PatchAttention(**common, **dot)
    if not isinstance(keys, Tokens):
        raise ValueError(f"{record.name}: the keys of tokens are tokens.")
    common |= {"sort": record.sort if sort is None else sort, "queries": queries, "keys": keys}
    if dot is None:
        return KeptTokens(**common, record=record, batch=batch)
    return TokenAttention(**common, **dot)


def point_site(
    record: AttentionRecord, queries: Objects | Pyramid, *, layer: int = 0, batch: int = 0
) -> PointSite:
    """The site of one input that looks at points; raises ValueError where none were kept."""
    if record.map is None or record.points is None:
        raise ValueError(f"{record.name} has no points that were kept.")
    return PointSite(
        name=record.name,
        layer=layer,
        checks=record.checks,
        map=_array(record.map[batch]),
        places=_array(record.points[batch]),
        queries=queries,
        points=Points(record.levels),
    )


def gate_site(record: GateRecord, *, layer: int = 0, batch: int = 0) -> ChannelGate | SpatialGate:
    """The site of one input: gates and logits frozen float32, features too.

    Raises ValueError for gates that are no pictures of channels or positions, and for a channel
    gate whose features were not kept.
    """
    gate, logits = record.gate[batch], record.logits[batch]
    common: dict[str, Any] = {"name": record.name, "layer": layer, "checks": record.checks}
    if record.sort is Kind.SPATIAL and len(record.shape) == 4:
        grid = tuple(size for size in gate.shape if size > 1) or (1, 1)
        values = _array(gate).reshape(grid)  # (1, H, W) or (H, W, 1) -> (H, W)
        kept = None if record.features is None else record.features[batch]
        if kept is not None and gate.shape[0] > 1:  # channels last: (H, W, C) -> (C, H, W)
            kept = kept.movedim(-1, 0)
        common["features"] = None if kept is None else _array(kept)
        return SpatialGate(**common, gate=values, logits=_like(logits, values))
    if record.sort is Kind.CHANNEL and len(record.shape) == 4:
        if record.features is None:
            raise ValueError(f"The features of {record.name} were not kept.")
        features = record.features[batch]
        if gate.shape[0] == 1 != gate.shape[-1]:  # channels last: (1, 1, C)
            features = features.movedim(-1, 0)  # (H, W, C) -> (C, H, W)
        values = _array(gate).reshape(-1)  # (C,)
        return ChannelGate(
            **common, gate=values, logits=_like(logits, values), features=_array(features)
        )
    raise ValueError(f"{record.name} gates neither channels nor positions of a feature map.")


def record_operands(record: AttentionRecord, batch: int, query: int, head: int) -> Operands:
    """What a row of a record is worked out of: of q and k with a bias, or the kept map alone.

    batch, query: which input (or window of one), and which of its queries.
    """
    own = head // record.repeat  # of the key heads, which query heads may share

    def part(tensor: Tensor, which: int) -> Array:
        return _array(tensor[batch, which])

    values = None if record.value is None else part(record.value, own)
    if query in record.apart and record.own is not None:
        scores = part(record.own, head)[record.apart.index(query)]
        return Operands(weights=softmax(scores), scores=scores)
    if record.map is not None or record.query is None or record.key is None:
        weights = frozen(record.weights(batch, [query])[head, 0].numpy())
        return Operands(weights=weights, values=values)
    mask, bias, allowed = record.mask.of(batch), None, None
    rows = torch.tensor([query])
    if mask.kind is MaskKind.ADDITIVE:
        added = mask.on(torch.zeros(1, record.heads, 1, record.keys), rows)[0, head, 0]
        bias = _array(added)
    elif mask.kind is not MaskKind.NONE:
        seen = mask.allowed(rows, record.keys).expand(1, record.heads, 1, record.keys)
        allowed = None if bool(seen[0, head].all()) else seen[0, head, 0].numpy()
    asks, keys = part(record.query, head)[query], part(record.key, own)
    scores = scored(asks, keys, record.scale, bias, allowed)
    return Operands(
        weights=softmax(scores),
        query=asks,
        keys=keys,
        values=values,
        scores=scores,
        scale=record.scale,
        bias=bias,
        allowed=allowed,
    )


def _dot_product(record: AttentionRecord, batch: int) -> dict[str, Any] | None:
    """q, k, v, scale and mask of one input; None where they do not give the map."""
    query, key, value = record.query, record.key, record.value
    if query is None or key is None or value is None or record.mask.kind is MaskKind.ADDITIVE:
        return None
    mask = _mask(record, batch)
    if mask is None and record.mask.kind is not MaskKind.NONE:
        return None
    if isinstance(mask, np.ndarray) and not mask.any(axis=-1).all():
        return None  # a query that sees nothing has no softmax
    own = None if record.own is None else OwnScores(record.apart, _array(record.own[batch]))
    return {
        "query": _array(query[batch]),
        "key": _array(record.repeated(key[batch, None])[0]),
        "value": _array(record.repeated(value[batch, None])[0]),
        "scale": record.scale,
        "mask": mask,
        "own": own,
    }


def _mask(record: AttentionRecord, batch: int) -> Allowed | Sparse | None:
    """Where queries may look; None for everywhere, or where heads differ.

    Nothing is copied: a mask that is the same for all queries, as of padding, stays one row.
    """
    mask: Mask = record.mask.of(batch)
    if mask.kind is MaskKind.NONE:
        return None
    if mask.kind is MaskKind.CAUSAL:
        return Causal(mask.diagonal)
    if isinstance(mask, Sliding) and (mask.hidden is None or not bool(mask.hidden.any())):
        return Band(mask.reach, mask.everywhere)
    allowed = mask.allowed(torch.arange(record.queries), record.keys)  # (1, heads or 1, Q or 1, K)
    if allowed.shape[1] > 1 and bool((allowed != allowed[:, :1]).any()):
        return None
    whole: Allowed = allowed[0, 0].expand(record.queries, record.keys).numpy()
    whole.flags.writeable = False
    return whole


def _array(tensor: Tensor) -> Array:
    """Read-only, on the memory of a record's own copy where that is float32."""
    array: Array = tensor.float().contiguous().numpy()
    array.flags.writeable = False
    return array


def _like(logits: Tensor, values: Array) -> Array:
    """Logits in the shape of the gate; not a number where they had another size."""
    if logits.numel() != values.size:
        return frozen(np.full_like(values, np.nan))
    return _array(logits).reshape(values.shape)
