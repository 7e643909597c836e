"""From a card to its model with the stored weights, and what tells new photos from known ones."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import safetensors.numpy
import safetensors.torch
from torch import nn

from explorer.core.novelty import Novelty
from explorer.models import build
from explorer.registry.entry import ModelError
from explorer.registry.weight_files.cards import Card, VisionCard, verified_bytes
from explorer.resource_files import REPAIR


def load_model(card: Card) -> nn.Module:
    """Verify, build and load; raises ModelError when the file does not fit its card."""
    content = verified_bytes(card.weights, card.sha256)
    try:
        state = safetensors.torch.load(content)
        model = build(card.architecture, card.config)
        # stored as fp16, run as float32
        model.load_state_dict({name: tensor.float() for name, tensor in state.items()})
    except Exception as error:  # a nonsensical config raises anything at all
        raise ModelError(f"The weights of {card.id} do not fit its card. {REPAIR}") from error
    return model


ARRAYS = tuple(field.name for field in fields(Novelty) if field.name != "limit")


def read_novelty(card: VisionCard, width: int) -> Novelty | None:
    """The novelty of a card whose model has `width` features, None where the card has none.

    Raises ModelError when the file is missing, damaged, or does not fit the model.
    """
    if card.novelty is None:
        return None
    content = verified_bytes(card.novelty.path, card.novelty.sha256)
    try:
        novelty = decode_novelty(content, card.novelty.limit)
        if novelty.mean.shape != (width,):
            raise ValueError(f"novelty of {novelty.mean.size} features, not {width}")
        return novelty
    except Exception as error:  # a file of any content raises anything at all
        name = card.novelty.path.name
        raise ModelError(f"The weights {name} do not fit the model card. {REPAIR}") from error


def encode_novelty(novelty: Novelty) -> bytes:
    """The content of a novelty file: safetensors, float32; the limit stands on the card."""
    return safetensors.numpy.save(
        {name: getattr(novelty, name).astype(np.float32) for name in ARRAYS}
    )


def decode_novelty(content: bytes, limit: float) -> Novelty:
    """The novelty of a file; raises ValueError and its like for any other content."""
    arrays = safetensors.numpy.load(content)
    wide = {name: arrays[name].astype(np.float64) for name in ARRAYS}
    return Novelty(limit=limit, **wide)
