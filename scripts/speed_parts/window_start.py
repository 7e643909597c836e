"""How long the window takes to start: `python scripts/bench.py start`.

From the start of the process to the window painted, and on to the first map painted, of a bundled
model, warm, offscreen; in turns with another checkout where one is beside it. After the first paint
a heartbeat tells how long the window's thread stood still. Another run lists what is imported.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from speed_parts.started_window import PAINTED

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3
MOST_LISTED = 12


def run_child(checkout: Path, bytecode: str, *options: str) -> tuple[dict[str, float], str]:
    """Start a checkout's window once: what it measured of itself, and its standard error.

    `bytecode`: a folder where Python keeps what it has compiled, as it does for users.
    """
    command = [sys.executable, *options, "-m", "speed_parts.started_window"]
    environment = os.environ | {"PYTHONPYCACHEPREFIX": bytecode, "PYTHONDONTWRITEBYTECODE": ""}
    began = time.monotonic()
    done = subprocess.run(
        [*command, str(checkout), str(began)],
        check=True, capture_output=True, text=True, env=environment, cwd=ROOT / "scripts",
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found, done.stderr


def _imports(errors: str) -> tuple[list[str], list[str]]:
    """What `-X importtime` says: the costliest packages until the window is painted, and after."""
    parts = errors.split(PAINTED)
    found = []
    for part in (parts[0], parts[-1]):
        cost: Counter[str] = Counter()
        for line in part.splitlines():
            own, _, name = line.removeprefix("import time:").split("|") if "|" in line else "   "
            if own.strip().isdigit():
                words = name.strip().split(".")
                cost[".".join(words[: 2 if words[0] in ("explorer", "PySide6") else 1])] += int(own)
        found.append([f"{name} {us / 1000:.0f}" for name, us in cost.most_common(MOST_LISTED)])
    return found[0], found[1]


def bench_start(beside: Path | None = None) -> None:
    """Print how long it takes to the window, to the first map, and what is imported."""
    checkouts = [ROOT, *([beside.resolve()] if beside else [])]
    runs: list[list[dict[str, float]]] = [[] for _ in checkouts]
    with tempfile.TemporaryDirectory() as bytecode:
        for checkout in checkouts:
            run_child(checkout, bytecode)  # compiled, and in the memory of the system
        for _ in range(ROUNDS):
            for checkout, found in zip(checkouts, runs, strict=True):
                found.append(run_child(checkout, bytecode)[0])
        listed = run_child(ROOT, bytecode, "-X", "importtime")[1]
    medians = [
        {name: statistics.median(run[name] for run in found) for name in found[0]} for found in runs
    ]
    for name, value in medians[0].items():
        others = "".join(f"; beside it {one[name]:.0f}" for one in medians[1:])
        print(f"start, {name}: {value:.0f}{others} ms", flush=True)
    first, after = _imports(listed)
    print(f"start, imported before the window, ms: {', '.join(first)}")
    print(f"start, imported after it, ms: {', '.join(after)}")
