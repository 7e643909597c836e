"""A worker thread whose reports come to the GUI thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot

from explorer.gui.window.bridge import Bridge
from explorer.runtime.jobs import JobRunner, Work


class Worker(Bridge):
    """A bridge with a job runner of its own, which the parameters are of."""

    def __init__(
        self,
        name: str,
        parent: QObject,
        sync: bool = False,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = JobRunner(self.deliver, name=name, sync=sync, prepare=prepare)

    @property
    def idle(self) -> bool:
        """Whether the end of every job was reported."""
        return self._runner.idle

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
