"""A model may go on from a finished checkpoint; a ViT's stem may start as a CNN's first layers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from torch import nn

from explorer.models.spatial_gate import ConvBlock, SpatialGateNet
from explorer.models.vit import VisionTransformer

from .card import load_model

ADDED = ("minutes", "epochs", "steps")
"""Of these fields of a card's ``training``, those of all runs add up."""


def start_from(
    model: nn.Module, file: Path, architecture: str, config: Mapping[str, Any]
) -> dict[str, Any]:
    """Load the weights of the checkpoint that the card ``file`` describes into ``model``.

    Returns the card. Raises ``ValueError`` when it is of another architecture or another shape.
    """
    card: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    wanted = json.loads(json.dumps(config))  # tuples as lists, as a card has them
    if (card["architecture"], card["config"]) != (architecture, wanted):
        raise ValueError(f"{file.name} is no {architecture} of the shape {wanted}")
    model.load_state_dict(load_model(card, file.parent).state_dict())
    return card


def continued(earlier: Mapping[str, Any] | None, training: Mapping[str, Any]) -> dict[str, Any]:
    """The field ``training`` of a card for a run that went on from a card with ``earlier``.

    Minutes, epochs and steps are those of both runs; ``started_from`` tells the earlier ones.
    Without an earlier run, ``training`` itself.
    """
    if earlier is None:
        return dict(training)
    sums = {key: round(earlier[key] + training[key], 2) for key in ADDED}
    return {**training, **sums, "started_from": dict(earlier)}


def start_stem(student: nn.Module, cnn: nn.Module) -> int:
    """Copy the first convolutions and batch norms of ``cnn`` into the stem of ``student``.

    The gates of the CNN are left out: the batch norms of the stem find their new scale within a
    few batches. Returns the number of convolutions copied. Raises ``ValueError`` when the models
    are not a ViT and a spatial-gate CNN whose first layers have the same shapes.
    """
    if not (isinstance(student, VisionTransformer) and isinstance(cnn, SpatialGateNet)):
        raise ValueError("only a vit can start from a CNN, and only from a spatial-gate one")
    source = [block for block in cnn.stages.modules() if isinstance(block, ConvBlock)]
    layers = list(student.patch_embedding.layers)[:-1]
    stem = [nn.Sequential(*layers[first : first + 3]) for first in range(0, len(layers), 3)]
    if len(stem) > len(source):
        raise ValueError(f"the stem has {len(stem)} convolutions, the CNN only {len(source)}")
    for index, (mine, its) in enumerate(zip(stem, source, strict=False)):
        try:
            mine.load_state_dict(its.state_dict())
        except RuntimeError as error:
            raise ValueError(f"convolution {index} of the stem has another shape") from error
    return len(stem)
