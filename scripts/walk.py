"""Count what the program goes through for one intent: files, functions, calls, moves.

    python scripts/walk.py [--beside CHECKOUT]

A profiler over the real window, offscreen, and over the command line: calls of our own functions
only, those of the worker thread included. The table is Markdown, with another checkout beside it
where one is named.
"""

from __future__ import annotations

import argparse
import inspect
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from real_window import RealWindow, use_checkout

ROOT = Path(__file__).resolve().parents[1]
SENTENCE = "彼は昨日学校に行きました。"
WALKS = ("photo", "text", "export")
"""Each in a process of its own, so that nothing is warm from another."""


class Walk:
    """Counts calls while it is switched on.

    Attributes
    ----------
    files, functions
        Those of `explorer` that were entered; bodies of modules and classes are not counted.
    calls
        How often any was entered, generators each time that they go on.
    moves
        How often a thread went on in a function of another folder than before.
    """

    def __init__(self, package: Path) -> None:
        self._package = f"{package}{os.sep}"
        self._own: dict[CodeType, str | None] = {}
        self._here: dict[int, str] = {}
        self._on = False
        self._clear()
        threading.setprofile(self._see)  # of threads that begin from now on
        sys.setprofile(self._see)

    def close(self) -> None:
        """See no more calls."""
        threading.setprofile(None)
        sys.setprofile(None)

    def _clear(self) -> None:
        self.files: set[str] = set()
        self.functions: set[CodeType] = set()
        self.calls = self.moves = 0
        self._here.clear()

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count from nothing until the end of the block."""
        self._clear()
        self._on = True
        try:
            yield
        finally:
            self._on = False

    def figures(self) -> dict[str, int]:
        """What was counted."""
        return {
            "files": len(self.files),
            "functions": len(self.functions),
            "calls": self.calls,
            "moves": self.moves,
        }

    def _see(self, frame: FrameType, event: str, argument: Any) -> None:
        if not self._on or event != "call":
            return
        code = frame.f_code
        try:
            folder = self._own[code]
        except KeyError:
            folder = self._own[code] = self._folder(code)
        if folder is None:
            return
        self.files.add(code.co_filename)
        self.functions.add(code)
        self.calls += 1
        thread = threading.get_ident()
        if self._here.get(thread, folder) != folder:
            self.moves += 1
        self._here[thread] = folder

    def _folder(self, code: CodeType) -> str | None:
        """The folder of a function of ours; None of anything else."""
        ours = code.co_filename.startswith(self._package) and code.co_flags & inspect.CO_OPTIMIZED
        return os.path.dirname(code.co_filename) if ours else None


def walk_photo(walk: Walk, checkout: Path) -> dict[str, dict[str, int]]:
    """A photo dropped, and a click on a cell, until each is painted."""
    photos = checkout / "resources" / "samples"
    real = RealWindow(checkout, "vit", photos / "coffee.jpg")
    before = real.trace
    with walk.counting():
        real.drop(photos / "chelsea.jpg")
        real.settle(before)
    dropped = walk.figures()
    with walk.counting():
        real.click_cell(2, 3)
        real.paint()
    real.close()
    return {
        "photo dropped → pixels": dropped,
        "click on a cell → pixels, photo": walk.figures(),
    }


def walk_text(walk: Walk, checkout: Path) -> dict[str, dict[str, int]]:
    """A sentence typed, and a click on a cell, until each is painted."""
    real = RealWindow(checkout, "transformer")
    before = real.trace
    with walk.counting():
        real.type_text(SENTENCE)
        real.settle(before)
    typed = walk.figures()
    with walk.counting():
        real.click_cell(1, 1)
        real.paint()
    real.close()
    return {
        "sentence typed → matrix": typed,
        "click on a cell → matrix, text": walk.figures(),
    }


def walk_export(walk: Walk, checkout: Path) -> dict[str, dict[str, int]]:
    """Pictures written by the command line."""
    from explorer.cli import main as command

    photo = str(checkout / "resources" / "samples" / "chelsea.jpg")
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "map.png")
        for words in (["vit", photo], ["transformer", "--text", SENTENCE]):
            with walk.counting():
                status = command(["export", *words, "-o", out])
            if status:
                raise SystemExit(status)
            shown = "PHOTO" if words[1] == photo else "--text SENTENCE"
            found[f"`export {words[0]} {shown}`"] = walk.figures()
    return found


def measured(checkout: Path) -> dict[str, dict[str, int]]:
    """The figures of every walk through a checkout."""
    found: dict[str, dict[str, int]] = {}
    for name in WALKS:
        command = [sys.executable, __file__, "--walk", name, "--checkout", str(checkout)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found |= json.loads(done.stdout.splitlines()[-1])
    return found


def table(now: dict[str, dict[str, int]], before: dict[str, dict[str, int]] | None = None) -> str:
    """Figures as Markdown; ``99 → 48`` where there are some of another checkout."""
    heads = ("files", "functions", "calls", "moves")
    names = ("files", "functions", "calls", "moves between folders")
    lines = [f"| walk | {' | '.join(names)} |", "|---" * 5 + "|"]
    for walk, figures in now.items():
        cells = [f"{figures[head]:,}" for head in heads]
        if before is not None and walk in before:
            old = [f"{before[walk][head]:,}" for head in heads]
            cells = [f"{was} → {has}" for was, has in zip(old, cells, strict=True)]
        lines.append(f"| {walk} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure all walks and print them as a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--beside", type=Path, metavar="CHECKOUT", help="another one, as before")
    parser.add_argument("--walk", choices=WALKS, help=argparse.SUPPRESS)  # in a process of its own
    parser.add_argument("--checkout", type=Path, default=ROOT, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.walk is None:
        before = measured(given.beside.resolve()) if given.beside else None
        print(table(measured(ROOT), before))
        return
    checkout: Path = given.checkout.resolve()
    use_checkout(checkout)
    walk = Walk(checkout / "explorer")
    walks = {"photo": walk_photo, "text": walk_text, "export": walk_export}
    print(json.dumps(walks[given.walk](walk, checkout)))


if __name__ == "__main__":
    main()
