"""Folders with tiny detectors in the form of Hugging Face, random weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from tests.registry.hf_models import NAMED, quiet

SIDE, QUERIES, HEADS, POINTS = 64, 12, 4, 4
GRIDS = ((8, 8), (4, 4), (2, 2))
"""Of the three maps that are sampled."""
BACK = {
    "embedding_size": 8,
    "hidden_sizes": [8, 12, 16, 24],
    "depths": [1, 1, 1, 1],
    "layer_type": "basic",
    "out_features": ["stage2", "stage3", "stage4"],
}
PARTS = {
    "d_model": 32,
    "decoder_layers": 2,
    "encoder_attention_heads": HEADS,
    "decoder_attention_heads": HEADS,
    "encoder_ffn_dim": 48,
    "decoder_ffn_dim": 48,
    "num_queries": QUERIES,
    "num_feature_levels": len(GRIDS),
    **NAMED,
}


def deformable_detr(hf: Any) -> Any:
    """Positions ask in its encoder, objects in its decoder."""
    config = hf.DeformableDetrConfig(
        backbone_config=hf.ResNetConfig(**BACK),
        use_timm_backbone=False,
        encoder_layers=2,
        **PARTS,
    )
    return hf.DeformableDetrForObjectDetection(config)


def rt_detr(hf: Any) -> Any:
    """Objects alone look at points."""
    config = hf.RTDetrConfig(
        backbone_config=hf.RTDetrResNetConfig(**BACK),
        encoder_in_channels=BACK["hidden_sizes"][1:],
        encoder_hidden_dim=32,
        encoder_layers=1,
        decoder_in_channels=[32, 32, 32],
        anchor_image_size=None,
        **PARTS,
    )
    return hf.RTDetrForObjectDetection(config)


def detr(hf: Any) -> Any:
    """Its attention is an ordinary one; the last of its classes is no object."""
    back = hf.ResNetConfig(**{**BACK, "out_features": ["stage4"]})
    parts = {name: value for name, value in PARTS.items() if name != "num_feature_levels"}
    config = hf.DetrConfig(backbone_config=back, use_timm_backbone=False, encoder_layers=1, **parts)
    return hf.DetrForObjectDetection(config)


MODELS: dict[str, Callable[[Any], Any]] = {
    one.__name__: one for one in (deformable_detr, rt_detr, detr)
}
PROCESSORS: dict[str, Callable[[Any], Any]] = {
    "deformable_detr": lambda hf: hf.DeformableDetrImageProcessor(
        size={"height": SIDE, "width": SIDE}
    ),
    "rt_detr": lambda hf: hf.RTDetrImageProcessor(size={"height": SIDE, "width": SIDE}),
    "detr": lambda hf: hf.DetrImageProcessor(
        size={"shortest_edge": SIDE, "longest_edge": 2 * SIDE}
    ),
}


def write(folder: Path, name: str) -> Path:
    """A detector of MODELS in a folder; weights and places of its points differ by query."""
    library = quiet()
    with torch.random.fork_rng():
        torch.manual_seed(5)
        model = MODELS[name](library).eval()
        for path, parameter in model.named_parameters():
            if "attention_weights" in path:
                torch.nn.init.normal_(parameter, std=0.5)
            if path.endswith("sampling_offsets.weight"):
                torch.nn.init.normal_(parameter, std=0.1)
    model.save_pretrained(folder)
    PROCESSORS[name](library).save_pretrained(folder)
    return folder
