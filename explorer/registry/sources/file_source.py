"""A file of weights of one of our own architectures: `file:PATH`, safetensors or a state dict.

A card beside it, PATH with the ending .json, says what the file does not: {"architecture": "vit",
"config": {"heads": 6}, "labels": […], "input": {"size": 128, "mean": […], "std": […]}}, each part
where it is needed. The cards of the training scripts are of this kind.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.registry.entry import ArchitectureError, Entry, ModelError
from explorer.registry.huggingface.files import read_json
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.sources.architectures import guessed
from explorer.registry.sources.builtin import FAMILIES, KINDS, usable
from explorer.registry.sources.own_weights import SIGN
from explorer.registry.subjects.classifier_entry import SEED
from explorer.registry.weight_files.cards import (
    LARGEST_INPUT,
    TextCard,
    VisionCard,
    colours,
    damaged,
    read_card,
)
from explorer.registry.weight_files.shapes import (
    MARKS,
    Shape,
    architecture_of,
    config_of,
    misfits,
    plain_names,
)

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import Subject

PREFIX = "file"
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Of ImageNet, with which our own models were trained."""
SIZE = 128
"""Pixels a side of the photos that our own models were trained with."""
TEXTS = ("transformer", "seq2seq")
LOOSE = frozenset({"stem", "stem_depths", "patch", "image", "reduction", "mlp"})
"""Fields of a config that shapes do not tell for sure; whether they fit is checked key by key."""
LARGEST = 2**14
"""Of a number in a config; beyond it a card is meant to use up memory."""
SAID = 3
"""Lines of a report that stand in the sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file and its card say.

    names: in the file to those in the model. notes: what was assumed.
    """

    file: Path
    card: VisionCard
    names: Mapping[str, str]
    notes: tuple[str, ...]


def find(name: str, trained: bool) -> Entry:
    """The entry of a file of weights; raises ModelError."""
    from explorer.registry.weight_files.tensors import read_shapes  # imports torch

    file = Path(name).expanduser()
    there = read_shapes(file)
    beside = file.with_suffix(".json")
    card = read_json(beside) if beside.is_file() else {}
    names = plain_names(there)
    shapes = {names[key]: shape for key, shape in there.items()}
    architecture = _architecture(file, card, shapes)
    if architecture in TEXTS:
        return _text(name, file, trained)
    found = _photos(file, card, architecture, shapes, names)
    kind = KINDS[architecture]
    return Entry(
        id=f"{PREFIX}:{name}",
        title=found.card.title + ("" if trained else " (untrained)"),
        family=FAMILIES[kind],
        kind=kind,
        labels=found.card.labels if trained else (),
        parameters=found.card.parameters,
        size_bytes=file.stat().st_size,
        licence=str(card.get("licence", "")),
        paper="",
        paper_url="",
        weights_sha256="",
        loader=lambda device, loading: _load(found, trained, device, loading),
    )


def _architecture(file: Path, card: Mapping[str, Any], shapes: Mapping[str, Shape]) -> str:
    seen = architecture_of(shapes)
    said = card.get("architecture", seen)
    if seen is None:
        guesses = guessed(shapes)
        named = f"{next(iter(guesses), 'timm:NAME')}{SIGN}{file.name}"
        raise ArchitectureError(
            f"{file.name} is of none of the architectures that file: opens ({', '.join(MARKS)}). "
            f"Name what it was trained as, such as {named}, or write a plug-in.",
            file,
            guesses,
        )
    if said != seen:
        raise ModelError(
            f"{file.name} holds weights of {seen}, but its card says {said}. Correct the card."
        )
    return seen


def _photos(
    file: Path,
    raw: Mapping[str, Any],
    architecture: str,
    shapes: Mapping[str, Shape],
    names: Mapping[str, str],
) -> Found:
    """Raises ModelError where file and card do not make a model."""
    beside = file.with_suffix(".json").name
    notes: list[str] = []
    try:
        config = config_of(architecture, shapes)
    except (LookupError, ValueError, TypeError, StopIteration) as error:
        raise ModelError(
            f"The weights in {file.name} look like those of {architecture}, but not all are there. "
            "Save the whole state_dict()."
        ) from error
    own = _fields(raw.get("config", {}), beside)
    for field in sorted(own.keys() & config.keys() - LOOSE):
        if own[field] != config[field]:
            raise ModelError(
                f"{beside} says {field} {own[field]}, but {file.name} has {config[field]}. Correct "
                f"{beside}."
            )
    config |= own
    if architecture == "vit" and "heads" not in config:
        raise ModelError(
            f"The shapes in {file.name} do not tell the number of heads. Write "
            f'{{"config": {{"heads": 6}}}}, with the right number, into {beside} beside it.'
        )
    if architecture == "se-resnet" and "config" not in raw:
        notes.append(f"The stride of the stem is taken to be 2; {beside} may say another.")
    _check(file, architecture, config, shapes)
    card = _card(file, raw, architecture, config, shapes)
    if "input" not in raw:
        size = f"{card.input_size} × {card.input_size}"
        notes.append(
            f"Photos are scaled to {size} and normalised as for the bundled models; {beside} may "
            "say otherwise."
        )
    return Found(file, card, names, tuple(notes))


