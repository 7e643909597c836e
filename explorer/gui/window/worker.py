"""Worker threads of a window: their reports become signals, delivered in the GUI thread."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog

from explorer.core.trace import Trace
from explorer.registry.loading import LoadProgress
from explorer.runtime.jobs import JobRunner, Report, Work


class Bridge(QObject):
    """Lives in the GUI thread; `deliver` may be called from any thread.

    A run that goes on faster than the window can show it must not pile up what is out of date: a
    partial trace or a progress that was not shown yet gives way to the next one. All else arrives
    as it was sent, in order; what has piled up one report in each turn of the event loop, so that
    what a user does is never behind more than one.

    Connect only bound methods of QObjects to `reported`: Qt then calls them in their own thread.

    Signals
    -------
    reported(Report)
    """

    reported = Signal(object)
    _sent = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: deque[Report[object]] = deque()
        self._closed = False
        self._turn = QTimer(self)  # `singleShot(0)` would come within the same turn
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._on_turn)
        self._sent.connect(self._on_turn)

    def deliver(self, report: Report[object]) -> None:
        """Have a report said in the GUI thread; returns at once."""
        with self._lock:
            if self._closed:
                return
            if self._waiting and _outdated(self._waiting[-1], report):
                self._waiting[-1] = report
                return
            self._waiting.append(report)
            if len(self._waiting) > 1:  # it comes after those before it
                return
        try:
            self._sent.emit()
        except RuntimeError:  # Qt let go of this in the meantime
            if not self._closed:
                raise

    def shut(self) -> None:
        """Say nothing more: what is on its way, and what comes later, is dropped."""
        with self._lock:
            self._closed = True
            self._waiting.clear()

    @Slot()
    def _on_turn(self) -> None:
        with self._lock:
            if self._closed:  # Qt delivers what was posted before
                return
            report = self._waiting.popleft()
            more = bool(self._waiting)
        if more:
            self._turn.start(0)
        self.reported.emit(report)


def _outdated(before: Report[object], after: Report[object]) -> bool:
    """Whether a report says nothing that the one after it does not say better."""
    return (
        before.job == after.job
        and before.state == "published"
        and after.state in ("published", "finished")
        and type(before.value) is type(after.value)
        and isinstance(after.value, Trace | LoadProgress)
    )


class Worker(Bridge):
    """A bridge with a job runner of its own, which the parameters are of."""

    def __init__(
        self,
        name: str,
        parent: QObject,
        sync: bool = False,
        prepare: Callable[[], None] | None = None,
        patience: float = 5.0,
    ) -> None:
        super().__init__(parent)
        self._runner = JobRunner(
            self.deliver, name=name, sync=sync, prepare=prepare, patience=patience
        )

    @property
    def idle(self) -> bool:
        """Whether the end of every job was reported, and no report is still on its way."""
        return self._runner.idle and not self._waiting

    def hold(self) -> None:
        """Let jobs wait until `release`, before the first one."""
        self._runner.hold()

    @Slot()
    def release(self) -> None:
        """Begin with what was held back."""
        self._runner.release()

    def submit(self, work: Work) -> int:
        """Run `work` as soon as the current job has stopped; returns the job's number."""
        return self._runner.submit(work)

    def cancel(self) -> None:
        """Ask the running job to stop, and drop the waiting one."""
        self._runner.cancel()

    def end_with(self, dialog: QDialog) -> None:
        """Stop when a dialog is gone, or the window that it belongs to."""
        dialog.finished.connect(self._on_gone)
        for window in (dialog, dialog.parentWidget()):
            if window is not None:
                window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self._on_gone()
        return False

    @Slot()
    def _on_gone(self) -> None:
        self.close(0)

    def close(self, patience: float = 1.0) -> bool:
        """Stop what runs and report nothing more; False where it has not stopped in so many s."""
        self.shut()
        return self._runner.close(patience)


def close_workers(workers: Sequence[Worker], patience: float = 1.0) -> None:
    """Stop all workers: each is told to before any is waited for.

    Parameters
    ----------
    patience: seconds that all of them together are waited for; what has not stopped is left.
    """
    for worker in workers:
        worker.close(0)
    end = time.monotonic() + patience
    for worker in workers:
        worker.close(end - time.monotonic())
