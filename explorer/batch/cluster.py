"""A batch on several processes or machines, with Dask distributed: `--jobs N` and `--cluster`.

Inputs travel to the workers, finished files come back, and this process alone writes them: what a
lost worker had begun is run again elsewhere, and nothing is written twice. A worker keeps the model
that it has loaded. Dask is imported when a batch is spread, and not before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.batch.dask_client import (
    DEATHS,
    LOST,
    cluster_client,
    ended,
    local_client,
    stopped_here,
)
from explorer.batch.local import Finish, Numbered
from explorer.batch.place import NO_TLS, Tls
from explorer.batch.plan import Item, Plan
from explorer.batch.worker import FAILURES, Outcome, Worker, failed
from explorer.core.cancel import never
from explorer.core.photo import Photo
from explorer.export.files import ExportError
from explorer.inputs.images import read_photo
from explorer.inputs.values import Reading
from explorer.registry.entry import ModelError

if TYPE_CHECKING:
    from distributed import Future

AHEAD = 2
"""Batches a worker has, the one at hand included: so none waits, and memory stays flat."""
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
    tls: Tls = NO_TLS,
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
    tls
        Certificates, of an address that is encrypted.

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
    with cluster_client(address, tls) if address else local_client(jobs) as client:
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
                for future in ended(client, list(running), cancelled):
                    chunk = running.pop(future)
                    yield from map(finish, _result(future, chunk))
        except (CancelledError, OSError, TimeoutError) as error:
            # of the network: no file is written by itself, and what waits at a client that has
            # lost its scheduler is cancelled
            raise ExportError(f"{LOST} {GOES_ON}") from error
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
    good = [one for one in read if isinstance(one, Item)]
    traces = iter(worker.run(good, cancelled=stopped_here()))
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
    files, how = iter(contents), Reading(item.inputs.span, item.inputs.bands)
    photos = []
    try:
        for one in item.inputs.photos:
            if not isinstance(one, Photo):
                with tempfile.TemporaryDirectory() as folder:
                    path = Path(folder) / one.name
                    path.write_bytes(next(files))
                    one = replace(read_photo(path, how), path=None)
            photos.append(one)
    except FAILURES as error:
        return error
    return replace(item, inputs=replace(item.inputs, photos=tuple(photos)))


def _result(future: Future[Any], chunk: Sequence[Numbered]) -> list[Outcome]:
    """What has become of a batch; of one over which workers die a failure for each input."""
    from distributed import KilledWorker

    try:
        found: list[Outcome] = future.result()
    except KilledWorker:
        said = ModelError(f"{DEATHS} workers died over this batch, for want of memory perhaps.")
        return [failed(number, item, said) for number, item in chunk]
    return found
