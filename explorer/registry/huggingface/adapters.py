"""Adapters, as LoRA (Hu et al. 2022): merged by peft into the model that they change.

A folder that a training with peft saved holds the changes alone and names the model that they are
of. That one is opened, and the changes are added to its weights; what is seen then is the trained
model. Without peft, and where the model is not to be had, the folder is refused by its name.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from explorer.registry.entry import MissingError, ModelError, UntrainedError
from explorer.registry.huggingface.files import (
    ADAPTER,
    CONFIG,
    fetch_folder,
    local_weights,
    read_json,
)
from explorer.registry.loading import SILENT, Loading
from explorer.registry.subjects.classifier_entry import library
from explorer.registry.weight_files.tensors import check_tensors, read_shapes

FILES = ("adapter_model.safetensors", "adapter_model.bin")
TASKS = {
    "SEQ_CLS": "MODEL_FOR_SEQUENCE_CLASSIFICATION_MAPPING_NAMES",
    "TOKEN_CLS": "MODEL_FOR_TOKEN_CLASSIFICATION_MAPPING_NAMES",
    "QUESTION_ANS": "MODEL_FOR_QUESTION_ANSWERING_MAPPING_NAMES",
}
"""Tasks whose head is saved with the adapter, and the library's table of their classes."""
_HEADS = ("score.weight", "classifier.weight", "classifier.out_proj.weight")
"""How the names of tensors end that have a row for each class."""


def is_adapter(folder: Path) -> bool:
    """Whether a folder holds an adapter and no model."""
    return (folder / ADAPTER).is_file() and not local_weights(folder)


def base_folder(folder: Path, weights: bool = True, loading: Loading = SILENT) -> Path:
    """The folder of the model that an adapter changes; any other folder itself.

    Parameters
    ----------
    weights : whether those of the model are wanted too.

    Raises
    ------
    ModelError
        The adapter names no model, that model is not to be had, or peft is not installed.
    """
    if not is_adapter(folder):
        return folder
    named = read_json(folder / ADAPTER).get("base_model_name_or_path")
    if find_spec("peft") is None:
        raise _without_peft(folder)
    if not isinstance(named, str) or not named:
        raise adapter_refusal(folder)
    try:
        beside = folder / named
        found = beside if beside.is_dir() else fetch_folder(named, weights, loading)
    except ModelError as error:
        raise adapter_refusal(folder) from error
    if is_adapter(found) or not (found / CONFIG).is_file():
        raise adapter_refusal(folder)
    return found


def read_config(name: str, loading: Loading = SILENT) -> dict[str, Any]:
    """The configuration of a model, from its folder, the cache, or the Hub.

    Parameters
    ----------
    name : a folder, or an id as google/vit-base-patch16-224; a tower changes nothing. Of an adapter
        it is that of the model that it changes, with the classes that it was trained for.

    Raises
    ------
    ModelError, Cancelled
    """
    folder = fetch_folder(name, False, loading)
    if not is_adapter(folder):
        return read_json(folder / CONFIG)
    base = base_folder(folder, False, loading)
    own = folder if (folder / CONFIG).is_file() else base
    return adapted_config(folder, read_json(own / CONFIG))


def adapted_config(folder: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    """The configuration of the model that an adapter was trained as, with its classes.

    Parameters
    ----------
    values : the config.json of the model that it changes.
    """
    found = dict(values)
    auto = library("transformers.models.auto.modeling_auto")
    table = TASKS.get(str(read_json(folder / ADAPTER).get("task_type")))
    kind = getattr(auto, table, {}).get(values.get("model_type")) if table else None
    if kind is None:
        return found
    found["architectures"] = [kind if isinstance(kind, str) else kind[0]]
    count = _classes(folder)
    if count is not None and count != len(found.get("id2label") or {}):
        found["id2label"] = {str(at): f"LABEL_{at}" for at in range(count)}
        found["label2id"] = {f"LABEL_{at}": at for at in range(count)}
    return found


def _classes(folder: Path) -> int | None:
    """How many classes the head has that is saved with an adapter; None where there is none."""
    for name, shape in read_shapes(_file(folder)).items():
        if name.endswith(_HEADS) and len(shape) == 2:
            return int(shape[0])
    return None


def _file(folder: Path) -> Path:
    """The tensors of an adapter; raises UntrainedError for none."""
    found = next((folder / one for one in FILES if (folder / one).is_file()), None)
    if found is None:
        raise UntrainedError(
            f"{folder.name} holds no tensors of an adapter ({FILES[0]}). Choose another folder"
        )
    return found


def merged(model: Any, lost: list[str], folder: Path) -> tuple[Any, list[str], str]:
    """Add an adapter to the weights of the model that it changes.

    Parameters
    ----------
    lost : names of parameters that the files of that model lack, as a head.

    Returns
    -------
    (model, list of str, str)
        The model, the names that are still lacking, and a note.

    Raises
    ------
    ModelError
        The adapter is not whole, or not of this model, or cannot be merged.
    """
    file = _file(folder)
    check_tensors(file)
    told = read_json(folder / ADAPTER)
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            peft = library("peft")
            whole = peft.PeftModel.from_pretrained(model, str(folder), is_trainable=False)
            missing = [
                str(one.message) for one in said if "missing adapter keys" in str(one.message)
            ]
            changed = whole.merge_and_unload(safe_merge=True)
    except ModelError:
        raise
    except Exception as error:  # files of any content make the library raise anything at all
        raise ModelError(
            f"The adapter in {folder.name} does not fit {told.get('base_model_name_or_path')}, is "
            "damaged, or cannot be merged. Merge it with merge_and_unload() of peft and open what "
            "you saved of it."
        ) from error
    if missing:
        raise UntrainedError(
            f"The adapter in {folder.name} is not whole: tensors are missing that its settings "
            "promise. Choose a folder that has them all"
        )
    there = [one.replace("base_model.model.", "", 1) for one in read_shapes(file)]
    left = [one for one in lost if one not in there]
    kind = str(told.get("peft_type") or "peft")
    base = Path(str(told.get("base_model_name_or_path"))).name
    return changed, left, f"The adapter ({kind}) of {folder.name} is merged into {base}."


def adapter_refusal(folder: Path) -> ModelError:
    """The sentence for a folder that holds an adapter, and whose model is not to be had."""
    told = read_json(folder / ADAPTER)
    base = told.get("base_model_name_or_path") or "another model"
    return ModelError(
        f"{folder.name} is an adapter ({_kind(told)}) for {base}: merge it into that model first, "
        "with merge_and_unload() of peft, and open what you saved of it."
    )


def _without_peft(folder: Path) -> MissingError:
    told = read_json(folder / ADAPTER)
    base = told.get("base_model_name_or_path") or "another model"
    return MissingError(
        f"{folder.name} is an adapter ({_kind(told)}) for {base}, which peft merges into it: pip "
        "install peft.",
        (("peft",),),
    )


def _kind(told: Mapping[str, Any]) -> str:
    return str(told.get("peft_type") or "peft")
