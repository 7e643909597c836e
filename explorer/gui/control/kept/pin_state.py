"""A picture that is pinned: kept beside what is shown, in the session, to be compared. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.style import Style

if TYPE_CHECKING:  # with Pillow, which the window does not wait for
    from explorer.sessions.session import Shown


@dataclass(frozen=True, slots=True, eq=False)
class Pin:
    """A picture that is kept.

    Attributes
    ----------
    title : str
        Model, input, layer and head in a line.
    selection, style, view
        What is shown of the run, and how.
    trace : Trace or None
        The run; None of a session that was opened, until it is asked for.
    alone : bool
        Whether the run is all there is, for its model cannot be run again.
    shown, file : Shown and Path, or None
        What made it and the session that it comes from.
    """

    title: str
    selection: Selection
    style: Style
    view: str = ""
    trace: Trace | None = field(default=None, repr=False)
    alone: bool = False
    shown: Shown | None = field(default=None, repr=False)
    file: Path | None = None


def title_of(trace: Trace, selection: Selection) -> str:
    """Name a picture in a line, what differs first: "Layer 5, head 2 · chelsea.png · ViT"."""
    given = ", ".join(one.name for one in trace.inputs.photos)
    text = " ".join(trace.inputs.text.split())
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    site = trace.sites[min(selection.layer, len(trace.sites) - 1)]
    head = f"head {selection.unit}" if selection.unit >= 0 else selection.reduce
    if selection.added:
        head = f"{selection.reduce} of {len(selection.cells)}"
    where = f"{site.part} {site.layer}" if site.part else f"layer {site.layer}"
    where = f"{where[0].upper()}{where[1:]}, {head}"
    return " · ".join(filter(None, (where, given, shown, trace.model.title)))
