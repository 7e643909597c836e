"""Single runs on a cluster, as if its model were here: an `Engine` whose device is an address.

The inputs travel, the run comes back with its queries and keys, within a budget. The model stays
loaded on the worker. Dask is imported with the first run on a cluster.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from explorer.batch.dask_client import DEATHS, LOST, connected, ended, round_trip, stopped_here
from explorer.batch.place import NO_TLS, Tls, host_of, is_address
from explorer.core.cancel import never
from explorer.core.foreign import plain
from explorer.core.photo import Photo
from explorer.core.trace import Trace, held_bytes
from explorer.export.files import ExportError
from explorer.registry.catalogue import find
from explorer.registry.entry import Entry, ModelError
from explorer.registry.loading import Loading, LoadProgress
from explorer.runtime.devices import AUTO
from explorer.runtime.engine import Engine, Request, read_photos

if TYPE_CHECKING:
    from distributed import Client

    from explorer.registry.subjects.protocol import Subject

BUDGET = 1 << 30
"""Bytes of a run that comes back over the network."""
WAIT = 10.0
"""Seconds that a scheduler and its worker are waited for."""
_KEPT: list[Engine] = []
"""In a worker's process: the engine that keeps the models which were run on it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far away a cluster is.

    Attributes
    ----------
    workers : int
        That it has.
    seconds : float
        From here to the scheduler and back.
    """

    workers: int
    seconds: float

    @property
    def words(self) -> str:
        """The same in a few words: "2 workers, 3 ms"."""
        count = f"{self.workers} worker{'s' if self.workers != 1 else ''}"
        return f"{count}, {1000 * self.seconds:.0f} ms"


Told = Callable[[Any], None]
"""Hears what an `Engine` publishes, and the `Reach` of a cluster."""


class RemoteEngine(Engine):
    """An `Engine` that takes the address of a scheduler for a device, and has the rest done there.

    Attributes
    ----------
    tls : Tls
        Certificates for addresses that are encrypted.
    budget : int
        Bytes of a run that comes back.
    wait : float
        Seconds in which a scheduler has to answer.
    """

    def __init__(self, tls: Tls = NO_TLS, budget: int = BUDGET, wait: float = WAIT) -> None:
        super().__init__()
        self.tls, self.budget, self.wait = tls, budget, wait
        self._turn = threading.Lock()
        self._client: tuple[str, Tls, Client] | None = None
        self._entries: dict[tuple[str, str], Entry] = {}

    def run(
        self,
        request: Request,
        publish: Told = lambda event: None,
        cancelled: Callable[[], bool] = never,
    ) -> Trace:
        """Run a model here, or on the cluster whose address the device is; as `Engine.run`.

        Raises
        ------
        ModelError
            Also where the cluster cannot be had, loses the run, or the run is too large to come
            back.
        """
        if not is_address(request.device):
            return super().run(request, publish, cancelled)
        inputs = read_photos(request.inputs, publish, cancelled)
        unnamed = tuple(
            replace(one, path=None) if isinstance(one, Photo) else one for one in inputs.photos
        )
        sent = replace(request, inputs=replace(inputs, photos=unnamed), device=AUTO)
        publish(LoadProgress(f"Running at {host_of(request.device)}"))
        trace: Trace = self._do(request.device, publish, cancelled, run_there, sent, self.budget)
        return replace(trace, inputs=replace(trace.inputs, photos=inputs.photos))

    def open(
        self,
        model: str,
        wanted: str = AUTO,
        publish: Told = lambda event: None,
        cancelled: Callable[[], bool] = never,
    ) -> Entry:
        """Find a model and have it loaded here or on the cluster; as `Engine.open`."""
        if not is_address(wanted):
            return super().open(model, wanted, publish, cancelled)
        publish(LoadProgress(f"Loading {model} at {host_of(wanted)}"))
        found = self._do(wanted, publish, cancelled, open_there, model)
        try:
            return find(model)
        except ModelError:
            return Entry(**found, loader=_elsewhere(found["title"]))

    def subject(
        self,
        model: str,
        wanted: str = AUTO,
        publish: Told = lambda event: None,
        cancelled: Callable[[], bool] = never,
    ) -> Subject:
        """Give a model to whoever runs it by hand, which is done on this machine in any case."""
        return super().subject(model, AUTO if is_address(wanted) else wanted, publish, cancelled)

    def reach(self, address: str) -> Reach:
        """Say how far away a cluster is; raises ExportError where nobody answers."""
        client = self._connected(address)
        threads = client.nthreads()
        return Reach(len(threads), round_trip(client))

    def close(self) -> None:
        """Leave the cluster."""
        with self._turn:
            client, self._client = self._client, None
        if client is not None:
            with suppress(Exception):  # it may be gone already
                client[2].close(timeout=1)

    def _connected(self, address: str) -> Client:
        with self._turn:
            if self._client is not None:
                known, tls, client = self._client
                if (known, tls) == (address, self.tls) and client.status == "running":
                    return client
                with suppress(Exception):
                    client.close(timeout=1)
                self._client = None
            client = connected(address, self.tls, self.wait)
            self._client = address, self.tls, client
            return client

    def _do(
        self,
        address: str,
        publish: Told,
        cancelled: Callable[[], bool],
        work: Callable[..., Any],
        *given: Any,
    ) -> Any:
        """Have something done on a worker, and wait for it."""
        try:
            client = self._connected(address)
            publish(self.reach(address))
        except ExportError as error:
            raise ModelError(str(error)) from error
        except Exception as error:  # the connection broke just now
            self.close()
            raise ModelError(f"{LOST} Run it again.") from error
        from concurrent.futures import CancelledError

        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError

        future = client.submit(work, *given, pure=False)
        try:
            ended(client, [future], cancelled)
            return future.result()
        except KilledWorker as error:
            raise ModelError(
                f"{DEATHS} workers died over this run, for want of memory perhaps. Choose a "
                "smaller model or input."
            ) from error
        except (CancelledError, CommClosedError, TimeoutError) as error:
            self.close()
            raise ModelError(f"{LOST} Run it again.") from error
        finally:
            with suppress(Exception):  # the connection may be gone
                client.cancel([future], force=True)


def run_there(request: Request, budget: int) -> Trace:
    """Run a model: what a worker does. Raises ModelError for a run that is too large to travel."""
    trace = _engine().run(request, cancelled=stopped_here())
    size = held_bytes(trace)
    if size > budget:
        raise ModelError(
            f"This run holds {size / 1e9:.1f} GB of queries and keys, more than the "
            f"{budget / 1e9:.1f} GB that come back over the network. Shorten the input, or have "
            "its pictures made there: Batch… with the same cluster."
        )
    return trace


def open_there(model: str) -> dict[str, Any]:
    """Load a model: what a worker does. Returns what its entry says, but for how it is loaded."""
    entry = _engine().open(model, cancelled=stopped_here())
    return {one.name: getattr(entry, one.name) for one in fields(entry) if one.name != "loader"}


def _engine() -> Engine:
    if not _KEPT:
        _KEPT.append(Engine())
    return _KEPT[0]


def _elsewhere(title: str) -> Callable[[str, Loading], Subject]:
    """The loader of a model that is on a cluster alone."""

    def refuse(device: str, loading: Loading) -> Subject:
        raise ModelError(
            f"{plain(title, 80)} is on the cluster, and not on this machine. Run on the cluster, "
            "or choose another model."
        )

    return refuse
