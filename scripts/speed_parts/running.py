"""Run every part in a process of its own, and keep what came out in one JSON file."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path
from typing import Any

from speed_parts.parts import PARTS, ROOT

BENCH = ROOT / "scripts" / "bench.py"
VERSIONS = (
    "torch", "PySide6-Essentials", "pyqtgraph", "numpy", "pillow", "transformers", "torchlens",
    "bertviz",
)  # fmt: skip
MARK = "figure: "
"""Begins the lines of a part that are figures; whatever libraries print has none of it."""


def run_part(name: str, quick: bool) -> None:
    """Measure a part and print each figure as soon as it is there."""
    _, measure, _ = PARTS[name]
    for figure in measure(quick):
        print(MARK + json.dumps(figure.json()), flush=True)


def run_all(path: Path | None, quick: bool) -> int:
    """Measure every part; the status is 1 where one failed, and the others are kept.

    Parameters
    ----------
    path : where the JSON goes; None prints the figures alone.
    """
    found: dict[str, Any] = {"machine": machine(), "quick": quick, "parts": {}}
    failed = False
    for name, (title, _, limit) in PARTS.items():
        began = time.monotonic()
        figures, error = _measured(name, quick, limit)
        took = time.monotonic() - began
        part = {"title": title, "figures": figures, "error": error, "seconds": round(took, 1)}
        found["parts"][name] = part
        failed |= bool(error)
        print(f"{title} ({took:.0f} s){': ' + error if error else ''}", flush=True)
        for one in figures:
            print(f"  {line(one)}", flush=True)
        if path is not None:
            path.write_text(json.dumps(found, indent=1, ensure_ascii=False), encoding="utf-8")
    return int(failed)


def line(figure: dict[str, Any]) -> str:
    """One figure in words, with what it is beside."""
    beside = "".join(f"; {name} {said(value, figure['unit'])}"
                     for name, value in figure["beside"].items())  # fmt: skip
    goal = f" (goal {said(figure['goal'], figure['unit'])})" if figure["goal"] else ""
    note = f"; {figure['note']}" if figure["note"] else ""
    return f"{figure['what']}: {said(figure['value'], figure['unit'])}{goal}{beside}{note}"


def said(value: float | None, unit: str) -> str:
    """Give a value with its unit and three digits; a dash for none."""
    if value is None:
        return "–"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    number = f"{value:,.{digits}f}"
    return f"{number} {unit}" if unit != "×" else f"{number} ×"


def _measured(name: str, quick: bool, limit: float) -> tuple[list[dict[str, Any]], str]:
    """The figures of a part as far as it came, and why it came no further; "" for the end."""
    command = [sys.executable, str(BENCH), "--part", name, *(["--quick"] if quick else [])]
    error = ""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=limit, check=False, cwd=ROOT
        )
        output = done.stdout
        if done.returncode:
            error = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
    except subprocess.TimeoutExpired as late:
        output = late.stdout.decode() if isinstance(late.stdout, bytes) else late.stdout or ""
        error = f"not done within {limit:.0f} s"
    lines = [one.removeprefix(MARK) for one in output.splitlines() if one.startswith(MARK)]
    return [json.loads(one) for one in lines], error


def machine() -> dict[str, Any]:
    """The machine in words: processor, cores, memory, system, versions; no paths and no names."""
    import psutil

    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return {
        "processor": _processor(),
        "cores": len(psutil.Process().cpu_affinity())
        if hasattr(psutil.Process(), "cpu_affinity")
        else psutil.cpu_count(),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "load": round(load, 2),
        "python": platform.python_version(),
        "versions": {name: _version(name) for name in VERSIONS},
    }


def _processor() -> str:
    try:
        for text in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if text.startswith("model name"):
                return text.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "unknown"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
