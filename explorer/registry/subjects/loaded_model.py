"""A model in memory with its preprocessing, before it is observed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import nn

    from explorer.core.photo_output import PhotoOutput
    from explorer.core.placement import Placement
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
    output : makes what it gives for every pixel of its output and the placement of its input; None
        for a model that gives no such.
    several : whether several of its classes may hold at once, so that each has a share of its own.
    """

    model: nn.Module
    prepare: PhotoPreprocessing
    classes: bool = True
    notes: tuple[str, ...] = ()
    output: Callable[[object, Placement], PhotoOutput | None] | None = None
    several: bool = False
