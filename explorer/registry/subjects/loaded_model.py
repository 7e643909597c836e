"""A model in memory with its preprocessing, before it is observed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import nn

    from explorer.registry.subjects.preprocessing import PhotoPreprocessing


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A module with its weights, and what makes its input of a photo.

    Attributes
    ----------
    model : the module, on the CPU.
    prepare : makes the input of a photo, and tells where that lies on it.
    classes : whether its outputs may name classes.
    notes : sentences that every run of it carries.
    """

    model: nn.Module
    prepare: PhotoPreprocessing
    classes: bool = True
    notes: tuple[str, ...] = ()
