"""Folders with tiny models of photos in the form of Hugging Face, random weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

SIZES = {
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 48,
    "image_size": 32,
    "patch_size": 8,
}
CLASSES = {0: "cat", 1: "dog", 2: "boat"}
NAMED = {"id2label": CLASSES, "label2id": {name: at for at, name in CLASSES.items()}}
SWIN = {
    "image_size": 64,
    "patch_size": 4,
    "embed_dim": 16,
    "depths": [2, 2],
    "num_heads": [2, 4],
    "window_size": 4,
}


def vit(hf: Any) -> Any:
    return hf.ViTForImageClassification(hf.ViTConfig(**SIZES, **NAMED))


def deit(hf: Any) -> Any:
    return hf.DeiTForImageClassificationWithTeacher(hf.DeiTConfig(**SIZES, **NAMED))


def dinov2(hf: Any) -> Any:
    return hf.Dinov2ForImageClassification(hf.Dinov2Config(**SIZES, **NAMED))


def backbone(hf: Any) -> Any:
    return hf.Dinov2Model(hf.Dinov2Config(**SIZES))


def swin(hf: Any) -> Any:
    return hf.SwinForImageClassification(hf.SwinConfig(**SWIN, **NAMED))


def clip(hf: Any) -> Any:
    text = {**SIZES, "vocab_size": 60, "bos_token_id": 1, "eos_token_id": 2}
    return hf.CLIPModel(hf.CLIPConfig(text_config=text, vision_config=SIZES, projection_dim=16))


MODELS: dict[str, Callable[[Any], Any]] = {
    one.__name__: one for one in (vit, deit, dinov2, backbone, swin, clip)
}
PROCESSORS: dict[str, Callable[[Any], Any]] = {
    "vit": lambda hf: hf.ViTImageProcessor(size={"height": 32, "width": 32}),
    "deit": lambda hf: hf.DeiTImageProcessor(
        size={"height": 40, "width": 40}, crop_size={"height": 32, "width": 32}
    ),
    "dinov2": lambda hf: hf.BitImageProcessor(
        size={"shortest_edge": 36}, crop_size={"height": 32, "width": 32}
    ),
    "backbone": lambda hf: hf.BitImageProcessor(
        size={"shortest_edge": 36}, crop_size={"height": 32, "width": 32}
    ),
    "swin": lambda hf: hf.ViTImageProcessor(size={"height": 64, "width": 64}, resample=3),
    "clip": lambda hf: hf.CLIPImageProcessor(
        size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32}
    ),
}


def quiet() -> Any:
    """The library, where it is installed, without its progress on the terminal."""
    found: Any = pytest.importorskip("transformers")
    logging: Any = pytest.importorskip("transformers.utils.logging")
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    return found


def write(folder: Path, name: str, processor: bool = True) -> Path:
    """A model of MODELS in a folder, with its image processor; returns the folder."""
    library = quiet()
    torch.manual_seed(3)
    MODELS[name](library).eval().save_pretrained(folder)
    if processor:
        PROCESSORS[name](library).save_pretrained(folder)
    return folder
