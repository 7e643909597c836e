"""Models of photos in the form of Hugging Face: ViT, DeiT, DINOv2, Swin, CLIP's eye, and others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.registry.entry import Entry
from explorer.registry.huggingface.files import fetch_folder, title_of
from explorer.registry.huggingface.library import (
    config_of,
    lacking,
    load_weights,
    transformers,
    untrained_model,
)
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.subjects.classifier_entry import classifier
from explorer.registry.subjects.loaded_model import LoadedModel

PREFIX = "hf"
HEADS = ("ImageClassification", "ForObjectDetection")
"""In the names of classes whose outputs are named."""


def entry(name: str, config: Mapping[str, Any], trained: bool) -> Entry:
    """The entry of a model by its id or folder and its config.json; raises ModelError.

    One that names no classes has no prediction; of one with an eye for photos beside its text
    model the eye alone is run.
    """
    whole = config_of(config)
    own = getattr(whole, "vision_config", whole)
    kind = _class(config, own)
    labels = _labels(whole) if _names_classes(kind) else ()

    def build(loading: Loading) -> LoadedModel:
        from explorer.registry.huggingface.photo_preprocessing import (
            prepare_as,  # imports the library
        )

        folder = fetch_folder(name, trained, loading)
        loading.publish(LoadProgress(f"Loading {name}"))
        prepare, notes = prepare_as(folder, own)
        if trained:
            model, missing = load_weights(kind, folder, own)
            notes += lacking(missing)
        else:
            model = untrained_model(kind, own)
        return LoadedModel(model, prepare, _names_classes(kind), notes)

    return classifier(
        id=f"{PREFIX}:{name}",
        build=build,
        outline=lambda: kind(own),
        labels=labels,
        trained=trained,
        title=title_of(name),
    )


def _class(config: Mapping[str, Any], own: Any) -> Any:
    """The class of the library: the one that the weights were saved from, if it names classes of
    photos or of objects."""
    library = transformers()
    named = [str(one) for one in config.get("architectures") or ()]
    if named:
        found = getattr(library, named[0], None) if any(one in named[0] for one in HEADS) else None
        return found or _first(library.MODEL_MAPPING[type(own)])
    headed = (
        library.MODEL_FOR_IMAGE_CLASSIFICATION_MAPPING,
        library.MODEL_FOR_OBJECT_DETECTION_MAPPING,
        library.MODEL_MAPPING,
    )
    return _first(next(known[type(own)] for known in headed if type(own) in known))


def _names_classes(kind: Any) -> bool:
    return any(one in kind.__name__ for one in HEADS)


def _first(kinds: Any) -> Any:
    """Of several classes for one configuration the plain one."""
    return kinds[0] if isinstance(kinds, tuple) else kinds


def _labels(config: Any) -> tuple[str, ...]:
    """Names of the classes; none where they are numbers with a word before."""
    known = config.id2label or {}
    names = tuple(str(known[at]) for at in sorted(known))
    return () if all(name.startswith("LABEL_") for name in names) else names
