"""The log file: what went wrong, for a report, without a word of what was run.

A rotating file in the system's folder for logs, for the user's eyes alone. It holds types of
errors and places in the code, and neither texts, nor names of files, nor messages, which may quote
both.
"""

from __future__ import annotations

import logging
import os
import sys
import sysconfig
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

from explorer.version import __version__

LARGEST, KEPT = 2**19, 2
"""Bytes of a log file, and how many older ones stay beside it."""
NAME = "attention-explorer"
OWN, STANDARD = Path(__file__).parents[1], Path(sysconfig.get_path("stdlib"))
"""Folders of code whose names tell nothing of the user."""
YOURS = "your code"
"""What a plug-in or a script is called, whose name may tell what the user works on."""


def log_file() -> Path:
    """Where the log is: in $ATTENTION_EXPLORER_HOME, else the system's folder for logs."""
    home = os.environ.get("ATTENTION_EXPLORER_HOME")
    folder = Path(home) if home else platformdirs.user_log_path(NAME, False)
    return folder / f"{NAME}.log"


def record(error: BaseException, where: str) -> None:
    """Append an error to the log file: its types and the places it came through.

    A log that cannot be written is no reason to stop.

    Parameters
    ----------
    error
        What nobody expected; what caused it is recorded too.
    where
        The part of the program that caught it, as "export".
    """
    file = log_file()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        handler = RotatingFileHandler(file, "a", LARGEST, KEPT, encoding="utf-8")
        try:
            handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
            text = f"{NAME} {__version__}, {where}\n{outline(error)}"
            handler.emit(logging.makeLogRecord({"msg": text, "levelname": "ERROR"}))
        finally:
            handler.close()


def outline(error: BaseException) -> str:
    """Describe an error by types and places alone, causes first, one line each."""
    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        here = [_type(error)]
        for frame in traceback.extract_tb(error.__traceback__):
            here.append(f"  {_public(frame.filename)}:{frame.lineno} {frame.name}")
        lines[:0] = here
        following = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if following is None:
            break
        error = following
    return "\n".join(lines)


def _type(error: BaseException) -> str:
    """Name the type of an error; that of a plug-in without its module, which is named after it."""
    module = type(error).__module__
    known = getattr(sys.modules.get(module), "__file__", None)
    named = module if known is None or _public(known) != YOURS else YOURS
    return f"{named}.{type(error).__qualname__}"


def _public(file: str) -> str:
    """A file of code without the folders above its package; YOURS for one of nobody's package."""
    path = Path(file)
    if path.is_relative_to(OWN):
        return path.relative_to(OWN.parent).as_posix()
    for folder in ("site-packages", "dist-packages"):
        if folder in path.parts:
            at = len(path.parts) - 1 - path.parts[::-1].index(folder)
            return "/".join(path.parts[at + 1 :])
    if path.is_relative_to(STANDARD):
        return path.relative_to(STANDARD).as_posix()
    return file if file.startswith("<frozen ") else YOURS
