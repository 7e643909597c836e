"""Parts of an input that are masked: the mean colour of a photo, the zero vector of a token.

What the model is given is changed where it comes in, and nothing else: the pixels of a box are
the mean of all pixels of that input, and the vector that a token is looked up as is zeros, while
its place in the text stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from explorer.capture.hooks import hooked
from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import Mute
from explorer.core.placement import Box
from explorer.models.translator import Translator


@contextmanager
def masked(model: nn.Module, mute: Mute) -> Iterator[None]:
    """Mask parts of what a model is given inside the block.

    Parameters
    ----------
    model : nn.Module
        Called with a photo (B, C, H, W), or with token numbers (B, T) of a text or of its rest.
    mute : Mute
        Its `masked` parts, once `named`; nothing masked changes no bit.

    Raises
    ------
    MuteError
        The model looks no tokens up.
    """
    boxes = [one for one in mute.masked if isinstance(one, tuple)]
    tokens = sorted(one for one in mute.masked if isinstance(one, int))
    handle = None
    if boxes:

        def enter(module: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
            return _without_boxes(args, kwargs, boxes)

        handle = model.register_forward_pre_hook(enter, with_kwargs=True)
    tables = _tables(model) if tokens else []
    try:
        with hooked((table, _zeros(tokens, mute.read, paired(model))) for table in tables):
            yield
    finally:
        if handle is not None:
            handle.remove()


def without_boxes(pixels: Tensor, boxes: list[Box]) -> Tensor:
    """A photo (B, C, H, W) whose boxes, in shares of it, are its mean colour.

    A pixel is of a box where its middle lies in it.
    """
    height, width = pixels.shape[2:]
    across = (torch.arange(width, device=pixels.device) + 0.5) / width
    down = (torch.arange(height, device=pixels.device) + 0.5) / height
    inside = torch.zeros(height, width, dtype=torch.bool, device=pixels.device)
    for x0, y0, x1, y1 in boxes:
        inside |= ((down >= y0) & (down < y1))[:, None] & ((across >= x0) & (across < x1))
    mean = pixels.mean(dim=(2, 3), keepdim=True)  # (B, C, 1, 1)
    return torch.where(inside, mean, pixels)


def _without_boxes(args: tuple[Any, ...], kwargs: Mapping[str, Any], boxes: list[Box]) -> Any:
    def is_photo(given: object) -> bool:
        return isinstance(given, Tensor) and given.dim() == 4 and given.is_floating_point()

    at = next((at for at, one in enumerate(args) if is_photo(one)), None)
    if at is not None:
        changed = without_boxes(args[at], boxes)
        return (*args[:at], changed, *args[at + 1 :]), dict(kwargs)
    name = next((name for name, one in kwargs.items() if is_photo(one)), None)
    if name is None:
        raise MuteError(
            "The model is not given its photo as one picture, so that no part can be masked."
        )
    return args, {**kwargs, name: without_boxes(kwargs[name], boxes)}


def paired(model: nn.Module) -> bool:
    """Whether a model looks up the tokens of two texts."""
    told = getattr(getattr(model, "config", None), "is_encoder_decoder", False)
    return bool(told) or isinstance(model, Translator)


def _tables(model: nn.Module) -> list[nn.Module]:
    """The tables in which a model looks its tokens up; raises MuteError where there is none."""
    find = getattr(model, "get_input_embeddings", None)
    own = getattr(model, "embedding", None) if find is None else find()
    weight = getattr(own, "weight", None)
    if not isinstance(own, nn.Module) or not isinstance(weight, Tensor):
        raise MuteError("The model has no table in which it looks its tokens up.")
    return [
        one
        for one in model.modules()
        if isinstance(one, nn.Embedding)
        and (one is own or one.weight is weight or one.weight.shape == weight.shape)
    ] or [own]


def _zeros(tokens: list[int], read: tuple[int, ...], two: bool) -> Any:
    """A hook on a table: zeros for some tokens of the text that is read."""

    def hook(table: nn.Module, args: tuple[Any, ...], output: Tensor) -> Tensor | None:
        ids = args[0] if args else None
        if not isinstance(ids, Tensor) or ids.dim() != 2 or ids.shape[1] < len(read):
            return None  # the next token alone, of a text that was read before
        if two:  # of the text that is read, not of the one that is written
            given = torch.tensor(read, device=ids.device)
            same = (ids[:, : len(read)] == given).float().mean()
            if ids.shape[1] != len(read) or float(same) < 0.5:
                return None
        kept = torch.ones(ids.shape[1], 1, dtype=torch.bool, device=ids.device)
        kept[[one for one in tokens if 0 <= one < ids.shape[1]]] = False
        return torch.where(kept, output, output.new_zeros(()))  # (B, T, width)

    return hook
