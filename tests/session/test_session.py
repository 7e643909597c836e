"""A session with the real program on a real screen: keys and clicks that come from the system.

Xvfb is the screen, xdotool the hands. What a click or a key has done is read from the files that
the program exports, which say what they show.
"""

from __future__ import annotations

import ctypes.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageGrab

from explorer.resource_files import resources

ROOT = Path(__file__).resolve().parents[2]
PHOTO = resources() / "samples" / "chelsea.jpg"
PATIENCE = 120.0
"""Seconds until something counts as not happening; the machine may be busy."""
SIZE = (1440, 900)
PATCH, CELL, SENTENCE_BOX = (655, 428), (1301, 182), (120, 110)
"""Where the middle of the picture lies, a cell of the grid, and the text."""

missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
if ctypes.util.find_library("xcb-cursor") is None:
    missing.append("libxcb-cursor")
pytestmark = pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


def until(done: Callable[[], Any]) -> Any:
    """Wait for something that is true in the end, and give it."""
    end = time.monotonic() + PATIENCE
    while not (found := done()):
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.1)
    return found


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of programs that show on a screen of their own."""
    read, write = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
    command += ["-r", "-noreset"]  # no key is repeated, and it stays when xdotool has left it
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as pipe:
        display = f":{pipe.readline().strip()}"
    left = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")
    environ = {key: value for key, value in os.environ.items() if key not in left}
    environ |= {
        "DISPLAY": display,
        "ATTENTION_EXPLORER_HOME": str(tmp_path / "home"),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
    }
    ask = ["xdotool", "getdisplaygeometry"]
    until(lambda: not subprocess.run(ask, env=environ, capture_output=True, check=False).returncode)
    yield environ
    server.terminate()
    server.wait()


class Hands:
    """Starts the program and works with it as a user does, by what comes from the system."""

    def __init__(self, environ: dict[str, str], folder: Path) -> None:
        self.environ, self.folder = environ, folder
        self.program: subprocess.Popen[bytes] | None = None
        self.window = ""

    def do(self, *words: object) -> str:
        """Run xdotool, and give what it says."""
        command = ["xdotool", *map(str, words)]
        done = subprocess.run(
            command, env=self.environ, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def start(self, *arguments: object) -> None:
        command = [sys.executable, *map(str, arguments)]
        self.program = subprocess.Popen(command, env=self.environ, cwd=self.folder)
        self.window = until(lambda: self.named("Attention Explorer")).split()[0]
        self.do("windowfocus", self.window)

    def named(self, title: str) -> str:
        """The windows of a title, while the program runs."""
        assert self.program is not None
        assert self.program.poll() is None, "the program has ended"
        return self.do("search", "--onlyvisible", "--name", title)

    def press(self, key: str) -> None:
        """Press a key with the window in front, as a keyboard does."""
        self.do("windowfocus", "--sync", self.window)
        self.do("key", key)

    def until_after(self, key: str, done: Callable[[], Any]) -> None:
        """Press a key until something comes of it: what it is to act on may not be there yet."""

        def pressed() -> Any:
            self.press(key)
            end = time.monotonic() + 3
            while not (found := done()) and time.monotonic() < end:
                time.sleep(0.1)
            return found

        until(pressed)

    def ask(self, key: str, title: str) -> None:
        """Press a key until it opens a dialog: before the first run there is nothing to export."""
        self.until_after(key, lambda: self.named(title))

    def title(self) -> str:
        """Give what the window is called."""
        return self.do("getwindowname", self.window)

    def titled(self, title: str) -> None:
        """Wait until the window is called after what it shows."""
        until(lambda: self.title().startswith(title))

    def click(self, x: int, y: int) -> None:
        self.do("mousemove", x, y, "click", 1)

    def answer(self, title: str, path: Path) -> None:
        """Type a path into a dialog of files, anew where signs were lost on the way."""
        dialog = until(lambda: self.named(title)).split()[0]
        anew = cycle((True, False))

        def accepted() -> bool:
            shown = self.named(title).split()
            for box in set(shown) - {dialog}:  # it says, under the same title, what is wrong
                self.do("windowfocus", box)
                self.do("key", "Return")
            if dialog in shown:
                self.do("windowfocus", dialog)
                if next(anew):
                    self.do("key", "ctrl+a")
                    self.do("type", "--delay", 2, path)
                self.do("key", "Return")  # it may only close a list of what the path could be
            end = time.monotonic() + 5
            while (shown := self.named(title).split()) and time.monotonic() < end:
                time.sleep(0.1)
            return not shown

        until(accepted)

    def export(self, name: str) -> dict[str, str]:
        """Export what is on the screen; what the file says of it."""
        path = self.folder / name
        self.ask("ctrl+s", "^Export$")
        self.answer("^Export$", path)
        until(path.is_file)
        until(lambda: not self.named("^Export$"))
        if path.suffix == ".svg":
            lines = re.findall(r"<desc>(.*?)</desc>", path.read_text("utf-8"), re.DOTALL)[0]
            return dict(line.split(": ", 1) for line in lines.splitlines() if ": " in line)
        with Image.open(path) as picture:
            return dict(picture.info)

    def quit(self) -> int:
        assert self.program is not None
        self.press("ctrl+q")
        return self.program.wait(PATIENCE)

    def shows(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.environ["DISPLAY"])


@pytest.fixture
def hands(screen: dict[str, str], tmp_path: Path) -> Iterator[Hands]:
    one = Hands(screen, tmp_path)
    yield one
    if one.program is not None and one.program.poll() is None:
        one.program.kill()
        one.program.wait()


def test_photo_keys_clicks_sentence_export_quit(hands: Hands) -> None:
    hands.start("-m", "explorer", "--model", "vit")
    until(lambda: "·" in hands.title())
    hands.ask("ctrl+o", "^Open a photo$")
    hands.answer("^Open a photo$", PHOTO)
    hands.titled("chelsea.jpg")
    first = hands.export("first.png")
    assert (first["Model"], first["Layer"], first["Query"]) == ("vit", "5", "CLS")

    hands.press("Up")
    hands.press("Right")
    moved = hands.export("moved.svg")
    assert (moved["Layer"], moved["Head"], moved["Query"]) == ("4", "0", "CLS")

    hands.click(*PATCH)
    hands.click(*CELL)
    clicked = hands.export("clicked.png")
    assert (clicked["Layer"], clicked["Head"]) != ("4", "0")
    assert clicked["Query"].startswith("patch ")

    hands.press("ctrl+m")
    hands.do("type", "--delay", 20, "seq2seq")
    hands.until_after("Return", lambda: "chelsea" not in hands.title())
    hands.click(*SENTENCE_BOX)
    hands.do("key", "ctrl+a")
    hands.do("type", "--delay", 20, "Tom.")
    hands.titled("Tom.")
    hands.do("key", "Escape")
    written = hands.export("written.png")
    assert (written["Model"], written["Source-Text"]) == ("seq2seq", "Tom.")
    assert written["Target-Text"]

    assert hands.quit() == 0
