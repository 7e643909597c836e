"""What the registry knows of a model without loading it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.core.attention import Kind

if TYPE_CHECKING:
    from explorer.registry.subject import Subject


class ModelError(Exception):
    """A model cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Entry:
    """One model that can be opened.

    `facts` are (label, value) rows for the model card, in order. `problem` is empty, or the one
    sentence why the model cannot be loaded. `load(device)` raises ModelError.
    """

    id: str
    title: str
    family: str
    kind: Kind
    labels: tuple[str, ...]
    parameters: int
    size_bytes: int
    licence: str
    paper: str
    paper_url: str
    weights_sha256: str
    facts: tuple[tuple[str, str], ...] = ()
    problem: str = ""
    load: Callable[[str], Subject] = field(repr=False, kw_only=True)
