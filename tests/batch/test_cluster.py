"""A batch over processes and a cluster: workers killed, a connection cut, certificates."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from explorer.batch.cluster import GOES_ON
from explorer.batch.dask_client import LOST
from tests.registry.conftest import one_thread, toy_resources

pytest.importorskip("distributed")
from tests.batch.clusters import certificate, cluster

__all__ = ["one_thread", "toy_resources"]

ROOT = Path(__file__).resolve().parents[2]
COUNT, MANY = 60, 300


def photos_in(folder: Path, count: int) -> Path:
    """So many small photos, one of which is none."""
    folder.mkdir()
    rng = np.random.default_rng(0)
    for at in range(count):
        pixels = rng.integers(0, 256, (20, 24, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"p{at}.png")
    (folder / "p7.png").write_bytes(b"no photo")
    return folder


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    return photos_in(tmp_path / "photos", COUNT)


def command(photos: Path, out: Path, toys: Path, *words: object) -> subprocess.Popen[str]:
    base = ["export", "vit", photos, "-o", out, "--size", 16, "--batch", 2]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "ATTENTION_EXPLORER_CHECKPOINTS": str(toys / "checkpoints"),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "explorer", *map(str, (*base, *words))],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.glob("*.png")}


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "manifest.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
def test_a_killed_worker_loses_nothing(photos: Path, toy_resources: Path, tmp_path: Path) -> None:
    alone, spread = tmp_path / "alone", tmp_path / "spread"
    _, err = command(photos, alone, toy_resources).communicate()
    assert "p7.png" in err
    running = command(photos, spread, toy_resources, "--jobs", "2")
    assert running.stdout is not None
    first = running.stdout.readline()  # a file stands, and most do not
    children = psutil.Process(running.pid).children(recursive=True)
    workers = [one for one in children if "spawn_main" in " ".join(one.cmdline())]
    assert len(workers) == 2
    os.kill(workers[0].pid, signal.SIGKILL)
    rest, err = running.communicate()
    assert running.returncode == 2, err  # for the one that is no photo
    assert "(1 of 60 failed)" in err
    assert "Traceback" not in err
    written = [first.strip(), *rest.split("\n")[:-1]]
    assert len(written) == len(set(written)) == COUNT - 1
    assert contents(spread) == contents(alone)
    assert [row["name"] for row in listed(spread)] == [row["name"] for row in listed(alone)]
    assert [row["error"] for row in listed(spread)] == [row["error"] for row in listed(alone)]


class Wire:
    """Between a client and a scheduler; cut, it is as if the network had gone."""

    def __init__(self, address: str) -> None:
        host, _, port = address.partition("://")[2].rpartition(":")
        self._there = host, int(port)
        self._ends: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(self._there)
            self._ends += [near, far]
            for one, other in ((near, far), (far, near)):
                pump = threading.Thread(target=_pump, args=(one, other))
                self._threads.append(pump)
                pump.start()

    def cut(self) -> None:
        """End every connection, and accept none any more."""
        for end in (self._listener, *self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        for thread in self._threads:
            thread.join()


def _pump(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(1 << 16):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="module")
def alone(many: Path, toy_resources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one machine makes of three hundred photos."""
    out = tmp_path_factory.mktemp("alone") / "out"
    _, err = command(many, out, toy_resources).communicate()
    assert "p7.png" in err
    return out


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return photos_in(tmp_path_factory.mktemp("many") / "photos", MANY)


