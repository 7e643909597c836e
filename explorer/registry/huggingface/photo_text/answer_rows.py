"""The rows of attention that wrote an answer, over the tokens of photo and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from explorer.capture.tracing.masks import compact
from explorer.capture.tracing.records import AttentionRecord
from explorer.capture.tracing.sites import attention_site
from explorer.capture.tracing.trace import Traced
from explorer.core.sites.attention import Attention
from explorer.core.sites.axes import PatchGrid
from explorer.core.text import step_name


@dataclass(frozen=True)
class Rows:
    """What is shown of a map among all tokens: the rows that wrote the answer, the words first.

    rows, order: numbers of the tokens, in the order of `queries` and of `keys`.
    """

    rows: tuple[int, ...]
    order: tuple[int, ...]
    queries: PatchGrid
    keys: PatchGrid


def named(pieces: Sequence[str]) -> list[str]:
    """Names of tokens that can be told from each other, those that come once as they are."""
    plain = [one.strip(" ▁Ġ") or one for one in pieces]
    often = Counter(plain)
    return [one if often[one] == 1 else step_name(one, at) for at, one in enumerate(plain)]


def reading(model: Any) -> str:
    """The path of the part of a model that reads its tokens; "" where that is the whole of it.

    It is what the table of the tokens lies in. A tower that looks at photos may attend among as
    many tokens by chance.
    """
    table = model.get_input_embeddings()
    path = next((name for name, one in model.named_modules() if one is table), "")
    return path.rpartition(".")[0]


def among(record: AttentionRecord, count: int, part: str) -> bool:
    """Whether a site of a part of the model is among all tokens of a run."""
    inside = not part or record.path.startswith(f"{part}.")
    whole = record.batch == record.groups == 1 and record.queries == record.keys == count
    return inside and whole


def sites(traced: Traced, axes: Rows, part: str) -> list[Attention]:
    """The attention of the part that reads the tokens, as far as it wrote the answer."""
    found: list[Attention] = []
    count = len(axes.order)
    for record in traced.attentions:
        if not among(record, count, part) or not record.tensors():
            continue
        shown = _shown(record, axes)
        found.append(attention_site(shown, axes.queries, axes.keys, layer=len(found)))
    return found


def _shown(record: AttentionRecord, axes: Rows) -> AttentionRecord:
    """The rows of a record that wrote the answer, its keys in the order of the axis."""
    rows, order = torch.tensor(axes.rows), torch.tensor(axes.order)
    masked = record.mask.on(torch.zeros(1, record.heads, len(rows), record.keys), rows)
    kept: dict[str, Any] = {}
    for name, which, axis in (
        ("query", rows, 2), ("key", order, 2), ("value", order, 2), ("map", rows, 2),
    ):  # fmt: skip
        tensor = getattr(record, name)
        kept[name] = None if tensor is None else tensor.index_select(axis, which)
    if kept["map"] is not None:
        kept["map"] = kept["map"].index_select(3, order)
    return replace(
        record,
        **kept,
        queries=len(rows),
        keys=len(order),
        mask=compact(masked[..., order], False, len(rows), len(order)),
        output=None,
    )
