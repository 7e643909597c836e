"""Turns what the user wants into a new state. No Qt here: the window shows what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from explorer.batch.place import is_address
from explorer.batch.remote import Reach
from explorer.core.inputs import Fit, Inputs, Modality
from explorer.core.interventions.intervention import MuteError
from explorer.core.photo import Photo
from explorer.core.trace import Trace
from explorer.export.style import Style
from explorer.gui.control.analysis.analysis_controls import AnalysisControls
from explorer.gui.control.analysis.analysis_state import Found
from explorer.gui.control.analysis.compare_controls import CompareControls
from explorer.gui.control.analysis.matter_controls import MatterControls
from explorer.gui.control.analysis.matter_state import Mattered
from explorer.gui.control.analysis.mute_controls import MuteControls
from explorer.gui.control.analysis.muted_runs import Unmuted
from explorer.gui.control.analysis.region_controls import RegionControls
from explorer.gui.control.analysis.room_work import RoomWork
from explorer.gui.control.analysis.why_controls import WhyControls
from explorer.gui.control.analysis.why_state import Answered
from explorer.gui.control.explain_controls import ExplainControls
from explorer.gui.control.figure.figure_controls import FigureControls
from explorer.gui.control.kept.kept_controls import KeptControls
from explorer.gui.control.kept.kept_files import Beside, Kept, Plain, keeps
from explorer.gui.control.kept.pin_controls import PinControls, PinRun
from explorer.gui.control.lecture_controls import LectureControls
from explorer.gui.control.look_controls import LookControls
from explorer.gui.control.messages import Messages
from explorer.gui.control.opening import Opening
from explorer.gui.control.photo_controls import PhotoControls
from explorer.gui.control.present.presenter import Contents
from explorer.gui.control.runs import Run, Runs, failure
from explorer.gui.control.selecting import Controls, SelectionIntents
from explorer.gui.control.state import Message, State, asked_of, inputs_of
from explorer.gui.control.store import Store
from explorer.gui.control.texts.text_controls import TextControls
from explorer.gui.control.texts.text_state import TextState, given_text
from explorer.gui.control.view import View
from explorer.gui.control.walking import WalkControls
from explorer.inputs.text import TextFile, takes_text
from explorer.registry.catalogue import entries
from explorer.registry.entry import Entry
from explorer.registry.loading import LoadProgress
from explorer.registry.model_paths import is_model, named
from explorer.registry.sources.builtin import builtin
from explorer.runtime.devices import AUTO, DeviceError
from explorer.runtime.engine import Machine
from explorer.runtime.jobs import Report, Work

LOST = "The model did not stop when asked, and was left behind. The next run starts it anew."
"""What is said of a run that hangs."""


class Controller(SelectionIntents):
    """The intents of the user; each is one method, connected to the signal that asks for it.

    Attributes
    ----------
    store: the state, what is shown of it, and its history.
    runs: what the engine is asked for; reports of its worker come to `on_report`.
    messages: what is said over the picture.
    look: the intents that concern how maps are drawn.
    photo, text: the intents that concern photos and texts alone.
    opening: the intents that open models.
    explain: the intents of the dock that explains what is shown.
    lecture: the intents of the lecture.
    analysis: the intents of the rooms beside the maps, as heads at a glance.
    compare: those of the room that compares two pictures.
    region: the intents that mark a part of the photo.
    mute: the intents that mute heads.
    why: the intents of the strip that asks why.
    matter: the intents of the panel that says which heads matter.
    kept: the intents that open what a file has kept.
    pins: the intents that concern pinned pictures.
    figure: the intents of the figure panel.
    walk: the intents that walk through files that were opened together.
    """

    def __init__(
        self,
        show: Callable[[View], None],
        submit: Callable[[Work], int],
        cancel: Callable[[], None],
        state: State,
        panels: Contents | None = None,
    ) -> None:
        """Begin with a state, of which nothing is shown yet.

        Parameters
        ----------
        show: given what the window is to show, with every change.
        submit, cancel: of a job runner.
        panels: what the panels show that come and go, by their names.
        """
        self.store = Store(state, show, panels)
        self.runs = Runs(self.store, submit, cancel)
        self.messages = Messages(self.store)
        self.look = LookControls(self.store)
        self.photo = PhotoControls(self.store, self.runs, self.choose, self.look)
        self.text = TextControls(self.store, self.runs, self.choose, self.fail)
        self._controls: dict[Modality, Controls] = {
            Modality.PHOTO: self.photo,
            Modality.TEXT: self.text,
        }
        self.why = WhyControls(self.store, self.runs)
        self.store.followers.append(self.why.follow)
        self.mute = MuteControls(
            self.store,
            lambda: self.rerun(keep=True),
            self.messages.warn,
            self.text.tokens_of,
            self.text.look_of,
        )
        self.opening = Opening(self.store, self.runs, self.rerun, self.open_file)
        self.walk = WalkControls(self.store, self.open_file)
        self.store.followers.append(self.text.tiles.follow)
        self.explain = ExplainControls(self.store, self.select, self.photo.query_token)
        self.lecture = LectureControls(
            self.store, self.photo, self.text, self.choose, self.messages.warn
        )
        work = RoomWork(self.runs)
        self.analysis = AnalysisControls(self.store, self.runs, work, self.select)
        self.store.followers.append(self.analysis.follow)
        self.compare = CompareControls(
            self.store, self.runs, work, self.select, self.analysis.close
        )
        self.store.followers.append(self.compare.follow)
        self.region = RegionControls(self.store)
        self.matter = MatterControls(self.store, self.runs, self.select)
        self.store.followers.append(self.matter.follow)
        self.kept = KeptControls(
            self.store, self.runs, self._of, self._say, self.why, self.analysis, self.compare
        )
        self.pins = PinControls(self.store, self.runs, self.kept.show, self.compare.begin)
        self.figure = FigureControls(self.store, self.text.long.known, self.runs)
        self.store.followers.append(self.figure.follow)
        self._gone = ""  # that the remembered device is not there, to be said with the first run

    @property
    def waiting(self) -> bool:
        """Whether the last report of the latest job is still to come."""
        return self.runs.waiting

    def mute_grid(self, cells: frozenset[tuple[int, int]], muted: bool) -> None:
        """Mute the heads of these cells of the grid, or let them sound."""
        self.mute.mute_cells(frozenset(filter(None, (self._cell(*one) for one in cells))), muted)

    # -- opening and running -------------------------------------------------------------------

    def start(self, file: Path | None, photo: Path | None = None) -> None:
        """Begin with what the state remembers; a photo or text that is given comes before it.

        Parameters
        ----------
        photo: the one of the last time, None for a sample.
        """
        self.photo.remembered = photo
        wanted = self.state.model
        known = {entry.id: entry for entry in builtin()}
        if wanted not in known:  # plug-ins are looked for among all packages, which takes a while
            known = {entry.id: entry for entry in entries()}
        entry = known.get(wanted)
        with self.store.together():
            if entry is None:  # of a library, or of an earlier version and gone
                self.choose_model(wanted, file)
                return
            self.store.change(entry=entry, model=entry.id, known=(entry,))
            if file is None:
                self.rerun(keep=self.state.resumes)
            else:
                self.open_file(file)

    def show_run(self, entry: Entry, trace: Trace) -> None:
        """Begin with a run that was made elsewhere, as in a notebook.

        Parameters
        ----------
        entry: the model of it, for what is opened next.
        """
        given = trace.inputs
        text = TextState(**given_text(given))
        run = Run(entry, text) if given.text else Run(entry, source=trace.photo)
        with self.store.together():
            self.store.change(entry=entry, model=entry.id, known=(entry,))
            self.runs.begin(lambda job: trace, "Opening the run", run)

    def open_file(self, path: Path, entry: Entry | None = None) -> None:
        """Open a photo, a text or a model, as its name says.

        Parameters
        ----------
        entry: the model to run on it, None for the one in use or the last that takes it.
        """
        if path.is_dir() and not is_model(path):
            self.walk.open([path])
        elif keeps(path):
            self.kept.open(path)
        elif is_model(path):
            self.choose_model(named(str(path.absolute())) or f"file:{path}")
        elif takes_text(path):
            self.text.open_file(path, entry)
        else:
            self.photo.open(path, entry)

    def open_again(self, kind: str, content: str) -> None:
        """Open an input that was run before: a photo by its path, or a text."""
        self._controls[Modality(kind)].open_again(content)

    def open_sample(self, kind: str, sample: str) -> None:
        """Open a bundled photo or text, by its id."""
        self._controls[Modality(kind)].open_sample(sample)

    def choose_model(self, model: str, file: Path | None = None) -> None:
        """Load another model in the background, then show it on what is open, or on `file`.

        Until then, and where it cannot be had, what is shown stays.
        """
        self.opening.model(model, file)

    def welcomed(self) -> None:
        """Offer the ways in of a first start no more."""
        self.store.change(first=False)

    def open_text_model(self) -> None:
        """Open the first model of texts that ships, which translates a sample."""
        self.choose_model("transformer")

    def choose_device(self, device: str) -> None:
        """Run on another device, or on the cluster of an address."""
        if is_address(device):
            self.store.change(cluster=device, reach=None)
        self.store.change(device=device)
        self.rerun()

    def choose_fit(self, fit: Fit | None) -> None:
        """Choose how photos are fitted to models; None for the way that each was trained with."""
        before = self._inputs()
        self.store.change(fit=fit)
        if self._inputs() != before:
            self.rerun()

    def _inputs(self) -> Inputs:
        state = self.state
        return inputs_of(state.entry, photo=state.photo, text=state.text, fit=state.fit)

    def cancel(self) -> None:
        """Stop the run; what was shown before stays."""
        self.runs.cancel()
        self.text.long.cancel()

    def rerun(self, entry: Entry | None = None, keep: bool = False) -> None:
        """Run what is open again, with another model where one is given.

        Parameters
        ----------
        keep: whether the selection of the state is that of the run, and no first one is wanted.
        """
        kind = self.state.input if entry is None else entry.input
        self._controls[kind].start(entry, keep)

    def on_report(self, report: Report[object]) -> None:
        """Take what the worker says; reports of stale jobs are dropped."""
        if report.state == "lost":
            self.store.change(message=Message("warn", LOST))
        if not self.runs.current(report):
            return
        with self.store.together():
            self._take(report.value)
            stopped = report.state in ("failed", "cancelled", "lost")
            gone = isinstance(report.value, DeviceError) and self._falls_back()
            if stopped and not gone and self.state.trace is None and self.opening.running:
                self.store.change(missing=self.opening.asked)
                self.opening.go_on(None)  # the model of last time: begin with a bundled one
            if self.runs.ends(report):
                self.runs.waiting, self.runs.pending = False, None
                self.store.change(running=None, partial=None)
                self.analysis.ended()
                self.matter.ended()
                self.kept.ended(report.state == "finished")

    def _falls_back(self) -> bool:
        """Run on the best device where the remembered one has gone; False where it was chosen."""
        state = self.state
        if state.trace is not None or state.device == AUTO:
            return False
        self._gone = f"This computer has no {state.device} device now. The best there is is used."
        self.store.change(device=AUTO, message=None)
        if self.opening.running:
            self.opening.again()
        else:
            self.rerun(keep=state.resumes)
        return True

    def _take(self, value: object) -> None:
        """Put a report's value into the state, by its type."""
        match value:
            case LoadProgress(text=text, done=done, total=total):
                self.store.change(running=self.runs.progress(text, done / total if total else None))
            case Machine():
                self.store.change(machine=value)
            case Reach():
                self.store.change(reach=value)
            case Entry():
                self.opening.go_on(value)
            case Kept():
                self.kept.show(value)
            case Plain():
                self.photo.open(value.photo)
            case Beside():
                self.kept.take_beside(value)
            case PinRun():
                self.pins.take(value)
            case Photo() if self.state.trace is None:
                self.store.change(photo=value)
            case Trace():
                self._of(value).on_trace(value)
                self._say(value)
            case Found():
                self.analysis.take(value)
            case Answered():
                self.why.take(value)
            case Mattered():
                self.matter.take(value)
            case Unmuted():
                self.mute.land(value)
            case TextFile():
                self.text.on_file(value)
            case BaseException():
                self.fail(value)

    def fail(self, error: BaseException) -> None:
        """Say what went wrong, in one sentence."""
        if isinstance(error, MuteError) and self.state.trace is not None:
            self.store.change(mute=self.state.trace.mute)
        if self.opening.asks(error):
            return
        self.walk.skip()
        if self._controls[self.state.input].refuse(error):
            return
        message = failure(error, self.state.input)
        self.store.change(message=self.opening.failed(error, message))

    def _say(self, trace: Trace) -> None:
        """Say at the end of a run what there is to say of it."""
        if not trace.complete:
            return
        message, run = self.opening.message_of_failure(), self.runs.pending
        gone, self._gone = self._gone, ""
        notes = (*filter(None, [gone]), *(run.notes if run is not None else ()), *trace.notes)
        if message is None and notes:
            first, *others = notes
            more = f" ({len(others)} more in the details)" if others else ""
            message = Message("warn", first + more, "\n".join(notes) if others else "")
        self.store.change(message=message)

    # -- undoing -------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last action back, and stop what runs.

        Where that opens a photo or a model, it is itself the last action.
        """
        if self.runs.waiting and not self.runs.recorded:
            self._stop()
        else:
            self._go(self.store.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._go(self.store.redo)

    def _go(self, step: Callable[[], bool]) -> None:
        with self.store.together():
            if self.runs.waiting:
                self._stop()
            if step() and self.state.ran != asked_of(self.state):
                self.rerun(keep=True)

    def _stop(self) -> None:
        self.runs.forget()
        self.store.change(running=None, partial=None)

    def start_again(self) -> None:
        """Show what the model shows first, drawn as at first: all settings of the view at once."""
        trace = self.state.trace
        if trace is not None:
            changes: dict[str, Any] = self._of(trace).first(trace)
            self.store.act(style=Style(), split=0.5, **changes)

    def _of(self, trace: Trace) -> Controls:
        """The intents that concern what a run is of."""
        return self._controls[trace.input]

    # -- looks ---------------------------------------------------------------------------------

    def choose_view(self, number: int) -> None:
        """Choose how the map is drawn, by its place among the choices that there are."""
        self._controls[self.state.input].choose_nth_view(number)
