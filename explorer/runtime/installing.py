"""Installing the packages that a model needs, with the pip of this Python."""

from __future__ import annotations

import importlib
import importlib.util
import re
import subprocess
import sys
import tempfile
from collections import deque
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

from explorer.registry.abandonable_thread import Aside
from explorer.registry.entry import ModelError
from explorer.registry.loading import SILENT, Loading, LoadProgress

PATIENCE = 600.0
"""Seconds without a word after which pip counts as stuck."""
RAW_SINCE = (24, 1)
"""Version of pip from which on it tells its progress in numbers."""
KEPT = 200
"""Last lines of what pip says that are kept for who wants to read them."""
FIXED = ("torch", "torchvision", "numpy", "PySide6-Essentials", "pyqtgraph")
"""Packages that stay as they are: the program runs on them now."""


def install(packages: tuple[tuple[str, ...], ...], loading: Loading = SILENT) -> None:
    """Have pip install, one call after the other, each with its arguments.

    Raises ModelError with one sentence, its note what pip said; Cancelled, which leaves what was
    installed before.
    """
    if importlib.util.find_spec("pip") is None:
        wanted = " ".join(one for call in packages for one in call if not one.startswith("-"))
        raise ModelError(f"This Python has no pip. Install it yourself: {wanted}.")
    with tempfile.TemporaryDirectory() as folder:
        fixed = Path(folder) / "fixed.txt"
        fixed.write_text("\n".join(_installed()), encoding="utf-8")
        for arguments in packages:
            _call(arguments, fixed, loading)
    importlib.invalidate_caches()


def _installed() -> list[str]:
    """The packages that must not change, each with its version."""
    found = []
    for name in FIXED:
        with suppress(PackageNotFoundError):
            found.append(f"{name}=={version(name)}")
    return found


def _call(arguments: tuple[str, ...], fixed: Path, loading: Loading) -> None:
    names = " ".join(one for one in arguments if not one.startswith("-"))
    loading.publish(LoadProgress(f"Installing {names}"))
    command = [sys.executable, "-m", "pip", "install", "--no-input", "--retries", "1"]
    command += ["--disable-pip-version-check", "--progress-bar", _progress_bar()]
    command += ["--constraint", str(fixed), *arguments]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    assert process.stdout is not None
    said: deque[str] = deque(maxlen=KEPT)
    try:
        _listen(process.stdout, names, said, loading)
        status = process.wait(PATIENCE)
    except (TimeoutError, subprocess.TimeoutExpired) as error:
        raise ModelError(f"Installing {names} has come to a halt. Try again.") from error
    finally:
        _end(process)
    if status:
        cause = next((one for one in reversed(said) if one.startswith("ERROR:")), "")
        told = cause.removeprefix("ERROR:").strip().rstrip(".")
        reason = f" ({told})" if told else ""
        # what is not found is mostly out of reach; of all else another connection is no help
        found = told and "No matching distribution" not in told
        do = f"Install it yourself: pip install {names}." if found else "Check the connection."
        refusal = ModelError(f"{names} could not be installed{reason}. {do}")
        refusal.add_note("\n".join(said))
        raise refusal


def _progress_bar() -> str:
    numbers = tuple(int(one) for one in re.findall(r"\d+", version("pip"))[:2])
    return "raw" if numbers >= RAW_SINCE else "off"


def _listen(output: IO[str], names: str, said: deque[str], loading: Loading) -> None:
    """Tell what pip does until it has nothing more to say; raises Cancelled, TimeoutError."""
    file = names
    with Aside(loading, PATIENCE) as aside:
        while line := aside.do(output.readline):
            line = line.strip()
            if found := re.fullmatch(r"Progress (\d+) of (\d+)", line):
                done, total = int(found[1]), int(found[2])
                size = f"{done / 1e6:.1f} of {total / 1e6:.1f} MB"
                loading.publish(LoadProgress(f"Downloading {file}, {size}", done, total))
                continue
            said.append(line)
            if found := re.match(r"Downloading (?:\S*/)?(\S+)", line):
                file = found[1]
                loading.publish(LoadProgress(f"Downloading {file}"))
            elif line.startswith("Installing collected packages"):
                loading.publish(LoadProgress(f"Installing {names}"))


def _end(process: subprocess.Popen[str]) -> None:
    """Stop pip and what it has started, if it still runs."""
    import psutil

    with suppress(psutil.NoSuchProcess):
        whole = psutil.Process(process.pid)
        for one in (*whole.children(recursive=True), whole):
            with suppress(psutil.NoSuchProcess):
                one.terminate()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
