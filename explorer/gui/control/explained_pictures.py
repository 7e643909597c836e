"""Writing a page of the dock as a picture. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.core.trace import Trace
from explorer.gui.control.figure.export_jobs import Saved
from explorer.gui.control.present.explain_views import DockView, dock
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import State
from explorer.runtime.jobs import Job

_NAMES = {"walk": "steps", "where": "architecture", "mistakes": "mistakes"}


@dataclass(frozen=True, slots=True)
class ExplainedRequest:
    """What is drawn: the dock as it was when the user asked for it."""

    trace: Trace
    shown: DockView

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"{self.trace.stem}.{_NAMES[self.shown.tab]}.png"


def explained_request(state: State) -> ExplainedRequest | None:
    """Ask for the page that is open, the walk-through where none is; None without a run."""
    explain = replace(state.explain, open=True)
    if explain.tab not in _NAMES:
        explain = replace(explain, tab="walk")
    shown = dock(replace(state, explain=explain), Memo())
    if shown is None or state.trace is None:
        return None
    if shown.tab == "mistakes" and not shown.mistakes:
        return None
    return ExplainedRequest(state.trace, shown)


def explained_job(wanted: ExplainedRequest, path: Path) -> Callable[[Job], Saved]:
    """Make a job that writes the picture, in the format that its name ends in."""

    def work(job: Job) -> Saved:
        from explorer.figures.explained_picture import (  # imports Qt
            map_picture,
            mistakes_picture,
            walk_picture,
        )

        shown, trace = wanted.shown, wanted.trace
        if shown.map is not None:
            picture = map_picture(shown.map, shown.query)
        elif shown.tab == "mistakes":
            picture = mistakes_picture(trace, shown.mistakes, shown.walk)
        else:
            picture = walk_picture(
                trace, shown.walk, shown.step, shown.focus, shown.thumbs, shown.colormap
            )
        picture.write(path)
        return Saved(path)

    return work
