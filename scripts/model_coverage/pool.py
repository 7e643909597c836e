"""Models in a process of their own, which may crash, hang or eat memory without harm."""

from __future__ import annotations

import multiprocessing
import resource
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

import psutil

from model_coverage.jobs import Job

LOOK = 0.5
"""Seconds between two looks at what the process has used."""
PATIENCE = 20
"""Seconds on the clock for one of the processor: others may want it as well."""
MEMORY = 6 * 2**30
"""Bytes of data that the process may have."""


Row = TypeVar("Row")


class Worker(Generic[Row]):
    """A process that measures models until one of them brings it down; then a new one starts."""

    def __init__(
        self,
        seconds: float,
        measure: Callable[[Job], Row],
        failed: Callable[[Job, str], Row],
    ) -> None:
        """Start the process.

        Parameters
        ----------
        seconds : of the processor, for one model.
        measure : a function of a module, called in the process.
        failed : what stands for a model that brought the process down, and why.
        """
        self._seconds, self._measure, self._failed = seconds, measure, failed
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def rows(self, jobs: Iterable[Job]) -> Iterator[Row]:
        """A row for each job, in order."""
        try:
            for job in jobs:
                yield self._row(job)
        finally:
            self._stop()

    def _row(self, job: Job) -> Row:
        try:
            self._here.send(job)
            if self._answers():
                found = self._here.recv()
                if not isinstance(found, str):
                    measured: Row = found
                    return measured
                reason = found
            else:
                reason = f"not run: more than {self._seconds:.0f} s"
        except (EOFError, OSError, psutil.NoSuchProcess):
            reason = "not run: the process ended"
        self._stop()
        self._start()
        return self._failed(job, reason)

    def _answers(self) -> bool:
        """Wait for an answer as long as the process has used little of the processor.

        Time on the clock counts too, much less, for what waits and does nothing.
        """
        begun = time.monotonic()
        used = self._used()
        while not self._here.poll(LOOK):
            waited = time.monotonic() - begun
            if self._used() - used > self._seconds or waited > PATIENCE * self._seconds:
                return False
        return True

    def _used(self) -> float:
        """Seconds of the processor."""
        times = psutil.Process(self._process.pid).cpu_times()
        return float(times.user + times.system)

    def _start(self) -> None:
        self._here, there = self._context.Pipe()
        self._process = self._context.Process(
            target=_serve, args=(there, self._measure), daemon=True
        )
        self._process.start()
        there.close()

    def _stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._here.close()


def _serve(there: Connection, measure: Callable[[Job], object]) -> None:
    """In the process: one job after another. An error that a model raises is sent as text."""
    import torch

    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    while True:
        try:
            job = there.recv()
        except EOFError:
            return
        try:
            there.send(measure(job))
        except Exception as error:
            said = str(error).strip().splitlines()
            there.send(f"failed: {type(error).__name__}: {said[0][:160] if said else ''}")
