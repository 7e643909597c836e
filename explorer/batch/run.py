"""A batch from its first input to its manifest: window, command line and cluster alike."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from explorer.batch.local import outcomes
from explorer.batch.manifest import Manifest
from explorer.batch.place import NO_TLS, Tls
from explorer.batch.plan import SIZE, Item, Plan, input_digest
from explorer.batch.worker import Outcome, Worker
from explorer.core.cancel import Cancelled, never
from explorer.export.files import ExportError, sweep, write_bytes
from explorer.runtime.engine import Engine, Publish

FileId = tuple[int, int]
"""Device and number of a file: the same for all its names."""


@dataclass(frozen=True)
class Target:
    """Where a batch writes.

    Attributes
    ----------
    folder : Path
        Of all that is written, where there is more than one file.
    file : Path or None
        The one file that is written; None for a folder.
    read : frozenset of FileId or None
        The files that are read, which are never overwritten.
    """

    folder: Path
    file: Path | None = None
    read: frozenset[FileId | None] = frozenset()

    def path(self, name: str) -> Path:
        """The file to write; raises ExportError for one that is read."""
        target = self.file or self.folder / name
        there = identity(target)
        if there is not None and there in self.read:
            raise ExportError(f"{target.name} is to be read. Write to another name or folder.")
        return target


@dataclass(frozen=True, slots=True)
class Done:
    """What has become of one input: its outcome, and the files that were written."""

    item: Item
    outcome: Outcome
    paths: tuple[Path, ...] = ()


@dataclass
class Tally:
    """How far a batch has come.

    Attributes
    ----------
    total : int
        Inputs, those included that were finished before.
    done, failed, skipped : int
        Of them; `done` counts them all.
    began : float
        When the first was begun, on the clock of `time.monotonic`.
    held : float
        Seconds since then in which it was paused.
    """

    total: int
    done: int = 0
    failed: int = 0
    skipped: int = 0
    began: float = field(default_factory=time.monotonic)
    held: float = 0.0

    def count(self, outcome: Outcome) -> None:
        """Take one more outcome."""
        self.done += 1
        self.failed += bool(outcome.error)
        self.skipped += outcome.finished

    @property
    def rate(self) -> float:
        """Inputs a second that were made, 0 before the first."""
        made = self.done - self.skipped
        worked = time.monotonic() - self.began - self.held
        return made / max(worked, 1e-9) if made else 0.0

    @property
    def left(self) -> float | None:
        """Seconds that the rest takes at this rate; None before the first."""
        return (self.total - self.done) / self.rate if self.rate else None


@dataclass(frozen=True, slots=True)
class How:
    """How a batch is run, which changes nothing of its files.

    Attributes
    ----------
    size : int
        Inputs that go through the model together.
    jobs : int
        Processes on this machine; 1 for this one alone.
    cluster : str
        The address of a scheduler of Dask; "" for this machine.
    tls : Tls
        Certificates, of an address that is encrypted.
    force : bool
        Make anew what was finished before.
    """

    size: int = SIZE
    jobs: int = 1
    cluster: str = ""
    tls: Tls = NO_TLS
    force: bool = False


def run(
    plan: Plan,
    items: Sequence[Item],
    target: Target,
    how: How | None = None,
    publish: Publish = lambda event: None,
    cancelled: Callable[[], bool] = never,
    engine: Engine | None = None,
) -> Iterator[Done]:
    """Make the files of every input and yield each as it stands, in order on this machine.

    Of several inputs `manifest.csv` is kept in the folder, and what it says is finished is passed
    over. Stopped at any moment, also killed, the same call goes on where it was.

    Raises
    ------
    ExportError
        A file cannot be written, or the cluster cannot be had.
    Cancelled
        Soon after `cancelled()` turned true; what is being written is finished.
    Exception
        What `Engine.run` raises, but for what is wrong with one input.
    """
    how = how or How()
    manifest = None
    if target.file is None and len(items) > 1:
        manifest = Manifest(target.folder, plan.digest)
        sweep(target.folder)  # also where nothing is written, for all is finished
    todo: list[tuple[int, Item]] = []
    for number, item in enumerate(items):
        if cancelled():
            raise Cancelled
        if manifest is not None and not how.force and manifest.knows(item.stem):
            digest = input_digest(item)
            if digest and manifest.finished(item.stem, digest):
                yield Done(item, Outcome(number, sha256=digest, finished=True))
                continue
        todo.append((number, item))
    written: dict[int, tuple[Path, ...]] = {}

    def finish(outcome: Outcome) -> Outcome:
        """Write the files, then the line that says so."""
        paths = []
        for one in outcome.files:
            path = target.path(one.name)
            write_bytes(path, one.content)
            paths.append(path)
        if manifest is not None:
            manifest.add(items[outcome.number], outcome)
        written[outcome.number] = tuple(paths)
        return replace(outcome, files=())

    found: Iterator[Outcome] = iter(())
    if todo and (how.cluster or how.jobs > 1):
        from explorer.batch.cluster import outcomes as spread

        found = spread(plan, todo, finish, how.size, how.jobs, how.cluster, how.tls, cancelled)
    elif todo:
        found = outcomes(Worker(plan, engine), todo, finish, how.size, publish, cancelled)
    for outcome in found:
        yield Done(items[outcome.number], outcome, written.pop(outcome.number, ()))
    if manifest is not None and todo:
        manifest.write(one.stem for one in items)


def read_files(items: Sequence[Item], paths: Sequence[Path]) -> frozenset[FileId | None]:
    """The files that a batch reads, for `Target`: photos of the items, and what was named."""
    photos = [path for item in items for path in item.inputs.photos if isinstance(path, Path)]
    return frozenset(identity(path) for path in (*photos, *paths))


def identity(path: Path) -> FileId | None:
    """The same for all names of one file; None where there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
