"""The table of faults: how each is made, and how the program may end on it."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
PHOTO = next((ROOT / "resources" / "samples").glob("*.jpg"))
ANYTHING = (
    *(
        "RuntimeError('boom')",
        "ValueError('a\\nb\\x1b[31m<b>')",
        "SystemExit(0)",
        "SystemExit('x')",
    ),
    *("KeyboardInterrupt()", "MemoryError()", "RecursionError()", "GeneratorExit()", "OSError(28)"),
    *("StopIteration()", "type('\\ud800', (BaseException,), {})()", "Exception('x' * 10**6)"),
    "type('E', (Exception,), {'__str__': lambda self: 1 / 0})()",
)
"""What a plug-in may raise, as code."""
PLUGIN = """
import time
from torch import nn
from explorer import photo_model
{imported}
class Net(nn.Conv2d):
    def forward(self, x):
        {run}
        return super().forward(x).flatten(2).mean(2)
def make():
    {load}
    return Net(3, 8, 8)
def models():
    {listed}
    yield photo_model("mine:net", "Net", make, size=(64, 64))
"""
WINDOW = """
import json, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication(["torture"])
from explorer.cli import main
from explorer.gui.window.main_window import MainWindow
end = time.monotonic() + 200
def look():
    windows = [one for one in app.topLevelWidgets() if isinstance(one, MainWindow)]
    if not windows: return
    state = windows[0].controller.state
    if windows[0].busy() and time.monotonic() < end: return
    shown = state.trace is not None or state.message is not None
    if not shown and time.monotonic() < end: return
    timer.stop()
    windows[0].close()
    if not shown: sys.stderr.write("no picture and no sentence")
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
sys.exit(main([]))
"""
"""Opens the window, and closes it when it shows a picture or says why there is none."""


@dataclass(frozen=True)
class Case:
    """What the program is started with, and how it may end.

    Attributes
    ----------
    words : of the command line. statuses : that are right.
    environment : variables that are set, None for one that is taken away.
    stdout : opens standard output. check : tells what else is wrong afterwards; "" for nothing.
    code : arguments of Python in place of the command. before : a command around it.
    place : the folder it is started in.
    signal, moment : what is sent to it, and when.
    """

    words: tuple[str, ...] = ()
    statuses: tuple[int, ...] = (2,)
    environment: dict[str, str | None] = field(default_factory=dict)
    stdout: Callable[[], int | IO[Any]] = lambda: subprocess.DEVNULL
    check: Callable[[], str] | None = None
    code: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    place: Path | None = None
    signal: signal.Signals | None = None
    moment: Callable[[], bool] = lambda: True


Make = Callable[[Path, random.Random], Case]
FAULTS: dict[str, Make] = {}
"""Name to what makes the fault in a folder."""


def fault(name: str) -> Callable[[Make], Make]:
    """Put a fault into the table."""

    def put(make: Make) -> Make:
        FAULTS[name] = make
        return make

    return put


def export(out: Path | str, *more: str, photo: Path | str = PHOTO, **how: Any) -> Case:
    """Export one picture of the smallest model."""
    return Case(("export", "spatial-gate", str(photo), "-o", str(out), *more), **how)


# -- places that are full, gone, or not to be written ------------------------------------------

FAULTS["disk full: the picture"] = lambda folder, rng: export("/dev/full", "--format", "png")
FAULTS["read-only: the folder of the picture"] = lambda folder, rng: export("/proc/self/x.png")
FAULTS["gone: the folder is a file"] = lambda folder, rng: export(f"{PHOTO}/x.png")
FAULTS["gone: the photo"] = lambda folder, rng: export(folder / "x.png", photo=folder / "no.jpg")
FAULTS["odd: the photo is a device"] = lambda folder, rng: export(
    folder / "x.png", photo="/dev/zero"
)
FAULTS["odd: the photo is its own folder"] = lambda folder, rng: export(
    folder / "x.png", photo=folder
)


@fault("odd: the photo is a pipe")
def _pipe(folder: Path, rng: random.Random) -> Case:
    os.mkfifo(folder / "pipe.png")
    return export(folder / "x.png", photo=folder / "pipe.png")


@fault("disk full: standard output")
def _full(folder: Path, rng: random.Random) -> Case:
    return Case(("models", "--json"), stdout=lambda: open("/dev/full", "wb"))


@fault("closed: standard output")
def _closed(folder: Path, rng: random.Random) -> Case:
    words = rng.choice((("models",), ("models", "--json")))
    return Case(words, (0, 2), before=("sh", "-c", 'exec "$@" >&-', "sh"))


@fault("closed: who reads standard output has left")
def _left(folder: Path, rng: random.Random) -> Case:
    def pipe() -> int:
        read, write = os.pipe()
        os.close(read)
        return write

    return Case(("models", "--json"), (0,), stdout=pipe)


@fault("gone: home, and the folder for passing files")
def _homeless(folder: Path, rng: random.Random) -> Case:
    gone: dict[str, str | None] = dict.fromkeys(
        ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TMPDIR"), "/nonexistent"
    )
    return export(folder / "x.png", statuses=(0,), environment=gone)


@fault("gone: the folder it is started in")
def _no_place(folder: Path, rng: random.Random) -> Case:
    script = 'mkdir gone && cd gone && rmdir "$PWD" && exec "$@"'
    return export(folder / "x.png", before=("sh", "-c", script, "sh"))


@fault("full: memory")
def _memory(folder: Path, rng: random.Random) -> Case:
    limit = rng.randrange(1_000_000, 2_500_000, 100_000)  # KiB of address space
    script = f'ulimit -v {limit} && exec "$@"'
    return export(folder / "x.png", statuses=(0, 2), before=("sh", "-c", script, "sh"))


# -- settings ----------------------------------------------------------------------------------


def _settings(content: bytes | None) -> Make:
    def make(folder: Path, rng: random.Random) -> Case:
        file = folder / "home" / "settings.json"
        file.parent.mkdir()
        if content is None:
            file.mkdir()
        elif content == b"pipe":
            os.mkfifo(file)
        else:
            file.write_bytes(content)
        return Case(code=("-c", WINDOW), statuses=(0,))

    return make


FAULTS |= {
    "settings: a folder": _settings(None),
    "settings: a pipe": _settings(b"pipe"),
    "settings: no JSON": _settings(b"\xff\x00{{{"),
    "settings: too deep": _settings(b"[" * 100_000),
    "settings: of other types": _settings(
        json.dumps(
            {"model": 3, "recent": {"a": 1}, "geometry": ["x"], "opacity": "NaN", "theme": None}
        ).encode()
    ),
    "settings: a device that is gone": _settings(b'{"device": "cuda"}'),
    "settings: a model that is gone": _settings(b'{"model": "timm:none_such"}'),
    "settings: a model that is a device": _settings(b'{"model": "keras:/dev/zero"}'),
}


@fault("settings: their folder is a file")
def _settings_file(folder: Path, rng: random.Random) -> Case:
    (folder / "home").write_text("a file")
    return Case(code=("-c", WINDOW), statuses=(0,))


# -- files that ship with the program ----------------------------------------------------------


def _lacking(
    gone: str, *words: str, window: bool = False, statuses: tuple[int, ...] = (2,)
) -> Make:
    def make(folder: Path, rng: random.Random) -> Case:
        own = folder / "own"
        (own / "resources").mkdir(parents=True)
        _linked(ROOT / "explorer", own / "explorer", "")
        _linked(ROOT / "resources", own / "resources", gone)
        (own / "pyproject.toml").symlink_to(ROOT / "pyproject.toml")
        if not gone:
            (own / "resources").rename(own / "elsewhere")
        given = tuple(one.replace("OUT", str(folder / "x.png")) for one in words)
        code = ("-c", WINDOW) if window else ()
        # the package is that of the folder it lies in, not the one that a link leads to
        return Case(given, statuses, {"PYTHONPATH": str(own)}, code=code, place=own)

    return make


def _linked(source: Path, target: Path, gone: str) -> None:
    """Have a folder of folders whose files are links, or copies of code; all but one."""
    target.mkdir(exist_ok=True)
    for one in source.iterdir():
        within = gone.partition("/")
        if one.is_dir() and one.name != "__pycache__":
            if gone != one.name:
                inner = within[2] if within[0] == one.name else "-"
                _linked(one, target / one.name, inner)
        elif one.is_file() and not (gone and one.match(gone)):
            if one.suffix == ".py":  # Python follows links to where a module lies
                (target / one.name).write_bytes(one.read_bytes())
            else:
                (target / one.name).symlink_to(one)


_EXPORT = ("export", "vit", str(PHOTO), "-o", "OUT", "--legend")
_WRITE = ("export", "transformer", "--text", "この小説は人気です。", "-o", "OUT")
FAULTS |= {
    "not shipped: anything": _lacking("", "models"),
    "not shipped: weights": _lacking("checkpoints/vit.safetensors", *_EXPORT),
    "not shipped: a card": _lacking("checkpoints/vit.json", *_EXPORT),
    "not shipped: all models": _lacking("checkpoints", *_EXPORT),
    "not shipped: a tokenizer": _lacking("checkpoints/tokenizers", *_WRITE),
    "not shipped: fonts": _lacking("fonts", *_EXPORT, statuses=(0, 2)),
    "not shipped: colours": _lacking("colormaps", *_EXPORT),
    "not shipped: the known structures": _lacking("structures.json", "models", statuses=(0,)),
    "not shipped, window: weights": _lacking(
        "checkpoints/vit.safetensors", window=True, statuses=(0,)
    ),
    "not shipped, window: samples": _lacking("samples", window=True, statuses=(0, 2)),
    "not shipped, window: icons": _lacking("icons", window=True, statuses=(0, 2)),
    "not shipped, window: fonts": _lacking("fonts", window=True, statuses=(0, 2)),
}


def _uninstalled(package: str, *words: str) -> Make:
    """A package that the program needs and that is not there."""
    code = (
        "import sys\n"
        "class Gone:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.partition('.')[0] == {package!r}:\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}', name=name)\n"
        "sys.meta_path.insert(0, Gone())\n"
    )

    def make(folder: Path, rng: random.Random) -> Case:
        (folder / "sitecustomize.py").write_text(code)
        given = tuple(one.replace("OUT", str(folder / "x.png")) for one in words)
        return Case(given, environment={"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"})

    return make


FAULTS |= {
    f"not installed: {package}": _uninstalled(package, *_EXPORT)
    for package in ("numpy", "torch", "PIL", "safetensors", "platformdirs")
}
FAULTS["not installed, window: PySide6"] = _uninstalled("PySide6")

# -- devices, displays, the network ------------------------------------------------------------

FAULTS["no device"] = lambda folder, rng: export(
    folder / "x.png",
    "--device",
    rng.choice(("cuda", "mps")),
    environment={"CUDA_VISIBLE_DEVICES": ""},
)
FAULTS["no display"] = lambda folder, rng: Case(
    environment=dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
)
FAULTS["a display that is gone"] = lambda folder, rng: Case(
    environment={"DISPLAY": ":9177", "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None}
)
FAULTS["a platform that Qt has not"] = lambda folder, rng: Case(
    environment={"QT_QPA_PLATFORM": "nosuch"}
)


def away(folder: Path) -> dict[str, str | None]:
    """Give an environment in which no server answers and nothing is in a cache."""
    with socket.socket() as one:  # a port that nobody listens at
        one.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{one.getsockname()[1]}"
    found: dict[str, str | None] = dict.fromkeys(
        ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "HF_ENDPOINT"), nobody
    )
    found |= dict.fromkeys(("TORCH_HOME", "HF_HOME"), str(folder / "cache"))
    return found | {"HF_HUB_OFFLINE": None, "no_proxy": "", "NO_PROXY": ""}


def _away(model: str) -> Make:
    def make(folder: Path, rng: random.Random) -> Case:
        return Case(("check", model, str(PHOTO)), environment=away(folder))

    return make


FAULTS |= {
    "network away: Hugging Face": _away("hf:org/none-such"),
    "network away: torchvision": _away("torchvision:vit_b_16"),
    "network away: timm": _away("timm:vit_tiny_patch16_224"),
}

# -- plug-ins and models -----------------------------------------------------------------------


def _plugin(where: str) -> Make:
    def make(folder: Path, rng: random.Random) -> Case:
        parts = dict.fromkeys(("imported", "listed", "load", "run"), "pass")
        code = PLUGIN.format(**parts | {where: f"raise {rng.choice(ANYTHING)}"})
        (folder / "plug.py").write_text(code, "utf-8")
        words = rng.choice((("check",), ("export",)))
        out = ("-o", str(folder / "x.png")) if words == ("export",) else ()
        plug = ("--plugin", str(folder / "plug.py"))
        return Case((*words, "mine:net", str(PHOTO), *out, *plug))

    return make


for _where in ("imported", "listed", "load", "run"):
    for _number in range(3):
        FAULTS[f"plug-in raises when {_where}, {_number + 1}"] = _plugin(_where)


@fault("a model that hangs, and Ctrl+C")
def _hang(folder: Path, rng: random.Random) -> Case:
    begun = folder / "begun"
    parts = dict.fromkeys(("imported", "listed", "load", "run"), "pass")
    where = rng.choice(("load", "run"))
    parts[where] = f"open({str(begun)!r}, 'w').close(); time.sleep(10**6)"
    (folder / "plug.py").write_text(PLUGIN.format(**parts))
    words = ("check", "mine:net", str(PHOTO), "--plugin", str(folder / "plug.py"))
    return Case(words, (130,), signal=signal.SIGINT, moment=begun.exists)


@fault("killed while it exports")
def _killed(folder: Path, rng: random.Random) -> Case:
    out, last = folder / "out", rng.randint(1, 30)

    def moment() -> bool:
        return len(list(out.glob("*.png"))) >= last

    def check() -> str:
        for one in out.glob("*.png"):
            with Image.open(one) as picture:
                picture.load()
        return ""

    words = ("export", "se-resnet", str(PHOTO), "-o", str(out), "--head", "all", "--size", "64")
    kill = rng.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
    statuses = {signal.SIGKILL: -9, signal.SIGTERM: -15, signal.SIGINT: 130}
    return Case(words, (0, statuses[kill]), check=check, signal=kill, moment=moment)
