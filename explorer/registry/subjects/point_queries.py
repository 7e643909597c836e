"""What asks in an attention to points: positions of the picture, or objects without a place."""

from __future__ import annotations

import torch

from explorer.capture.tracing.records import AttentionRecord
from explorer.core.sites.point_axes import Objects, Pyramid

FOLLOWS = 0.9
"""Least correlation of where queries look with the positions that they are said to be."""


def asking(record: AttentionRecord) -> Objects | Pyramid:
    """Take as many queries as positions on all sampled maps for these positions.

    If each looks around its own (Zhu et al. 2021, section 4.1, the encoder).
    """
    grids = tuple((rows, cols) for rows, cols, _ in record.levels)
    objects = Objects(record.queries)
    if record.points is None or sum(rows * cols for rows, cols in grids) != record.queries:
        return objects
    looks = record.points[0].float().mean(dim=(0, 2))  # (heads, Q, K, 2) to (Q, 2)
    places = torch.cat([_middles(*grid) for grid in grids])
    both = torch.stack([looks, places]).transpose(1, 2).reshape(2, -1)  # x of all, y of all
    agrees = torch.corrcoef(both)[0, 1]
    return Pyramid(grids) if float(agrees) >= FOLLOWS else objects


def _middles(rows: int, cols: int) -> torch.Tensor:
    """(rows · cols, 2): x and y of the middles of cells as shares."""
    down, across = (torch.arange(size) + 0.5 for size in (rows, cols))
    return torch.stack(
        [(across / cols).expand(rows, cols), (down / rows)[:, None].expand(rows, cols)], dim=-1
    ).reshape(-1, 2)
