"""A batch on several processes or machines, with Dask distributed: `--jobs N` and `--cluster`.

Inputs travel to the workers, finished files come back, and this process alone writes them: what a
lost worker had begun is run again elsewhere, and nothing is written twice. A worker keeps the model
that it has loaded. Dask is imported when a batch is spread, and not before.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.batch.local import Finish, Numbered
from explorer.batch.plan import Item, Plan
from explorer.batch.worker import FAILURES, Outcome, Worker, failed
from explorer.core.cancel import Cancelled, never
from explorer.core.foreign import plain, quoted_error
from explorer.core.photo import Photo
from explorer.export.files import ExportError
from explorer.inputs.images import read_photo
from explorer.registry.entry import ModelError

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 2
"""Batches a worker has, the one at hand included: so none waits, and memory stays flat."""
WAIT = 20.0
"""Seconds that a scheduler and its first worker are waited for."""
LOOK = 0.5
"""Seconds between two looks at whether the batch is to stop."""
DEATHS = 3
"""Workers that may die over the same inputs before those are given up."""
GOES_ON = "The same command goes on where it stopped."
_KEPT: dict[str, Worker] = {}
"""In a worker's process, by the digest of the plan."""

Sent = tuple[int, Item, tuple[bytes, ...]]
"""The number of an input, the input, and the content of its photos' files."""


def outcomes(
    plan: Plan,
    items: Sequence[Numbered],
    finish: Finish,
    size: int,
    jobs: int,
    address: str = "",
    cancelled: Callable[[], bool] = never,
) -> Iterator[Outcome]:
    """Yield what becomes of each input, in the order in which they are done.

    Parameters
    ----------
    plan, items, finish, size
        As `explorer.batch.local.outcomes` takes them.
    jobs
        Processes of this machine, where there is no address.
    address
        Of a scheduler, as "tcp://host:8786" or "tls://host:8786".

    Raises
    ------
    ExportError
        There is no Dask, the scheduler cannot be reached, or the connection is lost.
    ModelError
        The workers cannot run the model.
    Cancelled
        Soon after `cancelled()` turned true.
    """
    chunks = iter([items[at : at + size] for at in range(0, len(items), size)])
    with _client(jobs, address) as client:
        running: dict[Future[Any], Sequence[Numbered]] = {}
        try:
            while True:
                room = AHEAD * max(1, len(client.nthreads())) - len(running)
                for chunk in list(islice(chunks, max(0, room))):
                    sent, unread = _sent(chunk)
                    yield from map(finish, unread)
                    if sent:
                        future = client.submit(work, plan, sent, pure=False)
                        running[future] = chunk
                if not running:
                    return
                for future in _next(list(running), cancelled):
                    chunk = running.pop(future)
                    yield from map(finish, _result(future, chunk))
        finally:
            with suppress(Exception):  # the connection may be the reason
                client.cancel(list(running), force=True)


def work(plan: Plan, sent: Sequence[Sent]) -> list[Outcome]:
    """Make the files of some inputs: what runs on a worker."""
    worker = _KEPT.get(plan.digest)
    if worker is None:
        _KEPT.clear()  # one model at a time
        worker = _KEPT[plan.digest] = Worker(plan)
    read = [_received(item, contents) for _, item, contents in sent]
    traces = iter(worker.run([one for one in read if isinstance(one, Item)]))
    found = []
    for (number, item, _), one in zip(sent, read, strict=True):
        if isinstance(one, Item):
            found.append(worker.finish(number, one, next(traces)))
        else:
            found.append(failed(number, item, one))
    return found


def _sent(chunk: Sequence[Numbered]) -> tuple[list[Sent], list[Outcome]]:
    """Inputs with the files of their photos, and the outcomes of those that cannot be read."""
    sent: list[Sent] = []
    unread: list[Outcome] = []
    for number, item in chunk:
        try:
            contents = tuple(
                one.read_bytes() for one in item.inputs.photos if not isinstance(one, Photo)
            )
        except (OSError, ValueError):
            said = Worker.read(item)  # the sentence for it
            unread.append(failed(number, item, said if isinstance(said, Exception) else OSError()))
            continue
        sent.append((number, item, contents))
    return sent, unread


def _received(item: Item, contents: Sequence[bytes]) -> Item | Exception:
    """The input with its photos decoded from what was sent; errors are returned."""
    files = iter(contents)
    photos = []
    try:
        for one in item.inputs.photos:
            if not isinstance(one, Photo):
                with tempfile.TemporaryDirectory() as folder:
                    path = Path(folder) / one.name
                    path.write_bytes(next(files))
                    one = replace(read_photo(path), path=None)
            photos.append(one)
    except FAILURES as error:
        return error
    return replace(item, inputs=replace(item.inputs, photos=tuple(photos)))


def _next(running: Sequence[Future[Any]], cancelled: Callable[[], bool]) -> list[Future[Any]]:
    """The futures that have ended, as soon as there is one. Raises Cancelled."""
    from distributed import wait

    while True:
        if cancelled():
            raise Cancelled
        try:
            return list(wait(running, timeout=LOOK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            continue


def _result(future: Future[Any], chunk: Sequence[Numbered]) -> list[Outcome]:
    """What has become of a batch; of one over which workers die a failure for each input."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    try:
        found: list[Outcome] = future.result()
    except KilledWorker:
        said = ModelError(f"{DEATHS} workers died over this batch, for want of memory perhaps.")
        return [failed(number, item, said) for number, item in chunk]
    except CancelledError as error:
        raise ExportError(f"The connection to the cluster was lost. {GOES_ON}") from error
    return found


@contextmanager
def _client(jobs: int, address: str) -> Iterator[Client]:
    """A client of a scheduler, or of processes of this machine that end with it."""
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise ExportError(
            "Several processes or machines need Dask: pip install distributed."
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # ours is one sentence
    settings: dict[str, Any] = {
        "distributed.scheduler.allowed-failures": DEATHS - 1,
        "distributed.admin.large-graph-warning-threshold": "1GB",  # photos are large
    }
    with dask.config.set(settings):
        if not address:
            with (
                LocalCluster(
                    n_workers=jobs,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                ) as cluster,
                Client(cluster) as client,
            ):
                yield client
            return
        try:
            client = Client(address, timeout=WAIT, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise ExportError(
                f"No scheduler answers at {plain(address, 80)} ({quoted_error(error)}). Start one "
                "with: dask scheduler."
            ) from error
        with client:
            try:
                client.wait_for_workers(1, timeout=WAIT)
            except TimeoutError as error:
                raise ExportError(
                    f"The scheduler at {plain(address, 80)} has no workers. Start one with: dask "
                    f"worker {plain(address, 80)}."
                ) from error
            yield client
