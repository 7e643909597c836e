"""A worker thread whose reports come to the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject

from explorer.gui.window.bridge import Bridge
from explorer.runtime.jobs import JobRunner, Work


class Lane(Bridge):
    """A bridge with a job runner of its own; connect a bound method of a QObject to `reported`."""

    def __init__(self, name: str, parent: QObject, sync: bool = False) -> None:
        super().__init__(parent)
        self._runner = JobRunner(self.deliver, name=name, sync=sync)

    def submit(self, work: Work) -> int:
        """As `JobRunner.submit`."""
        return self._runner.submit(work)

    def cancel(self) -> None:
        """As `JobRunner.cancel`."""
        self._runner.cancel()

    def close(self) -> None:
        """Stop what runs, and wait for that."""
        self._runner.close()
