"""Models of the Hugging Face Hub: those in the cache of its library, and some that many know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from explorer.core.cancel import Cancelled
from explorer.core.inputs import Modality
from explorer.registry.entry import PHOTOS, TEXTS, ModelError
from explorer.registry.huggingface.files import CONFIG, read_json
from explorer.registry.huggingface.hub import cached_folder, cached_models, list_files
from explorer.registry.huggingface.model_classes import takes
from explorer.registry.huggingface.source import PREFIX
from explorer.registry.listing import HUGGING_FACE, Listed

WEIGHTS = (".safetensors", ".bin")


@dataclass(frozen=True, slots=True)
class Known:
    """A model that many know, by what its page on the Hub says; layers: that attend."""

    id: str
    family: str
    takes: frozenset[Modality]
    millions: float
    layers: str
    licence: str


KNOWN = (
    Known("google-bert/bert-base-uncased", "BERT", TEXTS, 109.5, "12", "apache-2.0"),
    Known("distilbert/distilbert-base-uncased", "DistilBERT", TEXTS, 66.4, "6", "apache-2.0"),
    Known("sentence-transformers/all-MiniLM-L6-v2", "BERT", TEXTS, 22.7, "6", "apache-2.0"),
    Known("openai-community/gpt2", "GPT-2", TEXTS, 124.4, "12", "mit"),
    Known("distilbert/distilgpt2", "GPT-2", TEXTS, 81.9, "6", "apache-2.0"),
    Known("TinyLlama/TinyLlama-1.1B-Chat-v1.0", "Llama", TEXTS, 1100.0, "22", "apache-2.0"),
    Known("Helsinki-NLP/opus-mt-ja-en", "Marian", TEXTS, 75.4, "6 + 6", "apache-2.0"),
    Known("google-t5/t5-small", "T5", TEXTS, 60.5, "6 + 6", "apache-2.0"),
    Known("facebook/bart-base", "BART", TEXTS, 139.4, "6 + 6", "apache-2.0"),
    Known("google/vit-base-patch16-224", "ViT", PHOTOS, 86.6, "12", "apache-2.0"),
    Known("facebook/deit-small-patch16-224", "DeiT", PHOTOS, 22.1, "12", "apache-2.0"),
    Known("facebook/dinov2-small", "DINOv2", PHOTOS, 22.1, "12", "apache-2.0"),
    Known("microsoft/swin-tiny-patch4-window7-224", "Swin", PHOTOS, 28.3, "12", "apache-2.0"),
    Known("PekingU/rtdetr_r50vd", "RT-DETR", PHOTOS, 42.9, "1 + 6", "apache-2.0"),
    Known("openai/clip-vit-base-patch32#vision", "CLIP", PHOTOS, 87.5, "12", ""),
    Known("openai/clip-vit-base-patch32#text", "CLIP", TEXTS, 63.2, "12", ""),
)


def listed(cancelled: Callable[[], bool]) -> Iterator[Listed]:
    """Those in the cache first. Raises ModelError without the library, Cancelled."""
    there = cached_models()
    known = {one.id.partition("#")[0] for one in KNOWN}
    for name in sorted(there - known):
        if cancelled():
            raise Cancelled
        row = _cached(name)
        if row is not None:
            yield row
    for one in sorted(KNOWN, key=lambda one: not _whole(one.id, there)):
        yield Listed(
            id=f"{PREFIX}:{one.id}",
            title=one.id.partition("/")[2],
            source=HUGGING_FACE,
            family=one.family,
            takes=one.takes,
            parameters=round(one.millions * 1e6),
            size_bytes=None,
            licence=one.licence,
            cached=_whole(one.id, there),
            shows=f"{one.layers} attention layers",
        )


def _whole(name: str, there: frozenset[str]) -> bool:
    """Whether the weights of a model are in the cache."""
    name = name.partition("#")[0]
    folder = cached_folder(name) if name in there else None
    return folder is not None and any(file.endswith(WEIGHTS) for file in list_files(folder))


def _cached(name: str) -> Listed | None:
    """A model that somebody fetched, as its configuration describes it.

    None for no model of ours, as one of timm or one that takes neither photos nor texts.
    """
    folder = cached_folder(name)
    if folder is None or CONFIG not in list_files(folder):
        return None
    try:
        config = read_json(folder / CONFIG)
        kind = takes(config) if "model_type" in config else None
    except (ModelError, KeyError):
        return None
    if kind is None:
        return None
    layers = config.get("num_hidden_layers") or config.get("n_layer") or config.get("num_layers")
    return Listed(
        id=f"{PREFIX}:{name}",
        title=name.partition("/")[2] or name,
        source=HUGGING_FACE,
        family=str(config["model_type"]),
        takes=frozenset({kind}),
        parameters=None,
        size_bytes=_bytes(folder),
        licence="",
        cached=_bytes(folder) > 0,
        shows=f"{layers} attention layers" if layers else "attention",
    )


def _bytes(folder: Path) -> int:
    """Of the weights, safetensors where there are some."""
    files = list_files(folder)
    found = next(
        (here for ending in WEIGHTS if (here := [f for f in files if f.endswith(ending)])), []
    )
    return sum((folder / file).stat().st_size for file in found)
