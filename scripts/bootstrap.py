"""What ``run.py`` and ``test.py`` share: a ``.venv`` beside the checkout, with the project in it.

Standard library only, and nothing that Python 3.8 cannot parse, so that a Python that is too old
reads one sentence instead of a SyntaxError. What can go wrong on a user's machine is raised as a
`SetupError`, and `guarded` turns it into one line on standard error and status 2.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
STAMP_NAME = "attention-explorer.json"
LOG_NAME = "pip.log"
INSTALLING = {"state": "installing"}
"""The stamp while packages land: an environment that is found with it was cut off."""

PROBLEMS = (
    (
        r"Errno 28\b|No space left|not enough space|quota exceeded",
        "The disk is full: free some space (PyTorch and Qt take up to 6 GB) where {place} and "
        "{temporary} lie, and start again.",
    ),
    (
        r"NewConnectionError|NameResolutionError|ConnectTimeout|Read ?timed? ?out|ProxyError|"
        r"Network is unreachable",
        "The packages could not be downloaded: connect this machine to the network (or set "
        "PIP_INDEX_URL to a mirror, PIP_PROXY to a proxy) and start again.",
    ),
    (
        r"No matching distribution found for (?P<package>\S+)",
        "There is no {package} for Python {version} on this system: start this script with "
        "another version of Python.",
    ),
    (
        r"Permission denied|Operation not permitted|Read-only file system",
        "Nothing can be written to {place}: move the checkout to a folder of yours.",
    ),
)
"""What pip or the system says, as a pattern, and the sentence that says how to mend it."""


class SetupError(Exception):
    """Something that the user can mend; the message is one sentence that says how."""


def guarded(work: Callable[[], int]) -> int:
    """Return the status of ``work``; what stops it becomes one line on stderr and status 2."""
    try:
        return work()
    except SetupError as problem:
        print(problem, file=sys.stderr)
    except OSError as error:
        unknown = f"{error}; mend that and start again."
        print(sentence(str(error), error.filename or ROOT, unknown), file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped; the next start goes on from here.", file=sys.stderr)
        return 130
    return 2


def say(text: str) -> None:
    """Print a line at once, so that it stands before what a child process prints next."""
    print(text, flush=True)


def sentence(said: str, place: object, unknown: str) -> str:
    """Say how to mend what a message complains of; `unknown` where no pattern knows it."""
    for pattern, cure in PROBLEMS:
        found = re.search(pattern, said, re.IGNORECASE)
        if found:
            return cure.format(
                place=place, temporary=tempfile.gettempdir(), version=VERSION, **found.groupdict()
            )
    return unknown


def check_python(version: Sequence[int] = sys.version_info[:2]) -> None:
    """Raise `SetupError` unless this Python is new enough for the project."""
    if tuple(version[:2]) < OLDEST_PYTHON:
        raise SetupError(
            f"Attention Explorer needs Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer, and "
            f"this is Python {version[0]}.{version[1]}: install a newer one "
            "(https://www.python.org/downloads/) and start this script with it."
        )


def prepare(
    extras: Sequence[str],
    root: Path = ROOT,
    call: Callable[[Sequence[str]], int] = subprocess.call,
    lowest: bool = False,
) -> Path:
    """Make ``root/.venv`` with the project and its extras, or find it already made.

    A stamp in the folder records for which Python, place, pyproject.toml and extras it was made,
    so that later starts skip what is done. The extras of earlier starts stay. An installation
    that pip gave up goes on where it was; one that was cut off begins in an empty folder.

    Parameters
    ----------
    extras : names of ``[project.optional-dependencies]`` that are wanted.
    lowest : make ``root/.venv-lowest`` instead, with the oldest versions that are allowed.

    Returns
    -------
        The Python of the environment.

    Raises
    ------
    SetupError
        There is no such extra, or the environment cannot be made; the sentence says what to do.
    """
    import tomllib  # of Python 3.11, which is here by now

    project = (root / "pyproject.toml").read_bytes()
    known = tomllib.loads(project.decode())["project"].get("optional-dependencies", {})
    if unknown := [name for name in extras if name not in known]:
        raise SetupError(f"There is no extra named {unknown[0]}: there are {', '.join(known)}.")
    folder = root / (".venv-lowest" if lowest else ".venv")
    python, stamp = venv_python(folder), folder / STAMP_NAME
    found = _read(stamp)
    names = sorted({*extras, *(name for name in found.get("extras", ()) if name in known)})
    wanted = {
        "python": f"{platform.python_implementation()} {VERSION} {platform.machine()}",
        "root": str(root),  # an environment does not survive being moved
        "project": hashlib.sha256(project).hexdigest(),
        "extras": names,
    }
    if python.exists() and found == wanted:
        return python
    fits = not found or all(found.get(key) == wanted[key] for key in ("python", "root"))
    if not (python.exists() and fits):
        say(f"Making a virtual environment in {folder}")
        if call([sys.executable, "-m", "venv", "--clear", str(folder)]):
            raise SetupError(
                "No virtual environment could be made, the lines above say why: on Debian and "
                f"Ubuntu run `sudo apt-get install -y python{VERSION}-venv`, elsewhere install a "
                "complete Python (https://www.python.org/downloads/), then start again."
            )
    stamp.write_text(json.dumps(INSTALLING), encoding="utf-8")
    say("Installing Attention Explorer and what it needs; the first time takes minutes")
    log = folder / LOG_NAME
    log.write_text("")
    target = f"{root}[{','.join(names)}]" if names else str(root)
    install = ["-m", "pip", "--log", str(log), "install", "--no-input", "-e", target]
    if lowest:
        constraints = folder / "lowest.txt"
        if call([str(python), str(root / "scripts" / "lowest.py"), str(constraints)]):
            raise SetupError("The oldest versions could not be found: see the lines above.")
        install += ["-c", str(constraints)]
    if call([str(python), *install]):
        stamp.unlink()  # pip ended by itself and left whole packages
        unknown_cause = "pip failed, its last lines are above: mend what they name and start again."
        raise SetupError(sentence(log.read_text("utf-8", "replace"), folder, unknown_cause))
    stamp.write_text(json.dumps(wanted, indent=1) + "\n", encoding="utf-8")
    return python


def venv_python(folder: Path) -> Path:
    """Return the interpreter inside a virtual environment, on this system."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _read(stamp: Path) -> dict[str, Any]:
    """Return what a stamp says: nothing where there is none, INSTALLING where it is damaged."""
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        return INSTALLING
    whole = isinstance(found, dict) and isinstance(found.get("extras", []), list)
    return found if whole and found else INSTALLING
