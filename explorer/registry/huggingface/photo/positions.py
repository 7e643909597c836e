"""How many tokens a text model has positions for, read from its own tables."""

from __future__ import annotations

import re
from typing import Any

_TABLE = re.compile(
    r"(^|\.)(wpe|[a-z_]*pos(ition)?s?_?emb[a-z_]*|embed_positions|positions_embed)$"
)
"""What modules that hold learnt positions are called."""
_APART = re.compile(
    r"relative|distance|rel_|(^|[._])[xyhw]_pos|vision|visual|image|audio|patch|entity"
)
"""In the names of tables of other positions than those of tokens in a text."""


def positions_of(model: Any) -> int | None:
    """Tokens that a model's tables of positions have room for; None where it has no such table.

    Read from the tables themselves: some begin behind the number of the padding, as RoBERTa's, and
    some behind a few that are never used, as BART's.
    """
    from torch import nn

    room: list[int] = []
    for name, part in model.named_modules():
        if not isinstance(part, nn.Embedding) or not _TABLE.search(name) or _APART.search(name):
            continue
        used = int(getattr(part, "offset", 0) or 0)
        if part.padding_idx is not None and not used:
            used = part.padding_idx + 1
        room.append(part.num_embeddings - used)
    return min(room, default=None)
