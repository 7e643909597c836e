"""The Linux system libraries that Qt loads, found before Qt aborts for want of one.

Qt's wheels carry Qt itself but not what every desktop has: OpenGL, the keyboard map, D-Bus,
fonts, X11 or Wayland. A missing one ends the process with "could not load the Qt platform
plugin", or with an ImportError that names a file and no package. The table below gives the
package of each for five package managers; the list of files is what the ELF headers of
PySide6-Essentials 6.12 ask for. Standard library only, and parsed by Python 3.8.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from typing import Callable, Mapping, Sequence

from bootstrap import SetupError, say

MANAGERS = ("apt-get", "dnf", "pacman", "zypper", "apk")
_INSTALL = {
    "apt-get": ["apt-get", "install", "-y", "--no-install-recommends"],
    "dnf": ["dnf", "install", "-y"],
    "pacman": ["pacman", "-S", "--noconfirm", "--needed"],
    "zypper": ["zypper", "--non-interactive", "install"],
    "apk": ["apk", "add"],
}

# When Qt loads it, the file, and its package for each of MANAGERS, in that order.
_TABLE = """
always  libEGL.so.1  libegl1 libglvnd-egl libglvnd Mesa-libEGL1 mesa-egl
always  libGL.so.1  libgl1 libglvnd-glx libglvnd Mesa-libGL1 mesa-gl
always  libX11.so.6  libx11-6 libX11 libx11 libX11-6 libx11
always  libdbus-1.so.3  libdbus-1-3 dbus-libs dbus libdbus-1-3 dbus-libs
always  libfontconfig.so.1  libfontconfig1 fontconfig fontconfig fontconfig fontconfig
always  libfreetype.so.6  libfreetype6 freetype freetype2 libfreetype6 freetype
always  libglib-2.0.so.0  libglib2.0-0 glib2 glib2 libglib-2_0-0 glib
always  libgthread-2.0.so.0  libglib2.0-0 glib2 glib2 libgthread-2_0-0 glib
always  libxkbcommon.so.0  libxkbcommon0 libxkbcommon libxkbcommon libxkbcommon0 libxkbcommon
x11  libX11-xcb.so.1  libx11-xcb1 libX11-xcb libx11 libX11-xcb1 libx11
x11  libxcb.so.1  libxcb1 libxcb libxcb libxcb1 libxcb
x11  libxcb-cursor.so.0
     libxcb-cursor0 xcb-util-cursor xcb-util-cursor libxcb-cursor0 xcb-util-cursor
x11  libxcb-icccm.so.4  libxcb-icccm4 xcb-util-wm xcb-util-wm libxcb-icccm4 xcb-util-wm
x11  libxcb-image.so.0
     libxcb-image0 xcb-util-image xcb-util-image libxcb-image0 xcb-util-image
x11  libxcb-keysyms.so.1
     libxcb-keysyms1 xcb-util-keysyms xcb-util-keysyms libxcb-keysyms1 xcb-util-keysyms
x11  libxcb-randr.so.0  libxcb-randr0 libxcb libxcb libxcb-randr0 libxcb
x11  libxcb-render.so.0  libxcb-render0 libxcb libxcb libxcb-render0 libxcb
x11  libxcb-render-util.so.0
     libxcb-render-util0 xcb-util-renderutil xcb-util-renderutil libxcb-render-util0
     xcb-util-renderutil
x11  libxcb-shape.so.0  libxcb-shape0 libxcb libxcb libxcb-shape0 libxcb
x11  libxcb-shm.so.0  libxcb-shm0 libxcb libxcb libxcb-shm0 libxcb
x11  libxcb-sync.so.1  libxcb-sync1 libxcb libxcb libxcb-sync1 libxcb
x11  libxcb-util.so.1  libxcb-util1 xcb-util xcb-util libxcb-util1 xcb-util
x11  libxcb-xfixes.so.0  libxcb-xfixes0 libxcb libxcb libxcb-xfixes0 libxcb
x11  libxcb-xkb.so.1  libxcb-xkb1 libxcb libxcb libxcb-xkb1 libxcb
x11  libxkbcommon-x11.so.0
     libxkbcommon-x11-0 libxkbcommon-x11 libxkbcommon-x11 libxkbcommon-x11-0 libxkbcommon
wayland  libwayland-client.so.0
     libwayland-client0 libwayland-client wayland libwayland-client0 wayland-libs-client
wayland  libwayland-cursor.so.0
     libwayland-cursor0 libwayland-cursor wayland libwayland-cursor0 wayland-libs-cursor
wayland  libwayland-egl.so.1
     libwayland-egl1 libwayland-egl wayland libwayland-egl1 wayland-libs-egl
"""
_WORDS = _TABLE.split()
_ROWS = [_WORDS[i : i + 7] for i in range(0, len(_WORDS), 7)]
_PACKAGES = {row[1]: row[2:] for row in _ROWS}


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


def needed(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The library files that Qt will load in this session, by their sonames."""
    session = "wayland" if environ.get("WAYLAND_DISPLAY") else "x11"
    when = {"always"} if _draws_elsewhere(environ) else {"always", session}
    return [row[1] for row in _ROWS if row[0] in when]


def can_load(file: str) -> bool:
    """Whether the dynamic linker finds this library and everything that it asks for."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def install_line(missing: Sequence[str], manager: str) -> list[str]:
    """The command that installs the packages of these library files."""
    column = MANAGERS.index(manager)
    return _INSTALL[manager] + sorted({_PACKAGES[file][column] for file in missing})


def ensure(
    files: Sequence[str],
    system: str = sys.platform,
    loads: Callable[[str], bool] = can_load,
    which: Callable[[str], str | None] = shutil.which,
    is_root: bool = hasattr(os, "geteuid") and os.geteuid() == 0,
    call: Callable[[Sequence[str]], int] = subprocess.call,
) -> None:
    """See that these system libraries are there; as root, install those that are not.

    Raises
    ------
    SetupError
        Some are missing and cannot be installed from here; the sentence is the line to run.
    """
    missing = [] if not system.startswith("linux") else [f for f in files if not loads(f)]
    if not missing:
        return
    manager = next((name for name in MANAGERS if which(name)), None)
    if manager is None:
        raise SetupError(
            f"Qt needs system libraries that are not here: install {', '.join(missing)} with "
            "your package manager and start again."
        )
    command = install_line(missing, manager)
    if is_root:
        say("Installing system libraries that Qt needs: " + " ".join(command))
        if manager == "apt-get":
            call(["apt-get", "update", "-q"])
        call(command)
        if all(loads(file) for file in missing):
            return
    raise SetupError(
        "Qt needs system libraries that are not here: run "
        f"`{'' if is_root else 'sudo '}{' '.join(command)}` and start again."
    )


def _draws_elsewhere(environ: Mapping[str, str]) -> bool:
    platform = environ.get("QT_QPA_PLATFORM", "")
    return bool(platform) and not platform.startswith(("xcb", "wayland"))
