"""Cards of the shipped checkpoints: a JSON file beside each weights file."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.inputs.files import read_regular, regular_size
from explorer.registry.entry import ModelError
from explorer.resource_files import REPAIR

WEIGHTS, TOKENIZER = "The weights {} are", "The tokenizer {} is"
"""How the sentence about a file of a model begins, {} being its name."""
LONGEST = 2**24
"""Bytes of a card or configuration beyond which it is none."""
LARGEST_INPUT = 2048
"""Pixels a side beyond which no model of ours was trained: a larger number is damage."""


@dataclass(frozen=True)
class NoveltyFile:
    """Where `explorer.core.novelty` finds what it must know; `limit` is of that file alone."""

    path: Path
    sha256: str
    limit: float


@dataclass(frozen=True, kw_only=True)
class Card:
    """What every card says, its fields checked; `raw` is the whole JSON object."""

    id: str
    title: str
    architecture: str
    config: Mapping[str, object]
    weights: Path
    sha256: str
    parameters: int
    raw: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class VisionCard(Card):
    """The card of a classifier of photos.

    `novelty` is None where the model cannot tell photos of none of its classes.
    """

    labels: tuple[str, ...]
    input_size: int
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    temperature: float
    unsure_below: float
    novelty: NoveltyFile | None


@dataclass(frozen=True, kw_only=True)
class TextCard(Card):
    """The card of a translation model.

    `languages` are (source, target) as ISO 639-1 codes. `best_layer` is the number of the
    source-target attention that aligns best, None where that was not measured.
    """

    tokenizer: Path
    tokenizer_sha256: str
    languages: tuple[str, str]
    best_layer: int | None


AnyCard = VisionCard | TextCard


def read_card(path: Path) -> AnyCard:
    """Read a card; raises ModelError naming the file when it is damaged or incomplete."""
    try:
        raw = json.loads(read_regular(path, LONGEST).decode("utf-8"))
        shared = _shared(raw, path)
        parse = _PARSERS.get(shared["architecture"])
        if parse is not None:
            return parse(raw, shared, path)
    except OSError as error:
        raise ModelError(f"The model card {path.name} cannot be read. {REPAIR}") from error
    except _NONSENSE as error:
        raise damaged(path) from error
    raise ModelError(f"The model card of {path.stem} names an unknown architecture. {REPAIR}")


def read_vision_card(path: Path) -> VisionCard:
    """As `read_card`, for a classifier of photos; raises ModelError for another model."""
    card = read_card(path)
    if not isinstance(card, VisionCard):
        raise damaged(path)
    return card


def damaged(path: Path) -> ModelError:
    """The sentence for a card whose content makes no sense."""
    return ModelError(f"The model card {path.name} is damaged. {REPAIR}")


# The parsers raise ValueError and its like (_NONSENSE) for what cannot be true.


def _shared(raw: dict[str, Any], path: Path) -> dict[str, Any]:
    """The fields of every `Card`."""
    weights, parameters = path.with_suffix(".safetensors"), int(raw["parameters"])
    # so that no two cards share an id
    if raw["id"] != path.stem or raw["file"] != weights.name or parameters <= 0:
        raise ValueError(f"{path.name} contradicts itself")
    return {
        "id": path.stem,
        "title": str(raw["title"]),
        "architecture": str(raw["architecture"]),
        "config": dict(raw["config"]),
        "weights": weights,
        "sha256": str(raw["sha256"]),
        "parameters": parameters,
        "raw": raw,
    }


def _vision(raw: dict[str, Any], shared: dict[str, Any], path: Path) -> VisionCard:
    card = VisionCard(
        **shared,
        labels=tuple(map(str, raw["labels"])),
        input_size=int(raw["input"]["size"]),
        mean=colours(raw["input"]["mean"]),
        std=colours(raw["input"]["std"]),
        temperature=float(raw["calibration"]["temperature"]),
        unsure_below=float(raw["calibration"]["unsure_below"]),
        novelty=_novelty(raw["calibration"].get("novelty"), path),
    )
    positive = (card.input_size, card.temperature, *card.std)
    sound = (
        isinstance(raw["labels"], list)
        and len(card.labels) == card.config["classes"]
        and all(map(math.isfinite, (*positive, *card.mean, card.unsure_below)))
        and min(positive) > 0
        and card.input_size <= LARGEST_INPUT
    )
    if not sound:
        raise ValueError(f"{path.name} contradicts itself")
    return card


def colours(values: Sequence[Any]) -> tuple[float, float, float]:
    """A number each for red, green and blue; raises ValueError and its like for anything else."""
    red, green, blue = map(float, values)
    return red, green, blue


def _text(raw: dict[str, Any], shared: dict[str, Any], path: Path) -> TextCard:
    tokenizer, languages = raw["tokenizer"], raw["languages"]
    best = raw.get("metrics", {}).get("alignment", {}).get("best_layer")
    card = TextCard(
        **shared,
        tokenizer=path.parent / "tokenizers" / path.name,
        tokenizer_sha256=str(tokenizer["sha256"]),
        languages=(str(languages["source"]), str(languages["target"])),
        best_layer=None if best is None else int(best),
    )
    sound = (
        tokenizer["file"] == f"tokenizers/{path.name}"
        and tokenizer["pieces"] == card.config["vocabulary"]
        and all(card.languages)
        and (card.best_layer or 0) >= 0
    )
    if not sound:
        raise ValueError(f"{path.name} contradicts itself")
    return card


_PARSERS: dict[str, Callable[[dict[str, Any], dict[str, Any], Path], AnyCard]] = {
    **dict.fromkeys(("vit", "se-resnet", "spatial-gate"), _vision),
    **dict.fromkeys(("transformer", "seq2seq"), _text),
}
_NONSENSE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


def _novelty(raw: dict[str, Any] | None, path: Path) -> NoveltyFile | None:
    """The card's word on novelty."""
    if raw is None:
        return None
    found = NoveltyFile(novelty_path(path), str(raw["sha256"]), float(raw["limit"]))
    if raw["file"] != found.path.name or not math.isfinite(found.limit):
        raise ValueError(f"{path.name} contradicts itself")
    return found


def novelty_path(card: Path) -> Path:
    """The file with a model's `Novelty`, beside its card."""
    return card.with_suffix(".novelty.safetensors")


def verified_bytes(file: Path, sha256: str, told: str = WEIGHTS) -> bytes:
    """A file of a model, its digest checked; raises ModelError when it is missing or damaged.

    told: the start of the sentence, WEIGHTS or TOKENIZER.
    """
    try:
        regular_size(file)
        content = file.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise ModelError(f"{told.format(file.name)} missing. {REPAIR}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelError(f"{told.format(file.name)} damaged. {REPAIR}")
    return content
