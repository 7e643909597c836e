"""The process that reads hostile inputs, one after the other, and says what became of each."""

from __future__ import annotations

import json
import random
import resource
import shutil
import time
import traceback
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from torture_parts.kinds import Kinds, RunningError, is_refusal

MARK = "@@"
"""How a line begins that is for the parent."""
MEGABYTES = 1000
"""Of resident memory that one input may take, and all together may leave behind."""
CAP = 6 << 30
"""Bytes of address space that one kind may take beside what its imports took."""
GOOD = ("opened", "refused", "skipped")
OUTCOMES = (*GOOD, "foreign", "run", "sentence", "memory", "hang", "crash", "executed")
"""What may become of an input; all but the good ones are failures."""


@dataclass(frozen=True)
class Result:
    """What became of one input.

    Attributes
    ----------
    kind, what : of which kind it is, and what it was made from.
    outcome : one of `OUTCOMES`.
    told : what was said, of a failure with the place in the program.
    peak, grown : megabytes of resident memory that reading it took at most, and afterwards.
    preparing, making, reading : seconds of CPU that it took to import what its kind needs, where
        it is the first of it, to make it, and to read it.
    """

    kind: str
    what: str
    outcome: str
    told: str = ""
    peak: int = 0
    grown: float = 0.0
    preparing: float = 0.0
    making: float = 0.0
    reading: float = 0.0


def work(seed: int, plan: Sequence[tuple[int, str]], folder: Path, keep: Path | None) -> None:
    """Make and read the inputs of a plan of (number, kind); says all to standard output."""
    warnings.simplefilter("ignore")
    kinds, warm = Kinds(folder), set[str]()
    for number, kind in plan:
        preparing = 0.0
        if kind not in warm:
            warm.add(kind)
            begun = time.process_time()
            _say(warm=kind)
            _, most = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
            kinds.prepare(kind)
            cap = int(_megabytes("VmSize") * 2**20) + CAP
            resource.setrlimit(resource.RLIMIT_AS, (cap, most))
            preparing = time.process_time() - begun
        begun = time.process_time()
        kinds.clear()
        try:
            what, read = kinds.make(kind, random.Random(f"{seed}:{number}"))
        except (MemoryError, OSError) as error:
            skipped = Result(kind, f"not made: {error}", "skipped")
            _say(end=number, result=asdict(skipped))
            continue
        made = time.process_time()
        _say(begin=number, what=what)
        result = _judged(kind, what, read, folder)
        read_by = time.process_time()
        result = replace(
            result,
            preparing=round(preparing, 3),
            making=round(made - begun, 3),
            reading=round(read_by - made, 3),
        )
        if kinds.canary.exists():
            kinds.canary.unlink()
            result = replace(result, outcome="executed")
        if result.outcome not in GOOD:
            keep_files(keep, folder, number)
        _say(end=number, result=asdict(result))


def keep_files(keep: Path | None, folder: Path, number: int) -> None:
    """Keep the files of an input, where somebody wants to see them."""
    if keep is not None:
        shutil.copytree(folder / "now", keep / f"{number:05d}", dirs_exist_ok=True)


def rules(sentence: str, folder: str = "") -> str:
    """Tell what is wrong with a refusal; "" where nothing is.

    Parameters
    ----------
    folder : that a sentence must not tell, of who has chosen only a file; "" for none.
    """
    if not sentence.isprintable():
        return "not printable"
    if folder and folder in sentence:
        return "tells the folder"
    if len(sentence) > 500:
        return f"{len(sentence)} characters"
    return "" if sentence.rstrip().endswith((".", "?", "!")) else "no full stop"


def _judged(kind: str, what: str, read: Callable[[], object], folder: Path) -> Result:
    """Read one input and see what becomes of it."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted anew
    before = _megabytes("VmRSS")
    outcome, told = "opened", ""
    try:
        read()
    except RunningError as error:
        outcome, told = "run", _told(error.__cause__ or error)
    except MemoryError as error:
        outcome, told = "memory", _told(error)
    except BaseException as error:
        outcome, told = "refused", _told(error)
        if not is_refusal(error):
            outcome = "foreign"
        # who opens a model has typed its folder
        elif wrong := rules(str(error), str(folder) if kind in ("photo", "text") else ""):
            outcome, told = "sentence", f"{wrong}: {told}"
    peak, grown = _megabytes("VmHWM") - before, _megabytes("VmRSS") - before
    if outcome in GOOD and peak > MEGABYTES:
        outcome = "memory"
    return Result(kind, what, outcome, ascii(told)[:400], round(peak), round(grown, 3))


def _told(error: BaseException) -> str:
    """Name an error with its type, and where in the program it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if "/explorer/" in one.filename]
    place = f" ({own[-1].filename.split('/explorer/')[-1]}:{own[-1].lineno})" if own else ""
    return f"{type(error).__name__}: {error}{place}"


def _say(**what: object) -> None:
    print(MARK + json.dumps(what), flush=True)


def _megabytes(of: str) -> float:
    """Read a line of what Linux says of this process's memory."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(of))
