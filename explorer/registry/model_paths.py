"""The names by which the registry opens folders and files of models."""

from __future__ import annotations

from pathlib import Path

from explorer.registry.catalogue import PREFIXES

_SUFFIXES = {".safetensors": "file", ".pt": "file", ".pth": "file", ".keras": "keras"}
"""Of files with a model: which source opens them."""


def named(text: str) -> str:
    """The name by which the registry opens what was typed or chosen; "" where it is none.

    A name of a source as timm:NAME, or the path of a folder or a file.
    """
    prefix, colon, rest = text.partition(":")
    if colon and rest and prefix in PREFIXES:
        return text
    if text.startswith(("/", "~", "./", "../")) or (len(prefix) == 1 and colon):
        path = Path(text).expanduser()
        if path.is_dir():
            return f"hf:{path}"
        if path.is_file():
            return f"{_SUFFIXES.get(path.suffix.lower(), 'file')}:{path}"
    return ""


def is_model(path: Path) -> bool:
    """Whether a folder or a file is a model, by its name; a plug-in is none, for it is run."""
    return path.is_dir() or path.suffix.lower() in _SUFFIXES
