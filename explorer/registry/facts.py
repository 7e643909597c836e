"""What the window shows of a card: rows of a name and a value, in the order they are read."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.core.numbers import millions
from explorer.core.sites.attention import Kind
from explorer.registry.weight_files.cards import AnyCard, TextCard, VisionCard

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
