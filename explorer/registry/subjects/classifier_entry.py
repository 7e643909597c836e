"""What the libraries of models share: an entry that builds a classifier when it is opened."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from explorer.core.packages import Lack, imported
from explorer.core.sites.attention import Kind
from explorer.registry.entry import Entry, MissingError, ModelError
from explorer.registry.loading import Loading
from explorer.registry.structure import NOTHING, outlined

if TYPE_CHECKING:
    from torch import nn

    from explorer.registry.subjects.loaded_model import LoadedModel
    from explorer.registry.subjects.protocol import Subject

SEED = 0
"""Of random weights: the same at every start."""


def library(name: str) -> ModuleType:
    """A library of models, or a part of one.

    Raises
    ------
    MissingError
        It is not installed, or a package that it needs.
    ModelError
        It is installed and cannot be imported.
    """
    return imported(name, lacking)


def lacking(lack: Lack) -> ModelError:
    """The error of a package that a model needs and that cannot be imported."""
    return ModelError(lack.said) if lack.installed else MissingError(lack.said, ((lack.package,),))


def check_known(prefix: str, name: str, known: Collection[str]) -> None:
    """Raises ModelError with the nearest name for one that a library does not have."""
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"Did you mean {prefix}:{near[0]}?" if near else f"It has {len(known)} others."
    raise ModelError(f"{prefix} has no model named {name or 'so'}. {hint}")


def classifier(
    id: str,
    build: Callable[[Loading], LoadedModel],
    outline: Callable[[], nn.Module] | None,
    labels: Sequence[str],
    trained: bool,
    licence: str = "",
    paper: str = "",
    paper_url: str = "",
    title: str = "",
) -> Entry:
    """The entry of a classifier that the tracer observes.

    build: gives the model, with its weights where it is trained; raises ModelError and Cancelled.
    outline: gives the architecture alone, here without any memory for weights; None where that
    cannot be. labels: of its classes. An untrained one has numbers for classes, since its outputs
    mean none of them. The kind is a guess by the names of its parts until a run tells. title: else
    what follows the source in the id.
    """
    title = (title or id.partition(":")[2]) + ("" if trained else " (untrained)")
    given = tuple(labels) if trained else ()
    structure = outlined(outline) if outline is not None else NOTHING

    def load(device: str, loading: Loading) -> Subject:
        import torch

        from explorer.core.trace import ModelInfo
        from explorer.registry.subjects.traced_subject import TracedSubject

        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(SEED)
            built = build(loading)
        loading.check()
        return TracedSubject(ModelInfo(id, title, ""), built, given, device)

    return Entry(
        id=id,
        title=title,
        family=id.partition(":")[0],
        kind=Kind.CHANNEL if structure.gates and not structure.attention else Kind.SELF,
        labels=given,
        parameters=structure.parameters,
        size_bytes=0,
        licence=licence if trained else "",
        paper=paper,
        paper_url=paper_url,
        weights_sha256="",
        loader=load,
    )
