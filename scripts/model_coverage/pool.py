"""Models in a process of their own, which may crash, hang or eat memory without harm."""

from __future__ import annotations

import multiprocessing
import resource
import warnings
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection

from model_coverage.jobs import Job
from model_coverage.measuring import Row, measure

MEMORY = 6 * 2**30
"""Bytes of data that the process may have."""


class Worker:
    """A process that measures models until one of them brings it down; then a new one starts."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
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
        self._here.send(job)
        try:
            if self._here.poll(self._seconds):
                found = self._here.recv()
                if isinstance(found, Row):
                    return found
                reason = str(found)
            else:
                reason = f"not run: more than {self._seconds:.0f} s"
        except EOFError:
            reason = "not run: the process ended"
        self._stop()
        self._start()
        return Row(job.library, job.family, job.model, reason=reason)

    def _start(self) -> None:
        self._here, there = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(there,), daemon=True)
        self._process.start()
        there.close()

    def _stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._here.close()


def _serve(there: Connection) -> None:
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
