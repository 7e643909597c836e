"""Whether there is a screen to open a window on: asked before Qt, which would abort."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from explorer.cli.errors import UsageError
from explorer.core.foreign import plain

PATIENCE = 3.0
"""Seconds in which a display on another machine must answer."""
INSTEAD = "Write pictures without one: attention-explorer export --help."
_DISPLAY = re.compile(r"(?P<host>.*):(?P<number>\d{1,9})(\.\d+)?")


def need_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> None:
    """Raise UsageError with one sentence where Linux has no screen that answers."""
    if not platform.startswith("linux"):
        return
    asked = environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if asked:
        _need_plugin(asked)
        if asked not in ("xcb", "wayland"):
            return  # offscreen, vnc and others bring a screen of their own
    if environ.get("WAYLAND_DISPLAY") and asked != "xcb":
        return  # where it does not answer Qt goes on to X
    display = environ.get("DISPLAY", "")
    if not display:
        raise UsageError(f"There is no display to open a window on. {INSTEAD}")
    if not _answers(display):
        raise UsageError(f"The display {plain(display, 60)} does not answer. {INSTEAD}")


def _need_plugin(name: str) -> None:
    """Raise UsageError where Qt has no plug-in for a platform of this name."""
    spec = find_spec("PySide6")
    folders = [Path(one) for one in (spec.submodule_search_locations or ())] if spec else []
    found = {
        file.name.removeprefix("lib").removeprefix("q").partition(".")[0].partition("-")[0]
        for folder in folders
        for file in folder.glob("Qt/plugins/platforms/*")
    }
    if found and name not in found:
        raise UsageError(
            f"Qt has no platform {plain(name, 60)}. Set QT_QPA_PLATFORM to one of "
            f"{', '.join(sorted(found))}, or leave it unset."
        )


def _answers(display: str) -> bool:
    """Whether the X server of $DISPLAY takes a connection."""
    found = _DISPLAY.fullmatch(display)
    if found is None:
        return False
    host, number = found["host"].removeprefix("unix"), int(found["number"])
    if host.startswith("/"):  # a socket of launchd
        return Path(display).exists() or Path(host).exists()
    try:
        if host and "/" not in host:
            with closing(socket.create_connection((host.strip("[]"), 6000 + number), PATIENCE)):
                return True
        for name in (f"\0/tmp/.X11-unix/X{number}", f"/tmp/.X11-unix/X{number}"):
            with closing(socket.socket(socket.AF_UNIX)) as one:
                one.settimeout(PATIENCE)
                if one.connect_ex(name) == 0:
                    return True
        with closing(socket.create_connection(("localhost", 6000 + number), PATIENCE)):
            return True
    except (OSError, OverflowError):
        return False
