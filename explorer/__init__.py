"""Attention Explorer: open a model, run it on an input, and see where it looks.

The public names are those of `__all__`; everything else is private to the program. A name is
imported when it is first asked for, so that ``import explorer`` loads neither torch nor Qt.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from explorer.version import __version__

if TYPE_CHECKING:
    from explorer.registry.entry import ModelError
    from explorer.registry.sources.plugins import photo_model

__all__ = ["ModelError", "__version__", "photo_model"]

_HOMES = {
    "ModelError": "explorer.registry.entry",
    "photo_model": "explorer.registry.sources.plugins",
}


def __getattr__(name: str) -> object:
    """Import the file that a public name lives in (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
