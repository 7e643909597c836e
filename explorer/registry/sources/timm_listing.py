"""The classifiers of timm that have something to show: rows of the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from explorer.core.cancel import Cancelled
from explorer.registry.entry import PHOTOS
from explorer.registry.huggingface.hub import cached_models
from explorer.registry.listing import Listed
from explorer.registry.sources.timm_source import PREFIX, is_cached
from explorer.registry.structure import Structure, structures
from explorer.registry.subjects.classifier_entry import library


def listed(cancelled: Callable[[], bool]) -> Iterator[Listed]:
    """Every architecture with each of its weights. Raises ModelError without timm, Cancelled."""
    timm = library("timm")
    architectures = timm.list_models()
    found = structures(PREFIX, architectures, timm.create_model, cancelled)
    weights: dict[str, list[str]] = {}
    for name in timm.list_pretrained():
        weights.setdefault(name.partition(".")[0], []).append(name)
    there = cached_models()
    for architecture in architectures:
        if cancelled():
            raise Cancelled
        structure = found[architecture]
        if not structure.shows:
            continue
        for name in weights.get(architecture, [architecture]):
            yield _row(timm, name, structure, architecture in weights, there)


def _row(
    timm: Any, name: str, structure: Structure, trained: bool, there: frozenset[str]
) -> Listed:
    config = timm.get_pretrained_cfg(name)
    known: dict[str, Any] = config.to_dict() if trained and config else {}
    builder = timm.model_entrypoint(name.partition(".")[0])
    return Listed(
        id=f"{PREFIX}:{name}",
        title=name,
        source=PREFIX,
        family=builder.__module__.rpartition(".")[2],
        takes=PHOTOS,
        parameters=structure.parameters or None,
        size_bytes=None,
        licence=str(known.get("license") or ""),
        cached=trained and is_cached(known, there),
        shows=structure.shows,
        weights=trained,
    )
