"""Whether tokens lie where they are said to lie, measured.

A model sees pictures made of black and white cells, one for each token. What it makes of a token
must change with the cell of that token, in the same way for all tokens, and more than with cells
further away. Convolutions blur the cells and shift them by up to half of one, so that neighbours
may do nearly as well; a token in another place does not do better than chance.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from itertools import pairwise, product
from typing import NamedTuple

import torch
from torch import Tensor, nn

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import AttentionRecord, Record
from explorer.capture.tracing.trace import trace_model
from explorer.core.cancel import never
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.patch_maps import NOWHERE, Windows

SAMPLES = 240, 1000
"""Cells that are seen in all pictures of a size of cell but one, from which the others differ: at
first, and where they leave it open."""
MOST = 64
"""Pictures of a size of cell."""
HOPE, CHANCE = 2.0, 5.0
"""Times the chance of any other order, 1 / √samples: what may yet turn out to be a place, what is
one."""
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


class _EnoughError(Exception):
    """All that was to be seen of a run has been."""


def confirmed(
    model: nn.Module,
    claims: Mapping[Claim, Sequence[Place]],
    blank: Tensor,
    cancelled: Callable[[], bool] = never,
) -> dict[Claim, Place]:
    """Of the places that each side may have the one that its tokens follow, where there is one.

    blank: a normalised picture (2, 3, H, W), black and white. Raises Cancelled.
    """
    grids: dict[tuple[int, int], dict[Claim, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for claim, places in claims.items():
        for place in places:
            if place.rows * place.cols >= FEWEST:
                grids[place.rows, place.cols][claim].append(place)
    found: dict[Claim, tuple[float, Place]] = {}
    for (rows, cols), here in sorted(grids.items(), key=lambda one: one[0]):
        open_, kept = dict(here), dict[Claim, Tensor]()
        cells = _cells(rows, cols)
        for start, end in pairwise((0, *(_count(rows, cols, samples) for samples in SAMPLES))):
            if start == end:
                break
            seen = _seen(model, _drawn(cells[start:end], blank), open_, cancelled)
            kept = {at: torch.cat([kept[at], new]) if start else new for at, new in seen.items()}
            for claim, tokens in kept.items():
                ways = [(_strength(tokens, one, cells[:end]), one) for one in open_[claim]]
                best = max(ways, key=lambda way: way[0])
                if not HOPE <= best[0] < CHANCE:
                    del open_[claim]
                if best[0] >= max(CHANCE, found[claim][0] if claim in found else 0.0):
                    found[claim] = best
            open_ = {claim: places for claim, places in open_.items() if claim in kept}
            if not open_:
                break
    return {claim: place for claim, (_, place) in found.items()}


def _seen(
    model: nn.Module, pictures: Tensor, claims: Collection[Claim], cancelled: Callable[[], bool]
) -> dict[Claim, Tensor]:
    """The tokens (pictures, windows · tokens, heads · d) of each side.

    A picture at a time, as the model is run later: with several some sites could not be told from
    their windows. A run ends with the last site that is asked for.
    """
    asked = any(claim.side is Side.QUERIES for claim in claims)
    seen: dict[Claim, list[Tensor]] = {claim: [] for claim in claims}
    for picture in pictures:
        missing = {claim.name for claim in claims}

        def on_record(record: Record, missing: set[str] = missing) -> None:
            if not isinstance(record, AttentionRecord) or record.name not in missing:
                return
            missing.remove(record.name)
            for side in Side:
                tokens = _tokens(record, side)
                if tokens is not None and (claim := Claim(record.name, side)) in seen:
                    seen[claim].append(tokens)
            if not missing:
                raise _EnoughError

        options = Options(budget=BUDGET, cancelled=cancelled, outputs=asked, on_record=on_record)
        with suppress(_EnoughError):
            trace_model(model, picture[None], options=options, compare=False)
    return {
        claim: torch.stack(tokens) for claim, tokens in seen.items() if len(tokens) == len(pictures)
    }


def _count(rows: int, cols: int, samples: int) -> int:
    return min(MOST, 1 + math.ceil(samples / (rows * cols)))


def _cells(rows: int, cols: int) -> Tensor:
    """Random patterns (n, rows, cols) of -1 and 1, half of the cells each."""
    random = torch.Generator().manual_seed(1)
    order = torch.rand(_count(rows, cols, max(SAMPLES)), rows * cols, generator=random)
    return (order.argsort(dim=1) % 2 * 2 - 1).float().reshape(-1, rows, cols)


def _drawn(cells: Tensor, blank: Tensor) -> Tensor:
    """Pictures (n, 3, H, W) of cells (n, rows, cols), -1 black and 1 white."""
    height, width = blank.shape[2:]
    down = torch.arange(height) * cells.shape[1] // height
    across = torch.arange(width) * cells.shape[2] // width
    patterns = cells[:, down][:, :, across].to(blank.device)  # (n, H, W)
    return torch.where(patterns[:, None] > 0, blank[1], blank[0])


def _tokens(record: AttentionRecord, side: Side) -> Tensor | None:
    """One side of a site: (windows · tokens, heads · d).

    Where the queries themselves are not known, what they found: it differs as they do.
    """
    asking = record.output if record.query is None else record.query
    tokens = record.value if side is Side.KEYS else asking
    # (windows, heads, tokens, d) -> (windows, tokens, heads, d)
    return None if tokens is None else tokens.float().transpose(1, 2).flatten(2).flatten(0, 1)


def _strength(tokens: Tensor, place: Place, cells: Tensor) -> float:
    """See `follows`; 0 where there are not as many tokens as the place has."""
    if isinstance(place, PatchGrid):
        if tokens.shape[1] != place.size:
            return 0.0
        return follows(tokens[:, place.patches], torch.arange(place.rows * place.cols), cells)
    places = torch.from_numpy(place.places).flatten()
    real = places != NOWHERE
    if tokens.shape[1] != len(places):
        return 0.0
    return follows(tokens[:, real], places[real], cells)


def follows(tokens: Tensor, at: Tensor, cells: Tensor) -> float:
    """How far tokens change with the cells that they are said to lie in, in times of chance.

    Tokens are (n, m, d), cells (n, rows, cols), `at` (m,) the numbers of their cells. The
    correlation of a token and its cell is a vector, the same for all tokens but for noise, and its
    length is what counts. Tokens that change more with cells around theirs, or hardly with theirs
    in some part of the picture, do not follow them: 0.
    """
    tokens = tokens - tokens.mean(dim=0)
    tokens = tokens - tokens.mean(dim=1, keepdim=True)  # what all tokens have of a picture
    tokens = tokens / tokens.square().sum(dim=(0, 2), keepdim=True).sqrt().clamp(min=1e-20)
    cells = cells.to(tokens)
    cells = cells - cells.mean(dim=0)
    cells = cells / cells.square().sum(dim=0).sqrt().clamp(min=1e-20)
    count, rows, cols = cells.shape
    down, across = at // cols, at % cols
    own = (tokens * cells[:, down, across, None]).sum(dim=0)  # (m, d)
    common = own.mean(dim=0)
    whole = float(common.norm())
    strength = whole * math.sqrt((count - 1) * rows * cols)
    if strength < CHANCE:
        return strength
    for part in _parts(down, across, rows, cols):
        if float(own[part].mean(dim=0) @ common) < PART * whole**2:
            return 0.0
    for up, left in product(range(-REACH, REACH + 1), repeat=2):
        there = (
            (down + up >= 0) & (down + up < rows) & (across + left >= 0) & (across + left < cols)
        )
        near = cells[:, down[there] + up, across[there] + left, None]
        if 2 * len(near[0]) > len(at) and whole < AS_GOOD * float(
            (tokens[:, there] * near).sum(dim=0).mean(dim=0).norm()
        ):
            return 0.0
    return strength


def _parts(down: Tensor, across: Tensor, rows: int, cols: int) -> Iterator[Tensor]:
    """Which positions are of each quarter, and of every second row and column."""
    for one, other in product((False, True), repeat=2):
        yield ((down >= rows // 2) == one) & ((across >= cols // 2) == other)
        yield ((down % 2 == 1) == one) & ((across % 2 == 1) == other)
