"""Files that keep a state of the window: saved runs, sessions, and pictures of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.foreign import plain
from explorer.core.inputs import Inputs
from explorer.core.interventions.mute import NOTHING_MUTED
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.style import Style
from explorer.gui.control.kept.pin_state import Pin
from explorer.registry.entry import Entry, ModelError
from explorer.runtime.engine import Engine, Request
from explorer.runtime.jobs import Job

if TYPE_CHECKING:
    from explorer.export.provenance.asked_method import AskedMethod, AskedRoom
    from explorer.export.provenance.record import Provenance
    from explorer.sessions.session import Session, Shown

RUN, SESSION = ".axt", ".axs"
PICTURES = (".png", ".svg", ".pdf", ".gif", ".apng", ".webp")
"""What may say what made it."""
PHOTOS = (".png", ".gif", ".apng", ".webp")
"""Of these what can be opened as a photo itself."""


@dataclass(frozen=True, eq=False)
class Kept:
    """A state that a file has kept.

    Attributes
    ----------
    entry : Entry
        The model, for what is opened next.
    trace : Trace
        The run, kept or made again.
    selection, style, view
        What was shown of it, and how; None and "" for what a model shows first.
    notes : tuple of str
        What is not as it was.
    method : AskedMethod or None
        What was asked in place of the attention.
    room : AskedRoom or None
        What stood in place of the maps.
    beside : (Trace, Selection) or None
        What stood beside it as B.
    """

    entry: Entry
    trace: Trace
    selection: Selection | None = None
    style: Style | None = None
    view: str = ""
    notes: tuple[str, ...] = ()
    method: AskedMethod | None = None
    room: AskedRoom | None = None
    beside: tuple[Trace, Selection] | None = None


@dataclass(frozen=True, eq=False)
class Plain:
    """A picture whose own photo is not to be found, to be opened as a photo itself."""

    photo: Photo


@dataclass(frozen=True, eq=False)
class Beside:
    """What a session keeps beside the picture that was on screen.

    Attributes
    ----------
    file : Path
        The session.
    pins : tuple of Pin
        Pictures that were pinned, whose runs are made again when they are asked for.
    lecture, met
        The station of the lecture, and its conditions that were met, as `Session` has them.
    """

    file: Path
    pins: tuple[Pin, ...]
    lecture: str
    met: tuple[str, ...]


def keeps(path: Path) -> bool:
    """Whether a file keeps a state: by its name, and of a picture by what it says of itself."""
    suffix = path.suffix.lower()
    if suffix in (RUN, SESSION):
        return True
    if suffix not in PICTURES:
        return False
    from explorer.export.provenance.picture_words import KEY, ProvenanceError, words

    try:
        return KEY in words(path)
    except ProvenanceError:
        return False


def opened(
    path: Path, recent: Sequence[Path], now: Photo | None, engine: Engine, device: str, job: Job
) -> Kept | Plain:
    """Read such a file, and run the model again where no run is kept; in the worker.

    Parameters
    ----------
    recent, now
        Where a photo is looked for that is not in the file, by its digest: among the last ones,
        and what is open.

    Returns
    -------
    Kept or Plain
        Plain where a PNG was made of one that is not to be found: then it is opened itself.

    Raises
    ------
    ArchiveError, ProvenanceError
        The file is damaged, or lacks its input.
    Exception
        What `Engine.run` raises.
    """
    from explorer.export.provenance.reading import read
    from explorer.export.run_file.trace_file import open_trace
    from explorer.registry.recorded import listed
    from explorer.sessions.session import Shown, differences, open_session

    suffix = path.suffix.lower()
    if suffix == RUN:
        trace = open_trace(path)
        return Kept(listed(trace), trace)
    if suffix == SESSION:
        session = open_session(path)
        shown = session.pictures[session.current]
        job.publish(_beside(session, path))
        run, notes = run_again(shown, path, engine, device, job)
    else:
        shown = Shown(read(path))
        inputs = _inputs(shown.made, recent, now)
        if inputs is None and suffix in PHOTOS:
            from explorer.inputs.images import read_photo

            return Plain(read_photo(path, cancelled=job.cancelled))
        run = _run(shown.made, inputs, engine, device, job)
        notes = differences(shown.made, run)
    made = shown.made
    look = made.selection, made.style, made.view
    kept = Kept(listed(run), run, *look, notes, made.method, made.room)
    other = made.beside
    if other is None:
        return kept
    found = _inputs(other, recent, _photo_of(run) or now)
    there = _run(other, found, engine, device, job)
    noted = (*notes, *(f"B: {one}" for one in differences(other, there)))
    return replace(kept, beside=(there, other.selection), notes=noted)


def _photo_of(run: Trace) -> Photo | None:
    """The photo of a run, which is often that of what stood beside it too."""
    first = next(iter(run.inputs.photos), None)
    return first if isinstance(first, Photo) else None


def run_again(
    shown: Shown, file: Path | None, engine: Engine, device: str, job: Job
) -> tuple[Trace, tuple[str, ...]]:
    """Give the run of a picture of a session: as it is kept, else made again; in the worker.

    Returns
    -------
    (Trace, tuple of str)
        The run, and sentences for what is not as it was.

    Raises
    ------
    ArchiveError
        Neither the run nor the input is in the file.
    Exception
        What `Engine.run` raises.
    """
    from explorer.sessions.session import differences, kept_run

    run = None if file is None or not file.is_file() else kept_run(file, shown)
    if run is None:
        run = _run(shown.made, None, engine, device, job)
    return run, differences(shown.made, run)


def _run(made: Provenance, inputs: Inputs | None, engine: Engine, device: str, job: Job) -> Trace:
    """Run the model of a picture on its inputs, those in the file where no others are given."""
    from explorer.sessions.render import made_again
    from explorer.sessions.session import inputs_of

    inputs = inputs_of(made) if inputs is None else inputs  # says what is missing
    request = Request(made.model.id, inputs, device, made.mute or NOTHING_MUTED)
    try:
        return made_again(engine, request, job.publish, job.cancelled)
    except ModelError as error:
        if type(error) is not ModelError:  # what lacks a package or weights can be helped
            raise
        raise ModelError(
            f"It was made with {plain(made.model.title, 60)}, which cannot be run here: {error}"
        ) from error


def _beside(session: Session, file: Path) -> Beside:
    """The pinned pictures of a session, and how far its lecture was."""
    pins = tuple(
        Pin(
            one.title or one.made.model.title,
            one.made.selection,
            one.made.style,
            one.made.view,
            shown=one,
            file=file,
        )
        for at, one in enumerate(session.pictures)
        if one.pinned or at != session.current
    )
    return Beside(file, pins, session.lecture, session.met)


def _inputs(made: Provenance, recent: Sequence[Path], now: Photo | None) -> Inputs | None:
    """The inputs of a picture, from its file or from where its photo still is; None for neither."""
    from explorer.batch.plan import Item, input_digest
    from explorer.export.archive import ArchiveError
    from explorer.inputs.images import read_photo
    from explorer.sessions.session import inputs_of

    try:
        return inputs_of(made)
    except ArchiveError:
        given = made.inputs
    if len(given.photos) != 1 or given.text_sha256:
        return None
    wanted = given.photos[0].sha256
    found = now if now is not None and now.sha256 == wanted else None
    for path in recent if found is None else ():
        if input_digest(Item(Inputs((path,)), "")) == wanted:
            found = read_photo(path)
            break
    if found is None:
        return None
    return replace(Inputs((found,)), fit=given.fit)
