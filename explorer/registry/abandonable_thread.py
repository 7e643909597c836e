"""Doing what may hang in a thread aside, so that whoever waits can give up."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar

from explorer.registry.loading import Loading

T = TypeVar("T")
TICK = 0.1
"""Seconds between two questions whether the user still waits."""


class Aside:
    """A thread that does one call after the other, as long as the block lasts.

    A call that hangs is left behind, in a thread that does not hold up the end of the program.
    """

    def __init__(self, loading: Loading, patience: float) -> None:
        """patience: seconds that a call may take."""
        self._loading = loading
        self._patience = patience
        self._calls: queue.SimpleQueue[Callable[[], Any] | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[tuple[Any, BaseException | None]] = queue.SimpleQueue()

    def __enter__(self) -> Aside:
        threading.Thread(target=self._work, name="aside", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._calls.put(None)

    def do(self, call: Callable[[], T]) -> T:
        """What the call returns or raises; raises Cancelled, and TimeoutError out of patience."""
        self._loading.check()
        end = time.monotonic() + self._patience
        self._calls.put(call)
        while True:
            try:
                value, error = self._answers.get(timeout=TICK)
            except queue.Empty:
                self._loading.check()
                if time.monotonic() > end:
                    raise TimeoutError("no answer") from None
                continue
            if error is not None:
                raise error
            found: T = value
            return found

    def leave(self, call: Callable[[], object]) -> None:
        """Have it done when what hangs has come to an end, without waiting; errors are lost."""
        self._calls.put(call)

    def _work(self) -> None:
        while (call := self._calls.get()) is not None:
            try:
                self._answers.put((call(), None))
            except BaseException as error:  # the caller must hear of all
                self._answers.put((None, error))
