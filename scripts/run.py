"""Start Attention Explorer from a checkout: ``python3 scripts/run.py [ARGUMENT …]``.

The first start makes ``.venv`` and installs the project into it; later ones skip that. ``--with
NAMES`` adds extras of pyproject.toml, as ``--with models,keras``; they stay. All other arguments
go to the program: a photo to open, or ``export``, ``check`` and ``models``, which need no window.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Callable, Mapping, Sequence

import bootstrap
import qt_libraries

WITHOUT_WINDOW = ("export", "models", "check", "-h", "--help", "--version")


def main(
    arguments: Sequence[str],
    environ: Mapping[str, str] = os.environ,
    call: Callable[[Sequence[str]], int] = subprocess.call,
) -> int:
    """Install what is missing, start the program, and return its exit status."""
    bootstrap.check_python()
    extras, arguments = split_extras(arguments)
    if not (arguments and arguments[0] in WITHOUT_WINDOW):
        qt_libraries.check_display(environ)
        qt_libraries.ensure_qt(environ)
    python = bootstrap.prepare(extras)
    # -P: a folder named explorer where the user happens to stand must not be taken for ours.
    status = call([str(python), "-P", "-m", "explorer", *arguments])
    if status == -signal.SIGABRT:  # what Qt does where a display is named but does not answer
        raise bootstrap.SetupError(
            "Qt stopped the program, its lines above say why; where that is the display, "
            "`attention-explorer export MODEL PHOTO -o OUT.png` does without one."
        )
    return status


def split_extras(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the extras behind ``--with``, and the arguments that are left for the program.

    Raises `SetupError` where no name follows.
    """
    extras, rest, words = [], [], iter(arguments)
    for word in words:
        option, equals, names = word.partition("=")
        if option != "--with":
            rest.append(word)
            continue
        found = (names if equals else next(words, "")).replace(",", " ").split()
        if not found:
            raise bootstrap.SetupError("--with needs the names of extras, as --with models,keras.")
        extras += found
    return extras, rest


if __name__ == "__main__":
    sys.exit(bootstrap.guarded(lambda: main(sys.argv[1:])))