def _fields(own: Any, beside: str) -> dict[str, Any]:
    """The config of a card, of whatever content; raises ModelError for nonsense."""
    numbers = own.values() if isinstance(own, dict) else (None,)
    flat = [one for value in numbers for one in (value if isinstance(value, list) else (value,))]
    if any(not isinstance(one, int | float) or not 0 <= one <= LARGEST for one in flat):
        raise ModelError(f"The config in {beside} makes no sense. Correct it, or leave it out.")
    return {field: tuple(one) if isinstance(one, list) else one for field, one in own.items()}


def _check(
    file: Path, architecture: str, config: Mapping[str, Any], shapes: Mapping[str, Shape]
) -> None:
    """Raises ModelError, its notes a report key by key, where the weights do not fit the config."""
    import torch

    from explorer.models import build

    try:
        with torch.device("meta"):  # takes no memory, whatever a card says
            model = build(architecture, config)
    except (ValueError, TypeError, ZeroDivisionError, RuntimeError) as error:
        raise ModelError(f"No {architecture} can be built as {file.name} says: {error}.") from error
    wanted = {name: tuple(one.shape) for name, one in model.state_dict().items()}
    lines = misfits(shapes, wanted)
    if lines:
        more = f"; and {len(lines) - SAID} more" if len(lines) > SAID else ""
        refusal = ModelError(
            f"{file.name} does not fit {architecture}: {'; '.join(lines[:SAID])}{more}."
        )
        refusal.add_note("\n".join(lines))
        raise refusal


def _card(
    file: Path,
    raw: Mapping[str, Any],
    architecture: str,
    config: Mapping[str, Any],
    shapes: Mapping[str, Shape],
) -> VisionCard:
    """What is known of the model, in the form of a shipped one."""
    classes = config["classes"]
    labels = raw.get("labels")
    if not isinstance(labels, list) or len(labels) != classes:
        labels = [f"class {number}" for number in range(classes)]
    try:
        given = dict(raw.get("input", {}))
        calibration = dict(raw.get("calibration", {}))
        card = VisionCard(
            id=f"{PREFIX}:{file}",
            title=str(raw.get("title", file.stem)),
            architecture=architecture,
            config=config,
            weights=file,
            sha256="",
            parameters=sum(map(math.prod, shapes.values())),
            raw=raw,
            labels=tuple(map(str, labels)),
            input_size=int(given.get("size", config.get("image", SIZE))),
            mean=colours(given.get("mean", MEAN)),
            std=colours(given.get("std", STD)),
            temperature=float(calibration.get("temperature", 1.0)),
            unsure_below=float(calibration.get("unsure_below", 0.0)),
            novelty=None,
        )
    except (TypeError, ValueError, OverflowError) as error:
        raise damaged(file.with_suffix(".json")) from error
    if not (0 < card.input_size <= LARGEST_INPUT and min(card.std) > 0 and card.temperature > 0):
        raise damaged(file.with_suffix(".json"))
    patch = config.get("patch", 1)
    if card.input_size % patch:
        raise ModelError(
            f"The input size {card.input_size} of {file.name} is not a multiple of its patches of "
            f"{patch}. Write one that is into {file.with_suffix('.json').name}."
        )
    return card


def _load(found: Found, trained: bool, device: str, loading: Loading) -> Subject:
    import torch

    from explorer.models import build
    from explorer.registry.subjects.traced_subject import digest
    from explorer.registry.subjects.vision_subject import VisionSubject
    from explorer.registry.weight_files.tensors import read_tensors

    card = found.card
    loading.publish(LoadProgress(f"Reading {found.file.name}"))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(SEED)
        model = build(card.architecture, card.config)
    if trained:
        state = read_tensors(found.file)
        model.load_state_dict({found.names[name]: one.float() for name, one in state.items()})
    loading.check()
    title = card.title if trained else f"{card.title} (untrained)"
    labels = card.labels if trained else tuple(f"class {at}" for at in range(len(card.labels)))
    card = replace(card, title=title, labels=labels, sha256=digest(model))
    return VisionSubject(card, model, device, notes=found.notes)


def _text(name: str, file: Path, trained: bool) -> Entry:
    """A translation model, whose card has to tell its tokenizer too."""
    card = read_card(file.with_suffix(".json"))
    if not isinstance(card, TextCard) or not trained:
        raise ModelError(
            f"{file.name} translates: it needs its weights, and its whole card beside it, "
            f"{file.with_suffix('.json').name}."
        )
    return usable(replace(card, id=f"{PREFIX}:{name}"))
