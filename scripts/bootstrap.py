"""What ``run.py`` and ``test.py`` share: a ``.venv`` beside the checkout, with the project in it.

Standard library only, and nothing that Python 3.8 cannot parse, so that a Python that is too old
reads one sentence instead of a SyntaxError. Everything that can go wrong on a user's machine is
raised as a `SetupError`, and `guarded` turns it into one line on standard error and status 2.
"""

from __future__ import annotations

import collections
import errno
import hashlib
import importlib.util
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable, NamedTuple, Sequence

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
STAMP_NAME = "attention-explorer.json"


class SetupError(Exception):
    """Something that the user can mend; the message is one sentence that says how."""


class Outcome(NamedTuple):
    """How a command ended: its exit status, and its last lines for the user to read."""

    status: int
    last_lines: list[str]


Runner = Callable[[Sequence[str]], Outcome]


def guarded(work: Callable[[], int]) -> int:
    """The status of ``work``; a `SetupError` becomes one line on stderr and status 2."""
    try:
        return work()
    except SetupError as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped; the next start goes on from here.", file=sys.stderr)
        return 130
    except OSError as error:
        print(_sentence_for(error), file=sys.stderr)
    return 2


def check_python(version: Sequence[int] = sys.version_info[:2]) -> None:
    """Raise `SetupError` unless this Python is new enough for the project."""
    if tuple(version[:2]) < OLDEST_PYTHON:
        raise SetupError(
            f"Attention Explorer needs Python {_dotted(OLDEST_PYTHON)} or newer, and this is "
            f"Python {_dotted(version)}: install a newer one (https://www.python.org/downloads/) "
            "and start this script with it."
        )


def check_venv_module(
    find: Callable[[str], object] = importlib.util.find_spec, system: str = sys.platform
) -> None:
    """Raise `SetupError` if this Python cannot make a virtual environment with pip in it."""
    missing = [name for name in ("venv", "ensurepip") if find(name) is None]
    if not missing:
        return
    cure = "install a complete Python from https://www.python.org/downloads/"
    if system.startswith("linux"):
        cure = (
            f"run `sudo apt-get install -y python{_dotted()}-venv` (Debian, Ubuntu) or install "
            "your system's full Python package"
        )
    raise SetupError(
        "This Python cannot make virtual environments, it lacks "
        f"{' and '.join(missing)}: {cure}, then start again."
    )


def prepare(extras: Sequence[str], root: Path = ROOT, runner: Runner | None = None) -> Path:
    """Make ``root/.venv`` with the project and ``extras`` in it, or find it already made.

    A stamp in the folder records for which Python, place, pyproject.toml and extras it was made.
    It says "installing" before the first package lands and is written for good at the very end,
    so an installation that was cut off is seen, and begun again from an empty folder.

    Returns
    -------
        The Python of the environment.

    Raises
    ------
    SetupError
        The environment cannot be made; the sentence says what to do.
    """
    run = runner or run_with_progress
    folder = root / ".venv"
    python = venv_python(folder)
    found = _read_stamp(folder)
    wanted = _stamp(root, sorted({*extras, *_text_list(found.get("extras"))}))
    if python.exists() and found == wanted:
        return python

    same_place = all(found.get(key) == wanted[key] for key in ("python", "root"))
    if found.get("state") == "installed" and same_place and python.exists():
        reuse = True
    else:
        reuse = not found and python.exists() and _is_usable(python, run)
    if not reuse:
        check_venv_module()
        say(f"Making a virtual environment in {folder}")
        made = run([sys.executable, "-m", "venv", "--clear", str(folder)])
        _check(made, folder, "python -m venv")

    stamp_file = folder / STAMP_NAME
    _write_stamp(stamp_file, {**wanted, "state": "installing"})
    names = ",".join(_text_list(wanted["extras"]))
    say("Installing Attention Explorer and what it needs; the first time takes minutes")
    target = f"{root}[{names}]" if names else str(root)
    outcome = run([str(python), "-m", "pip", "install", "--no-input", "-e", target])
    if outcome.status:
        # pip ended by itself and left whole packages, so the next start may go on with them.
        stamp_file.unlink()
    _check(outcome, folder, "pip")
    _write_stamp(stamp_file, wanted)
    return python


def venv_python(folder: Path) -> Path:
    """The interpreter inside a virtual environment, on this system."""
    if os.name == "nt":
        return folder / "Scripts" / "python.exe"
    return folder / "bin" / "python"


