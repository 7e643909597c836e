"""List the models of the libraries in a process of its own.

Listing imports timm, torchvision and transformers, and an import holds the interpreter: in a thread
of this process the window would stand still for seconds. A stored index would not do, for it cannot
know the versions that are installed nor what is cached. The process ends when all have answered,
and takes what it imported with it.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import IO, Any

from explorer.core.cancel import Cancelled, never
from explorer.core.inputs import Modality
from explorer.registry.listing import BUNDLED, LISTINGS, Listed, Listing, listings

ROOT = Path(__file__).resolve().parents[2]
APART = tuple(source for source in LISTINGS if source != BUNDLED)
"""The sources that import something large."""
TICK = 0.05
"""Seconds between two questions whether the user still waits."""


def listings_apart(
    cancelled: Callable[[], bool] = never,
    sources: Sequence[str] = APART,
    command: Sequence[str] = (),
) -> Iterator[Listing]:
    """Yield the bundled models, then each source as soon as the process has its answer.

    Parameters
    ----------
    sources
        Those that the process is asked for, in this order.
    command
        That starts the process, without the sources.

    Raises
    ------
    Cancelled
        The process is ended at once.
    """
    yield from listings(cancelled, (BUNDLED,))
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from {__name__} import main; main()"
    process = subprocess.Popen(
        [*(command or (sys.executable, "-c", code)), *sources],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # of Windows
    )
    assert process.stdout is not None
    waiting = list(sources)
    try:
        for line in _lines(process.stdout, cancelled):
            found = from_json(line)
            waiting.remove(found.source)
            yield found
    finally:
        process.kill()
        process.wait()
    for source in waiting:
        yield Listing(source, (), f"The models of {source} could not be listed.")


def _lines(output: IO[str], cancelled: Callable[[], bool]) -> Iterator[str]:
    """Each line as soon as it is there; raises Cancelled."""
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def read() -> None:
        with output:
            for line in output:
                lines.put(line)
        lines.put(None)

    threading.Thread(target=read, name="listing", daemon=True).start()
    while True:
        if cancelled():
            raise Cancelled
        try:
            line = lines.get(timeout=TICK)
        except queue.Empty:
            continue
        if line is None:
            return
        yield line


def main() -> None:
    """Print a line of JSON for each source that the command line names."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what the libraries print is no answer
    for found in listings(sources=sys.argv[1:]):
        print(to_json(found), file=answers, flush=True)


def to_json(found: Listing) -> str:
    """A listing as one line."""
    models = [{**asdict(one), "takes": sorted(one.takes)} for one in found.models]
    return json.dumps({"source": found.source, "models": models, "problem": found.problem})


def from_json(line: str) -> Listing:
    """The listing that `to_json` gave."""
    found = json.loads(line)
    return Listing(found["source"], tuple(map(_listed, found["models"])), found["problem"])


def _listed(told: dict[str, Any]) -> Listed:
    told["takes"] = frozenset(map(Modality, told["takes"]))
    return Listed(**{field.name: told[field.name] for field in fields(Listed)})
