"""`attention-explorer info`: what made a picture, as its file says it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

import msgspec

from explorer.cli.errors import UsageError
from explorer.core.foreign import plain
from explorer.export.provenance.picture_words import ProvenanceError
from explorer.export.provenance.reading import read
from explorer.export.provenance.record import Provenance

_WORDS = (
    "Title", "Site", "Layer", "Head", "Reduce", "Query", "Method", "Quantity", "Levels", "Style",
    "Opacity", "Colormap",
)  # fmt: skip
"""Of the words beside the record those that say what is seen."""


def run(arguments: argparse.Namespace) -> int:
    """Print what made a picture; raises UsageError where its file does not say it."""
    try:
        found = read(arguments.file)
    except ProvenanceError as error:
        raise UsageError(str(error)) from error
    if arguments.json:
        plainly = msgspec.to_builtins(found, order="deterministic")
        print(json.dumps(plainly, indent=2))
        return 0
    rows = list(_rows(found))
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}")
    return 0


def _rows(found: Provenance) -> Iterator[tuple[str, str]]:
    model, inputs = found.model, found.inputs
    yield "Model", f"{model.id} ({model.title})" if model.title != model.id else model.id
    if model.weights_sha256:
        yield "Weights", f"sha256 {model.weights_sha256}"
    for photo in inputs.photos:
        kept = ", kept in the file" if photo.png else ""
        size = f"{photo.size[0]} × {photo.size[1]} px"
        name = f"{photo.name}, " if photo.name else ""
        yield "Photo", f"{name}{size}, sha256 {plain(photo.sha256)}{kept}"
    if inputs.text is not None:
        yield "Text", plain(inputs.text)
    if inputs.text_sha256:
        name = f"{inputs.text_name}, " if inputs.text_name else ""
        yield "Text digest", f"{name}sha256 {plain(inputs.text_sha256)}"
    for word in _WORDS:
        if found.said.get(word):
            yield word, found.said[word]
    yield "Checked", f"{found.verified or 'unknown'}, on {found.device or 'an unknown device'}"
    yield "Made with", ", ".join(f"{name} {number}" for name, number in found.versions.items())
