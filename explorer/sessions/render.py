"""Draw the pictures of a session again: byte for byte the same on one machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from explorer.core.cancel import never
from explorer.core.foreign import quoted_error
from explorer.core.selection import clamped
from explorer.core.trace import Trace
from explorer.export.archive import ArchiveError
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import write_bytes
from explorer.figures.page.files import figure_files
from explorer.figures.photo_picture import Layout, unique
from explorer.figures.views import View
from explorer.runtime.engine import Engine, Publish, Request
from explorer.sessions.session import Session, Shown, differences, inputs_of, kept_run

VIEWS: tuple[View, ...] = ("matrix", "lines", "text", "steps")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One picture that was drawn: its file, and what is not as it was."""

    path: Path
    notes: tuple[str, ...]


def render(
    file: Path,
    session: Session,
    folder: Path,
    publish: Publish = lambda event: None,
    cancelled: Callable[[], bool] = never,
) -> Iterator[Rendered]:
    """Draw every picture of a session into a folder, and yield each as it stands.

    Parameters
    ----------
    file
        Of the session, which may keep runs.

    Raises
    ------
    ArchiveError
        An input or a run is not in the file.
    ExportError
        A picture cannot be drawn or written.
    Exception
        What `Engine.run` raises.
    """
    engine, known = Engine(), dict[object, Trace]()
    taken: list[str] = []
    for shown in session.pictures:
        trace = kept_run(file, shown)
        if trace is None:
            made = shown.made
            inputs = inputs_of(made)
            key = made.model.id, made.inputs, made.mute
            if key not in known:
                known.clear()  # one run at a time is held
                request = Request(made.model.id, inputs, mute=made.mute)
                known[key] = made_again(engine, request, publish, cancelled)
            trace = known[key]
        name, content, note = drawn(shown, trace)
        taken.append(Path(name).stem)
        path = folder / f"{unique(taken)[-1]}.{shown.form}"
        write_bytes(path, content)
        yield Rendered(path, tuple(filter(None, (*differences(shown.made, trace), note))))


def made_again(
    engine: Engine,
    request: Request,
    publish: Publish = lambda event: None,
    cancelled: Callable[[], bool] = never,
) -> Trace:
    """Run what a file says made a picture.

    Raises
    ------
    ArchiveError
        It asks for what no run is, as a beginning of tokens that the model does not have.
    Exception
        What `Engine.run` raises.
    """
    try:
        return engine.run(request, publish, cancelled)
    except ValueError as error:
        raise ArchiveError(
            f"What the file says made it cannot be run ({quoted_error(error)}). It was changed."
        ) from error


def drawn(shown: Shown, trace: Trace) -> tuple[str, bytes, str]:
    """Draw a picture of a session: the name of its file, what is in it, and a note."""
    made = shown.made
    view = next((one for one in VIEWS if one == made.view), VIEWS[0])
    layout = Layout(made.size, shown.legend, made.split)
    settings = made.figure or FigureSettings()
    selection = clamped(trace, made.selection)  # a file of anybody may name what is not there
    files = figure_files(trace, selection, made.style, layout, view, settings, shown.form)
    return next(iter(files))
