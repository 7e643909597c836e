"""Where on the picture the tokens of an attention lie, for models that nobody here wrote.

The number of tokens suggests a grid with tokens before it. Whether the tokens do lie so is then
measured: the model sees pictures made of black and white cells, and a token's value must follow
the cell in which it is said to lie.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import AttentionRecord
from explorer.capture.tracing.trace import trace_model
from explorer.capture.windows import NOWHERE, Windows, place_windows
from explorer.core.axes import PatchGrid
from explorer.core.cancel import never

PATTERNS = 3
"""Random pictures of black and white cells for each size of cell."""
AGREES = 0.5
"""Least correlation of values with the cells in which they are said to lie. Where tokens lie in
another order it scatters about 0 by 1 / √(patterns · tokens). Of places that were measured within
their block it need only be beyond chance: convolutions before them blur cells."""
CHANCE = 4
"""Times that scatter is beyond chance."""
FEWEST = 16
"""Tokens below which the order cannot be told from chance."""
BUDGET = 2**31
"""Bytes that a run to find places may keep."""
MOST_BEFORE = 32
"""Tokens before the patches; more are patches themselves."""

Place = PatchGrid | Windows


def suggested_grid(tokens: int, size: tuple[int, int], model: nn.Module) -> PatchGrid | None:
    """The finest grid of square cells that the tokens can be; None where there is none.

    size: (height, width) of the model's input.
    """
    height, width = size
    for rows in range(height, 0, -1):
        cols, rest = divmod(width * rows, height)
        before = tokens - rows * cols
        if rest or before < 0:
            continue
        return PatchGrid(rows, cols, _names(before, model)) if before <= MOST_BEFORE else None
    return None


def _names(count: int, model: nn.Module) -> tuple[str, ...]:
    """What the tokens before the patches are, by the parameters that hold them."""
    parts = {name.rpartition(".")[2] for name, _ in model.named_parameters()}
    named = (
        ["CLS"] if parts & {"cls_token", "class_token", "cls_embedding", "class_embedding"} else []
    )
    named += ["distillation"] if parts & {"dist_token", "distillation_token"} else []
    named = named[:count]
    rest = count - len(named)
    word = "register" if parts & {"reg_token", "register_tokens"} else "token"
    return (*named, *(f"{word} {at}" for at in range(1, rest + 1)))


def place_all(
    model: nn.Module,
    records: Sequence[AttentionRecord],
    blank: Tensor,
    cancelled: Callable[[], bool] = never,
) -> dict[str, Place]:
    """Name of a record to where its tokens lie; those that cannot be placed are left out.

    records: of a run on one input. blank: a normalised picture (2, 3, H, W), black and white.
    Raises Cancelled.
    """
    height, width = blank.shape[2:]
    among = [record for record in records if record.queries == record.keys]
    grids: dict[str, Place] = {}
    for record in among:
        if record.groups == 1:
            grid = suggested_grid(record.queries, (height, width), model)
            if grid is not None:
                grids[record.name] = grid
    found = _confirmed(model, grids, blank, cancelled)
    rest = [record for record in among if record.name not in found]
    calls = _calls(model, rest, blank[:1])
    windows: dict[str, Place] = {}
    for record in rest:
        placed = place_windows(model, record, calls, (height, width), cancelled)
        if placed is not None:
            windows[record.name] = placed
    return found | _confirmed(model, windows, blank, cancelled)


def _confirmed(
    model: nn.Module, places: dict[str, Place], blank: Tensor, cancelled: Callable[[], bool]
) -> dict[str, Place]:
    """The places that the model's own values follow."""
    agreements = _agreements(model, places, blank, cancelled)
    return {name: place for name, place in places.items() if agreements[name] >= _least(place)}


def _least(place: Place) -> float:
    """The correlation that a place needs."""
    if isinstance(place, PatchGrid):
        return AGREES
    return min(AGREES, CHANCE / math.sqrt(PATTERNS * place.rows * place.cols))


