"""A batch as a job of a worker: what it tells on its way, and what became of it. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.batch.listing import list_items
from explorer.batch.pausing import Pause
from explorer.batch.run import Tally, Target, read_files, run
from explorer.gui.batch.asked import Wanted
from explorer.registry.catalogue import find
from explorer.registry.loading import LoadProgress
from explorer.runtime.jobs import Job


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a batch has come.

    Attributes
    ----------
    total, done, failed, skipped : int
        Inputs, as `Tally` counts them.
    rate : float
        Inputs a second; 0 before the first.
    left : float or None
        Seconds that the rest takes at this rate.
    error : str
        What was wrong with the input that was done last; "" for nothing.
    doubtful : int
        Inputs whose maps are not proved to be what the model computed.
    """

    total: int
    done: int = 0
    failed: int = 0
    skipped: int = 0
    rate: float = 0.0
    left: float | None = None
    error: str = ""
    doubtful: int = 0

    @property
    def words(self) -> str:
        """The same in a line: "1,204 of 3,000 · 38 files/s · 47 s left · 2 failed"."""
        parts = [f"{self.done:,} of {self.total:,}"]
        if self.rate and self.done < self.total:
            parts.append(
                f"{self.rate:.2g} files/s" if self.rate < 10 else f"{self.rate:.0f} files/s"
            )
            if self.left is not None:
                parts.append(f"{_duration(self.left)} left")
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        return " · ".join(parts)

    @property
    def share(self) -> float:
        """Done of the whole, in [0, 1]."""
        return self.done / self.total if self.total else 0.0

    @property
    def summary(self) -> str:
        """What is said at the end, in a sentence."""
        made = self.done - self.failed - self.skipped
        found = [f"{made:,} of {self.total:,} made"]
        if self.skipped:
            found.append(f"{self.skipped:,} were finished before")
        if self.failed:
            found.append(f"{self.failed:,} failed")
        if self.doubtful:
            found.append(f"{self.doubtful:,} not verified")
        return ", ".join(found)


@dataclass(frozen=True, slots=True)
class Ended:
    """A batch that came to its end."""

    standing: Standing
    folder: Path


def batch_job(wanted: Wanted, pause: Pause) -> Callable[[Job], Ended]:
    """Make a job that runs a batch, as `attention-explorer export` does.

    It publishes a `Standing` with every input that is done, and what is being loaded.
    """

    def work(job: Job) -> Ended:
        stopped = pause.asking(job.cancelled)
        entry = find(wanted.plan.model)
        failures: list[str] = []
        job.publish(LoadProgress("Listing the files"))
        items = list_items(wanted.paths, entry, wanted.given, failures, lambda said: None)
        total = len(items) + len(failures)
        target = Target(wanted.folder, None, read_files(items, wanted.paths))
        if total == 1:
            items = [replace(one, called="") for one in items]  # its errors need not say which
        tally, doubtful = Tally(total, len(failures), len(failures)), 0
        for failure in failures:
            job.publish(_standing(tally, failure, 0))
        job.publish(_standing(tally, "", 0))

        def tell(event: object) -> None:
            if isinstance(event, LoadProgress) and not tally.done:
                job.publish(event)

        for done in run(wanted.plan, items, target, wanted.how, tell, stopped):
            tally.count(done.outcome)
            tally.held = pause.seconds
            doubtful += bool(done.outcome.doubt)
            job.publish(_standing(tally, done.outcome.error, doubtful))
        return Ended(_standing(tally, "", doubtful), wanted.folder)

    return work


def _standing(tally: Tally, error: str, doubtful: int) -> Standing:
    return Standing(
        tally.total,
        tally.done,
        tally.failed,
        tally.skipped,
        tally.rate,
        tally.left,
        error,
        doubtful,
    )


def _duration(seconds: float) -> str:
    """Seconds as "47 s", "12 min" or "3 h 20 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
