"""The batch of a window: one at a time, in a worker of its own, its dialog open or closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from explorer.batch.pausing import Pause
from explorer.core.foreign import Refusal, quoted_error
from explorer.gui.batch.asked import Wanted
from explorer.gui.batch.job import Ended, Standing, batch_job
from explorer.gui.window.worker import Worker
from explorer.registry.loading import LoadProgress
from explorer.runtime.jobs import Report
from explorer.runtime.log import record

PATIENCE = 60.0
"""Seconds in which a batch that was stopped may finish what it writes, and let workers go."""
LISTED = 1000
"""Failed inputs that are listed; the manifest has all."""


@dataclass(frozen=True, slots=True)
class BatchState:
    """What there is to show of a batch.

    Attributes
    ----------
    running, held : bool
        Whether it goes on, and whether it is paused.
    doing : str
        What is done before the first input; "" from then on.
    standing : Standing or None
        How far it is; None before the inputs are listed.
    failures : tuple of str
        A sentence for each input that failed.
    said : str
        The last sentence: how it ended.
    folder : Path or None
        Where the files are.
    """

    running: bool = False
    held: bool = False
    doing: str = ""
    standing: Standing | None = None
    failures: tuple[str, ...] = ()
    said: str = ""
    folder: Path | None = None


class BatchRun(QObject):
    """Starts, holds and stops the batch of a window, and says how far it is.

    Signals
    -------
    changed(): `state` is another.
    ended(str, object): the last sentence, and the folder of the files or None.
    """

    changed = Signal()
    ended = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.state = BatchState()
        self._pause = Pause()
        self.worker = Worker("batch", self, patience=PATIENCE)
        self.worker.reported.connect(self._on_report)

    def start(self, wanted: Wanted) -> None:
        """Begin a batch; nothing while one goes on."""
        if self.state.running:
            return
        self._pause = Pause()
        self._show(BatchState(running=True, doing="Starting", folder=wanted.folder))
        self.worker.submit(batch_job(wanted, self._pause))

    @Slot()
    def toggle_pause(self) -> None:
        """Hold the batch after the inputs at hand, or go on with it."""
        if not self.state.running:
            return
        if self._pause.held:
            self._pause.go_on()
        else:
            self._pause.hold()
        self._show(replace(self.state, held=self._pause.held))

    @Slot()
    def cancel(self) -> None:
        """Stop the batch; what is being written is finished, and all that stands is kept."""
        if self.state.running:
            self.worker.cancel()

    @Slot(object)
    def _on_report(self, report: Report[object]) -> None:
        match report.value:
            case LoadProgress(text=text):
                self._show(replace(self.state, doing=text))
            case Standing() as standing:
                failures = self.state.failures
                if standing.error:
                    failures = (*failures, standing.error)[:LISTED]
                doing = self.state.doing if not standing.done else ""
                self._show(replace(self.state, standing=standing, failures=failures, doing=doing))
            case Ended(standing=standing):
                self._end(f"{standing.summary}.")
            case BaseException() as error:
                self._end(_sentence(error))
        if report.state in ("cancelled", "lost"):
            known = self.state.standing
            done = f" after {known.done:,} of {known.total:,}" if known is not None else ""
            self._end(f"Stopped{done}. Start goes on with the rest.")

    def _end(self, said: str) -> None:
        self._show(replace(self.state, running=False, held=False, doing="", said=said))
        self.ended.emit(said, self.state.folder)

    def _show(self, state: BatchState) -> None:
        self.state = state
        self.changed.emit()


def _sentence(error: BaseException) -> str:
    """One sentence for what ended a batch; what nobody expected goes to the log too."""
    if isinstance(error, Refusal):
        return str(error)
    record(error, "batch")
    return f"The batch failed ({quoted_error(error)}). Start goes on with the rest."
