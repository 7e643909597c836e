"""Checkpoints of toy models on disk: cards and weights in the shape of the shipped ones."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from explorer.models.se_resnet import SEResNet
from explorer.models.spatial_gate import SpatialGateConfig, SpatialGateNet
from explorer.models.vit import VisionTransformer
from tests.toys import planted_se, planted_vit

SIZE = 32
"""Pixels a side of every toy's input."""


def write_checkpoint(
    folder: Path,
    architecture: str,
    model: VisionTransformer | SEResNet | SpatialGateNet,
    title: str,
    **changes: Any,
) -> Path:
    """Weights (fp16) and card of a model named after its architecture; returns the card's path.

    Input pixels go to the model as they are, between 0 and 1. `changes` go into the card.
    """
    weights = folder / f"{architecture}.safetensors"
    save_file({name: value.half() for name, value in model.state_dict().items()}, weights)
    classes = model.config.classes
    card = {
        "id": architecture,
        "title": title,
        "architecture": architecture,
        "config": asdict(model.config),
        "file": weights.name,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "labels": [f"class {at}" for at in range(classes)],
        "input": {"size": SIZE, "mean": [0.0, 0.0, 0.0], "std": [1.0, 1.0, 1.0]},
        "calibration": {"temperature": 1.0, "unsure_below": 0.3},
        "metrics": {"top1_val": 0.5},
        "data": {"val_photos": 1234},
        "paper": {"cite": "A toy", "url": "https://example.org"},
        "licence": "MIT",
    }
    path = folder / f"{architecture}.json"
    path.write_text(json.dumps(card | changes, indent=1), encoding="utf-8")
    return path


def write_all(resources: Path) -> Path:
    """A resource folder with one toy of each architecture, planted where there is a planted one."""
    folder = resources / "checkpoints"
    folder.mkdir(parents=True)
    write_checkpoint(folder, "vit", planted_vit(SIZE, 8, layers=2), "Toy ViT")
    write_checkpoint(folder, "se-resnet", planted_se(3, 8), "Toy SE-ResNet")
    torch.manual_seed(0)
    gates = SpatialGateNet(SpatialGateConfig(classes=4, widths=(6, 8), depths=(1, 1), gate_width=2))
    write_checkpoint(folder, "spatial-gate", gates, "Toy spatial gate")
    return resources
