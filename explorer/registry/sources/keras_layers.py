"""The layers of the lecture in Keras, which ship as readable files in resources/keras."""

from __future__ import annotations

import inspect
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import Any

from explorer.resource_files import resources

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
