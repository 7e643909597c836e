"""Hostile inputs through the program's own reading functions, each watched from outside.

A worker process reads one input after the other (`inputs_worker`); this watches it: so many
seconds of CPU for an input, and six times as long by the clock, for the machine may be busy; a
worker that dies is a crash, and a new one goes on behind the input that it died of.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from torture_parts.inputs_worker import GOOD, MARK, MEGABYTES, OUTCOMES, Result, keep_files
from torture_parts.kinds import SHARES

SECONDS = 5.0
"""Of CPU that one input may take."""
MAKING, WARMING = 60.0, 120.0
"""The same for making an input, and for the imports of a kind."""
QUIET = {
    "HF_HUB_OFFLINE": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "KERAS_BACKEND": "torch",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
"""The environment of the worker."""


def planned(seed: int, count: int, only: Sequence[str] = ()) -> list[str]:
    """Draw the kinds of so many inputs, those of a kind one after the other."""
    shares = {kind: share for kind, share in SHARES.items() if not only or kind in only}
    drawn = random.Random(seed).choices(list(shares), list(shares.values()), k=count)
    return [kind for kind in shares for _ in range(drawn.count(kind))]


def torture(
    command: Sequence[str],
    plan: Sequence[str],
    first: int = 0,
    minutes: float = 60.0,
    keep: Path | None = None,
) -> dict[int, Result]:
    """Have every input of a plan read; gives what became of each by its number.

    Parameters
    ----------
    command : starts the worker; the number of its first input and its folder are added.
    first : the number to begin with.
    minutes : after which no more are begun.
    keep : a folder for the files of failures.
    """
    results: dict[int, Result] = {}
    at, end = first, time.monotonic() + 60 * minutes
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    try:
        while at < len(plan) and time.monotonic() < end:
            with (folder / "errors").open("w+") as errors:
                watch = _Watch([*command, str(at), str(folder)], plan, errors, end)
                watch.follow(results)
                at = watch.at
                if watch.died is not None:
                    errors.seek(0)
                    told = f"status {watch.died} {errors.read()[-200:]!a}"
                    outcome = "hang" if watch.hung else "crash"
                    results[at] = Result(plan[at], watch.what, outcome, told, reading=watch.limit)
                    keep_files(keep, folder, at)
                    at += 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return results


class _Watch:
    """One worker process, from its start to its end.

    Attributes
    ----------
    at, what : the number of the input that is read or comes next, and what it is.
    limit : seconds of CPU until the next word.
    died : its exit status where it did not end by itself or at the end of the time; else None.
    hung : whether it was ended because no word came.
    """

    def __init__(
        self, command: Sequence[str], plan: Sequence[str], errors: IO[str], end: float
    ) -> None:
        self.at, self.what, self.limit = int(command[-2]), "", WARMING
        self.died: int | None = None
        self.hung = False
        self._plan, self._end = plan, end
        environment = os.environ | QUIET
        self._child = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, env=environment
        )

    def follow(self, results: dict[int, Result]) -> None:
        """Take the worker's words until it ends."""
        assert self._child.stdout is not None
        pipe, buffer = self._child.stdout, b""
        with pipe:
            while time.monotonic() < self._end:
                if not self._comes(pipe):
                    self.hung = True
                    break
                data = os.read(pipe.fileno(), 65536)
                if not data:
                    status = self._child.wait()
                    self.died = status or None
                    return
                *lines, buffer = (buffer + data).split(b"\n")
                for line in lines:
                    if line.startswith(MARK.encode()):
                        self._take(json.loads(line[len(MARK) :]), results)
        self._child.kill()
        status = self._child.wait()
        self.died = status if self.hung else None

    def _comes(self, pipe: IO[bytes]) -> bool:
        """Wait for a word, as long as the worker may take for it."""
        since, used = time.monotonic(), _cpu(self._child.pid)
        while time.monotonic() - since < 6 * self.limit:
            if select.select([pipe], [], [], 0.2)[0]:
                return True
            if _cpu(self._child.pid) - used >= self.limit:
                return False
        return False

    def _take(self, told: dict[str, object], results: dict[int, Result]) -> None:
        if "warm" in told:
            self.limit = WARMING
        elif "begin" in told:
            self.at, self.what, self.limit = int(str(told["begin"])), str(told["what"]), SECONDS
        else:
            number, result = int(str(told["end"])), told["result"]
            assert isinstance(result, dict)
            results[number] = Result(**result)
            self.at, self.limit = number + 1, MAKING


