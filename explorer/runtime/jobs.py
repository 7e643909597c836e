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

State = Literal["published", "finished", "failed", "cancelled", "lost"]
R = TypeVar("R")


@dataclass(frozen=True, eq=False)
class Report(Generic[R]):
    """One thing that a worker says of a job.

    Attributes
    ----------
    job
        Its number, counted from 1.
    state
        "published" for an intermediate result; the others end the job. "lost": it was cancelled
        and did not stop, so its thread was given up.
    value
        What was published or returned, the exception of a failed job, else None.
    """

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
    """Run jobs one after the other in a worker thread; the latest request wins.

    A job that was cancelled and does not stop within `patience` is given up: its thread is left to
    itself, as Python can end none, and what waits runs in a new one. Whatever a job keeps for the
    next must therefore be `PerThread`.

    Parameters
    ----------
    deliver
        Called in the worker thread with every report, the end of each job in the order of their
        numbers: a waiting job that was dropped is said to be cancelled when its turn comes. Only
        that a job is lost is said by a thread of its own.
    name
        Of the worker thread.
    sync
        Whether jobs run inside `submit`, for tests.
    patience
        Seconds after a cancel in which a job may still stop.
    prepare
        Called in the worker thread before the first job; it raises nothing.
    """

    def __init__(
        self,
        deliver: Callable[[Report[object]], None],
        name: str = "worker",
        sync: bool = False,
        patience: float = 5.0,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        self._deliver = deliver
        self._name = name
        self._sync = sync
        self._patience = patience
        self._prepare = prepare
        self._lock = threading.Condition()
        self._queue: deque[tuple[Job, Work]] = deque()  # all but the last of them are cancelled
        self._running: Job | None = None
        self._ending = False  # what runs has done its work, and its end is being delivered
        self._watch: threading.Timer | None = None  # on a cancelled job that still runs
        self._closed = self._held = False
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
                if not self._held:
                    self._ensure_thread()
                self._lock.notify_all()
        if self._sync:
            self._run(job, work)
        return job.number

    def hold(self) -> None:
        """Let jobs wait until `release`, before the first one."""
        self._held = True

    def release(self) -> None:
        """Begin with what was held back."""
        with self._lock:
            self._held = False
            if self._queue and not self._closed:
                self._ensure_thread()

    def cancel(self) -> None:
        """Ask the running job to stop, and drop the waiting one."""
        with self._lock:
            self._cancel_all()

    @property
    def idle(self) -> bool:
        """Whether the end of every job was delivered."""
        with self._lock:
            return self._running is None and not self._queue

    def close(self, timeout: float = 1.0) -> bool:
        """Cancel everything and wait for the thread; False when it did not stop in `timeout` s.

        With a timeout of 0 it is only told to stop: so several can be told before any is waited
        for.
        """
        with self._lock:
            self._closed = True
            self._cancel_all()
            self._unwatch()
            self._lock.notify_all()
            thread = self._thread
        if thread is None or thread is threading.current_thread():
            return True
        thread.join(max(timeout, 0.0))
        return not thread.is_alive()

    def _ensure_thread(self) -> None:
        """Have a worker thread; the lock is held."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name=self._name, daemon=True)
            self._thread.start()

    def _cancel_all(self) -> None:
        """Ask what runs to stop, and what waits not to begin; the lock is held."""
        if self._running is not None:
            self._running.cancel()
            if not (self._watch or self._ending or self._sync or self._closed):
                self._watch = threading.Timer(self._patience, self._give_up, [self._running])
                self._watch.daemon = True
                self._watch.name = f"{self._name} watch"
                self._watch.start()
        for job, _ in self._queue:
            job.cancel()

    def _unwatch(self) -> None:
        """The running job has ended; the lock is held."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

    def _give_up(self, job: Job) -> None:
        """Leave a job that does not stop to its thread, and have another thread for the rest."""
        with self._lock:
            if self._running is not job or self._ending or self._closed:
                return
            self._running = self._watch = self._thread = None
            if self._queue:
                self._ensure_thread()
        self._deliver(Report(job.number, "lost", None))

    def _loop(self) -> None:
        prepare, self._prepare = self._prepare, None
        if prepare is not None:
            prepare()
        while True:
            with self._lock:
                while not self._queue and not self._closed and self._is_worker():
                    self._lock.wait()
                if not self._queue or not self._is_worker():
                    return
                job, work = self._queue.popleft()
                self._running, self._ending = job, False
            self._run(job, work)

    def _is_worker(self) -> bool:
        """Whether this thread is the one in use, not one that was given up; the lock is held."""
        return self._thread is threading.current_thread()

    def _run(self, job: Job, work: Work) -> None:
        try:
            value = None if job.cancelled() else work(job)  # it may have been dropped as it waited
        except Cancelled:
            self._end(job, "cancelled", None)
        except BaseException as error:  # a thread has no caller: the window must hear of all
            stopped = job.cancelled()  # then whatever it was stopped in may have raised
            self._end(job, *(("cancelled", None) if stopped else ("failed", error)))
        else:
            if job.cancelled():
                self._end(job, "cancelled", None)
            else:
                self._end(job, "finished", value)
        finally:
            with self._lock:
                if self._running is job:  # with sync=True a report may have begun another
                    self._running = None

    def _end(self, job: Job, state: State, value: object) -> None:
        """Say how a job ended, unless it was given up before."""
        with self._lock:
            if not self._sync and not self._is_worker():
                return
            if self._running is job:
                self._ending = True  # who gives it up from now on would say a second end
                self._unwatch()
        self._deliver(Report(job.number, state, value))


T = TypeVar("T")


class PerThread(Generic[T]):
    """One value for each thread that asks: what a worker keeps, and a lost one takes with it."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._kept = threading.local()

    def get(self) -> T:
        """The value of this thread, made when it first asks."""
        if not hasattr(self._kept, "value"):
            self._kept.value = self._make()
        value: T = self._kept.value
        return value
