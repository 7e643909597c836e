"""`export --what animation --along frames`: the map of each frame, in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.batch.frames import FilmRuns, film, film_animation
from explorer.batch.plan import Item, Plan
from explorer.batch.run import Target
from explorer.batch.worker import doubt_of
from explorer.cli.errors import UsageError
from explorer.cli.telling import telling
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import write_bytes
from explorer.figures.page.files import file_name
from explorer.runtime.engine import Engine, Request


def goes_through_frames(settings: FigureSettings) -> bool:
    """Whether all photos together become one animation."""
    return settings.what == "animation" and settings.along == "frames"


def write_frames(plan: Plan, target: Target, items: Sequence[Item]) -> tuple[list[str], bool]:
    """Write the animation of a film; gives what there is to say of it, and whether it is doubtful.

    Raises UsageError where there are no photos, and what the reading, runs and drawing raise.
    """
    if any(len(item.inputs.photos) != 1 for item in items):
        raise UsageError("Frames are those of a GIF, APNG or WebP, or several photos, one a run.")
    if not plan.asked.single:
        raise UsageError("An animation through frames is of one layer and head: name them.")
    photos = film([item.inputs.photos[0] for item in items])
    given, engine = items[0].inputs, Engine(plan.placing)
    said: list[str] = []
    doubts: list[str] = []

    def choose(trace: Trace) -> Selection:
        return next(plan.asked.selections(trace))

    with telling() as tell:

        def run(photo: Photo) -> Trace:
            inputs = replace(given, photos=(photo,))
            trace = engine.run(Request(plan.model, inputs, plan.device, plan.mute), tell)
            said.extend(one for one in trace.notes if one not in said)
            if (doubt := doubt_of(trace)) and doubt not in doubts:
                doubts.append(doubt)
            return trace

        runs = FilmRuns(photos, run, choose)
        content, first = film_animation(
            runs, plan.style, plan.layout, plan.view, plan.figure, plan.form
        )
    name = file_name(first, choose(first), plan.figure, plan.form, items[0].stem)
    path = target.path(name)
    write_bytes(path, content)
    print(path)
    return [*said, *doubts], bool(doubts)
