"""The files of a Hugging Face model: in a folder, or by an id in the library's own cache.

Of a model that takes photos and texts each side is a model of its own: NAME#vision, NAME#text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from explorer.inputs.files import read_regular
from explorer.registry.entry import ModelError
from explorer.registry.loading import SILENT, Loading
from explorer.registry.weight_files.cards import LONGEST

CONFIG, ADAPTER = "config.json", "adapter_config.json"
TOWERS = ("#vision", "#text")
_ID = re.compile(r"[\w.-]+(/[\w.-]+)?(@[\w./-]+)?", re.ASCII)
"""An id, or ID@REVISION."""
_WEIGHTS = (".safetensors", ".bin")
_AS_IT_CAME = "Put the file there that came with the model."
_BESIDE = (".json", ".txt", ".model", ".spm", ".jinja", ".tiktoken")
"""Configurations and tokenizers."""
_MAKES_INPUT = {
    "preprocessor_config.json",
    "processor_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
    "vocab.json",
    "spiece.model",
    "source.spm",
}
"""Files of which a model that was fetched whole has one: an image processor or a tokenizer."""


def fetch_folder(name: str, weights: bool = True, loading: Loading = SILENT) -> Path:
    """The folder with all files that `from_pretrained` needs, fetched where they are not there.

    weights: whether those are wanted too; an untrained model needs none. Raises ModelError,
    Cancelled.
    """
    folder = local_folder(name)
    if folder is not None:
        _check_regular(folder)
        return folder
    from explorer.registry.huggingface.hub import (  # imports huggingface_hub
        cached_folder,
        fetch_files,
    )

    model = without_tower(name)
    cached = cached_folder(model)
    if cached is not None and _complete(cached, weights):
        return cached
    return fetch_files(model, lambda files: wanted(files, weights), loading, _out_of_reach)


def _check_regular(folder: Path) -> None:
    """Raises ModelError where a file of a folder is a device or a pipe, which has no end."""
    for file in folder.iterdir():
        if file.exists() and not file.is_dir() and not file.is_file():
            raise ModelError(
                f"{file.name} of {folder.name} is a device or a pipe. Put a file in its place."
            )


def _out_of_reach(said: str) -> ModelError:
    """Without its configuration a model cannot be built untrained either."""
    return ModelError(f"{said}, or name the folder of a model that you have.")


def _complete(folder: Path, weights: bool) -> bool:
    """Whether everything is there that a model needs."""
    there = {file.name for file in folder.iterdir()}
    if CONFIG not in there or not there & _MAKES_INPUT:
        return False
    if not weights:
        return True
    parts: set[str] = set()
    for index in there:
        if index.endswith((".safetensors.index.json", ".bin.index.json")):
            parts |= set(read_json(folder / index).get("weight_map", {}).values())
    some = any(file.endswith(_WEIGHTS) for file in there)
    return some and parts <= there


def wanted(files: Collection[str], weights: bool) -> set[str]:
    """Of the files of a model those to have: no second format of the weights, no subfolders."""
    top = [file for file in files if "/" not in file]
    found = {file for file in top if file.endswith(_BESIDE)}
    if weights:
        for ending in _WEIGHTS:
            if some := {file for file in top if file.endswith(ending)}:
                return found | some
    return found


def local_weights(folder: Path) -> list[Path]:
    """The files that the library reads the weights from, safetensors where there are some.

    Those of an adapter, or of another library beside them, are none.
    """
    for stem, ending in (("model", ".safetensors"), ("pytorch_model", ".bin")):
        found = set(folder.glob(f"{stem}*{ending}"))
        for index in folder.glob(f"{stem}*{ending}.index.json"):
            parts = read_json(index).get("weight_map")
            named = parts.values() if isinstance(parts, dict) else ()
            found |= {folder / str(one) for one in named if (folder / str(one)).is_file()}
        if found:
            return sorted(found)
    return []


def without_tower(name: str) -> str:
    """The folder or id of a name that says which side of the model is meant."""
    for tower in TOWERS:
        name = name.removesuffix(tower)
    return name


def title_of(name: str) -> str:
    """How a model is called: by its id, or the name of its folder, and its side."""
    plain = without_tower(name)
    tower = name.removeprefix(plain).replace("#", ", ")
    folder = local_folder(name)
    return (plain if folder is None else folder.resolve().name) + tower


def local_folder(name: str) -> Path | None:
    """The folder of that name; None where the name is an id. Raises ModelError for neither."""
    name = without_tower(name)
    folder = Path(name).expanduser()
    try:
        if name and folder.is_dir():
            # . and .. have no name of their own, by which sentences call a folder
            return folder if folder.name.strip(".") else folder.resolve()
        exists = bool(name) and folder.exists()
    except (OSError, ValueError):  # ValueError: a zero byte in the name
        exists = False
    if exists:
        raise ModelError(f"{folder.name} is a file. Name the folder of a Hugging Face model.")
    if _ID.fullmatch(name) and not name.startswith((".", "-")):
        return None
    raise ModelError(
        f"There is no folder {name or 'without a name'}. Name the folder of a Hugging Face model, "
        "or an id as google/vit-base-patch16-224."
    )


def read_json(file: Path) -> dict[str, Any]:
    """A configuration; raises ModelError for a file that is missing or no configuration."""
    try:
        said = read_regular(file, LONGEST).decode("utf-8")
        found = json.loads(said, object_hook=_beyond_json)
    except FileNotFoundError as error:
        raise ModelError(
            f"{file.parent.name} has no {file.name}: it is not the folder of a Hugging Face model. "
            "Choose another folder."
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(
            f"{file.name} of {file.parent.name} cannot be read. {_AS_IT_CAME}"
        ) from error
    if not isinstance(found, dict):
        raise ModelError(f"{file.name} of {file.parent.name} is not a configuration. {_AS_IT_CAME}")
    return found


def _beyond_json(read: dict[str, Any]) -> Any:
    """A number that JSON has no way to write, and that the library writes as {"__float__": …}."""
    number = read.get("__float__") if len(read) == 1 else None
    return float(number) if number in ("Infinity", "-Infinity", "NaN") else read
