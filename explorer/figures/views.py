"""The views of a run on a text, by name: matrix, lines, text, steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from explorer.core.map.heatmap import Heatmap
from explorer.core.map.matrix import Matrix
from explorer.core.map.resolve import Map
from explorer.export.style import Mode

View = Literal["matrix", "lines", "text", "steps"]
COLOURED = ("matrix", "text")
"""The views in which a colour of the map stands for a value."""


NAMES: dict[type[Map], tuple[str, ...]] = {Heatmap: get_args(Mode), Matrix: get_args(View)}
"""The ways to draw a map, the usual one first, by what it is."""


def view_of(shown: Map, view: View) -> View:
    """The view that a map is drawn in: one with a sign has no lines, whose width is a size."""
    return "matrix" if view == "lines" and shown.signed else view


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run on a text is drawn."""

    view: View = "matrix"
    colormap: str = "inferno"
