"""The intents that concern pinned pictures: pin, show, compare, let go. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from explorer.core.inputs import Modality
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.gui.control.kept.kept_files import Kept, run_again
from explorer.gui.control.kept.pin_state import Pin, title_of
from explorer.gui.control.runs import Runs
from explorer.gui.control.state import State
from explorer.gui.control.store import Store
from explorer.runtime.jobs import Job, Work

MOST = 24
"""Pictures that are pinned at a time; their runs are held in memory."""


@dataclass(frozen=True, slots=True, eq=False)
class PinRun:
    """The run of a pin, ready to be used: to be compared, or shown."""

    pin: Pin
    kept: Kept
    comparing: bool


def pin_of(state: State) -> Pin | None:
    """Pin what is on screen; None while nothing whole is there."""
    trace = state.trace
    if trace is None or not trace.complete or not trace.sites:
        return None
    view = {Modality.PHOTO: "", Modality.TEXT: state.text.view}[trace.input]
    alone = state.entry is not None and bool(state.entry.problem)
    title = title_of(trace, state.selection)
    return Pin(title, state.selection, state.style, view, trace, alone)


def number_of(pins: tuple[Pin, ...], trace: Trace, selection: Selection) -> int | None:
    """The place of a picture among the pinned ones; None where it is not pinned."""
    for at, one in enumerate(pins):
        if one.trace is trace and one.selection == selection:
            return at
    return None


def with_pin(pins: tuple[Pin, ...], pin: Pin) -> tuple[Pin, ...]:
    """Add a picture to the pinned ones, unless it is there; of too many the first one goes."""
    if pin.trace is not None and number_of(pins, pin.trace, pin.selection) is not None:
        return pins
    return (*pins, pin)[-MOST:]


def without_pin(pins: tuple[Pin, ...], number: int | None) -> tuple[Pin, ...]:
    """Let a picture go, by its place among the pinned ones."""
    return tuple(one for at, one in enumerate(pins) if at != number)


class PinControls:
    """What the user does with pinned pictures.

    Parameters
    ----------
    show
        Puts a picture in the place of what is shown.
    compare
        Has the analysis compare a run and a selection with what is on screen.
    """

    def __init__(
        self,
        store: Store,
        runs: Runs,
        show: Callable[[Kept], None],
        compare: Callable[[Trace, Selection], None],
    ) -> None:
        self._store, self._runs = store, runs
        self._show, self._compare = show, compare

    @property
    def _pins(self) -> tuple[Pin, ...]:
        return self._store.state.pins

    def add(self) -> None:
        """Pin what is on screen, unless it is pinned already."""
        pin = pin_of(self._store.state)
        if pin is not None:
            self._store.change(pins=with_pin(self._pins, pin))

    def remove(self, number: int) -> None:
        """Let a picture go, by its place among the pinned ones."""
        self._store.change(pins=without_pin(self._pins, number))

    def open(self, number: int) -> None:
        """Show a pinned picture in the place of what is on screen."""
        if 0 <= number < len(self._pins):
            self._begin(self._pins[number], comparing=False)

    def compare(self, number: int) -> None:
        """Compare a pinned picture, as A, with what is on screen."""
        if not 0 <= number < len(self._pins):
            return
        pin = self._pins[number]
        if pin.trace is not None:
            self._compare(pin.trace, pin.selection)
        else:
            self._begin(pin, comparing=True)

    def take(self, run: PinRun) -> None:
        """Take the run of a pin, and do what it was wanted for."""
        pin = replace(run.pin, trace=run.kept.trace)
        self._store.change(pins=tuple(pin if one is run.pin else one for one in self._pins))
        if run.comparing:
            self._compare(run.kept.trace, pin.selection)
        else:
            self._show(run.kept)

    def _begin(self, pin: Pin, comparing: bool) -> None:
        self._runs.begin(self._again(pin, comparing), f"Showing {pin.title}")

    def _again(self, pin: Pin, comparing: bool) -> Work:
        engine, device = self._runs.engine, self._store.state.device

        def work(job: Job) -> PinRun:
            from explorer.registry.recorded import listed

            trace = pin.trace
            notes: tuple[str, ...] = ()
            if trace is None:
                assert pin.shown is not None  # one of both is there
                trace, notes = run_again(pin.shown, pin.file, engine, device, job)
            kept = Kept(listed(trace), trace, pin.selection, pin.style, pin.view, notes)
            return PinRun(pin, kept, comparing)

        return work
