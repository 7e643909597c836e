"""Run every check of the project from a checkout: ``python3 scripts/test.py [ARGUMENT …]``.

The first start makes ``.venv`` and installs the project with its test tools; later ones skip
that. All checks run, whatever the others say; the status is 1 if any failed. Arguments go to
pytest, which comes last, so that its summary is the last thing on the screen. With ``--lowest``
the tests run in ``.venv-lowest``, with the oldest versions that pyproject.toml allows; style and
types are asked of the newest tools alone, whose opinions the oldest ones do not share.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Callable, Mapping, Sequence

import bootstrap
import qt_libraries

WORKERS = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile")
"""A process a core, each of them with Qt and torch of its own: four take some gigabytes."""
LOWEST = "--lowest"
"""The argument that asks for the oldest versions that are allowed."""
Call = Callable[[Sequence[str], Mapping[str, str]], int]


def main(arguments: Sequence[str]) -> int:
    """Install what is missing, run the checks, and return 0 if all of them passed."""
    bootstrap.check_python()
    qt_libraries.ensure_qt({"QT_QPA_PLATFORM": "offscreen"})
    qt_libraries.offer_test_tools()
    lowest = LOWEST in arguments
    rest = [one for one in arguments if one != LOWEST]
    return run_checks(bootstrap.prepare(["test"], lowest=lowest), rest, lowest=lowest)


def run_checks(
    python: Path, arguments: Sequence[str], call: Call | None = None, *, lowest: bool = False
) -> int:
    """Run the checks one after the other, naming each; 1 if any failed, else 0.

    The checks before pytest that failed are named in ATTENTION_EXPLORER_FAILED_CHECKS, so that
    its summary can say so where the user looks.
    """
    run = call or _call
    environ = {**os.environ}
    environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    environ.setdefault("OMP_NUM_THREADS", "1")  # the cores have a process each
    checks = [
        ("ruff", [str(python), "-m", "ruff", "check", "."]),
        ("mypy", [str(python), "-m", "mypy"]),
        ("import contracts", [str(python.parent / "lint-imports"), "--no-logo"]),
    ]
    checks = [] if lowest else checks
    checks.append(("pytest", [str(python), "-m", "pytest", *WORKERS, *arguments]))
    failed: list[str] = []
    for name, command in checks:
        bootstrap.say(f"\n== {name} ==")
        environ["ATTENTION_EXPLORER_FAILED_CHECKS"] = ", ".join(failed)
        if run(command, environ):
            failed.append(name)
    return 1 if failed else 0


def _call(command: Sequence[str], environ: Mapping[str, str]) -> int:
    return subprocess.call(command, cwd=str(bootstrap.ROOT), env=dict(environ))


if __name__ == "__main__":
    sys.exit(bootstrap.guarded(lambda: main(sys.argv[1:])))
