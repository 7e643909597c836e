"""The work of the room beside the maps that is open: begun with it, stopped with it. No Qt here."""

from __future__ import annotations

from explorer.gui.control.runs import Runs
from explorer.runtime.jobs import Work


class RoomWork:
    """What is worked out for the room that is open; there is one at a time."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._work: Work | None = None

    @property
    def latest(self) -> bool:
        """Whether nothing else was begun since."""
        return self._runs.work is self._work

    def begin(self, work: Work, doing: str) -> None:
        """Have the worker do it; `doing` is what the status bar says."""
        self._work = work
        self._runs.begin(work, doing)

    def stop(self) -> None:
        """Stop it, if it goes on; no other job is stopped."""
        if self._runs.waiting and self.latest:
            self._runs.cancel()
