"""Checkpoint cards: what is written beside the weights, and every figure on it."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save
from torch import nn

from explorer.models import build

from .corpus import Corpus
from .loop import MEAN, STD
from .measure import (
    attention_figures,
    calibrate,
    channel_gate_figures,
    predict,
    spatial_gate_figures,
    top_k,
)
from .photos import LABELS
from .recipes import Recipe

DIGITS = 4
"""Figures on a card are rounded to this many decimals."""
GATE_SAMPLE = 2000
"""Training photos over which the mean of a channel gate is taken."""


def save_weights(model: nn.Module, file: Path) -> str:
    """Write the weights as float16 safetensors, atomically; returns their sha256."""
    tensors = {
        name: value.detach().cpu().to(torch.float16 if value.is_floating_point() else value.dtype)
        for name, value in model.state_dict().items()
    }
    tensors = {name: value.contiguous() for name, value in tensors.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    content = save(tensors)
    part = file.with_suffix(".part")
    part.write_bytes(content)
    os.replace(part, file)
    return hashlib.sha256(content).hexdigest()


def load_model(card: Mapping[str, Any], folder: Path) -> nn.Module:
    """The model of a card, in float32 and evaluation mode, with its weights loaded strictly."""
    model = build(card["architecture"], card["config"])
    tensors = load_file(folder / card["file"])
    model.load_state_dict(
        {
            name: value.float() if value.is_floating_point() else value
            for name, value in tensors.items()
        }
    )
    # Convolutions on a CPU run faster with the channels last; the figures are the same.
    return model.to(memory_format=torch.channels_last).eval()


def figures(
    model: nn.Module, architecture: str, corpus: Corpus, size: int, device: torch.device
) -> dict[str, Any]:
    """The fields ``metrics`` and ``calibration`` of a card, computed with ``model``."""
    model = model.to(device)
    val, train, boxed = corpus.val, corpus.train, corpus.boxed
    extra: dict[str, Any] = {}
    if architecture == "se-resnet":
        sample = np.sort(np.random.default_rng(0).permutation(corpus.fit)[:GATE_SAMPLE])
        logits, extra["gates"] = channel_gate_figures(model, train, sample, val, size, device)
        boxed_logits = predict(model, boxed, np.arange(len(boxed)), size, device)
    else:
        logits = predict(model, val, np.arange(len(val)), size, device)
        measure = attention_figures if architecture == "vit" else spatial_gate_figures
        boxed_logits, extra["boxed"] = measure(model, boxed, corpus.boxes, size, device)
    targets = torch.from_numpy(val.targets)
    metrics = {
        "top1_val": top_k(logits, targets, 1),
        "top5_val": top_k(logits, targets, 5),
        "top1_boxed": top_k(boxed_logits, torch.from_numpy(boxed.targets), 1),
        **extra,
    }
    dev_logits = predict(model, train, corpus.dev, size, device)
    dev_targets = torch.from_numpy(train.targets[corpus.dev])
    temperature, unsure_below = calibrate(dev_logits, dev_targets)
    calibration = {
        "temperature": temperature,
        "unsure_below": unsure_below,
        "top1_dev": top_k(dev_logits, dev_targets, 1),
        "sure_share_val": float(
            ((logits / temperature).softmax(1).amax(1) >= unsure_below).float().mean()
        ),
    }
    found: dict[str, Any] = _rounded({"metrics": metrics, "calibration": calibration})
    return found


def write_card(
    model: nn.Module,
    name: str,
    architecture: str,
    recipe: Recipe,
    corpus: Corpus,
    training: Mapping[str, Any],
    size: int,
    out: Path,
    device: torch.device,
) -> dict[str, Any]:
    """Write ``name``.safetensors and ``name``.json into ``out``; returns the card.

    The figures are computed from the file just written, not from the model in memory.
    """
    weights = out / f"{name}.safetensors"
    sha256 = save_weights(model, weights)
    config = {"classes": len(LABELS), **recipe.config}
    card: dict[str, Any] = {
        "id": name,
        "title": recipe.title,
        "architecture": architecture,
        "config": config,
        "file": weights.name,
        "sha256": sha256,
        "dtype": "float16",
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "input": {"size": size, "mean": list(MEAN), "std": list(STD), "fit": "stretch"},
        "labels": list(LABELS.values()),
        "label_ids": list(LABELS),
        "paper": dict(recipe.paper),
        "data": corpus.describe(),
        "training": dict(training),
    }
    card |= figures(load_model(card, out), architecture, corpus, size, device)
    card["calibration"]["rule"] = (
        "temperature fitted on the dev photos by negative log-likelihood; unsure_below is the top "
        "probability that 90 % of the correctly recognised dev photos reach"
    )
    card |= {
        "licence": "MIT for the weights; see data.licence_note for the photos",
        "intended_use": (
            "Showing where a small vision model looks, for teaching and for trying the "
            "application. Not for decisions about anything or anybody."
        ),
        "limits": (
            "Knows 20 classes (ten objects, ten breeds of dog) and nothing else: a photo of "
            "anything else gets one of these labels, at best with a low probability. Trained on "
            "small photos stretched to squares; details finer than about 1 % of the photo are "
            "lost. ImageNet's photos come mostly from Europe and North America."
        ),
    }
    part = out / f"{name}.json.part"
    part.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(part, out / f"{name}.json")
    return card


def machine(device: torch.device) -> str:
    """The hardware in words, for the card."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return f"{os.cpu_count()} CPU cores ({platform.machine()}), shared with other work"


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return round(value, DIGITS) if isinstance(value, float) else value