def _cpu(process: int) -> float:
    """Seconds of CPU that a process has used; 0 where it has gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def report(results: Mapping[int, Result], clock: float) -> int:
    """Print what became of all; gives the exit status."""
    print(f"{len(results)} inputs in {clock:.0f} s")
    spent = ("preparing", "making", "reading")
    print("peak and slowest: of one input, the rest of all together; times in seconds of CPU")
    print(_row("kind", ["inputs", *OUTCOMES, "peak MB", "grown MB", "slowest", *spent]))
    for kind in (*SHARES, "all"):
        found = [one for one in results.values() if kind in (one.kind, "all")]
        if found:
            counts = Counter(one.outcome for one in found)
            seconds = [max(one.reading for one in found)]
            seconds += [sum(getattr(one, name) for one in found) for name in spent]
            cells = [*(counts[one] for one in OUTCOMES), max(one.peak for one in found)]
            cells += [round(sum(one.grown for one in found))]
            print(_row(kind, [len(found), *cells, *(f"{one:.1f}" for one in seconds)]))
    failed = {n: one for n, one in sorted(results.items()) if one.outcome not in GOOD}
    groups = Counter((o.kind, o.outcome, o.told.split(" (")[0][:90]) for o in failed.values())
    print(f"{len(failed)} failures, alike ones counted:")
    for (kind, outcome, told), count in groups.most_common(30):
        print(f"  {count:4d} × {kind} {outcome}: {told}")
    for number, one in list(failed.items())[:15]:
        print(f"  #{number} {one.kind} ({one.what}) {one.outcome}, {one.peak} MB: {one.told}")
    slow = sorted(results.items(), key=lambda pair: -pair[1].reading)[:5]
    print("slowest: " + "; ".join(f"#{n} {o.kind} {o.what} {o.reading} s" for n, o in slow))
    large = sorted(results.items(), key=lambda pair: -pair[1].peak)[:5]
    print("largest: " + "; ".join(f"#{n} {o.kind} {o.what} {o.peak} MB" for n, o in large))
    grown = sum(one.grown for one in results.values())
    if grown > MEGABYTES:
        print(f"what was read has left {grown:.0f} MB behind")
    return 1 if failed or grown > MEGABYTES else 0


def _row(name: str, cells: Iterable[object]) -> str:
    return f"{name:<10}" + "".join(f"{cell!s:>10}" for cell in cells)


def main(
    script: Path,
    seed: int,
    count: int,
    only: str = "",
    first: int = 0,
    minutes: float = 60.0,
    keep: Path | None = None,
) -> int:
    """Read so many hostile inputs and print what became of them; gives the exit status.

    Parameters
    ----------
    script : that starts a worker when its first argument is "worker".
    only : kinds, with commas between them; "" for all.
    """
    begun = time.monotonic()
    plan = planned(seed, count, only.split(",") if only else ())
    told = json.dumps({"seed": seed, "count": count, "only": only, "keep": keep and str(keep)})
    command = [sys.executable, str(script), "worker", told]
    results = torture(command, plan, first, minutes, keep)
    if first + len(results) < count:
        print(f"stopped after {len(results)} inputs: {minutes} minutes are over")
    return report(results, time.monotonic() - begun)


def worker(told: str, first: str, folder: str) -> None:
    """Be the worker process, as `main` has started it."""
    from torture_parts.inputs_worker import work

    wanted = json.loads(told)
    only = wanted["only"].split(",") if wanted["only"] else ()
    plan = list(enumerate(planned(wanted["seed"], wanted["count"], only)))
    keep = Path(wanted["keep"]) if wanted["keep"] else None
    work(wanted["seed"], plan[int(first) :], Path(folder), keep)
