"""Every fault of a table, each in a process of the program's own, and what it says of it.

A machine on which something is full, read-only, gone, foreign or away; a plug-in that raises
anything; a process that is killed. Right is: one printable sentence on standard error with the
exit status of a refusal, or the work done; the window opens on what is there. Never a traceback,
an abort, or a picture that is torn.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from torture_parts import three_ways  # noqa: F401 - puts what is refused into the table
from torture_parts.fault_table import FAULTS, Case
from torture_parts.inputs_worker import rules

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 12 << 30
"""Bytes of address space that a process may take."""
PATIENCE = 240.0
"""Seconds that a process may take; the machine may be busy."""


@dataclass(frozen=True)
class Outcome:
    """What became of one fault.

    Attributes
    ----------
    name : of the fault.
    status : of the process; None where it had to be ended.
    said : what it wrote to standard error.
    wrong : what is wrong with that; "" for nothing.
    seconds : by the clock.
    """

    name: str
    status: int | None
    said: str
    wrong: str
    seconds: float


def tried(name: str, make: Callable[[Path, random.Random], Case], rng: random.Random) -> Outcome:
    """Make a fault in a folder of its own and have the program meet it."""
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    try:
        case = make(folder, rng)
        begun = time.monotonic()
        status, said = _run(case, folder)
        wrong = judged(case, status, said)
        if not wrong and case.check is not None:
            wrong = case.check()
        return Outcome(name, status, said, wrong, time.monotonic() - begun)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def judged(case: Case, status: int | None, said: str) -> str:
    """Tell what is wrong with how a process ended; "" for nothing."""
    if status is None:
        return "it hangs"
    if status not in case.statuses:
        return f"status {status}, not {' or '.join(map(str, case.statuses))}"
    lines = said.splitlines()
    if "Traceback" in said:
        return "a traceback"
    if "FATAL" in said or "terminate called" in said:
        return "a library has ended the program"
    if status != 2:
        return "" if not lines or status == 0 else "it says something"
    if len(lines) != 1:
        return f"{len(lines)} lines"
    return rules(lines[0])


def _run(case: Case, folder: Path) -> tuple[int | None, str]:
    """Run the program on a case; gives its status and what it said."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    environment |= {"ATTENTION_EXPLORER_HOME": str(folder / "home"), "HF_HUB_OFFLINE": "1"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "ignore"}
    for variable, value in case.environment.items():
        if value is None:
            environment.pop(variable, None)
        else:
            environment[variable] = value
    command = [sys.executable, *(case.code or ("-m", "explorer")), *case.words]
    with (folder / "said").open("w+", errors="replace") as said:
        child = subprocess.Popen(
            [*case.before, *command],
            cwd=case.place or folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=case.stdout(),
            stderr=said,
            preexec_fn=_bounded,
        )
        status = _ended(child, case)
        said.seek(0)
        return status, said.read()


def _bounded() -> None:
    """Bound the memory of a process that may take all there is."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST, most))


def _ended(child: subprocess.Popen[bytes], case: Case) -> int | None:
    """Wait for the end of a process, and send it what the case sends; None for a hang."""
    end, sent = time.monotonic() + PATIENCE, case.signal is None
    while time.monotonic() < end:
        if not sent and case.moment():
            assert case.signal is not None
            child.send_signal(case.signal)
            sent = True
        try:
            return child.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
    child.send_signal(signal.SIGKILL)
    child.wait()
    return None


def tell(one: Outcome) -> None:
    """Print what became of a fault."""
    said = ascii(one.said.strip()[:150]) if one.said.strip() else "nothing"
    print(f"{'WRONG' if one.wrong else 'right'}  {one.name}: status {one.status}, said {said}")
    if one.wrong:
        print(f"       {one.wrong}")
        print("       " + "\n       ".join(one.said.splitlines()[-12:]))
    sys.stdout.flush()


def report(outcomes: Sequence[Outcome]) -> int:
    """Print how many were wrong, and which took longest; gives the exit status."""
    wrong = sum(bool(one.wrong) for one in outcomes)
    slow = max(outcomes, key=lambda one: one.seconds, default=None)
    print(f"{len(outcomes)} faults, {wrong} wrong", end="")
    print(f"; the slowest took {slow.seconds:.0f} s: {slow.name}" if slow else "")
    return 1 if wrong else 0


def chosen(only: Sequence[str], count: int, rng: random.Random) -> list[str]:
    """Draw so many faults, 0 for all; those whose names begin with one of `only` where given."""
    names = [name for name in FAULTS if not only or name.startswith(tuple(only))]
    return sorted(rng.sample(names, min(count, len(names)))) if count else names


def main(seed: int, count: int = 0, only: str = "", minutes: float = 60.0) -> int:
    """Meet faults of the table and print what became of each; gives the exit status.

    Parameters
    ----------
    count : how many are drawn; 0 for all.
    only : beginnings of names, with commas between them; "" for all.
    minutes : after which no more are begun.
    """
    rng, end = random.Random(seed), time.monotonic() + 60 * minutes
    names = chosen(only.split(",") if only else (), count, rng)
    outcomes: list[Outcome] = []
    for name in names:
        if time.monotonic() > end:
            print(f"stopped after {len(outcomes)} of {len(names)} faults: the time is over")
            break
        outcomes.append(tried(name, FAULTS[name], random.Random(f"{seed}:{name}")))
        tell(outcomes[-1])
    return report(outcomes)
