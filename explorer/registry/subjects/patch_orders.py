"""Orders in which models lay out the positions of a map before they attend.

Windows side by side (Liu et al. 2021), every n-th position (Tu et al. 2022, the grid attention of
MaxViT; Mehta & Rastegari 2022, MobileViT), units of 2 × 2 within units (Ryali et al. 2023, Hiera),
and blocks that see some of their neighbours (Vaswani et al. 2021, HaloNet). They are suggestions:
`explorer.registry.subjects.placement_probe` measures which of them is true of a model, if any.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from explorer.core.sites.patch_maps import NOWHERE, Windows

DEEPEST = 3
"""Units of 2 × 2 within one another."""
WIDEST = 4
"""Positions that a block sees on each side beyond its own."""

Level = tuple[int, int]
"""(rows, cols) of a level of an order: of windows, or of what stands in each."""


def orders(groups: int, tokens: int, size: tuple[int, int]) -> Iterator[Windows]:
    """The orders, but for row by row, of so many tokens in each of so many groups.

    size: (height, width) of the picture, in whose shape the positions lie.
    """
    known: set[bytes] = set()
    if groups == 1:
        known.add(np.arange(tokens).tobytes())
    grid = grid_of(groups * tokens, size)
    if grid is None:
        return
    rows, cols = grid
    for high in range(1, groups + 1):
        wide, rest = divmod(groups, high)
        if rest or rows % high or cols % wide:
            continue
        for units in range(DEEPEST + 1):
            parts = rows // high, cols // wide
            if parts[0] % 2**units or parts[1] % 2**units:
                break
            inner = [(2, 2)] * units + [(parts[0] >> units, parts[1] >> units)]
            within = range(units + 1)
            for levels, ranks in product((inner, inner[::-1]), (within, within[::-1])):
                for fineness in ([units + 1, *ranks], [0, *(rank + 1 for rank in ranks)]):
                    places = _laid([(high, wide), *levels], fineness, cols)
                    if places.tobytes() not in known:
                        known.add(places.tobytes())
                        yield Windows(rows, cols, places.reshape(groups, tokens))


def grid_of(count: int, size: tuple[int, int]) -> Level | None:
    """(rows, cols) of so many square cells of a picture of (height, width)."""
    height, width = size
    rows = math.isqrt(count * height // width)
    return (rows, count // rows) if rows and rows * rows * width == count * height else None


def _laid(levels: list[Level], fineness: list[int], cols: int) -> NDArray[np.int64]:
    """The number of the position of every token, slowest level first.

    fineness: the rank of each level, 0 for the one whose neighbours are neighbours.
    """
    down = across = np.zeros([1] * 2 * len(levels), np.int64)
    high = wide = 1
    for at in sorted(range(len(levels)), key=fineness.__getitem__):
        for axis, count in zip((2 * at, 2 * at + 1), levels[at], strict=True):
            shape = [1] * 2 * len(levels)
            shape[axis] = count
            steps = np.arange(count, dtype=np.int64).reshape(shape)
            if axis % 2:
                across = across + steps * wide
            else:
                down = down + steps * high
        high, wide = high * levels[at][0], wide * levels[at][1]
    return (down * cols + across).reshape(-1)


def halos(groups: int, tokens: int, size: tuple[int, int]) -> Iterator[Windows]:
    """Square blocks side by side, each with some positions around it: so many tokens in each."""
    side, blocks = math.isqrt(tokens), grid_of(groups, size)
    if side * side != tokens or blocks is None:
        return
    for halo in range(1, WIDEST + 1):
        block = side - 2 * halo
        if block < 1:
            return
        rows, cols = blocks[0] * block, blocks[1] * block
        down, across = (
            np.arange(count)[:, None] * block - halo + np.arange(side) for count in blocks
        )  # (blocks, side)
        down, across = down[:, None, :, None], across[None, :, None, :]
        inside = (down >= 0) & (down < rows) & (across >= 0) & (across < cols)
        places = np.where(inside, down * cols + across, NOWHERE)  # (rows, cols, side, side)
        yield Windows(rows, cols, places.reshape(groups, tokens).astype(np.int64))
