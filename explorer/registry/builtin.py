"""The models that ship with the application: one entry a card in resources/checkpoints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.attention import Kind
from explorer.registry.cards import REPAIR, Card, damaged, read_card
from explorer.registry.catalogue import source
from explorer.registry.entry import Entry, ModelError
from explorer.resource_files import resources

if TYPE_CHECKING:
    from explorer.registry.subject import Subject

_KINDS = {"vit": Kind.SELF, "se-resnet": Kind.CHANNEL, "spatial-gate": Kind.SPATIAL}
_FAMILIES = {
    Kind.SELF: "Vision transformer",
    Kind.CHANNEL: "Squeeze-and-excitation",
    Kind.SPATIAL: "Spatial gate",
}
_ORDER = tuple(_KINDS)


@source("built-in")
def builtin() -> Iterator[Entry]:
    """Every card; a damaged one becomes an entry whose `problem` says so."""
    found = sorted((resources() / "checkpoints").glob("*.json"), key=_position)
    return (_entry(path) for path in found)


def _position(path: Path) -> tuple[int, str]:
    return (_ORDER.index(path.stem) if path.stem in _ORDER else len(_ORDER), path.stem)


def _entry(path: Path) -> Entry:
    try:
        return _usable(read_card(path))
    except ModelError as error:
        return _damaged(path, str(error))
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        # in a field that only the window shows
        return _damaged(path, str(damaged(path)))


def _usable(card: Card) -> Entry:
    if card.architecture not in _KINDS:
        raise ModelError(f"The model card of {card.id} names an unknown architecture. {REPAIR}")
    try:
        size = card.weights.stat().st_size
    except OSError as error:
        raise ModelError(f"The weights {card.weights.name} are missing. {REPAIR}") from error
    kind = _KINDS[card.architecture]
    paper = card.raw.get("paper", {})
    return Entry(
        id=card.id,
        title=card.title,
        family=_FAMILIES[kind],
        kind=kind,
        labels=card.labels,
        parameters=card.parameters,
        size_bytes=size,
        licence=str(card.raw.get("licence", "")),
        paper=str(paper.get("cite", "")),
        paper_url=str(paper.get("url", "")),
        weights_sha256=card.sha256,
        facts=tuple(_facts(card, kind)),
        load=lambda device: _load(card, device),
    )


def _damaged(path: Path, problem: str) -> Entry:
    def refuse(device: str) -> Subject:
        raise ModelError(problem)

    kind = _KINDS.get(path.stem, Kind.SELF)
    return Entry(
        id=path.stem,
        title=path.stem,
        family=_FAMILIES[kind],
        kind=kind,
        labels=(),
        parameters=0,
        size_bytes=0,
        licence="",
        paper="",
        paper_url="",
        weights_sha256="",
        problem=problem,
        load=refuse,
    )


def _facts(card: Card, kind: Kind) -> Iterator[tuple[str, str]]:
    """Rows of the model card, in the order in which they are read."""
    config = card.config
    if kind is Kind.SELF:
        patch = int(str(config["patch"]))
        side = card.input_size // patch
        yield "Layers × heads", f"{config['layers']} × {config['heads']}"
        yield "Patches", f"{side} × {side}, {patch} px"
        yield "Width", str(config["width"])
    else:
        yield "Input", f"{card.input_size} × {card.input_size} px"
    if kind is Kind.CHANNEL:
        yield "Reduction", str(config["reduction"])
    yield "Classes", str(len(card.labels))
    yield "Parameters", f"{card.parameters / 1e6:.1f} M"
    metrics = card.raw.get("metrics", {})
    photos = card.raw.get("data", {}).get("val_photos")
    if "top1_val" in metrics and photos:
        yield f"Top-1, {photos:,} photos", f"{100 * metrics['top1_val']:.1f} %"


def _load(card: Card, device: str) -> Subject:
    from explorer.registry.vision_subject import VisionSubject  # imports torch

    return VisionSubject.load(card, device)
