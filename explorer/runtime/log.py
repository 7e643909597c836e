"""The log file: what went wrong, for a report, without a word of what was run.

A rotating file in the system's folder for logs, for the user's eyes alone. It holds types of
errors and places in the code, and neither texts, nor names of files, nor messages, which may quote
both.
"""

from __future__ import annotations

import logging
import os
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

from explorer.version import __version__

LARGEST, KEPT = 2**19, 2
"""Bytes of a log file, and how many older ones stay beside it."""
NAME = "attention-explorer"


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
        here = [f"{type(error).__module__}.{type(error).__qualname__}"]
        for frame in traceback.extract_tb(error.__traceback__):
            here.append(f"  {_public(frame.filename)}:{frame.lineno} {frame.name}")
        lines[:0] = here
        following = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if following is None:
            break
        error = following
    return "\n".join(lines)


def _public(file: str) -> str:
    """A file of code without the folders above its package, which name the user."""
    parts = Path(file).parts
    for root in ("site-packages", "explorer"):
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at + (root == "site-packages") :])
    return Path(file).name
