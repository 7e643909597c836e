"""From a card to its model with the stored weights."""

from __future__ import annotations

from safetensors.torch import load
from torch import nn

from explorer.models import build
from explorer.registry.entry import ModelError
from explorer.registry.weight_files.cards import Card, verified_bytes
from explorer.resource_files import REPAIR


def load_model(card: Card) -> nn.Module:
    """Verify, build and load; raises ModelError when the file does not fit its card."""
    content = verified_bytes(card.weights, card.sha256)
    try:
        state = load(content)
        model = build(card.architecture, card.config)
        # stored as fp16, run as float32
        model.load_state_dict({name: tensor.float() for name, tensor in state.items()})
    except Exception as error:  # a nonsensical config raises anything at all
        raise ModelError(f"The weights of {card.id} do not fit its card. {REPAIR}") from error
    return model
