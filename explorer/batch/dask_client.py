"""A connection to a scheduler of Dask, or processes of this machine that end with it.

Dask is imported when there is something to connect to, and not before.
"""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from explorer.batch.place import NO_TLS, Tls
from explorer.core.cancel import Cancelled, never
from explorer.core.foreign import plain, quoted_error
from explorer.core.packages import imported
from explorer.export.files import ExportError

if TYPE_CHECKING:
    from distributed import Client, Future

WAIT = 20.0
"""Seconds that a scheduler and its first worker are waited for."""
LOOK = 0.5
"""Seconds between two looks at whether what runs is to stop."""
DEATHS = 3
"""Workers that may die over the same inputs before those are given up."""
LOST = "The connection to the cluster was lost."
PINGS = 5
PORT = 8786
"""Of a scheduler whose address names none."""


@contextmanager
def local_client(jobs: int) -> Iterator[Client]:
    """A client of so many processes of this machine, which end with the block."""
    need_dask()
    from distributed import Client, LocalCluster

    with (
        _settings(),
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


@contextmanager
def cluster_client(address: str, tls: Tls = NO_TLS) -> Iterator[Client]:
    """A client of a scheduler that has a worker, closed at the end of the block.

    Raises as `connected` does.
    """
    with _settings(), connected(address, tls) as client:
        yield client


def connected(address: str, tls: Tls = NO_TLS, wait: float = WAIT) -> Client:
    """Return a client of a scheduler that has a worker, to be closed.

    Parameters
    ----------
    address
        Of the scheduler, as "tcp://host:8786" or "tls://host:8786".
    tls
        Certificates, of an address that is encrypted.
    wait
        Seconds in which it has to answer.

    Raises
    ------
    ExportError
        There is no Dask, nobody answers, or there is no worker.
    """
    need_dask()
    from distributed import Client, Security

    shown = plain(address, 80)
    security: Any = None
    if tls.checked(address):
        security = Security(
            tls_ca_file=tls.ca or None,
            tls_client_cert=tls.cert or None,
            tls_client_key=tls.key or None,
            require_encryption=True,
        )
    with _settings():
        try:
            _greeted(address, security, wait)
            client = Client(address, timeout=wait, set_as_default=False, security=security)
        except (OSError, TimeoutError, ValueError, TypeError, RuntimeError) as error:
            raise ExportError(
                f"No scheduler answers at {shown} ({quoted_error(error)}). Start one with: dask "
                "scheduler."
            ) from error
        try:
            client.wait_for_workers(1, timeout=wait)
        except TimeoutError as error:
            client.close()
            raise ExportError(
                f"The scheduler at {shown} has no workers. Start one with: dask worker {shown}."
            ) from error
    return client


def _greeted(address: str, security: Any, wait: float) -> None:
    """Wait for the first byte of a scheduler, which greets whoever it lets in.

    A client that is refused would go on trying, and complain in words of its own when it goes.

    Raises
    ------
    OSError, ValueError
        Nobody answers, the certificates are not trusted, or the address is none.
    """
    from distributed import Security
    from distributed.comm.addressing import parse_address, parse_host_port

    scheme, place = parse_address(address)
    if scheme not in ("tcp", "tls"):
        return  # of another kind, which Dask knows itself
    with ExitStack() as stack:
        line = stack.enter_context(socket.create_connection(parse_host_port(place, PORT), wait))
        if scheme == "tls":
            known = security or Security()  # as the configuration of Dask says
            context = known.get_connection_args("client")["ssl_context"]
            line = stack.enter_context(context.wrap_socket(line))
        if not line.recv(1):
            raise ConnectionError("it closed the connection")


def round_trip(client: Client) -> float:
    """Seconds from here to the scheduler and back, the median of a few."""
    taken = []
    for _ in range(PINGS):
        start = time.perf_counter()
        scheduler: Any = client.scheduler
        client.sync(scheduler.identity)
        taken.append(time.perf_counter() - start)
    return sorted(taken)[len(taken) // 2]


def ended(
    client: Client, running: Sequence[Future[Any]], cancelled: Callable[[], bool] = never
) -> list[Future[Any]]:
    """Return the futures of a client that have ended, as soon as there is one.

    Raises
    ------
    Cancelled
        Soon after `cancelled()` turned true.
    """
    from distributed import wait

    while True:
        if cancelled():
            raise Cancelled
        try:
            with client.as_current():
                return list(wait(running, timeout=LOOK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            continue


def stopped_here() -> Callable[[], bool]:
    """On a worker: tell whether nobody wants any more what it works at."""
    from distributed import get_worker

    try:
        worker = get_worker()
        key = worker.get_current_task()
    except (ValueError, AttributeError):
        return never

    def stopped() -> bool:
        task = worker.state.tasks.get(key)
        return task is None or task.state not in ("executing", "long-running")

    return stopped


_TALKS = ("distributed", "distributed.client", "distributed.gc", "tornado.application")
"""The loggers to which Dask gives a level and an output of their own."""


def need_dask() -> None:
    """Import Dask, which is then silent; raises ExportError where it is not installed."""
    imported(
        "distributed", lambda lack: ExportError(lack.said), "Work on several processes or machines"
    )
    for name in _TALKS:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what we say is one sentence


def _settings() -> Any:
    import dask

    return dask.config.set(
        {
            "distributed.scheduler.allowed-failures": DEATHS - 1,
            "distributed.admin.large-graph-warning-threshold": "1GB",  # photos are large
        }
    )
