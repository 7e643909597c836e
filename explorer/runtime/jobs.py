"""One worker thread; the latest request wins.

A job is a function that is given its `Job`: it publishes what it has so far and asks whether it
was cancelled. Submitting cancels the job that runs and replaces the one that waits. Reports carry
the number of their job, so that a late one from a stale job can be told and dropped.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from explorer.core.cancel import Cancelled

State = Literal["published", "finished", "failed", "cancelled"]
R = TypeVar("R")


@dataclass(frozen=True, eq=False)
class Report(Generic[R]):
    """`value`: what was published or returned, or the exception of a failed job."""

    job: int
    state: State
    value: R


class Job:
    """The worker's side of one job."""

    def __init__(self, number: int, deliver: Callable[[Report[object]], None]) -> None:
        self.number = number
        self._deliver = deliver
        self._stop = threading.Event()

    def publish(self, value: object) -> None:
        """Report an intermediate result, unless the job is stale."""
        if not self._stop.is_set():
            self._deliver(Report(self.number, "published", value))

    def cancel(self) -> None:
        self._stop.set()

    def cancelled(self) -> bool:
        return self._stop.is_set()


Work = Callable[[Job], object]


class JobRunner:
    """Runs jobs one after the other in a thread of its own.

    `deliver` is called in the worker thread with every report, the end of each job in the order of
    their numbers: a waiting job that was dropped is said to be cancelled when its turn comes. With
    `sync=True` jobs run inside `submit`, for tests.
    """

    def __init__(
        self, deliver: Callable[[Report[object]], None], name: str = "worker", sync: bool = False
    ) -> None:
        self._deliver = deliver
        self._name = name
        self._sync = sync
        self._lock = threading.Condition()
        self._queue: deque[tuple[Job, Work]] = deque()  # all but the last of them are cancelled
        self._running: Job | None = None
        self._closed = False
        self._count = 0
        self._thread: threading.Thread | None = None

    def submit(self, work: Work) -> int:
        """Run `work` as soon as the current job has stopped; returns the job's number.

        Raises RuntimeError after `close`.
        """
        with self._lock:
            if self._closed:
                raise RuntimeError("The job runner is closed.")
            self._count += 1
            job = Job(self._count, self._deliver)
            self._cancel_all()
            if self._sync:
                self._running = job
            else:
                self._queue.append((job, work))
                if self._thread is None:
                    self._thread = threading.Thread(target=self._loop, name=self._name, daemon=True)
                    self._thread.start()
                self._lock.notify_all()
        if self._sync:
            self._run(job, work)
        return job.number

    def cancel(self) -> None:
        """Ask the running job to stop, and drop the waiting one."""
        with self._lock:
            self._cancel_all()

    @property
    def idle(self) -> bool:
        """Whether the end of every job was delivered."""
        with self._lock:
            return self._running is None and not self._queue

    def close(self, timeout: float = 10.0) -> bool:
        """Cancel everything and wait for the thread; False when it did not stop in `timeout` s."""
        with self._lock:
            self._closed = True
            self._cancel_all()
            self._lock.notify_all()
            thread = self._thread
        if thread is None or thread is threading.current_thread():
            return True
        thread.join(timeout)
        return not thread.is_alive()

    def _cancel_all(self) -> None:
        """Ask what runs to stop, and what waits not to begin; the lock is held."""
        if self._running is not None:
            self._running.cancel()
        for job, _ in self._queue:
            job.cancel()

    def _loop(self) -> None:
        while True:
            with self._lock:
                while not self._queue and not self._closed:
                    self._lock.wait()
                if not self._queue:
                    return
                job, work = self._queue.popleft()
                self._running = job
            self._run(job, work)

    def _run(self, job: Job, work: Work) -> None:
        try:
            value = None if job.cancelled() else work(job)  # it may have been dropped as it waited
        except Cancelled:
            self._say_cancelled(job)
        except BaseException as error:  # a thread has no caller: the window must hear of all
            self._deliver(Report(job.number, "failed", error))
        else:
            if job.cancelled():
                self._say_cancelled(job)
            else:
                self._deliver(Report(job.number, "finished", value))
        finally:
            with self._lock:
                if self._running is job:  # with sync=True a report may have begun another
                    self._running = None

    def _say_cancelled(self, job: Job) -> None:
        self._deliver(Report(job.number, "cancelled", None))
