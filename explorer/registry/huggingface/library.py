"""The library of Hugging Face as this program uses it: quiet, offline, and without foreign code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from explorer.core.packages import lack
from explorer.registry.entry import ModelError
from explorer.registry.subjects.classifier_entry import SEED, lacking, library

DEEPEST, WIDEST = 2**12, 2**31
"""Of layers, and of any other number in a configuration; some have an infinity of their own."""


def transformers() -> Any:
    """The library, which then draws no progress on the terminal and says errors alone."""
    found = library("transformers")
    logging = library("transformers.utils.logging")
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    return found


def config_of(values: Mapping[str, Any]) -> Any:
    """The library's configuration of a config.json; raises ModelError for nonsense in it."""
    kind = transformers().CONFIG_MAPPING[values["model_type"]]
    try:
        found = kind.from_dict(dict(values))
        if _beyond(found.to_dict()):
            raise ValueError("numbers that would use up the memory")
        return found
    except Exception as error:  # whatever its own checks raise
        raise ModelError(
            f"The configuration makes no sense for a model of type {values['model_type']}. Put the "
            "config.json there that came with the model."
        ) from error


def _beyond(values: Any) -> bool:
    """Whether a configuration, or a part of it, has numbers that no model has."""
    if isinstance(values, Mapping):
        return any(
            _beyond(value)
            or (isinstance(value, int) and value > (DEEPEST if "layers" in str(name) else WIDEST))
            for name, value in values.items()
        )
    return isinstance(values, list) and any(map(_beyond, values))


def untrained_model(kind: Any, config: Any) -> Any:
    """A model of a class of the library with random weights, always the same.

    Raises ModelError.
    """
    import torch

    try:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(SEED)
            return with_attention(lambda form: kind._from_config(config, **form))
    except Exception as error:  # whatever a configuration of any content makes the library raise
        raise ModelError(
            f"No {kind.__name__} can be built of this configuration ({type(error).__name__}). "
            "Choose another model."
        ) from error


def with_attention(build: Any) -> Any:
    """What `build` makes of {"attn_implementation": …}: fused, or in steps if it has no other."""
    try:
        return build({"attn_implementation": "sdpa"})
    except (ValueError, ImportError):
        return build({"attn_implementation": "eager"})


def missing_package(what: str, error: ImportError) -> ModelError:
    """The sentence for something that needs a package, which the error of the import names."""
    said = str(error)
    tries = (
        r"pip install ([\w.\[\]-]+)",
        r"(?:install|requires the|The) `?([\w-]+)`? (?:to use|library|dictionary)",
        r"No module named '?([\w-]+)",
    )
    found = (match[1] for one in tries if (match := re.search(one, said)))
    package = error.name or next(found, "")
    package = package.partition(".")[0].strip(".")
    if not package:
        return ModelError(f"{what} needs a package that is not installed: {said.splitlines()[0]}")
    return lacking(lack(package, error, what))
