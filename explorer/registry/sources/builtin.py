"""The models that ship with the application: one entry a card in resources/checkpoints."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.inputs import Modality
from explorer.core.numbers import millions
from explorer.core.sites.attention import Kind
from explorer.core.text import Task
from explorer.registry.catalogue import source
from explorer.registry.entry import PHOTOS, TEXTS, Entry, ModelError, unusable
from explorer.registry.weight_files.cards import (
    TOKENIZER,
    WEIGHTS,
    AnyCard,
    TextCard,
    VisionCard,
    damaged,
    read_card,
)
from explorer.resource_files import REPAIR, resources

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import Subject

KINDS = {
    "vit": Kind.SELF,
    "se-resnet": Kind.CHANNEL,
    "spatial-gate": Kind.SPATIAL,
    "transformer": Kind.CROSS,
    "seq2seq": Kind.SOFT,
}
FAMILIES = {
    Kind.SELF: "Vision transformer",
    Kind.CHANNEL: "Squeeze-and-excitation",
    Kind.SPATIAL: "Spatial gate",
    Kind.CROSS: "Transformer",
    Kind.SOFT: "Seq2seq",
}
_TRANSLATING = (Kind.CROSS, Kind.SOFT)
_ORDER = tuple(KINDS)


def checkpoints() -> Path:
    """The folder of the cards: $ATTENTION_EXPLORER_CHECKPOINTS, else the one that ships."""
    own = os.environ.get("ATTENTION_EXPLORER_CHECKPOINTS")
    return Path(own) if own else resources() / "checkpoints"


@source("built-in")
def builtin() -> Iterator[Entry]:
    """Every card; a damaged one becomes an entry whose `problem` says so."""
    found = sorted(checkpoints().glob("*.json"), key=_position)
    return (_entry(path) for path in found)


def _position(path: Path) -> tuple[int, str]:
    return (_ORDER.index(path.stem) if path.stem in _ORDER else len(_ORDER), path.stem)


def _entry(path: Path) -> Entry:
    try:
        return usable(read_card(path))
    except ModelError as error:
        return _damaged(path, str(error))
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        # in a field that only the window shows
        return _damaged(path, str(damaged(path)))


def usable(card: AnyCard) -> Entry:
    """The entry of a card; raises ModelError for a file that is missing."""
    kind = KINDS[card.architecture]
    size = _size(card.weights, WEIGHTS)
    if isinstance(card, TextCard):
        size += _size(card.tokenizer, TOKENIZER)
    paper = card.raw.get("paper", {})
    return Entry(
        id=card.id,
        title=card.title,
        family=FAMILIES[kind],
        kind=kind,
        labels=card.labels if isinstance(card, VisionCard) else (),
        parameters=card.parameters,
        size_bytes=size,
        licence=str(card.raw.get("licence", "")),
        paper=str(paper.get("cite", "")),
        paper_url=str(paper.get("url", "")),
        weights_sha256=card.sha256,
        facts=tuple(facts(card, kind)),
        takes=_takes(kind),
        languages=card.languages if isinstance(card, TextCard) else None,
        task=_task(kind),
        loader=lambda device, loading: _load(card, device),
    )


def _size(file: Path, told: str) -> int:
    try:
        return file.stat().st_size
    except OSError as error:
        raise ModelError(f"{told.format(file.name)} missing. {REPAIR}") from error


def _takes(kind: Kind) -> frozenset[Modality]:
    return TEXTS if kind in _TRANSLATING else PHOTOS


def _task(kind: Kind) -> Task | None:
    return Task.TRANSLATE if kind in _TRANSLATING else None


def _damaged(path: Path, problem: str) -> Entry:
    kind = KINDS.get(path.stem, Kind.SELF)
    return unusable(path.stem, path.stem, FAMILIES[kind], problem, kind, _takes(kind), _task(kind))


def _load(card: AnyCard, device: str) -> Subject:
    if isinstance(card, TextCard):
        from explorer.registry.subjects.text_subject import (
            TextSubject,  # imports torch and tokenizers
        )

        return TextSubject.load(card, device)
    from explorer.registry.subjects.vision_subject import VisionSubject  # imports torch

    return VisionSubject.load(card, device)


Facts = Iterator[tuple[str, str]]


def facts(card: AnyCard, kind: Kind) -> Facts:
    """The rows of a card; raises ValueError and its like for nonsense in a field."""
    return _text(card, kind) if isinstance(card, TextCard) else _vision(card, kind)


def _vision(card: VisionCard, kind: Kind) -> Facts:
    config = card.config
    if kind is Kind.SELF:
        patch = int(str(config["patch"]))
        side = card.input_size // patch
        yield "Layers × heads", f"{config['layers']} × {config['heads']}, {config['width']} wide"
        yield "Patches", f"{side} × {side}, {patch} px"
    else:
        yield "Input", f"{card.input_size} × {card.input_size} px"
    if kind is Kind.CHANNEL:
        yield "Reduction", str(config["reduction"])
    yield "Classes", str(len(card.labels))
    yield _parameters(card)
    metrics = card.raw.get("metrics", {})
    photos = card.raw.get("data", {}).get("val_photos")
    if "top1_val" in metrics and photos:
        yield f"Top-1, {photos:,} photos", f"{100 * metrics['top1_val']:.1f} %"
    if maps := metrics.get("maps"):
        peak, _ = maps["measured"]["last"]["peak in box"]
        yield f"Peak in box, {maps['photos']:,} photos", f"{100 * peak:.1f} %"


def _text(card: TextCard, kind: Kind) -> Facts:
    config = card.config
    if kind is Kind.CROSS:
        heads = int(str(config["heads"]))
        yield "Layers", f"{config['encoder_layers']} + {config['decoder_layers']}"
        yield "Heads × width", f"{heads} × {int(str(config['width'])) // heads}"
    else:
        yield "Layers", f"{config['encoder_layers']} + 1"
        yield "Units", f"2 × {config['units']}"
        yield "Score", str(config["score"]).replace("-", " ")
    yield "Vocabulary", f"{int(str(config['vocabulary'])):,} shared"
    yield _parameters(card)
    metrics, data = card.raw.get("metrics", {}), card.raw.get("data", {})
    if "bleu_greedy" in metrics and "test_pairs" in data:
        yield f"BLEU, {data['test_pairs']:,} pairs", f"{metrics['bleu_greedy']:.1f}"
    if "alignment" in metrics:
        yield "Alignment", f"{100 * metrics['alignment']['share']:.1f} %"
    if "corpus" in data:
        yield "Corpus", str(data["corpus"])


def _parameters(card: AnyCard) -> tuple[str, str]:
    return "Parameters", millions(card.parameters)
