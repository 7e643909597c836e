"""The classifiers of torchvision that have something to show: rows of the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from explorer.registry.entry import PHOTOS
from explorer.registry.listing import Listed
from explorer.registry.sources.torchvision_source import PREFIX
from explorer.registry.structure import structures
from explorer.registry.subjects.classifier_entry import library


def listed(cancelled: Callable[[], bool]) -> Iterator[Listed]:
    """By name. Raises ModelError where the library is not installed, Cancelled."""
    models = library("torchvision.models")
    import torch

    folder = Path(torch.hub.get_dir()) / "checkpoints"
    names = models.list_models(module=models)
    found = structures(PREFIX, names, lambda name: models.get_model(name, weights=None), cancelled)
    for name, structure in found.items():
        if not structure.shows:
            continue
        builder = models.get_model_builder(name)
        weights = models.get_model_weights(name).DEFAULT
        yield Listed(
            id=f"{PREFIX}:{name}",
            title=name,
            source=PREFIX,
            family=builder.__module__.rpartition(".")[2],
            takes=PHOTOS,
            parameters=weights.meta["num_params"],
            size_bytes=round(weights.meta["_file_size"] * 1e6),
            licence="",
            cached=(folder / weights.url.rpartition("/")[2]).is_file(),
            shows=structure.shows,
        )
