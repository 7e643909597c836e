"""Attention within windows of a feature map (Liu et al. 2021, Swin; Tu et al. 2022, MaxViT).

Which position of the map each token of each window is depends on how the model cuts and shifts;
nothing in the attention itself tells. So it is measured: the block around it runs on feature maps
in which every position holds one of two vectors, by one binary digit of its number after another,
and each token's value says which of the two it was made of. Where a block mixes positions before
it attends the digits cannot be read, and no place is given.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import AttentionRecord
from explorer.capture.tracing.sites import record_operands
from explorer.capture.tracing.trace import trace_model
from explorer.core.cancel import never
from explorer.core.sites.arrays import Array
from explorer.core.sites.operands import Operands
from explorer.core.sites.patch_maps import NOWHERE, Windows, WindowSite

CLEAR = 0.02
"""How far from one of the two vectors a value may lie, as a share of their distance."""
TRIES = 3
"""Modules, innermost first, that are tried; those further out do more before they attend."""


@dataclass(frozen=True, eq=False, kw_only=True)
class WindowPatches(WindowSite):
    """Attention within windows, worked out from the record when it is asked for.

    record: all windows of all inputs. batch: which input.
    """

    record: AttentionRecord = field(repr=False)
    batch: int = 0

    @property
    def heads(self) -> int:
        return self.record.heads

    def window_weights(self, window: int, tokens: Sequence[int] | None = None) -> Array:
        weights: Array = self.record.weights(self._number(window), tokens).numpy()
        return weights

    def operands(self, query: int, head: int) -> Operands:
        """Those of the query's window: its keys are the positions that it can see, and padding."""
        window, token = (int(at[0]) for at in np.nonzero(self.asking.places == query))
        found = record_operands(self.record, self._number(window), token, head)
        return replace(found, places=self.asked.places[window])

    def _number(self, window: int) -> int:
        """Which of the record's windows one of this input is."""
        return self.batch * self.record.groups + window


def place_windows(
    model: nn.Module,
    record: AttentionRecord,
    calls: Mapping[str, tuple[Any, ...]],
    size: tuple[int, int],
    cancelled: Callable[[], bool] = never,
) -> Windows | None:
    """The places of a record's windows; None where they cannot be measured.

    calls: path of a module to the arguments that it was called with on one input. size: (height,
    width) of that input, whose shape a map has. Raises Cancelled.
    """
    parts = record.path.split(".")
    paths = [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
    maps = [
        (path, layout, grid)
        for path in paths
        for layout in Layout
        if (grid := _grid(calls.get(path, ()), layout, size)) is not None
    ]
    for path, layout, grid in maps[:TRIES]:
        within = record.path[len(path) :].lstrip(".")
        block = model.get_submodule(path)
        found = _measured(block, calls[path], within, record, layout, grid, cancelled)
        if found is not None:
            return found
    return None


class Layout(Enum):
    """How a module is given a map of a picture: the axes of (B, C, rows, cols) in their order."""

    CHANNELS_LAST = (0, 2, 3, 1)
    CHANNELS_FIRST = (0, 1, 2, 3)
    TOKENS = (0, 2, 1)
    """One position after the other, row by row, an axis for both: (1, rows · cols, C)."""


def _grid(given: tuple[Any, ...], layout: Layout, size: tuple[int, int]) -> tuple[int, int] | None:
    """(rows, cols) of what can be a whole map of one input.

    None for anything else, as the windows of one.
    """
    features = given[0] if given else None
    dims = len(layout.value)
    if not isinstance(features, Tensor) or features.dim() != dims or len(features) != 1:
        return None
    height, width = size
    if layout is Layout.TOKENS:
        rows = max(1, round(math.sqrt(features.shape[1] * height / width)))
        cols = features.shape[1] // rows
        if rows * cols != features.shape[1]:
            return None
    else:
        rows, cols = features.shape[1:3] if layout is Layout.CHANNELS_LAST else features.shape[2:]
    # a map of a picture that its stride does not divide is a position longer
    return (rows, cols) if abs(rows * width - cols * height) < max(size) else None


def _measured(
    block: nn.Module,
    given: tuple[Any, ...],
    within: str,
    record: AttentionRecord,
    layout: Layout,
    grid: tuple[int, int],
    cancelled: Callable[[], bool],
) -> Windows | None:
    """Run the block on the digits. grid: (rows, cols) of the map that it was given."""
    features, (rows, cols) = given[0], grid
    channels = features.shape[layout.value.index(1)]
    if record.groups * record.queries < rows * cols:
        return None
    digits = max(1, math.ceil(math.log2(rows * cols)))
    number = torch.arange(rows * cols).reshape(rows, cols)
    which = torch.stack(
        [torch.zeros_like(number), torch.ones_like(number)]
        + [number >> digit & 1 for digit in range(digits)]
    )[..., None]  # (2 + digits, rows, cols, 1)
    random = torch.Generator().manual_seed(0)
    pair = torch.randn(2, channels, generator=random)
    maps = torch.where(which == 1, pair[1], pair[0]).movedim(-1, 1)  # (2 + digits, C, rows, cols)
    if layout is Layout.TOKENS:
        maps = maps.flatten(2)  # (2 + digits, C, rows · cols)
    maps = maps.permute(layout.value).contiguous().to(features)
    try:
        options = Options(budget=2**31, cancelled=cancelled)
        seen = trace_model(block, maps, *given[1:], options=options, compare=False)
    except (RuntimeError, ValueError, AssertionError, TypeError):
        return None  # a block that takes no other input than its own
    own = [one for one in seen.attentions if one.path == within]
    if len(own) != 1 or own[0].value is None:
        return None
    found = _read(own[0].value, len(maps), rows, cols)
    same = found is not None and found.places.shape == (record.groups, record.queries)
    return found if same else None


def _read(value: Tensor, runs: int, rows: int, cols: int) -> Windows | None:
    """The digits of every token. value (runs · windows, heads, tokens, d)."""
    heads, tokens, width = value.shape[1:]
    value = value.float().reshape(runs, -1, heads, tokens, width).transpose(2, 3)
    windows = value.shape[1]
    value = value.reshape(runs, windows, tokens, heads * width)
    zero, step = value[0], value[1] - value[0]  # (windows, tokens, heads · d)
    length = step.square().sum(dim=-1)
    padding = length <= 1e-6 * length.max()
    share = ((value[2:] - zero) * step).sum(dim=-1) / length.clamp(min=1e-30)
    rest = (value[2:] - zero - share[..., None] * step).square().sum(dim=-1)
    unclear = (share - share.round()).abs().maximum((rest / length.clamp(min=1e-30)).sqrt())
    digit = share.round().long()
    if bool((unclear.masked_fill(padding, 0.0) > CLEAR).any()):
        return None
    power = 2 ** torch.arange(runs - 2)[:, None, None]
    places = (digit * power).sum(dim=0).masked_fill(padding, NOWHERE)  # (windows, tokens)
    real = places[~padding].sort().values
    if not torch.equal(real, torch.arange(rows * cols)):
        return None
    return Windows(rows, cols, places.numpy())
