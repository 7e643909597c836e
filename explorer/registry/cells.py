"""Whether tokens lie where they are said to lie, measured.

A model sees pictures made of black and white cells, one for each token. What it makes of a token
must change with the cell of that token, in the same way for all tokens, and more than with cells
further away. Convolutions blur the cells and shift them by up to half of one, so that neighbours
may do nearly as well; a token in another place does not do better than chance.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

import torch
from torch import Tensor, nn

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import AttentionRecord
from explorer.capture.tracing.trace import trace_model
from explorer.capture.windows import NOWHERE, Windows
from explorer.core.axes import PatchGrid
from explorer.core.cancel import never

SAMPLES = 300
"""Cells that are seen in all pictures of a size of cell but one, from which the others differ."""
CHANCE = 4.0
"""Times what is beyond chance, which is 1 / √samples for tokens in any other order."""
AS_GOOD = 0.6
"""Share of the best displacement that the place itself must reach: cells blur."""
PART = 0.5
"""Share of the correlation of all tokens that those of any part of the picture must reach."""
REACH = 2
"""How far, in cells, a place is compared with those around it."""
FEWEST = 9
"""Tokens below which the order cannot be told from chance."""
BUDGET = 2**31
"""Bytes that a run may keep."""

Place = PatchGrid | Windows
"""Where tokens lie: in the order of a grid, or cut into windows of one."""


class Side(StrEnum):
    """The tokens of a site that ask, or those that are looked at."""

    QUERIES = "queries"
    KEYS = "keys"


class Claim(NamedTuple):
    """One side of the site of a record."""

    name: str
    side: Side


def confirmed(
    model: nn.Module,
    claims: Mapping[Claim, Place],
    blank: Tensor,
    cancelled: Callable[[], bool] = never,
) -> dict[Claim, Place]:
    """Those of the places that the tokens of the model's own run follow.

    blank: a normalised picture (2, 3, H, W), black and white. Raises Cancelled.
    """
    found: dict[Claim, Place] = {}
    for rows, cols in sorted({(place.rows, place.cols) for place in claims.values()}):
        if rows * cols < FEWEST:
            continue
        here = {
            claim: place
            for claim, place in claims.items()
            if (place.rows, place.cols) == (rows, cols)
        }
        cells = _cells(rows, cols)
        asked = any(claim.side is Side.QUERIES for claim in here)
        options = Options(budget=BUDGET, cancelled=cancelled, outputs=asked)
        seen = trace_model(model, _drawn(cells, blank), options=options, compare=False)
        records = {record.name: record for record in seen.attentions}
        for claim, place in here.items():
            tokens = _tokens(records.get(claim.name), claim.side)
            ordered = None if tokens is None else _ordered(tokens, place, len(cells))
            if ordered is not None and follows(ordered, cells):
                found[claim] = place
    return found


def _cells(rows: int, cols: int) -> Tensor:
    """Random patterns (n, rows, cols) of -1 and 1, half of the cells each."""
    count = 1 + math.ceil(SAMPLES / (rows * cols))
    random = torch.Generator().manual_seed(1)
    order = torch.rand(count, rows * cols, generator=random).argsort(dim=1)
    return (order % 2 * 2 - 1).float().reshape(count, rows, cols)


def _drawn(cells: Tensor, blank: Tensor) -> Tensor:
    """Pictures (n, 3, H, W) of cells (n, rows, cols), -1 black and 1 white."""
    height, width = blank.shape[2:]
    down = torch.arange(height) * cells.shape[1] // height
    across = torch.arange(width) * cells.shape[2] // width
    patterns = cells[:, down][:, :, across].to(blank.device)  # (n, H, W)
    return torch.where(patterns[:, None] > 0, blank[1], blank[0])


def _tokens(record: AttentionRecord | None, side: Side) -> Tensor | None:
    """(runs · windows, heads, tokens, d) of one side: what a query finds follows it as it does."""
    if record is None:
        return None
    if side is Side.KEYS:
        return record.value
    return record.output if record.query is None else record.query


def _ordered(tokens: Tensor, place: Place, runs: int) -> Tensor | None:
    """By position: (runs · windows, heads, tokens, d) to (runs, rows, cols, heads · d)."""
    if len(tokens) % runs:
        return None
    heads, count, width = tokens.shape[1:]
    tokens = tokens.float().reshape(runs, -1, heads, count, width).transpose(2, 3)
    tokens = tokens.reshape(runs, -1, heads * width)  # (runs, windows · tokens, heads · d)
    if isinstance(place, PatchGrid):
        tokens = tokens[:, place.patches]
    else:
        flat = torch.from_numpy(place.places).reshape(-1)
        real = (flat != NOWHERE).nonzero()[:, 0]
        tokens = tokens[:, real[flat[real].argsort()]]
    if tokens.shape[1] != place.rows * place.cols:
        return None
    return tokens.reshape(runs, place.rows, place.cols, -1)


def follows(tokens: Tensor, cells: Tensor) -> bool:
    """Whether tokens (n, rows, cols, d) change with the cells (n, rows, cols) of their own.

    The correlation of both is a vector, the same for all tokens but for noise, whose length in
    [0, 1] counts: 1 where a token is its cell and nothing else.
    """
    tokens = tokens - tokens.mean(dim=0)
    tokens = tokens - tokens.mean(dim=(1, 2), keepdim=True)  # what all tokens have of a picture
    tokens = tokens / tokens.square().sum(dim=(0, 3), keepdim=True).sqrt().clamp(min=1e-20)
    cells = cells.to(tokens) - cells.to(tokens).mean(dim=0)
    cells = cells / cells.square().sum(dim=0).sqrt().clamp(min=1e-20)
    count, rows, cols = cells.shape
    own = (tokens * cells[..., None]).sum(dim=0)  # (rows, cols, d)
    whole = float(own.mean(dim=(0, 1)).norm())
    if whole < CHANCE / math.sqrt((count - 1) * rows * cols):
        return False
    near = max(_displaced(tokens, cells, down, right) for down, right in _around(rows, cols))
    if whole < AS_GOOD * near:
        return False
    return all(float(part.mean(dim=(0, 1)).norm()) >= PART * whole for part in _parts(own))


def _around(rows: int, cols: int) -> Iterator[tuple[int, int]]:
    """The displacements (down, right) with which a place is compared."""
    down, right = min(REACH, rows // 2), min(REACH, cols // 2)
    for at in range(-down, down + 1):
        yield from ((at, to) for to in range(-right, right + 1) if at or to)


def _displaced(tokens: Tensor, cells: Tensor, down: int, right: int) -> float:
    """The correlation of tokens (n, rows, cols, d) with the cells so far from their own."""
    rows, cols = cells.shape[1:]
    top, left = max(0, -down), max(0, -right)
    bottom, end = min(rows, rows - down), min(cols, cols - right)
    there = cells[:, top + down : bottom + down, left + right : end + right]
    both = tokens[:, top:bottom, left:end] * there[..., None]
    return float(both.sum(dim=0).mean(dim=(0, 1)).norm())


def _parts(whole: Tensor) -> Iterator[Tensor]:
    """Of (rows, cols, d) the quarters, and every second token down and across."""
    rows, cols = whole.shape[:2]
    for half in (slice(None, rows // 2), slice(rows // 2, None)):
        yield from (whole[half, : cols // 2], whole[half, cols // 2 :])
    for first in (0, 1):
        yield from (whole[first::2, ::2], whole[first::2, 1::2])
