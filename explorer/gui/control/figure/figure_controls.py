"""The intents of the figure panel, and the page that it previews, worked out behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from explorer.core.map.matrix import Matrix
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings, Maps, Preset, What
from explorer.export.files import ExportError
from explorer.gui.control.analysis.analysis_state import Analysis
from explorer.gui.control.figure.figure_order import export_request
from explorer.gui.control.figure.figure_state import FigureState, PageImage, Room, Zoom
from explorer.gui.control.runs import Runs
from explorer.gui.control.slices import same
from explorer.gui.control.state import State
from explorer.gui.control.texts.long_text import Worker
from explorer.runtime.jobs import Job, JobRunner, Report

if TYPE_CHECKING:
    from explorer.gui.control.figure.export_jobs import ExportRequest
    from explorer.gui.control.store import Store


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a page could not be drawn, in a sentence."""

    sentence: str


class FigureControls:
    """Each intent is a method, connected to the signal that asks for it.

    Without a window the preview is worked out at once.
    """

    def __init__(
        self, store: Store, known: Callable[[Trace, Selection], Matrix | None], runs: Runs
    ) -> None:
        """Begin with the settings of the state.

        Parameters
        ----------
        known
            Gives the matrix of a long text where it was worked out already.
        runs
            Has the engine that runs the other frames of what is open.
        """
        self._store, self._known, self._runs = store, known, runs
        self._worker: Worker = JobRunner(self.on_report, sync=True)
        self._room = Room()
        self._drawn: tuple[object, ...] | None = None
        self._job = 0
        self.waiting = False

    def use(self, worker: Worker) -> None:
        """Have this worker draw; its reports must come to `on_report`."""
        self._worker, self._job = worker, 0

    @property
    def shown(self) -> FigureState:
        """What the panel shows."""
        return self._store.state.figure

    def order(self, curves: bool = True) -> ExportRequest | None:
        """Ask for the figure of what is on screen; None before the first run.

        Parameters
        ----------
        curves
            Whether it may be of the check below the picture.
        """
        state = self._store.state
        if not curves:
            state = replace(state, figure=replace(state.figure, curves=False))
        if state.trace is None or not state.trace.sites:
            return None
        known = self._known(state.trace, state.selection)
        figure, engine = state.figure, self._runs.engine
        return export_request(state, state.trace, figure.size, figure.legend, known, engine)

    # -- the panel -----------------------------------------------------------------------------

    def toggle(self) -> None:
        """Show the panel, or put it away; what was asked for is kept."""
        if self.shown.open:
            self.close()
        else:
            self.open()

    def open(self, what: What | None = None, maps: Maps | None = None) -> None:
        """Show the panel, for something in particular or for what was asked for last."""
        state = self._store.state
        checking = state.analysis is not None and state.analysis.room == "check"
        settings = self.shown.settings
        if what is not None:
            settings = replace(settings, what=what, maps=maps or settings.maps)
        self._change(open=True, curves=checking and what is None, saved=None, settings=settings)

    def close(self) -> bool:
        """Put the panel away; whether it was there."""
        if not self.shown.open:
            return False
        self._worker.cancel()
        self._drawn = None
        self._change(open=False, page=None, drawing=False, refused="")
        return True

    # -- what the figure is --------------------------------------------------------------------

    def choose(self, name: str, value: object) -> None:
        """Choose something of the figure, or of how it is previewed, by the name of its field."""
        if name == "caption":
            value = " ".join(str(value).splitlines())
        settings, changes = self.shown.settings, {name: value}
        if name in ("grey", "zoom", "ruler"):
            self._change(**changes)
        elif name in ("form", "size", "legend"):
            self._change(saved=None, **changes)
        elif name == "preset":
            self._change(saved=None, settings=settings.with_preset(cast(Preset, value)))
        elif (name, value) == (
            "what",
            "curves",
        ):  # of the check below the picture
            self._change(saved=None, curves=True, settings=replace(settings, what="view"))
        else:
            curves = self.shown.curves and name != "what"
            settings = replace(settings, **{name: value})  # type: ignore[arg-type]  # of the field
            self._change(saved=None, curves=curves, settings=settings)

    def show_room(self, room: Room) -> None:
        """Draw the preview for this room from now on."""
        if room != self._room:
            self._room = room
            self.follow(self._store.state)

    def saved(self, path: Path) -> None:
        """Say where a figure was saved."""
        self._store.change(figure=replace(self.shown, saved=path))

    def _change(self, **changes: Any) -> None:
        figure: FigureState = replace(self.shown, **changes)
        if figure.form not in figure.settings.forms:
            figure = replace(figure, form=figure.settings.forms[0])
        self._store.change(figure=figure)

    # -- the preview ---------------------------------------------------------------------------

    def follow(self, state: State) -> None:
        """Have the page drawn anew when something that it shows has changed."""
        figure, trace = state.figure, state.trace
        if not figure.open or trace is None or not trace.sites or figure.problem:
            return
        why, room = state.why, state.analysis
        wanted = (
            trace,
            state.selection,
            state.style,
            state.split,
            state.text.view,
            None if why is None else (why.found, why.raw, why.row),
            None if room is None else _seen(room),
            figure.curves,
            (figure.settings, figure.form, figure.size, figure.legend, figure.zoom),
            self._room,
        )
        if self._drawn is not None and same(wanted, self._drawn):
            return
        self._drawn = wanted
        order = self.order()
        if order is None:
            return
        self.waiting = True
        settings, form, room_ = figure.settings, figure.form, self._room
        self._store.change(figure=replace(self.shown, drawing=True))
        number = self._worker.submit(
            lambda job: _preview(order, settings, form, figure.zoom, room_, job)
        )
        self._job = max(self._job, number)

    def on_report(self, report: Report[object]) -> None:
        """Take the page that the worker has drawn, unless another one is asked for by now."""
        if report.job < self._job:
            return
        ended = report.state != "published"
        value = report.value
        with self._store.together():
            if self.shown.open and isinstance(value, PageImage):
                self._store.change(figure=replace(self.shown, page=value, refused=""))
            if self.shown.open and isinstance(value, Refused):
                self._store.change(figure=replace(self.shown, page=None, refused=value.sentence))
            if self.shown.open and isinstance(value, BaseException):
                said = f"This cannot be drawn ({type(value).__name__})."
                self._store.change(figure=replace(self.shown, page=None, refused=said))
            if ended:
                self.waiting = False
                self._store.change(figure=replace(self.shown, drawing=False))


def _seen(room: Analysis) -> tuple[object, ...]:
    """What of a room a figure may show."""
    checked = room.test, room.curves, room.control
    return room.room, *checked, room.lens, room.pinned, room.swapped, room.links


def _preview(
    order: ExportRequest, settings: FigureSettings, form: str, zoom: Zoom, room: Room, job: Job
) -> PageImage | Refused:
    """Draw a page for a room, say so, and then how large its file will be."""
    from explorer.gui.control.figure.figure_preview import file_size, numbers_image, page_image

    try:
        if settings.what == "numbers":
            return numbers_image(order, form)
        made = order.figure(settings)
        image = page_image(made, zoom, room)
        job.publish(image)
        if job.cancelled():
            return image
        return replace(image, about=file_size(made, settings, form, image))
    except (ExportError, ValueError) as error:
        return Refused(str(error))
