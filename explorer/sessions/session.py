"""A session: pictures with what made each, and their inputs, in one `.axs` file.

The file is a zip of ``session.json`` and, where they are wanted, of the runs themselves as
``runs/N.axt``, so that nothing need be run again. All of it is validated when it is opened, and
nothing is unpacked onto the disk.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from explorer.core.foreign import plain
from explorer.core.inputs import Inputs
from explorer.core.photo import Photo
from explorer.core.trace import Trace
from explorer.export.archive import ArchiveError, opened_archive, write_archive
from explorer.export.provenance.picture_words import ProvenanceError
from explorer.export.provenance.reading import check_provenance, photos, printable
from explorer.export.provenance.record import Provenance
from explorer.export.run_file.trace_file import SUFFIX as RUN
from explorer.export.run_file.trace_file import trace_bytes, trace_of

FORMAT = 1
KIND, MAIN = "a session (.axs)", "session.json"
MOST_JSON = 256 << 20
"""Bytes of the words and photos."""
MOST_RUN = 16 << 30
"""Bytes of a run that is kept."""
MOST_PICTURES = 1000
"""Pictures in one session."""
MOST_MET = 10_000
"""Conditions of a lecture in one session."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a session.

    Attributes
    ----------
    made : Provenance
        What made it, its input in it or in an earlier picture of the same session.
    legend : bool
        Whether title and colour bar stand around it.
    form : str
        What it is written as: png, svg, pdf.
    run : int
        The number of the run that is kept for it; -1 where it is to be run again.
    title : str
        What it is called in lists; "" for the title of its model.
    pinned : bool
        Whether it was pinned, beside what was on screen.
    """

    made: Provenance
    legend: bool = False
    form: str = "png"
    run: int = -1
    title: str = ""
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """What was looked at.

    Attributes
    ----------
    pictures : tuple of Shown
        In the order in which they were kept.
    current : int
        The number of the one that was on screen.
    lecture : str
        The station of the lecture; "" for none.
    met : tuple of str
        The conditions of the lecture that were met, as "station:number".
    """

    pictures: tuple[Shown, ...]
    current: int = 0
    lecture: str = ""
    met: tuple[str, ...] = ()
    format: int = FORMAT


def save_session(path: Path, session: Session, runs: Sequence[Trace] = ()) -> None:
    """Write a session in one step.

    Parameters
    ----------
    runs
        What is kept of runs; `Shown.run` says whose they are.

    Raises
    ------
    ExportError
        The file cannot be written.
    """
    plainly = msgspec.to_builtins(_shared(session), order="deterministic")
    for shown in plainly["pictures"]:
        del shown["made"]["said"]
    members = {MAIN: json.dumps(plainly, separators=(",", ":")).encode()}
    members |= {f"runs/{at}{RUN}": trace_bytes(run) for at, run in enumerate(runs)}
    write_archive(path, members)


def open_session(path: Path) -> Session:
    """Read a session, every picture with its inputs.

    Raises
    ------
    ArchiveError
        The file is damaged, of a later version, or none of ours.
    """
    name = plain(path.name, 80)
    with opened_archive(path, KIND, MAIN) as archive:
        content = archive.read(MAIN, MOST_JSON)
    try:
        found = msgspec.json.decode(content, type=Session)
        if found.format != FORMAT or not 0 < len(found.pictures) <= MOST_PICTURES:
            raise ValueError("of another version, or empty")
        if not 0 <= found.current < len(found.pictures):
            raise ValueError("a picture that there is not")
        for one in found.pictures:
            check_provenance(one.made)
            if one.form not in ("png", "svg", "pdf") or one.run < -1:
                raise ValueError("a form that there is not")
            photos(one.made)
    except (msgspec.MsgspecError, RecursionError, ValueError, ProvenanceError) as error:
        raise ArchiveError(
            f"{name} is damaged, of a later version, or no session. Open another copy."
        ) from error
    pictures = tuple(
        replace(one, made=printable(one.made), title=plain(one.title)) for one in found.pictures
    )
    met = tuple(plain(one) for one in found.met[:MOST_MET])
    return _apart(replace(found, pictures=pictures, lecture=plain(found.lecture), met=met))


def kept_run(path: Path, shown: Shown) -> Trace | None:
    """Read the run that a session keeps for a picture; None where it keeps none.

    Raises ArchiveError for one that is damaged.
    """
    if shown.run < 0:
        return None
    with opened_archive(path, KIND, MAIN) as archive:
        content = archive.read(f"runs/{shown.run}{RUN}", MOST_RUN)
    return trace_of(content, path.name)


def inputs_of(made: Provenance) -> Inputs:
    """Return the inputs that made a picture.

    Raises
    ------
    ArchiveError
        The input was not kept, with a sentence that says which it was.
    """
    given = made.inputs
    lacking = [one for one in given.photos if not one.png]
    if lacking:
        name = lacking[0].name or f"with the SHA-256 {lacking[0].sha256[:12]}…"
        raise ArchiveError(f"The photo {name} is not in the file. Open the photo itself.")
    if given.text is None and given.text_sha256 and not given.photos:
        raise ArchiveError("The text is not in the file. Type or open it.")
    return Inputs(
        photos(made),
        given.text or "",
        given.target,
        given.beam,
        given.prefix,
        given.writing,
        given.text_name,
        given.fit,
        given.pair,
        given.chat,
        given.system,
        given.source,
        given.to,
    )


def differences(made: Provenance, trace: Trace) -> tuple[str, ...]:
    """Say in sentences what of a run is not as it was when a picture was made."""
    found = []
    if made.model.weights_sha256 and made.model.weights_sha256 != trace.model.weights_sha256:
        found.append(f"The weights of {trace.model.title} are not those that made this picture.")
    asked = ", ".join(one.sha256 for one in made.inputs.photos)
    given = ", ".join(one.sha256 for one in trace.inputs.photos if isinstance(one, Photo))
    if asked != given:
        found.append("The photo is not the one that made this picture.")
    if made.inputs.text_sha256 and made.inputs.text_sha256 != trace.sentence.sha256:
        found.append("The text is not the one that made this picture.")
    return tuple(found)


def _shared(session: Session) -> Session:
    """Every photo once: later pictures of it refer to the first by its digest."""
    seen: set[str] = set()
    pictures = []
    for shown in session.pictures:
        kept = tuple(
            replace(one, png="") if one.sha256 in seen else one for one in shown.made.inputs.photos
        )
        seen |= {one.sha256 for one in kept if one.png}
        inputs = replace(shown.made.inputs, photos=kept)
        pictures.append(replace(shown, made=replace(shown.made, inputs=inputs)))
    return replace(session, pictures=tuple(pictures))


def _apart(session: Session) -> Session:
    """Every picture with its photos again."""
    known = {
        one.sha256: one.png
        for shown in session.pictures
        for one in shown.made.inputs.photos
        if one.png
    }
    pictures = []
    for shown in session.pictures:
        kept = tuple(
            replace(one, png=one.png or known.get(one.sha256, ""))
            for one in shown.made.inputs.photos
        )
        inputs = replace(shown.made.inputs, photos=kept)
        pictures.append(replace(shown, made=replace(shown.made, inputs=inputs)))
    return replace(session, pictures=tuple(pictures))
