"""Pages that explain a site as finished pictures: its steps, its place, common mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explorer.core.trace import Trace
from explorer.explanation.architecture import Architecture
from explorer.explanation.mistakes import Mistake
from explorer.explanation.quantities import Walkthrough
from explorer.export.render import Pixels
from explorer.figures.architecture.figure import ArchitectureFigure
from explorer.figures.figure import Figure
from explorer.figures.frame import Frame
from explorer.figures.picture import Picture, need_graphics
from explorer.figures.walk.figure import WalkFigure
from explorer.figures.walk.mistakes import MistakesFigure

_SCALE = 2.0
"""Pixels a logical px: text of 11 px is read in print."""


def map_picture(shown: Architecture, query: int = 0) -> Picture:
    """Draw where a site sits; `query` is the number of what asks. Raises ExportError."""
    return _picture(ArchitectureFigure(shown, query), shown.trace, shown.says)


def walk_picture(
    trace: Trace,
    walk: Walkthrough,
    step: int = -1,
    focus: int | None = None,
    thumbs: Mapping[int, Pixels] | None = None,
    colormap: str = "inferno",
) -> Picture:
    """Draw a walk-through up to a step, by default the last one. Raises ExportError."""
    at = step if step >= 0 else len(walk.steps) - 1
    figure = WalkFigure(walk, at, focus, dict(thumbs or {}), colormap)
    return _picture(figure, trace, f"{walk.site}: {walk.steps[at].name}")


def mistakes_picture(trace: Trace, found: Sequence[Mistake], walk: Walkthrough) -> Picture:
    """Draw what common mistakes would give. Raises ExportError."""
    return _picture(MistakesFigure(tuple(found), walk.keys), trace, f"{walk.site}: mistakes")


def _picture(figure: Figure, trace: Trace, says: str) -> Picture:
    need_graphics()
    width, height = figure.natural_size()
    text = {
        "Title": says,
        "Model": f"{trace.model.title} ({trace.model.public_id})",
        "Weights SHA-256": trace.model.weights_sha256,
        "Input SHA-256": trace.input_sha256,
        "Verified": trace.verdict.value,
    }
    return Picture(text, Frame(width, height, _SCALE), figure.paint)