def _calls(
    model: nn.Module, records: Sequence[AttentionRecord], picture: Tensor
) -> Mapping[str, tuple[Any, ...]]:
    """What the modules around these sites were called with."""
    parts = [one.path.split(".") for one in records]
    around = {".".join(path[:end]) for path in parts for end in range(1, len(path) + 1)}
    calls: dict[str, tuple[Any, ...]] = {}
    handles = []
    for path, module in model.named_modules():
        if path not in around:
            continue

        def see(module: nn.Module, args: tuple[Any, ...], path: str = path) -> None:
            calls.setdefault(path, args)

        handles.append(module.register_forward_pre_hook(see))
    try:
        if handles:
            model(picture)
    finally:
        for handle in handles:
            handle.remove()
    return calls


def _agreements(
    model: nn.Module,
    places: Mapping[str, Place],
    blank: Tensor,
    cancelled: Callable[[], bool],
) -> dict[str, float]:
    """How far the values of each site follow the cells: correlations, -1 to 1."""
    grids = sorted({(place.rows, place.cols) for place in places.values()})
    if not grids:
        return {}
    random = torch.Generator().manual_seed(1)
    cells, pictures = {}, [blank]
    for rows, cols in grids:
        # half of the cells each
        which = torch.rand(PATTERNS, rows * cols, generator=random).argsort(dim=1) % 2
        cells[rows, cols] = which
        pictures.append(_drawn(which.reshape(-1, rows, cols), blank))
    options = Options(budget=BUDGET, cancelled=cancelled)
    seen = trace_model(model, torch.cat(pictures), options=options, compare=False)
    values = {record.name: record.value for record in seen.attentions}
    found = dict.fromkeys(places, 0.0)
    for name, place in places.items():
        at = 2 + PATTERNS * grids.index((place.rows, place.cols))
        value = values.get(name)
        if value is None or place.rows * place.cols < FEWEST:
            continue
        ordered = _ordered(value, place, 2 + PATTERNS * len(grids))
        if ordered is not None:
            runs = torch.cat([ordered[:2], ordered[at : at + PATTERNS]])
            found[name] = _correlation(runs, cells[place.rows, place.cols])
    return found


def _drawn(cells: Tensor, blank: Tensor) -> Tensor:
    """Pictures (n, 3, H, W) of cells (n, rows, cols), 0 black and 1 white."""
    height, width = blank.shape[2:]
    down = torch.arange(height) * cells.shape[1] // height
    across = torch.arange(width) * cells.shape[2] // width
    patterns = cells[:, down][:, :, across].to(blank.device)  # (n, H, W)
    return torch.where(patterns[:, None] == 1, blank[1], blank[0])


def _ordered(value: Tensor, place: Place, runs: int) -> Tensor | None:
    """Values by position: (runs · windows, heads, tokens, d) to (runs, rows · cols, heads · d)."""
    if len(value) % runs:
        return None
    heads, tokens, width = value.shape[1:]
    value = value.float().reshape(runs, -1, heads, tokens, width).transpose(2, 3)
    value = value.reshape(runs, -1, heads * width)  # (runs, windows · tokens, heads · d)
    if isinstance(place, PatchGrid):
        value = value[:, place.patches]
    else:
        flat = torch.from_numpy(place.places).reshape(-1)
        real = (flat != NOWHERE).nonzero()[:, 0]
        value = value[:, real[flat[real].argsort()]]
    return value if value.shape[1] == place.rows * place.cols else None


def _correlation(value: Tensor, cells: Tensor) -> float:
    """Of where values lie between those of black and of white with the cells.

    value (2 + n, tokens, d): of all black, all white, and n pictures; cells (n, tokens).
    """
    step = value[1] - value[0]
    share = ((value[2:] - value[0]) * step).sum(dim=-1) / step.square().sum(dim=-1)
    share = share - share.mean(dim=1, keepdim=True)
    wanted = cells - cells.float().mean(dim=1, keepdim=True)
    scale = share.square().sum().sqrt() * wanted.square().sum().sqrt()
    return float((share * wanted).sum() / scale)
