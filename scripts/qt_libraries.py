"""The Linux libraries that Qt loads, found before Qt aborts for want of one; and test tools.

Qt's wheels carry Qt itself but not what every desktop has: OpenGL, the keyboard map, D-Bus,
fonts, X11 or Wayland. A missing one ends the process with "could not load the Qt platform
plugin". Standard library only, and parsed by Python 3.8.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from typing import Callable, Mapping

from bootstrap import SetupError, say

ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Library files, and the packages of Debian and Ubuntu that they come from."""
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    **{
        f"libxcb-{name}.so.{number}": f"libxcb-{name}{number}"
        for name, number in (
            *(("cursor", 0), ("icccm", 4), ("image", 0), ("keysyms", 1), ("randr", 0)),
            *(("render", 0), ("render-util", 0), ("shape", 0), ("shm", 0), ("sync", 1)),
            *(("util", 1), ("xfixes", 0), ("xkb", 1)),
        )
    },
}
WAYLAND = {
    f"libwayland-{name}.so.{number}": f"libwayland-{name}{number}"
    for name, number in (("client", 0), ("cursor", 0), ("egl", 1))
}
TEST_TOOLS = {
    "pdftotext": "poppler-utils",
    "rsvg-convert": "librsvg2-bin",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
}
"""Programs that some tests start, and their packages; without one these tests are skipped."""
APT = "apt-get install -y --no-install-recommends"
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def check_display(environ: Mapping[str, str] = os.environ, system: str = sys.platform) -> None:
    """Raise `SetupError` where no window can open: Linux or BSD with no X11 and no Wayland.

    ``QT_QPA_PLATFORM`` naming a platform that draws elsewhere (offscreen, vnc) is respected.
    """
    if system in ("win32", "darwin") or _draws_elsewhere(environ):
        return
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        raise SetupError(
            "No window can open here, since neither DISPLAY nor WAYLAND_DISPLAY is set: "
            "`attention-explorer export MODEL PHOTO -o OUT.png` makes the pictures without one "
            "(`python3 scripts/run.py export …` installs it and runs the same)."
        )


def needed(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the library files that Qt will load in this session, with their packages."""
    if _draws_elsewhere(environ):
        return ALWAYS
    return {**ALWAYS, **(WAYLAND if environ.get("WAYLAND_DISPLAY") else X11)}


def can_load(file: str) -> bool:
    """Whether the dynamic linker finds this library and everything that it asks for."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def ensure(
    files: Mapping[str, str],
    there: Callable[[str], bool] = can_load,
    system: str = sys.platform,
    root: bool = IS_ROOT,
    call: Callable[[str], int] = lambda line: subprocess.call(line.split()),
    which: Callable[[str], object] = shutil.which,
) -> str:
    """See that these files are there; root on Debian installs those that are not.

    Returns
    -------
        What to install or the line to run for the files that are missing in the end; "" for none.
    """
    missing = [] if not system.startswith("linux") else [one for one in files if not there(one)]
    if not missing:
        return ""
    if which("apt-get") is None:
        return f"install {', '.join(missing)} with your package manager"
    line = " ".join((APT, *sorted({files[one] for one in missing})))
    if root:
        say(f"Installing system packages: {line}")
        call("apt-get update -q")
        call(line)
        if all(map(there, missing)):
            return ""
    return f"run `{'' if root else 'sudo '}{line}`"


def ensure_qt(environ: Mapping[str, str] = os.environ) -> None:
    """Raise `SetupError` where Qt lacks libraries that cannot be installed from here."""
    cure = ensure(needed(environ))
    if cure:
        raise SetupError(f"Qt needs system libraries that are not here: {cure} and start again.")


def offer_test_tools() -> None:
    """Install what some tests start, a real screen's libraries among them.

    Where that cannot be done, one line says what is skipped without it.
    """

    def there(name: str) -> bool:
        return shutil.which(name) is not None if name in TEST_TOOLS else can_load(name)

    cure = ensure({**TEST_TOOLS, **X11}, there)
    if cure:
        say(f"Some tests will be skipped: for those of SVG, PDF and real clicks {cure}.")


def _draws_elsewhere(environ: Mapping[str, str]) -> bool:
    platform = environ.get("QT_QPA_PLATFORM", "")
    return bool(platform) and not platform.startswith(("xcb", "wayland"))
