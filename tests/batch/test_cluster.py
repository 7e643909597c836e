"""A batch over two processes: a worker that is killed loses nothing, and nothing is made twice."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from tests.registry.conftest import one_thread, toy_resources

__all__ = ["one_thread", "toy_resources"]

ROOT = Path(__file__).resolve().parents[2]
COUNT = 60
pytest.importorskip("distributed")


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for at in range(COUNT):
        pixels = rng.integers(0, 256, (20, 24, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"p{at}.png")
    (folder / "p7.png").write_bytes(b"no photo")
    return folder


def command(photos: Path, out: Path, toys: Path, *words: str) -> subprocess.Popen[str]:
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
