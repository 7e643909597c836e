"""Hold a batch at the place where it asks whether to stop, and go on with it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

LOOK = 0.1
"""Seconds between two looks, while it is held, at whether the batch is to stop."""


class Pause:
    """Between a batch, which asks `cancelled`, and whoever holds it, from any thread."""

    def __init__(self) -> None:
        self._going = threading.Event()
        self._going.set()
        self._since = 0.0
        self._seconds = 0.0

    @property
    def held(self) -> bool:
        """Whether the batch is to wait."""
        return not self._going.is_set()

    @property
    def seconds(self) -> float:
        """How long it was held altogether."""
        return self._seconds + (time.monotonic() - self._since if self.held else 0.0)

    def hold(self) -> None:
        """Let the batch wait when it asks next; what is being written is finished."""
        if not self.held:
            self._since = time.monotonic()
            self._going.clear()

    def go_on(self) -> None:
        """Let it go on."""
        if self.held:
            self._seconds += time.monotonic() - self._since
            self._going.set()

    def asking(self, cancelled: Callable[[], bool]) -> Callable[[], bool]:
        """Return `cancelled` with a wait in it for as long as the batch is held."""

        def asked() -> bool:
            while not self._going.wait(LOOK):
                if cancelled():
                    return True
            return cancelled()

        return asked
