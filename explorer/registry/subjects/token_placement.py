"""Where on the picture the tokens of an attention lie, for models that nobody here wrote.

The number of tokens suggests a grid with tokens before it, for those that ask and for those that
are looked at, which may be fewer (Wang et al. 2021, PVT) or more (Touvron et al. 2021, CaiT, whose
CLS asks alone), or some other order
(`explorer.registry.subjects.patch_orders`). Whether they do lie so is then measured
(`explorer.registry.subjects.placement_probe`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn

from explorer.capture.tracing.records import AttentionRecord
from explorer.capture.windows import place_windows
from explorer.core.cancel import never
from explorer.core.sites.axes import PatchGrid, object_name
from explorer.registry.subjects.patch_orders import halos, orders
from explorer.registry.subjects.placement_probe import Claim, Place, Side, confirmed

MOST_BEFORE = 32
"""Tokens before the patches; more are patches themselves."""
MOST_ALONE = 128
"""Queries that lie nowhere on the picture, as learned ones and channels, that are numbered; of
those that look for an object each there may be any number."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the tokens of a site lie, those that ask and those that are looked at."""

    queries: Place
    keys: Place

    @property
    def told(self) -> str:
        """In words: "CLS + 14 × 14", or both sides where they differ."""
        one, other = _told(self.queries), _told(self.keys)
        return one if one == other else f"{one} → {other}"


def _told(place: Place) -> str:
    if isinstance(place, PatchGrid):
        return place.told
    grid = f"{place.rows} × {place.cols}"
    return f"windows of {grid}" if len(place.places) > 1 else grid


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


def _alone(count: int, model: nn.Module, objects: int) -> PatchGrid | None:
    """Queries of which none is a patch: objects, CLS where it is one, else by number.

    None where there are too many of them.
    """
    if count == objects > 0:
        return PatchGrid(0, 0, tuple(object_name(at) for at in range(count)))
    if count > MOST_ALONE:
        return None
    parts = {name.rpartition(".")[2] for name, _ in model.named_parameters()}
    if count == 1 and not parts & {"latent", "probe"} and "CLS" in (names := _names(1, model)):
        return PatchGrid(0, 0, names)
    return PatchGrid(0, 0, tuple(f"token {at}" for at in range(count)))


def place_all(
    model: nn.Module,
    records: Sequence[AttentionRecord],
    blank: Tensor,
    cancelled: Callable[[], bool] = never,
    objects: int = 0,
) -> dict[str, Places]:
    """Name of a record to where its tokens lie; those that cannot be placed are left out.

    Parameters
    ----------
    records : of a run on one input.
    blank : a normalised picture (2, 3, H, W), black and white.
    objects : how many queries look for an object each; 0 where none do.

    Raises
    ------
    Cancelled
        It was stopped.
    """
    size = int(blank.shape[2]), int(blank.shape[3])
    claims: dict[Claim, Sequence[Place]] = {}
    for record in records:
        if record.points is None:
            claims |= _claims(record, size, model)
    found = _both(records, confirmed(model, claims, blank, cancelled), model, objects)
    rest = [one for one in records if one.name not in found and one.queries == one.keys]
    calls = _calls(model, rest, blank[:1])
    windows: dict[Claim, Sequence[Place]] = {}
    for record in rest:
        placed = place_windows(model, record, calls, size, cancelled)
        if placed is not None:
            windows[Claim(record.name, Side.KEYS)] = [placed]
    return found | _both(records, confirmed(model, windows, blank, cancelled), model, objects)


def _claims(
    record: AttentionRecord, size: tuple[int, int], model: nn.Module
) -> dict[Claim, Sequence[Place]]:
    """Where their numbers let the tokens lie; as many queries as keys lie as these do."""
    claims: dict[Claim, Sequence[Place]] = {}
    counts = {Side.KEYS: record.keys}
    if record.queries != record.keys and record.groups * record.queries > 1:
        counts[Side.QUERIES] = record.queries
    for side, count in counts.items():
        places: list[Place] = [*orders(record.groups, count, size)]
        if record.groups == 1 and (grid := suggested_grid(count, size, model)) is not None:
            places.insert(0, grid)
        if side is Side.KEYS and record.queries != record.keys:
            places += halos(record.groups, count, size)
        claims[Claim(record.name, side)] = places
    return claims


def _both(
    records: Sequence[AttentionRecord],
    found: Mapping[Claim, Place],
    model: nn.Module,
    objects: int,
) -> dict[str, Places]:
    """The sites both of whose sides have a place."""
    places: dict[str, Places] = {}
    for record in records:
        keys = found.get(Claim(record.name, Side.KEYS))
        queries = found.get(Claim(record.name, Side.QUERIES))
        if record.queries == record.keys:
            queries = keys
        elif queries is None and record.groups == 1:
            queries = _alone(record.queries, model, objects)
        if queries is not None and keys is not None:
            places[record.name] = Places(queries, keys)
    return places


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
