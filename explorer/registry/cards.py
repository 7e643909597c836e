"""Cards of the shipped checkpoints: a JSON file beside each weights file."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.registry.entry import ModelError

REPAIR = "Install Attention Explorer again to repair it."
LARGEST_INPUT = 2048
"""Pixels a side beyond which no model of ours was trained: a larger number is damage."""


@dataclass(frozen=True)
class NoveltyFile:
    """Where `explorer.core.novelty` finds what it must know; `limit` is of that file alone."""

    path: Path
    sha256: str
    limit: float


@dataclass(frozen=True)
class Card:
    """One card, its required fields checked; `raw` is the whole JSON object.

    `novelty` is None where the model cannot tell photos of none of its classes.
    """

    id: str
    title: str
    architecture: str
    config: Mapping[str, object]
    weights: Path
    sha256: str
    parameters: int
    labels: tuple[str, ...]
    input_size: int
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    temperature: float
    unsure_below: float
    novelty: NoveltyFile | None
    raw: Mapping[str, Any]


def read_card(path: Path) -> Card:
    """Read a card; raises ModelError naming the file when it is damaged or incomplete."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return _parsed(raw, path)
    except OSError as error:
        raise ModelError(f"The model card {path.name} cannot be read. {REPAIR}") from error
    except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
        raise damaged(path) from error


def damaged(path: Path) -> ModelError:
    """The sentence for a card whose content makes no sense."""
    return ModelError(f"The model card {path.name} is damaged. {REPAIR}")


def _parsed(raw: dict[str, Any], path: Path) -> Card:
    """The card of a JSON object; raises ValueError and its like for what cannot be true."""
    mean, std = raw["input"]["mean"], raw["input"]["std"]
    card = Card(
        id=str(raw["id"]),
        title=str(raw["title"]),
        architecture=str(raw["architecture"]),
        config=dict(raw["config"]),
        weights=path.with_suffix(".safetensors"),
        sha256=str(raw["sha256"]),
        parameters=int(raw["parameters"]),
        labels=tuple(map(str, raw["labels"])),
        input_size=int(raw["input"]["size"]),
        mean=(float(mean[0]), float(mean[1]), float(mean[2])),
        std=(float(std[0]), float(std[1]), float(std[2])),
        temperature=float(raw["calibration"]["temperature"]),
        unsure_below=float(raw["calibration"]["unsure_below"]),
        novelty=_novelty(raw["calibration"].get("novelty"), path),
        raw=raw,
    )
    positive = (card.parameters, card.input_size, card.temperature, *card.std)
    finite = (*positive, *card.mean, card.unsure_below)
    sound = (
        card.id == path.stem  # so that no two cards share an id
        and raw["file"] == card.weights.name
        and isinstance(raw["labels"], list)
        and len(card.labels) == card.config["classes"]
        and all(map(math.isfinite, finite))
        and min(positive) > 0
        and card.input_size <= LARGEST_INPUT
    )
    if not sound:
        raise ValueError(f"{path.name} contradicts itself")
    return card


def _novelty(raw: dict[str, Any] | None, path: Path) -> NoveltyFile | None:
    """The card's word on novelty; raises ValueError and its like for what cannot be true."""
    if raw is None:
        return None
    found = NoveltyFile(novelty_path(path), str(raw["sha256"]), float(raw["limit"]))
    if raw["file"] != found.path.name or not math.isfinite(found.limit):
        raise ValueError(f"{path.name} contradicts itself")
    return found


def novelty_path(card: Path) -> Path:
    """The file with a model's `Novelty`, beside its card."""
    return card.with_suffix(".novelty.safetensors")


def verified_bytes(file: Path, sha256: str) -> bytes:
    """A file of a model, its digest checked; raises ModelError when it is missing or damaged."""
    try:
        content = file.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise ModelError(f"The weights {file.name} are missing. {REPAIR}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelError(f"The weights {file.name} are damaged. {REPAIR}")
    return content
