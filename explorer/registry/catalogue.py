"""The list of all models, gathered from the sources that registered."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from explorer.inputs.photo_files import IMAGE_SUFFIXES
from explorer.inputs.text import TEXT_SUFFIXES
from explorer.registry.entry import Entry, ModelError, readable
from explorer.registry.loading import Loading

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import Subject

Source = Callable[[], Iterable[Entry]]

_SOURCES: dict[str, Source] = {}
# modules that register a source when they are imported; importing them is cheap
_MODULES = ("explorer.registry.sources.builtin", "explorer.registry.sources.plugins")
# names that begin so are looked up in a library, which is imported for it; entries() lists none
_LIBRARIES = {
    "torchvision": "explorer.registry.sources.torchvision_source",
    "timm": "explorer.registry.sources.timm_source",
    "hf": "explorer.registry.huggingface.source",
    "file": "explorer.registry.sources.file_source",
    "keras": "explorer.registry.sources.keras_source",
    "dinov2": "explorer.registry.sources.dinov2_source",
}
_ALONE = ("dinov2",)  # libraries of one model, which need no name behind theirs
PREFIXES = tuple(_LIBRARIES)
"""How names begin that are looked up in a library or in files."""
_UNTRAINED = "#untrained"


def source(name: str) -> Callable[[Source], Source]:
    """Decorator: register a function that lists entries. Raises ValueError on a second `name`."""

    def register(function: Source) -> Source:
        if name in _SOURCES:
            raise ValueError(f"A source named {name!r} is registered already.")
        _SOURCES[name] = function
        return function

    return register


def entries() -> tuple[Entry, ...]:
    """All models, the usable and the damaged ones. Raises ValueError when two share an id."""
    found: dict[str, Entry] = {}
    for entry in _listed():
        if entry.id in found:
            raise ValueError(f"Two models are named {entry.id!r}.")
        found[entry.id] = entry
    return tuple(found.values())


def _listed() -> Iterator[Entry]:
    """The entries of one source after the other, those that ship with the program first."""
    for module in _MODULES:
        import_module(module)
    for listing in _SOURCES.values():
        yield from listing()


def untrained(model: str) -> str:
    """The name under which `find` gives a model of a library with random weights."""
    return model.removesuffix(_UNTRAINED) + _UNTRAINED


def is_untrained(model: str) -> bool:
    """Whether a name asks for random weights."""
    return model.endswith(_UNTRAINED)


def _untrained_entry(found: Entry) -> Entry:
    """Have an entry with random weights, and whatever is run with them, say so in its id."""

    def load(device: str, loading: Loading) -> Subject:
        subject = found.loader(device, loading)
        subject.info = replace(subject.info, id=untrained(subject.info.id))
        return subject

    return replace(found, id=untrained(found.id), loader=load)


def _lying(path: str) -> str:
    """What is to be done with a path where the name of a model is wanted."""
    if path.lower().endswith((*IMAGE_SUFFIXES, *TEXT_SUFFIXES)):
        return "That is a photo or a text: name a model before it, as vit."
    if os.path.isdir(path) or os.path.isfile(path):
        return f"What lies here under that name is opened by its path, ./{path}."
    return "That is a device or a pipe: name a file or a folder."


def find(model: str) -> Entry:
    """The entry of an id, or of a name as timm:NAME in a library of models.

    Raises ModelError with the nearest names when there is none.
    """
    name = model.removesuffix(_UNTRAINED)
    trained = name == model
    prefix, colon, within = name.partition(":")
    if prefix in _LIBRARIES and (colon or prefix in _ALONE):
        with readable(name):
            found: Entry = import_module(_LIBRARIES[prefix]).find(within, trained)
        return found if trained else _untrained_entry(found)
    if not trained:
        raise ModelError(
            f"{name} has no untrained form. Name a model of a library, as timm:NAME or "
            "torchvision:NAME."
        )
    for entry in _listed():
        if entry.id == model:  # before any source is asked that takes long
            return entry
    known = [entry.id for entry in entries()]
    near = difflib.get_close_matches(model, known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
    if model and os.path.exists(model):
        hint = _lying(model)
    if not known:
        hint = "None came with the program: install Attention Explorer again to repair it."
    if colon and not near:
        behind = ", ".join(f"{one}:" for one in PREFIXES if one not in _ALONE)
        hint = f"Names of models of libraries and files begin with {behind}."
    if not model:
        raise ModelError(f"A model has a name. {hint}")
    raise ModelError(f"There is no model named {model}. {hint}")
