"""The names by which the registry opens folders and files of models."""

from __future__ import annotations

from pathlib import Path

from explorer.inputs.photo_files import IMAGE_SUFFIXES
from explorer.inputs.text import TEXT_SUFFIXES
from explorer.registry.catalogue import PREFIXES

_SUFFIXES = {
    **dict.fromkeys((".safetensors", ".pt", ".pth", ".ckpt", ".bin", ".tar"), "file"),
    ".keras": "keras",
}
"""Of files with a model: which source opens them."""


_OF_MODELS = ("config.json", ".gguf", ".h5", ".msgpack", ".onnx", ".pb")
"""What the names of other files in the folder of a model end in."""


def named(text: str) -> str:
    """The name by which the registry opens what was typed or chosen; "" where it is none.

    A name of a source as timm:NAME, or the path of a folder or a file.
    """
    prefix, colon, rest = text.partition(":")
    if colon and rest and prefix in PREFIXES:
        return text
    here = text in (".", "..") or text.startswith(("/", "~", "./", "../"))
    if here or (len(prefix) == 1 and colon):
        path = Path(text).expanduser()
        if path.is_dir():
            return f"hf:{path}"
        if path.is_file():
            return f"{_SUFFIXES.get(path.suffix.lower(), 'file')}:{path}"
    return ""


def is_model(path: Path) -> bool:
    """Whether a folder or a file is a model, by its name; a plug-in is none, for it is run."""
    return is_model_folder(path) or (path.suffix.lower() in _SUFFIXES and not path.is_dir())


def is_model_folder(path: Path) -> bool:
    """Whether a folder is to be opened as a model: by what lies in it.

    One with photos or texts alone is none; one with nothing that is known is, so that it is told
    what a folder of a model has.
    """
    if not path.is_dir():
        return False
    try:
        names = [one.name.lower() for one in path.iterdir()]
    except OSError:
        return True
    if any(name.endswith((*_SUFFIXES, *_OF_MODELS)) for name in names):
        return True
    return not any(name.endswith((*IMAGE_SUFFIXES, *TEXT_SUFFIXES)) for name in names)
