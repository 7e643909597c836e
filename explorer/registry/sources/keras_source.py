"""Models that Keras 3 has saved, `keras:PATH` of a .keras file, run by Keras on torch.

A card beside the file, PATH with the ending .json, may say {"labels": […], "input": {"size": 224,
"mean": […], "std": […]}}: names of the classes, and how photos are prepared, as fractions of 1.
"""

from __future__ import annotations

import inspect
import os
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from explorer.inputs.files import chosen_size
from explorer.registry.entry import Entry, ModelError
from explorer.registry.huggingface.files import read_json
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.subjects.classifier_entry import classifier, library
from explorer.registry.subjects.loaded_model import LoadedModel
from explorer.registry.subjects.preprocessing import Filter, Preparation
from explorer.registry.weight_files.cards import LARGEST_INPUT, LONGEST, colours, damaged
from explorer.resource_files import resources

PREFIX, BACKEND = "keras", "torch"
CONFIG, WEIGHTS = "config.json", "model.weights.h5"
SIDE = 224
"""Pixels a side where the model takes any."""
SCALED = ("Rescaling", "Normalization")
"""Layers at the start of a model that takes colours from 0 to 255."""
FEWEST_BITS = 4
"""Of a stored parameter: a model that claims to have more than fit is meant to use up memory."""


def find(name: str, trained: bool) -> Entry:
    """The entry of a file; raises ModelError."""
    file = Path(name).expanduser()
    size = _check_file(file)
    beside = file.with_suffix(".json")
    card = read_json(beside) if beside.is_file() else {}
    labels = card.get("labels")
    entry = classifier(
        id=f"{PREFIX}:{name}",
        build=lambda loading: _build(file, card, trained, loading),
        outline=None,
        labels=tuple(map(str, labels)) if isinstance(labels, list) else (),
        trained=trained,
        title=file.stem,
    )
    return replace(entry, size_bytes=size)


def _check_file(file: Path) -> int:
    """The bytes of the file; raises ModelError for one that Keras 3 has not written."""
    size = chosen_size(file, "a .keras file", ModelError)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = {one.filename: one.file_size for one in archive.infolist()}
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise ModelError(
            f"{file.name} is not a whole .keras file. Save it again with model.save() of Keras 3."
        ) from error
    if not {CONFIG, WEIGHTS} <= parts.keys():
        raise ModelError(
            f"{file.name} is not a model that Keras 3 has saved. Save it with model.save()."
        )
    if sum(parts.values()) > size or parts[CONFIG] > LONGEST:  # Keras stores plainly
        raise ModelError(f"{file.name} is damaged. Save it again.")
    return size


def _keras() -> Any:
    """The library on torch; raises ModelError where it is missing or on something else."""
    if PREFIX not in sys.modules:
        os.environ["KERAS_BACKEND"] = BACKEND
    found = library(PREFIX)
    backend = found.backend.backend()
    if backend != BACKEND:
        raise ModelError(
            f"Keras already runs on {backend} in this program. Set KERAS_BACKEND=torch and start "
            "again."
        )
    return found


def _build(file: Path, card: Mapping[str, Any], trained: bool, loading: Loading) -> LoadedModel:
    keras = _keras()
    loading.publish(LoadProgress(f"Reading {file.name}"))
    with zipfile.ZipFile(file) as archive:
        config = archive.read(CONFIG).decode("utf-8", "replace")
        stored = archive.getinfo(WEIGHTS).file_size
    own = keras.saving.custom_object_scope(keras_layers())
    try:
        with own, keras.device("meta"):  # takes no memory, whatever the file claims
            claimed = keras.models.model_from_json(config).count_params()
        if claimed * FEWEST_BITS > stored * 8 and trained:
            raise ModelError(
                f"{file.name} claims {claimed:,} parameters, more than it holds. Save it again."
            )
        with own, keras.device("cpu"):  # the subject moves it to where it runs
            if trained:
                model = keras.saving.load_model(file, compile=False, safe_mode=True)
            else:
                model = keras.models.model_from_json(config)
    except ModelError:
        raise
    except Exception as error:  # a file of any content raises anything at all
        if "Lambda" in str(error) or "safe_mode" in str(error):
            raise ModelError(
                f"{file.name} holds code (a Lambda layer), and code in a file is never run. "
                "Save it without one."
            ) from error
        raise ModelError(
            f"Keras cannot read {file.name}: it is damaged, or has layers of its own. Write a "
            "plug-in that builds it."
        ) from error
    return _built(file, card, model, keras.device)


def _built(file: Path, card: Mapping[str, Any], model: Any, device: Any) -> LoadedModel:
    from explorer.registry.sources.keras_model import KerasPhotos  # imports torch

    shape = model.input_shape
    last = isinstance(shape, tuple) and len(shape) == 4 and shape[3] == 3
    if not last and not (isinstance(shape, tuple) and len(shape) == 4 and shape[1] == 3):
        raise ModelError(f"{file.name} takes no photos: its input is {shape}. Choose another one.")
    size = tuple(shape[1:3] if last else shape[2:4])
    prepare, notes = _preparation(file, card, model, size)
    return LoadedModel(KerasPhotos(model, last, prepare.size, device), prepare, notes=notes)


def _preparation(
    file: Path, card: Mapping[str, Any], model: Any, size: tuple[int | None, ...]
) -> tuple[Preparation, tuple[str, ...]]:
    """As the card says; what it does not say is guessed, and told."""
    given = card.get("input", {})
    first = [type(layer).__name__ for layer in model.layers[:3]]
    scaled = any(name in SCALED for name in first)
    notes: tuple[str, ...] = ()
    try:
        side = int(given.get("size", SIDE))
        height, width = (side if one is None else one for one in size)
        mean = colours(given.get("mean", (0.0, 0.0, 0.0)))
        std = colours(given.get("std", (1 / 255,) * 3 if scaled else (1.0, 1.0, 1.0)))
    except (AttributeError, TypeError, ValueError, OverflowError) as error:
        raise damaged(file.with_suffix(".json")) from error
    if not (0 < height <= LARGEST_INPUT and 0 < width <= LARGEST_INPUT and min(std) > 0):
        raise damaged(file.with_suffix(".json"))
    if not {"mean", "std"} & set(given):
        ends = "0 to 255, for the model scales them itself" if scaled else "0 to 1"
        notes = (f"Colours are taken to go from {ends}; {file.stem}.json may say otherwise.",)
    square = height if height == width else (height, width)
    return Preparation((height, width), square, mean, std, Filter.BILINEAR), notes


PACKAGE = "attention_explorer_keras"
FILES = (
    *("spatial_gate", "se_block", "soft_attention"),
    *("multi_head_attention", "transformer_layer", "vit_block"),
)
"""In the order of the lecture."""


@cache
def keras_layers() -> dict[str, Any]:
    """The classes of all files by their names; imports Keras, on the backend that it has."""
    folder = resources() / "keras"
    _module(PACKAGE, folder / "__init__.py", [str(folder)])
    found: dict[str, Any] = {}
    for name in FILES:
        module = sys.modules.get(f"{PACKAGE}.{name}") or _module(
            f"{PACKAGE}.{name}", folder / f"{name}.py"
        )
        own = inspect.getmembers(module, inspect.isclass)
        found |= {name: one for name, one in own if one.__module__ == module.__name__}
    return found


def _module(name: str, path: Any, within: list[str] | None = None) -> ModuleType:
    """Import a file under a name of its own, so that it can import its neighbours."""
    spec = spec_from_file_location(name, path, submodule_search_locations=within)
    assert spec is not None  # as for every path that ends in .py
    assert spec.loader is not None
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
