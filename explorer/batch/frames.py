"""The frames of a film through a model: each run by itself, all drawn on one scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import overload

from explorer.core.cancel import never
from explorer.core.map.scales import levels
from explorer.core.photo import Photo
from explorer.core.selection import Selection, clamped
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError
from explorer.export.style import Style
from explorer.figures.page.animation import MOST
from explorer.figures.page.files import Advance, animation, check_form
from explorer.figures.photo_picture import Layout
from explorer.figures.views import View
from explorer.inputs.frames import read_frames
from explorer.inputs.images import read_photo

HELD = 16
"""Runs that are held between the two times that each is looked at; the others are made twice."""


def film(
    sources: Sequence[Path | Photo], cancelled: Callable[[], bool] = never
) -> tuple[Photo, ...]:
    """Read the photos of a film: the frames of one file, or several photos in their order.

    Raises
    ------
    ImageError
        One of them cannot be read.
    ExportError
        There are fewer than two, or more than an animation has.
    """
    found: tuple[Photo, ...]
    if len(sources) == 1:
        found = tuple(islice(_frames_of(sources[0], cancelled), MOST + 1))
    else:
        kept = sources[: MOST + 1]
        found = tuple(
            one if isinstance(one, Photo) else read_photo(one, cancelled=cancelled) for one in kept
        )
    if len(found) < 2:
        raise ExportError(
            f"{found[0].name if found else 'That'} is a single picture: give a GIF, APNG or WebP "
            "of several frames, or several photos."
        )
    if len(found) > MOST:
        raise ExportError(f"An animation has at most {MOST} pictures, and these are more.")
    return found


def _frames_of(source: Path | Photo, cancelled: Callable[[], bool]) -> Iterator[Photo]:
    if isinstance(source, Path):
        yield from read_frames(source, cancelled)
    elif source.path is not None and source.frames > 1:
        yield from read_frames(source.path, cancelled)
    else:
        yield source


@dataclass
class FilmRuns(Sequence[tuple[Trace, Selection]]):
    """The run of each photo of a film and what is shown of it, made when it is asked for.

    Attributes
    ----------
    photos : sequence of Photo
        The frames, at least one.
    run : callable
        Runs the model on one of them.
    choose : callable
        Gives what is shown of a run.
    """

    photos: Sequence[Photo]
    run: Callable[[Photo], Trace]
    choose: Callable[[Trace], Selection]
    _held: dict[int, Trace] = field(default_factory=dict, init=False)

    def __len__(self) -> int:
        return len(self.photos)

    @overload
    def __getitem__(self, at: int) -> tuple[Trace, Selection]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[Trace, Selection]]: ...
    def __getitem__(
        self, at: int | slice
    ) -> tuple[Trace, Selection] | list[tuple[Trace, Selection]]:
        if isinstance(at, slice):
            return [self[one] for one in range(len(self))[at]]
        if not 0 <= at < len(self):
            raise IndexError(at)
        trace = self._held.get(at)
        if trace is None:
            trace = self.run(self.photos[at])
            if len(self._held) < HELD:
                self._held[at] = trace
        return trace, clamped(trace, self.choose(trace))


def film_animation(
    runs: FilmRuns,
    style: Style,
    layout: Layout,
    view: View,
    settings: FigureSettings,
    form: str,
    advance: Advance = lambda done, total: None,
) -> tuple[bytes, Trace]:
    """Draw the map of every frame on one scale, and join them; also gives the first run.

    The scale reaches from the lowest to the highest level that the frames have by themselves,
    unless levels were chosen.

    Raises
    ------
    ExportError
        The format does not suit, or a picture cannot be drawn.
    Exception
        What the run of a frame raises.
    """
    check_form(settings, form)
    count, found = len(runs), list[tuple[float, float]]()
    for at in range(count):
        advance(at, 2 * count)
        trace, selection = runs[at]
        found.append(levels(trace, selection).ends)
    ends = min(low for low, _ in found), max(high for _, high in found)
    choose = runs.choose

    def on_one_scale(trace: Trace) -> Selection:
        asked = choose(trace)
        return asked if asked.levels is not None else replace(asked, levels=ends, of_frames=True)

    drawn = FilmRuns(runs.photos, runs.run, on_one_scale)
    drawn._held = runs._held

    def further(done: int, total: int) -> None:
        advance(total + done, 2 * total)

    first = drawn[0]
    return animation(drawn, first, style, layout, view, settings, form, further), first[0]
