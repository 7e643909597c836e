"""Models of photos in the form of Hugging Face: ViT, DeiT, DINOv2, Swin, CLIP's eye, and others."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from explorer.core.photo_output import PhotoOutput
from explorer.core.placement import Placement
from explorer.registry.entry import Entry
from explorer.registry.huggingface.adapters import base_folder
from explorer.registry.huggingface.checkpoints import Checkpoint, load_checkpoint
from explorer.registry.huggingface.files import fetch_folder, title_of
from explorer.registry.huggingface.library import config_of, untrained_model
from explorer.registry.huggingface.model_classes import Choice, forward_of
from explorer.registry.huggingface.photo.photo_outputs import photo_output, sort_of
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.subjects.classifier_entry import classifier
from explorer.registry.subjects.loaded_model import LoadedModel

PREFIX = "hf"
SEVERAL = "multi_label_classification"
"""What a configuration says of a classifier of which several classes may hold at once."""
HEADS = ("ImageClassification", "ForObjectDetection")
"""In the names of classes whose outputs are named."""


def entry(name: str, values: Mapping[str, Any], choice: Choice, trained: bool) -> Entry:
    """The entry of a model of photos by its id or folder; raises ModelError.

    values: its config.json. choice: what it is opened as. One that names no classes has no
    prediction.
    """
    kind = choice.kind
    labels = _labels(config_of(values)) if _names_classes(kind) else ()

    def build(loading: Loading) -> LoadedModel:
        from explorer.registry.huggingface.photo.photo_preprocessing import (  # imports the library
            FILES,
            prepare_as,
        )

        folder = fetch_folder(name, trained, loading)
        loading.publish(LoadProgress(f"Loading {name}"))
        base = base_folder(folder, trained, loading)
        own = any((folder / one).is_file() for one in FILES)  # an adapter may have none of its own
        prepare, notes = prepare_as(folder if own else base, choice.config, kind)
        sort, processor = sort_of(kind), getattr(prepare, "processor", None)
        config, shown = unmasked(kind, choice.config)
        notes = (*notes, *shown)
        if trained:
            found = load_checkpoint(kind, folder, config, choice.whole)
        else:
            found = Checkpoint(untrained_model(kind, config), True)
        if shown:
            show_all(found.model)
        named = found.head and _names_classes(kind)

        def output(given: object, placement: Placement) -> PhotoOutput | None:
            assert sort is not None
            return photo_output(sort, processor, found.model, given, placement)

        whole = found.head and sort is not None and processor is not None
        return LoadedModel(
            found.model,
            prepare,
            named,
            (*notes, *found.notes),
            output if whole else None,
            getattr(choice.config, "problem_type", None) == SEVERAL,
        )

    return classifier(
        id=f"{PREFIX}:{name}",
        build=build,
        outline=lambda: kind(choice.config),
        labels=labels,
        trained=trained,
        title=title_of(name),
    )


def unmasked(kind: Any, config: Any) -> tuple[Any, tuple[str, ...]]:
    """The configuration of a masked autoencoder (He et al. 2022) that is shown every patch, and a
    note on it; any other as it is."""
    if "noise" not in forward_of(kind).takes or not getattr(config, "mask_ratio", 0):
        return config, ()
    whole = deepcopy(config)
    whole.mask_ratio = 0.0
    return whole, (
        f"All patches are shown to it: in training it hides {config.mask_ratio:.0%} of them at "
        "random.",
    )


def show_all(model: Any) -> None:
    """Have a masked autoencoder take the patches in their own order, which it else draws."""
    import torch

    counts = (getattr(one, "num_patches", None) for one in model.modules())
    count = next(one for one in counts if isinstance(one, int))

    def ordered(module: Any, args: Any, kwargs: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        pixels = args[0] if args else kwargs["pixel_values"]
        noise = torch.arange(count, dtype=torch.float32, device=pixels.device)
        return args, {**kwargs, "noise": noise.expand(len(pixels), -1)}

    model.register_forward_pre_hook(ordered, with_kwargs=True)


def _names_classes(kind: Any) -> bool:
    return any(one in kind.__name__ for one in HEADS)


def _labels(config: Any) -> tuple[str, ...]:
    """Names of the classes; none where they are numbers with a word before."""
    known = config.id2label or {}
    names = tuple(str(known[at]) for at in sorted(known))
    return () if all(name.startswith("LABEL_") for name in names) else names