def run_with_progress(command: Sequence[str]) -> Outcome:
    """Run a command, showing what is downloaded and installed and keeping the last lines."""
    last: collections.deque[str] = collections.deque(maxlen=40)
    said = ""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        assert process.stdout is not None  # PIPE was asked for
        for line in process.stdout:
            last.append(line.rstrip())
            progress = _progress(line)
            if progress not in ("", said):
                say("  " + progress)
                said = progress
    return Outcome(process.returncode, list(last))


def say(text: str) -> None:
    """Print a line at once, so that it stands before what a child process prints next."""
    print(text, flush=True)


def _progress(line: str) -> str:
    """The line worth showing for a line of pip's output, or nothing."""
    download = re.match(r"\s*(Downloading|Using cached) (\S+) \((.* [MG]B)\)", line)
    if download:
        name = download.group(2).rsplit("/", 1)[-1]
        return f"{download.group(1).lower()} {name.split('-')[0]}, {download.group(3)}"
    collected = re.match(r"Installing collected packages: (.*)", line)
    if collected:
        return f"installing {len(collected.group(1).split(','))} packages"
    if "WARNING: Retrying" in line:
        return "no answer from the network, trying again"
    return ""


def _stamp(root: Path, extras: Sequence[str]) -> dict[str, object]:
    project = hashlib.sha256((root / "pyproject.toml").read_bytes()).hexdigest()
    return {
        "state": "installed",
        "python": f"{platform.python_implementation()} {_dotted()} {platform.machine()}",
        "root": str(root),  # an environment does not survive being moved
        "project": project,
        "extras": list(extras),
    }


def _read_stamp(folder: Path) -> dict[str, object]:
    """What the stamp says; empty if there is none, ``{"state": "unreadable"}`` if it is broken."""
    try:
        found = json.loads((folder / STAMP_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        found = None
    return found if isinstance(found, dict) else {"state": "unreadable"}


def _write_stamp(file: Path, content: dict[str, object]) -> None:
    draft = file.with_suffix(".partial")
    draft.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    os.replace(str(draft), str(file))


def _text_list(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _is_usable(python: Path, run: Runner) -> bool:
    """Whether an environment that this script did not make has pip and our version of Python."""
    question = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return run([str(python), "-c", question]).status == 0


def _check(outcome: Outcome, folder: Path, what: str) -> None:
    if outcome.status == 0:
        return
    print("\n".join(outcome.last_lines[-15:]), file=sys.stderr)
    raise SetupError(_sentence_for_output("\n".join(outcome.last_lines), folder, what))


_NO_NETWORK = re.compile(
    r"Failed to establish a new connection|Temporary failure in name resolution|"
    r"Name or service not known|nodename nor servname|getaddrinfo failed|"
    r"Network is unreachable|ConnectTimeoutError|Read ?Timeout|NewConnectionError|"
    r"NameResolutionError|ProxyError|Connection refused",
    re.IGNORECASE,
)
_FULL_DISK = re.compile(
    r"No space left on device|Errno 28|not enough space on the disk|Disk quota exceeded",
    re.IGNORECASE,
)


def _sentence_for_output(output: str, folder: Path, what: str) -> str:
    if _FULL_DISK.search(output):
        return _full_disk(folder)
    if _NO_NETWORK.search(output):
        return (
            "The packages could not be downloaded: connect this machine to the network (or set "
            "PIP_INDEX_URL to a mirror, PIP_PROXY to a proxy) and start again."
        )
    absent = re.search(r"No matching distribution found for (\S+)", output)
    if absent:
        return (
            f"There is no {absent.group(1)} for Python {_dotted()} on this system: start this "
            "script with another version of Python."
        )
    if "Permission denied" in output or "Read-only file system" in output:
        return _read_only(folder)
    return f"{what} failed, its last lines are above: mend what they name and start again."


def _sentence_for(error: OSError) -> str:
    place = error.filename or ROOT
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full_disk(place)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _read_only(place)
    return f"{place}: {error.strerror or error}; mend that and start again."


def _full_disk(place: object) -> str:
    return (
        "The disk is full: free some space (PyTorch and Qt take up to 6 GB) where "
        f"{place} and {tempfile.gettempdir()} lie, and start again."
    )


def _read_only(place: object) -> str:
    return f"Nothing can be written to {place}: move the checkout to a folder of yours."


def _dotted(version: Sequence[int] = sys.version_info[:2]) -> str:
    return f"{version[0]}.{version[1]}"
