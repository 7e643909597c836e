"""Where a mode is on: everywhere, or only while certain modules are at work."""

from __future__ import annotations

from contextlib import AbstractContextManager


class Zone:
    """A mode that is on as long as it was entered more often than left."""

    def __init__(self, mode: AbstractContextManager[object]) -> None:
        self._mode = mode
        self._depth = 0

    def enter(self) -> None:
        if not self._depth:
            self._mode.__enter__()
        self._depth += 1

    def leave(self) -> None:
        self._depth -= 1
        if not self._depth:
            self._mode.__exit__(None, None, None)

    def close(self) -> None:
        """Leave as often as it was entered."""
        if self._depth:
            self._depth = 1
            self.leave()
