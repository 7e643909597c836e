"""A scheduler and its workers on the loopback address, as processes that a test can end by id."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from distributed import Client, Security

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Certificate:
    """One that is its own authority."""

    cert: Path
    key: Path

    @property
    def words(self) -> list[str]:
        cert = str(self.cert)
        return ["--tls-ca-file", cert, "--tls-cert", cert, "--tls-key", str(self.key)]


@dataclass(frozen=True)
class Cluster:
    """What was started; the address is that of the scheduler."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


def certificate(folder: Path) -> Certificate:
    """Make one with openssl."""
    made = Certificate(folder / "cert.pem", folder / "key.pem")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-keyout", str(made.key), "-out", str(made.cert)),
        ],
        check=True,
        capture_output=True,
    )
    return made


@contextmanager
def cluster(
    folder: Path, toys: Path, workers: int = 2, tls: Certificate | None = None
) -> Iterator[Cluster]:
    """Run a scheduler with workers, each of one thread, until the block ends."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "ATTENTION_EXPLORER_CHECKPOINTS": str(toys / "checkpoints"),
        "OMP_NUM_THREADS": "1",
        "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
    }
    file = folder / "scheduler.json"
    secure = tls.words if tls is not None else []
    started: list[subprocess.Popen[bytes]] = []

    def start(module: str, *words: str) -> subprocess.Popen[bytes]:
        head = [sys.executable, "-m", f"distributed.cli.{module}", *secure]
        process = subprocess.Popen(
            [*head, *words],
            env=environment,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    scheme = "tls" if tls is not None else "tcp"
    try:
        start(
            "dask_scheduler", "--host", f"{scheme}://127.0.0.1", "--port", "0",
            "--no-dashboard", "--scheduler-file", str(file),
        )  # fmt: skip
        several = tuple(
            start(
                "dask_worker",
                "--scheduler-file",
                str(file),
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
                "--host",
                f"{scheme}://127.0.0.1",
                "--local-directory",
                str(folder / f"worker {number}"),
            )
            for number in range(workers)
        )
        security = None
        if tls is not None:
            security = Security(
                tls_ca_file=str(tls.cert),
                tls_client_cert=str(tls.cert),
                tls_client_key=str(tls.key),
                require_encryption=True,
            )
        address = _address(file, started[0])
        with Client(address, timeout=PATIENCE, security=security, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=PATIENCE)
        yield Cluster(address, several)
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _address(file: Path, scheduler: subprocess.Popen[bytes]) -> str:
    """What the scheduler has written of itself, as soon as it has."""
    import json
    import time

    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert scheduler.poll() is None, "the scheduler has ended"
        try:
            return str(json.loads(file.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise AssertionError("the scheduler has not begun")
