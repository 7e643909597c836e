"""The views of a run on a text, by name: matrix, lines, text, steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

View = Literal["matrix", "lines", "text", "steps"]
COLOURED = ("matrix", "text")
"""The views in which a colour of the map stands for a value."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run on a text is drawn."""

    view: View = "matrix"
    colormap: str = "inferno"
