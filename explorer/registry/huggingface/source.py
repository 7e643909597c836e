"""Of Hugging Face, `hf:ID` or `hf:FOLDER`: of photos or of texts, as their configuration says.

Code that comes with a model is never run.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from explorer.core.inputs import Modality
from explorer.registry.entry import Entry, ModelError
from explorer.registry.huggingface.files import TOWERS, read_config
from explorer.registry.subjects.classifier_entry import library

PREFIX = "hf"
_ENTRIES: dict[Modality, str] = {
    Modality.PHOTO: "explorer.registry.huggingface.photos",
    Modality.TEXT: "explorer.registry.huggingface.texts",
}
"""Modules whose `entry(name, config, trained)` makes the entry of a model."""
_AUTO = "transformers.models.auto.modeling_auto"
_SOUND = {"feat_extract_norm", "num_mel_bins", "sampling_rate", "audio_channels", "audio_config"}
"""Of which a model that listens has one in its configuration."""


def find(name: str, trained: bool) -> Entry:
    """The entry of a model by its id or folder; raises ModelError.

    NAME#vision and NAME#text are the two sides of a model that has both; without either, photos.
    """
    config = read_config(name)
    check_class(name, config)
    kind = _asked(name, config) or takes(config)
    if kind is None:
        raise ModelError(
            f"hf:{name} takes neither photos nor texts ({config['model_type']}). Choose another "
            "model."
        )
    found: Entry = import_module(_ENTRIES[kind]).entry(name, config, trained)
    return found


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
    what = f"does not know its type, {kind}" if kind else "is not told its type"
    raise ModelError(f"hf:{name} cannot be opened: transformers {what}. Choose another model.")


def takes(config: Mapping[str, Any]) -> Modality | None:
    """What a model takes, by its configuration alone; None for neither photos nor texts."""
    classes = " ".join(map(str, config.get("architectures") or ()))
    if "ImageClassification" in classes or "ForObjectDetection" in classes:
        return Modality.PHOTO
    if config.get("model_type") in library(_AUTO).MODEL_FOR_OBJECT_DETECTION_MAPPING_NAMES:
        return Modality.PHOTO
    if _both(config):
        return Modality.PHOTO
    if _SOUND & config.keys():
        return None
    if "vocab_size" in config:
        return Modality.TEXT
    if {"image_size", "patch_size", "num_channels"} & config.keys():
        return Modality.PHOTO
    full = library("transformers").CONFIG_MAPPING[config["model_type"]]().to_dict()
    if full.keys() <= config.keys():
        return None
    return takes(full | config)


def _both(config: Mapping[str, Any]) -> bool:
    return {"vision_config", "text_config"} <= config.keys()


def _asked(name: str, config: Mapping[str, Any]) -> Modality | None:
    """What the name says; raises ModelError for a side that the model does not have."""
    tower = next((one for one in TOWERS if name.endswith(one)), None)
    if tower is None:
        return None
    if not _both(config):
        raise ModelError(f"hf:{name.removesuffix(tower)} has one side only: leave out {tower}.")
    return Modality.PHOTO if tower == "#vision" else Modality.TEXT
