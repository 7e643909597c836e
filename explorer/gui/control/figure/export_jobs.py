"""Writing what is on screen: one figure, a folder of them, a run, a session. No Qt here."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.cancel import Cancelled, never
from explorer.core.map.matrix import Matrix
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.style import Style
from explorer.figures.views import View
from explorer.gui.control.desk import Desk, write_desk
from explorer.runtime.jobs import Job

if TYPE_CHECKING:  # what draws is imported with the first export, not with the window
    from explorer.figures.page.page import Page
    from explorer.figures.page.parts import Drawing
    from explorer.figures.photo_picture import Layout
    from explorer.figures.picture import Picture


RunFrame = Callable[[Photo, Callable[[], bool]], Trace]
"""Runs the model on a frame; asks whether it is to stop."""


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far an export has come, in pictures.

    Attributes
    ----------
    left: an estimate in seconds, None before the first picture.
    """

    done: int
    total: int
    left: float | None


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: a file, or a folder of `count` files.

    Attributes
    ----------
    note
        What their reader should know; "" for nothing.
    """

    path: Path
    count: int = 1
    folder: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class AskedDrawing:
    """What is drawn in place of the selection.

    Attributes
    ----------
    name
        Of its file, without the form; known before it is drawn.
    make
        Draws it, in a worker: it may take long, or be refused.
    """

    name: str
    make: Callable[[], Drawing]


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Everything that an exported picture depends on, taken when the user asked for it.

    Attributes
    ----------
    trace, selection, style, layout, view
        What was seen, which maps of it, and how they are drawn.
    known
        The matrix of the selection, of a long text that is on screen; else None.
    drawing
        Gives what is on screen in place of the selection: what a method says, a comparison,
        curves, a table; None where the selection is.
    film
        The frames of what is open, or several photos; () where there is one.
    run
        Runs the model on one of them.
    """

    trace: Trace
    selection: Selection
    style: Style
    layout: Layout
    view: View = "matrix"
    known: Matrix | None = None
    drawing: AskedDrawing | None = None
    film: tuple[Path | Photo, ...] = ()
    run: RunFrame | None = None

    @property
    def stem(self) -> str:
        """The beginning of the names of its files: the input, and the model."""
        model = "".join(one if one.isalnum() else "-" for one in self.trace.model.public_id)
        return f"{self.trace.stem}.{model[:60]}"

    def draw(self) -> Picture:
        """Draw the picture as on the screen.

        Raises
        ------
        ExportError
            The view cannot draw a long text.
        """
        from explorer.figures.drawing import draw
        from explorer.figures.page.files import drawn_drawing
        from explorer.figures.picture import Picture

        if self.drawing is not None:
            made = drawn_drawing(self.drawing.make(), FigureSettings(), self.layout)
            assert isinstance(made, Picture)  # as of every one without a page
            return made
        return draw(self.trace, self.selection, self.style, self.layout, self.view, self.known)

    def figure(self, settings: FigureSettings) -> Picture | Page:
        """Draw the page that settings ask for, or the first picture of several.

        Raises
        ------
        ExportError
            It cannot be drawn.
        """
        from explorer.figures.page.files import drawn_drawing, figure_of, maps_of

        if self.drawing is not None:
            return drawn_drawing(self.drawing.make(), settings, self.layout)
        selection, known = self.selection, self.known
        if settings.what == "animation" and not self._is_film(settings):
            from explorer.figures.page.animation import frames

            selection, known = next(frames(self.trace, selection, settings)), None
        elif settings.what == "maps":
            selection, known = maps_of(self.trace, selection, settings)[0], None
        style = self._style(settings)
        return figure_of(self.trace, selection, style, self.layout, self.view, settings, known)

    def files(
        self,
        settings: FigureSettings,
        form: str,
        advance: Callable[[int, int], None],
        cancelled: Callable[[], bool] = never,
    ) -> Iterator[tuple[str, bytes, str]]:
        """Make the files of a figure: name, content, and what their reader should know.

        Raises
        ------
        ExportError
            It cannot be drawn.
        Exception
            What the run of a frame raises.
        """
        from explorer.figures.page.files import drawing_files, figure_files, map_files

        if self.drawing is not None:
            yield from drawing_files(self.drawing.make(), settings, form, self.layout)
            return
        if self._is_film(settings):
            yield self.name(settings, form), self._film(settings, form, advance, cancelled), ""
            return
        asked = self.trace, self.selection, self._style(settings), self.layout, self.view
        if settings.what == "maps":
            yield from map_files(*asked, settings, form, stem=self.stem, advance=advance)
            return
        yield from figure_files(
            *asked, settings, form, stem=self.stem, known=self.known, advance=advance
        )

    def name(self, settings: FigureSettings, form: str) -> str:
        """Suggest a file name: input, model, layer, head and query."""
        from explorer.figures.page.files import file_name

        if self.drawing is not None:
            return f"{self.drawing.name}.{form}"
        return file_name(self.trace, self.selection, settings, form, self.stem)

    def _is_film(self, settings: FigureSettings) -> bool:
        return settings.what == "animation" and settings.along == "frames" and bool(self.film)

    def _film(
        self,
        settings: FigureSettings,
        form: str,
        advance: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> bytes:
        from explorer.batch.frames import FilmRuns, film, film_animation

        run = self.run
        assert run is not None
        photos = film(self.film, cancelled)
        runs = FilmRuns(photos, lambda one: run(one, cancelled), lambda trace: self.selection)
        style = self._style(settings)
        return film_animation(runs, style, self.layout, self.view, settings, form, advance)[0]

    def _style(self, settings: FigureSettings) -> Style:
        """On a sheet maps stand alone: of the size of a stamp a photo under one is hardly read."""
        sheet = settings.what == "sheet" and self.style.mode == "overlay"
        return replace(self.style, mode="map") if sheet else self.style


def figure_job(
    wanted: ExportRequest, settings: FigureSettings, form: str, path: Path
) -> Callable[[Job], Saved]:
    """Make a job that writes a figure: a file, or every map as a file into a folder."""

    def work(job: Job) -> Saved:
        from explorer.export.files import write_bytes

        start = time.monotonic()
        several, count = settings.what == "maps", 0
        notes: list[str] = []

        def advance(done: int, total: int) -> None:
            if job.cancelled():
                raise Cancelled
            pace = (time.monotonic() - start) / done if done else None
            left = None if pace is None else pace * (total - done)
            job.publish(ExportProgress(done, total, left))

        if settings.what in ("view", "sheet", "numbers"):
            advance(0, 1)  # nobody knows how far a single one is
        for name, content, note in wanted.files(settings, form, advance, job.cancelled):
            if job.cancelled():
                raise Cancelled
            write_bytes(path / name if several else path, content)
            count += 1
            if note and note not in notes:
                notes.append(note)
        return Saved(path, count, several, " ".join(notes))

    return work


def run_job(trace: Trace, path: Path) -> Callable[[Job], Saved]:
    """Make a job that saves the whole run, to be opened without its model."""

    def work(job: Job) -> Saved:
        from explorer.export.run_file.trace_file import save_trace

        save_trace(path, trace)
        return Saved(path)

    return work


def session_job(desk: Desk, path: Path) -> Callable[[Job], Saved]:
    """Make a job that saves what is on screen and pinned, to be shown and drawn again."""

    def work(job: Job) -> Saved:
        write_desk(desk, path)
        return Saved(path)

    return work


def png_bytes(wanted: ExportRequest) -> bytes:
    """Encode the picture as PNG, for the clipboard."""
    picture = wanted.draw()
    return picture.encoded("png")


def dragged_file(wanted: ExportRequest) -> Path:
    """Write the picture into a folder of its own, to be dragged out of the window.

    Raises
    ------
    ExportError
        It cannot be drawn or written.
    """
    picture = wanted.draw()
    name = wanted.name(FigureSettings(), "png")
    path = Path(tempfile.mkdtemp(prefix="attention-explorer-")) / name
    picture.write(path)
    return path
