"""Of Hugging Face, `hf:ID` or `hf:FOLDER`: of photos or of texts, as their configuration says.

Code that comes with a model is never run.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from explorer.core.inputs import Modality
from explorer.registry.entry import Entry, ModelError
from explorer.registry.huggingface.adapters import read_config
from explorer.registry.huggingface.files import fetch_folder, without_tower
from explorer.registry.huggingface.model_classes import choose
from explorer.registry.subjects.classifier_entry import library

PREFIX = "hf"
_ENTRIES: dict[Modality, str] = {
    Modality.PHOTO: "explorer.registry.huggingface.photo.photos",
    Modality.TEXT: "explorer.registry.huggingface.text.texts",
}
_ASKED = "explorer.registry.huggingface.photo_text.photo_texts"
"""Modules whose `entry(name, values, choice, trained)` makes the entry of a model."""


_TIMM = "explorer.registry.sources.timm_source"


def find(name: str, trained: bool) -> Entry:
    """The entry of a model by its id or folder; raises ModelError.

    NAME#vision and NAME#text are the two sides of a model that has both.
    """
    values = read_config(name)
    if "architecture" in values and "model_type" not in values:  # saved by timm
        folder = fetch_folder(name, trained)
        timm: Entry = import_module(_TIMM).of_folder(f"{PREFIX}:{name}", folder, trained)
        return timm
    check_class(name, values)
    choice = choose(without_tower(name), values, side_of(name))
    room = _ASKED if choice.asked else _ENTRIES[choice.input]
    found: Entry = import_module(room).entry(name, values, choice, trained)
    return found


def side_of(name: str) -> Modality | None:
    """Which side of a model its name asks for; None for the whole of it."""
    return (
        Modality.PHOTO
        if name.endswith("#vision")
        else Modality.TEXT
        if name.endswith("#text")
        else None
    )


def check_class(name: str, config: Mapping[str, Any]) -> None:
    """Raises ModelError for a model that the library has no class of its own for."""
    kind = config.get("model_type")
    known = library("transformers").CONFIG_MAPPING
    if isinstance(kind, str) and kind in known:
        return
    if "pretrained_cfg" in config:
        raise ModelError(f"hf:{name} is a model of timm. Open it as timm:NAME.")
    if "auto_map" in config:
        raise ModelError(
            f"hf:{name} runs by code of its own, and code that comes with a model is never run. "
            "Choose a model that transformers knows."
        )
    what = (
        f"transformers does not know its type, {kind}"
        if kind
        else "its config.json names no type (model_type)"
    )
    raise ModelError(f"hf:{name} cannot be opened: {what}. Choose another model.")
