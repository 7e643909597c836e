"""What the lecture panel shows of a state, and what tasks are held against. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.selection import MEAN
from explorer.core.sites.axes import PatchGrid
from explorer.core.trace import Trace
from explorer.explanation.glossary import Language
from explorer.explanation.lecture import MEAN as MEAN_WORD
from explorer.explanation.lecture import Prepared, Situation, Station
from explorer.gui.control.analysis.muted_runs import beside
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import State


@dataclass(frozen=True, slots=True)
class Line:
    """A station in the list: its number, "" for an opening or a summary, and whether it is done."""

    number: str
    title: str
    done: bool


@dataclass(frozen=True, slots=True)
class LectureView:
    """Everything that the lecture panel shows.

    Attributes
    ----------
    lines : the stations.
    at : the number of the one that is open, in `lines`.
    station : itself.
    ticks : of each task, for each of its conditions whether it is met.
    language : of the words; languages are offered where both have these stations.
    answered : whether the answer is shown.
    away : whether something else is shown than the station's own state.
    arriving : whether that is still to come.
    presenting : whether it is shown to an audience.
    """

    lines: tuple[Line, ...]
    at: int
    station: Station
    ticks: tuple[tuple[bool, ...], ...]
    language: Language
    answered: bool
    away: bool
    arriving: bool
    presenting: bool


def lecture_view(state: State, memo: Memo) -> LectureView | None:
    """The lecture panel; None where no lecture is open."""
    lecture = state.lecture
    station = lecture.station
    if station is None:
        return None
    now = situation(state)
    ticks, number = [], 0
    for task in station.tasks:
        end = number + len(task.conditions)
        ticks.append(tuple((station.id, at) in lecture.done for at in range(number, end)))
        number = end
    return LectureView(
        lines=tuple(
            Line(
                str(one.number or ""),
                one.title,
                all((one.id, at) in lecture.done for at in range(len(one.conditions))),
            )
            for one in lecture.stations
        ),
        at=lecture.at,
        station=station,
        ticks=tuple(ticks),
        language=lecture.language,
        answered=lecture.answered,
        away=not lecture.arriving and not as_prepared(now, station.prepared),
        arriving=lecture.arriving,
        presenting=lecture.presenting,
    )


def situation(state: State) -> Situation:
    """What a state shows, as tasks ask for it; the patch that asks joins those of before."""
    trace, selection = state.trace, state.selection
    if trace is None or not trace.complete:
        return Situation(cells=state.lecture.cells)
    site = trace.sites[min(selection.layer, len(trace.sites) - 1)]
    cells = state.lecture.cells
    axis = site.query_axis
    cell = axis.cell(selection.query) if isinstance(axis, PatchGrid) else None
    return Situation(
        model=trace.model.id,
        photo=trace.photo_stem,
        text=trace.sentence.text,
        part=site.part,
        layer=site.layer,
        head=MEAN_WORD if selection.unit == MEAN else str(selection.unit),
        query=axis.label(selection.query).lstrip("▁"),
        view=state.views[trace.input],
        side=selection.side.value,
        cells=cells if cell is None else cells | {cell},
        muted=len(trace.mute.heads),
        changed=_changed(state),
    )


def _changed(state: State) -> bool:
    """Whether the answer on screen is another one than that of the same run with all heads."""
    trace, whole = state.trace, beside(state)
    if trace is None or whole is None:
        return False
    return _answer(trace) != _answer(whole)


def _answer(trace: Trace) -> str:
    """What came out, in words: what is written, or the class that is likeliest."""
    if trace.translation is not None:
        return trace.translation.text
    if trace.prediction is not None:
        return trace.prediction.labels[0]
    return trace.classes[0].piece if trace.classes else ""


def as_prepared(now: Situation, wanted: Prepared) -> bool:
    """Whether what is shown is the state of a station."""
    for name in ("model", "photo", "text", "part", "view", "side", "query"):
        asked = getattr(wanted, name)
        if name == "query" and asked[:1].isdigit():
            asked = "patch " + ", ".join(part.strip() for part in asked.split(","))
        if asked and getattr(now, name).casefold() != asked.casefold():
            return False
    return now.layer == wanted.layer and now.head == wanted.head and not now.muted