def same(one: Path, other: Path) -> None:
    """Both folders hold the same, file by file, and list it in the same order."""
    assert contents(one) == contents(other)
    for column in ("name", "error", "sha256", "prediction", "verdict"):
        ours, theirs = ([row[column] for row in listed(folder)] for folder in (one, other))
        assert ours == theirs


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
def test_a_worker_of_a_cluster_is_killed_in_the_middle(
    many: Path, alone: Path, toy_resources: Path, tmp_path: Path
) -> None:
    with cluster(tmp_path, toy_resources) as there:
        running = command(many, tmp_path / "out", toy_resources, "--cluster", there.address)
        assert running.stdout is not None
        first = [running.stdout.readline().strip() for _ in range(20)]
        os.kill(there.workers[0].pid, signal.SIGKILL)
        rest, err = running.communicate()
    assert running.returncode == 2, err  # for the one that is no photo
    assert f"(1 of {MANY} failed)" in err
    assert "Traceback" not in err
    written = [*first, *rest.split()]
    assert len(written) == len(set(written)) == MANY - 1, "nothing twice, nothing missing"
    same(tmp_path / "out", alone)


def test_a_connection_that_is_cut_is_one_sentence_and_the_command_goes_on(
    many: Path, alone: Path, toy_resources: Path, tmp_path: Path
) -> None:
    with cluster(tmp_path, toy_resources) as there:
        wire = Wire(there.address)
        running = command(many, tmp_path / "out", toy_resources, "--cluster", wire.address)
        assert running.stdout is not None
        first = [running.stdout.readline().strip() for _ in range(20)]
        wire.cut()
        rest, err = running.communicate()
        assert running.returncode == 2, err
        assert err.strip().splitlines()[-1] == f"{LOST} {GOES_ON}"
        assert "Traceback" not in err
        before = [*first, *rest.split()]
        again = command(many, tmp_path / "out", toy_resources, "--cluster", there.address)
        rest, err = again.communicate()
    assert again.returncode == 2, err
    written = [*before, *rest.split()]
    assert len(written) == len(set(written)) == MANY - 1
    same(tmp_path / "out", alone)


def test_no_part_of_dask_says_anything_beside_our_sentence() -> None:
    code = (
        "import logging\n"
        "from explorer.batch.dask_client import need_dask\n"
        "need_dask()\n"
        "known = logging.root.manager.loggerDict.items()\n"
        "loud = [one for name, one in known if name.startswith(('distributed', 'tornado'))]\n"
        "loud = [one for one in loud if isinstance(one, logging.Logger) and one.handlers]\n"
        "assert loud\n"
        "assert all(one.level >= logging.CRITICAL for one in loud), loud\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_cluster_that_is_encrypted_takes_certificates_and_no_one_else(
    photos: Path, toy_resources: Path, tmp_path: Path
) -> None:
    made = certificate(tmp_path)
    words = ["--tls-ca", made.cert, "--tls-cert", made.cert, "--tls-key", made.key]
    secure = [str(one) for one in words]
    with cluster(tmp_path, toy_resources, workers=1, tls=made) as there:
        assert there.address.startswith("tls://")
        spread = command(
            photos, tmp_path / "out", toy_resources, "--cluster", there.address, *secure
        )
        _, err = spread.communicate()
        assert "(1 of 60 failed)" in err
        other = tmp_path / "other"
        other.mkdir()
        foreign = certificate(other)
        for given in ([], ["--tls-ca", foreign.cert]):
            refused = command(
                photos, tmp_path / "no", toy_resources, "--cluster", there.address, *given
            )
            _, err = refused.communicate()
            assert refused.returncode == 2
            assert "Traceback" not in err
            assert len(err.strip().splitlines()) == 1
            assert not (tmp_path / "no").exists()
    _, err = command(photos, tmp_path / "alone", toy_resources).communicate()
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")


@pytest.mark.parametrize(
    ("address", "words", "said"),
    [
        ("tcp://127.0.0.1:9", ["--tls-ca", "x.pem"], "begins with tls://"),
        ("tls://127.0.0.1:9", ["--tls-ca", "missing.pem"], "missing.pem was not found"),
    ],
)
def test_certificates_that_make_no_sense_are_one_sentence(
    address: str, words: list[str], said: str, photos: Path, toy_resources: Path, tmp_path: Path
) -> None:
    refused = command(photos, tmp_path / "no", toy_resources, "--cluster", address, *words)
    _, err = refused.communicate()
    assert refused.returncode == 2
    assert said in err
