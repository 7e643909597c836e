"""What of a window goes into a session: what is on screen, what is pinned, the lecture. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.selection import GateSide, clamped
from explorer.core.sites.attention import Kind
from explorer.core.trace import Trace
from explorer.gui.control.kept.pin_controls import number_of, pin_of
from explorer.gui.control.kept.pin_state import Pin
from explorer.gui.control.state import State

if TYPE_CHECKING:
    from explorer.sessions.session import Session, Shown


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """What a session is made of, taken from a state in no time; `parts` makes it.

    Attributes
    ----------
    current : Pin
        What is on screen.
    pins : tuple of Pin
        What is pinned.
    lecture, met
        The station of the lecture and its conditions that were met, as `Session` has them.
    size, legend, split
        How pictures are drawn again: the longer edge in px, title and colour bar, and where a
        comparison of before and after a gate is divided.
    keep : bool
        Whether the runs themselves are kept, so that nothing need be run again.
    """

    current: Pin
    pins: tuple[Pin, ...]
    lecture: str
    met: tuple[str, ...]
    size: int
    legend: bool
    split: float
    keep: bool = False

    def same(self, other: Desk | None) -> bool:
        """Whether a session of another desk would be the same."""
        if other is None or (self.lecture, self.met) != (other.lecture, other.met):
            return False
        ours, theirs = (self.current, *self.pins), (other.current, *other.pins)
        return len(ours) == len(theirs) and all(
            a.trace is b.trace
            and a.shown is b.shown
            and (a.selection, a.style, a.view) == (b.selection, b.style, b.view)
            for a, b in zip(ours, theirs, strict=True)
        )


def desk_of(state: State, size: int, legend: bool, keep: bool = False) -> Desk | None:
    """Take from a state what a session keeps; None while nothing whole is on screen."""
    current = pin_of(state)
    if current is None:
        return None
    lecture = state.lecture
    station = lecture.stations[lecture.at].id if lecture.stations else _station(lecture.at)
    met = tuple(f"{one}:{at}" for one, at in sorted(lecture.done))
    return Desk(current, state.pins, station, met, size, legend, state.split, keep)


def station_number(station: str) -> int:
    """The number of a station of the lecture that ships, by its id; 0 where there is none."""
    return next((at for at, one in enumerate(_stations()) if one == station), 0)


def conditions(met: Iterable[str]) -> frozenset[tuple[str, int]]:
    """The conditions of the lecture that were met; what cannot be read is left out."""
    found = (one.rpartition(":") for one in met)
    return frozenset((one, int(at)) for one, _, at in found if at.isdecimal() and len(at) < 9)


def parts(desk: Desk) -> tuple[Session, tuple[Trace, ...]]:
    """Make the session of a desk, and the runs that it keeps; takes as long as photos take.

    Raises
    ------
    ArchiveError
        The run of a pinned picture lies in a session that is gone or damaged.
    """
    from explorer.sessions.session import Session

    runs: list[Trace] = []
    pictures = [_shown(one, desk, runs, pinned=True) for one in desk.pins]
    trace = desk.current.trace
    at = None if trace is None else number_of(desk.pins, trace, desk.current.selection)
    if at is None:
        at = len(pictures)
        pictures.append(_shown(desk.current, desk, runs, pinned=False))
    return Session(tuple(pictures), at, desk.lecture, desk.met), tuple(runs)


def write_desk(desk: Desk, path: Path) -> None:
    """Write the session of a desk in one step.

    Raises
    ------
    ExportError, ArchiveError
        It cannot be written, or the run of a pinned picture cannot be read.
    """
    from explorer.sessions.session import save_session

    session, runs = parts(desk)
    save_session(path, session, runs)


def _shown(pin: Pin, desk: Desk, runs: list[Trace], pinned: bool) -> Shown:
    from explorer.export.provenance.record import provenance_of
    from explorer.sessions.session import Shown, kept_run

    trace, shown = pin.trace, pin.shown
    if trace is None:  # of a session that was opened: as it was, with its run where that is kept
        assert shown is not None
        run = kept_run(pin.file, shown) if pin.file is not None else None
        return replace(shown, run=_number(run, runs) if run is not None else -1, pinned=pinned)
    compares = pin.selection.side is GateSide.COMPARE and trace.kind is Kind.CHANNEL
    made = provenance_of(
        trace,
        clamped(trace, pin.selection),
        pin.style,
        view=pin.view,
        size=desk.size,
        split=desk.split if compares else None,
        embed=True,
    )
    run_number = _number(trace, runs) if desk.keep or pin.alone else -1
    return Shown(made, desk.legend, "png", run_number, pin.title, pinned)


def _number(run: Trace, runs: list[Trace]) -> int:
    """The number of a run among those that are kept, each once."""
    for at, one in enumerate(runs):
        if one is run:
            return at
    runs.append(run)
    return len(runs) - 1


def _stations() -> tuple[str, ...]:
    from explorer.explanation.lecture import lecture

    return tuple(one.id for one in lecture("en"))


def _station(at: int) -> str:
    """The id of a station of the lecture that ships; "" before its second."""
    if not at:
        return ""
    stations = _stations()
    return stations[at] if at < len(stations) else ""
