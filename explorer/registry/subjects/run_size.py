"""How large a run of a model will be, told from the shapes of its weights and its input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn

from explorer.capture.tracing.budget import default_budget
from explorer.registry.entry import NoRoomError
from explorer.registry.memory import RunSize, free_memory, run_shortage

PARTLY = (
    *("window", "block_size", "attention_type", "attn_chunk", "landmarks", "local_radius"),
    *("downsampling", "pooling_type"),
)
"""In names of a configuration: attention in steps that makes no whole map of tokens × tokens."""


def ask_text(title: str, model: Any, given: dict[str, Any]) -> None:
    """Refuse a run on tokens that would take more memory than is free.

    Parameters
    ----------
    title
        Of the model.
    given
        What it is called with.

    Raises
    ------
    NoRoomError
        With both numbers.
    """
    read = [given[name] for name in ("input_ids", "decoder_input_ids") if name in given]
    said = given.get("logits_to_keep", read[-1].shape[-1])
    tokens = max(one.shape[-1] for one in read)
    _ask(title, f"{tokens:,} tokens", text_run(model, tokens, said), read[0].device)


def ask_photo(title: str, model: nn.Module, batch: Tensor) -> None:
    """Refuse a run on photos, (B, C, H, W), as `ask_text` does."""
    _ask(
        title,
        f"{batch.shape[3]:,} × {batch.shape[2]:,} pixels",
        photo_run(model, batch),
        batch.device,
    )


def _ask(title: str, on: str, run: RunSize, device: torch.device) -> None:
    if not run.at_once + run.kept:
        return
    gpu = free_memory(str(device)) if device.type == "cuda" else None
    if said := run_shortage(title, on, run, default_budget(), free_memory(), gpu):
        raise NoRoomError(said)


def text_run(model: Any, tokens: int, said: int) -> RunSize:
    """How large a run is on so many tokens, of which so many are told the next one.

    Every token passes every layer, so what the widest takes is known.
    """
    out = model.get_output_embeddings() if hasattr(model, "get_output_embeddings") else None
    words = 0 if out is None else len(out.weight)
    attending = list(_attending(model))
    if not attending:
        return RunSize()
    return RunSize(
        tokens=tokens,
        width=min(map(_width, attending)),
        widest=_widest(model),
        layers=len(attending),
        heads=_whole_maps(model),
        said=said * words,
        size=_size(model),
    )


def photo_run(model: nn.Module, batch: Tensor) -> RunSize:
    """How large a run is on photos, (B, C, H, W), by the positions that the first layer makes.

    Of a model that keeps them to the end all layers are counted, of others the first alone.
    """
    stem = next((one for one in model.modules() if isinstance(one, nn.Conv2d)), None)
    if stem is None:
        return RunSize()
    sides = (-(-side // step) for side, step in zip(batch.shape[2:], stem.stride, strict=True))
    rows, columns = sides
    tokens, width = len(batch) * rows * columns, stem.out_channels
    attending = list(_attending(model))
    if {_width(one) for one in attending} != {width}:
        return RunSize(tokens, width, size=_size(model))
    return RunSize(tokens, width, _widest(model), len(attending), size=_size(model))


def _linear(model: nn.Module) -> Iterator[Any]:
    """The layers that multiply by a matrix, of transformers too, which has a class of its own."""
    for one in model.modules():
        weight = getattr(one, "weight", None)
        if isinstance(weight, Tensor) and weight.dim() == 2 and not isinstance(one, nn.Embedding):
            yield one


def _widest(model: nn.Module) -> int:
    """Numbers of a token at most within a layer: of what there is more than once, so no head."""
    shapes = Counter(tuple(sorted(one.weight.shape)) for one in _linear(model))
    return max((wide for (_, wide), count in shapes.items() if count > 1), default=0)


def _attending(model: nn.Module) -> Iterator[nn.Module]:
    """The modules that attend, by their names: of those within each other the innermost."""
    for one in model.modules():
        if _attends(one) and not any(_attends(part) for part in one.modules() if part is not one):
            yield one


def _attends(module: nn.Module) -> bool:
    return "attention" in type(module).__name__.lower() and any(_linear(module))


def _width(module: nn.Module) -> int:
    """Numbers of a token as they go into a module that attends."""
    first = next(_linear(module))
    return int(getattr(first, "in_features", first.weight.shape[0]))


def _whole_maps(model: Any) -> int:
    """Heads of a model that makes whole maps, one layer after the other; 0 of one that does not."""
    config = model.config
    if getattr(config, "_attn_implementation", None) != "eager":
        return 0
    if any(part in name for name in config.to_dict() for part in PARTLY):
        return 0
    return int(getattr(config, "num_attention_heads", 0) or 0)


def _size(model: nn.Module) -> int:
    """Bytes of a number in a model, the fewest."""
    sizes = {one.element_size() for one in model.parameters() if one.is_floating_point()}
    return min(sizes, default=4)
