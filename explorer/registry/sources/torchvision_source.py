"""The classifiers of torchvision, `torchvision:NAME`.

Weights and the way to prepare a photo are those that its own enumeration names as the default.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from explorer.registry.entry import Entry
from explorer.registry.loading import Loading
from explorer.registry.sources.own_weights import SIGN, class_names, filled, split
from explorer.registry.subjects.classifier_entry import check_known, classifier, library
from explorer.registry.subjects.library_preprocessing import LibraryPreprocessing
from explorer.registry.subjects.loaded_model import LoadedModel
from explorer.registry.weight_files.download import fetch

PREFIX = "torchvision"


def find(name: str, trained: bool) -> Entry:
    """The entry of a model by its name in torchvision, or NAME@FILE; raises ModelError."""
    models = library("torchvision.models")
    name, own = split(name)
    check_known(PREFIX, name, models.list_models(module=models))
    weights = models.get_model_weights(name).DEFAULT
    labels, note = (weights.meta["categories"], "") if own is None else class_names(own)

    def build(loading: Loading) -> LoadedModel:
        prepare = preparation(weights.transforms())
        if own is not None:
            found = filled(
                lambda **more: models.get_model(name, weights=None, **more),
                own,
                f"{PREFIX}:{name}",
            )
            told = tuple(filter(None, (note, *found.notes)))
            return LoadedModel(found.model, prepare, found.named, told)
        if not trained:
            return LoadedModel(models.get_model(name, weights=None), prepare)
        import torch

        from explorer.registry.weight_files.tensors import read_tensors

        folder = Path(torch.hub.get_dir()) / "checkpoints"
        file = fetch(weights.url, folder / weights.url.rpartition("/")[2], loading)
        # what the enumeration says of the model, as its number of classes, holds for these weights
        model = models.get_model(name, weights=None, num_classes=len(weights.meta["categories"]))
        model.load_state_dict(read_tensors(file, old=True))
        return LoadedModel(model, prepare)

    return classifier(
        id=f"{PREFIX}:{name}" if own is None else f"{PREFIX}:{name}{SIGN}{own}",
        build=build,
        outline=lambda: models.get_model(name, weights=None),
        labels=labels,
        title="" if own is None else own.stem,
        trained=trained,
        paper_url=weights.meta["recipe"],
    )


def preparation(transform: Any) -> LibraryPreprocessing:
    """Photos prepared by the transform that comes with the weights."""
    return LibraryPreprocessing(
        f"the transform of {PREFIX}", lambda picture: {"pixel_values": transform(picture)}
    )
